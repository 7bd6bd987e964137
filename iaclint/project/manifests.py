"""The libraries that package manifests declare: package.json, pyproject.toml, Pipfile, setup.py, requirements.txt."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from iaclint.project.markers import Language
from iaclint.project.repository import Repository

_NPM_EXACT = re.compile(r"[v=]?(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)")
_PYTHON_EXACT = re.compile(r"===?\s*([\w.!+-]+)")
_BARE_VERSION = re.compile(r"\d[\w.!+-]*")
_REQUIREMENT = re.compile(r"([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?((?:[<>=!~][^;#)]*)?)")
_INSTALL_REQUIRES = re.compile(r"install_requires\s*=\s*\[([^\]]*)\]")
_INSTALL_REQUIRES_LIMIT = 50_000  # characters
_TEXT_LITERAL = re.compile(r"""["']([^"'\n]+)["']""")
_LOCAL_NPM = ("file:", "link:", "portal:")
_REQUIREMENTS_LIMIT = 50  # files that include one another


class Declared(NamedTuple):
    """`spec` as written; `version` bare when `exact`, else the spec; `source` the path of the manifest."""

    spec: str
    version: str
    exact: bool
    source: str


class Manifest:
    """What the manifests of one folder declare. `local` maps libraries that are folders of the repository to these."""

    __slots__ = ("libraries", "local")

    def __init__(self) -> None:
        self.libraries: dict[str, Declared] = {}
        self.local: dict[str, str] = {}

    def add(self, name: str, spec: str, exact: str | None, source: str) -> None:
        """Declare a library; an exact version wins over a range, and else the first one stays."""
        known = self.libraries.get(name)
        if known is None or (exact is not None and not known.exact):
            self.libraries[name] = Declared(spec, exact or spec, exact is not None, source)


def normalized(name: str) -> str:
    """A Python distribution's name as indexes compare it: `aws_cdk.lib` is `aws-cdk-lib`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def manifest_in(repository: Repository, folder: str, language: Language) -> Manifest:
    """What the manifests in `folder` declare for `language`."""
    manifest = Manifest()
    names = repository.folder(folder)
    if language == "typescript":
        if "package.json" in names:
            _package_json(repository, folder, manifest)
        return manifest
    for name, read in _PYTHON_MANIFESTS:
        if name in names:
            read(repository, folder, manifest)
    return manifest


def _package_json(repository: Repository, folder: str, manifest: Manifest) -> None:
    path = os.path.join(folder, "package.json")
    package = repository.mapping(path)
    for group in ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies"):
        for name, spec in _mapping(package.get(group)).items():
            if not isinstance(spec, str):
                continue
            if spec.startswith(_LOCAL_NPM):
                manifest.local[name] = os.path.normpath(os.path.join(folder, spec.partition(":")[2]))
            else:
                exact = _NPM_EXACT.fullmatch(spec.strip())
                manifest.add(name, spec, exact[1] if exact else None, path)


def _pyproject(repository: Repository, folder: str, manifest: Manifest) -> None:
    path = os.path.join(folder, "pyproject.toml")
    document = repository.mapping(path)
    project, tool = _mapping(document.get("project")), _mapping(document.get("tool"))
    groups = [project.get("dependencies")]
    groups += [*_mapping(project.get("optional-dependencies")).values()]
    groups += [*_mapping(document.get("dependency-groups")).values(), _mapping(tool.get("uv")).get("dev-dependencies")]
    for group in groups:
        for requirement in group if isinstance(group, list) else []:
            if isinstance(requirement, str):
                _add_requirement(requirement, path, manifest)
    poetry = _mapping(tool.get("poetry"))
    tables = [poetry.get("dependencies"), poetry.get("dev-dependencies")]
    tables += [_mapping(group).get("dependencies") for group in _mapping(poetry.get("group")).values()]
    for table in tables:
        _table(_mapping(table), folder, path, manifest, bare_is_exact=True)
    for name, origin in _mapping(_mapping(tool.get("uv")).get("sources")).items():
        if isinstance(local := _mapping(origin).get("path"), str):
            manifest.local[normalized(name)] = os.path.normpath(os.path.join(folder, local))


def _pipfile(repository: Repository, folder: str, manifest: Manifest) -> None:
    path = os.path.join(folder, "Pipfile")
    document = repository.mapping(path)
    for group in ("packages", "dev-packages"):
        _table(_mapping(document.get(group)), folder, path, manifest, bare_is_exact=False)


def _table(table: dict[str, Any], folder: str, path: str, manifest: Manifest, *, bare_is_exact: bool) -> None:
    """A table of `name = "spec"` or `name = {version = "spec"}` or `name = {path = "folder"}`."""
    for name, value in table.items():
        if isinstance(local := _mapping(value).get("path"), str):
            manifest.local[normalized(name)] = os.path.normpath(os.path.join(folder, local))
        spec = value if isinstance(value, str) else _mapping(value).get("version")
        if isinstance(spec, str) and name != "python":
            pinned = _PYTHON_EXACT.fullmatch(spec.strip())
            exact = pinned[1] if pinned else None
            if exact is None and bare_is_exact and _BARE_VERSION.fullmatch(spec.strip()):
                exact = spec.strip()
            manifest.add(normalized(name), spec, exact, path)


def _setup_py(repository: Repository, folder: str, manifest: Manifest) -> None:
    """The literals of `install_requires=[…]`; the file is searched, never run."""
    path = os.path.join(folder, "setup.py")
    text = repository.text(path) or ""
    start = max(text.find("install_requires"), 0)
    group = _INSTALL_REQUIRES.match(text[start : start + _INSTALL_REQUIRES_LIMIT])
    for requirement in _TEXT_LITERAL.findall(group[1]) if group else []:
        _add_requirement(requirement, path, manifest)


def _requirements(repository: Repository, folder: str, manifest: Manifest) -> None:
    waiting, seen = [os.path.join(folder, "requirements.txt")], set[str]()
    while waiting and len(seen) < _REQUIREMENTS_LIMIT:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        for line in _logical_lines(repository.text(path) or ""):
            option, _, value = line.partition("=" if line.startswith("--") and "=" in line else " ")
            target = os.path.normpath(os.path.join(os.path.dirname(path), value.strip()))
            if option in ("-r", "--requirement", "-c", "--constraint"):
                waiting.append(target)
            elif option in ("-e", "--editable"):
                manifest.local[normalized(os.path.basename(target))] = target
            elif not line.startswith("-"):
                if line.startswith(("./", "../")):
                    target = os.path.normpath(os.path.join(os.path.dirname(path), line))
                    manifest.local[normalized(os.path.basename(target))] = target
                else:
                    _add_requirement(line, path, manifest)


def _logical_lines(text: str) -> Iterator[str]:
    for line in text.replace("\\\n", " ").split("\n"):
        line = line.strip()
        if line and not line.startswith("#"):
            yield line


def _add_requirement(requirement: str, path: str, manifest: Manifest) -> None:
    """Declare what one requirement line says: `aws-cdk-lib[x]==2.1.0 ; python_version > "3.8" --hash=…`."""
    found = _REQUIREMENT.match(requirement.strip()[:1000])
    if found is None:
        return
    spec = found[2].split(" --")[0].split(" #")[0].strip()
    pinned = _PYTHON_EXACT.fullmatch(spec)
    manifest.add(normalized(found[1]), spec or "*", pinned[1] if pinned else None, path)


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


_PYTHON_MANIFESTS = (
    ("pyproject.toml", _pyproject),
    ("Pipfile", _pipfile),
    ("setup.py", _setup_py),
    ("requirements.txt", _requirements),
)
