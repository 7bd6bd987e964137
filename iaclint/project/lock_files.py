"""The exact versions that lock files record.

Lock files of npm and Pipenv are JSON. Those of yarn, pnpm, Poetry and uv are written by their tools in one fixed
layout and large, so they are read line by line instead of with a YAML or TOML parser.
"""

from __future__ import annotations

import os
import re
from typing import Any

from iaclint.project.manifests import normalized
from iaclint.project.markers import Language
from iaclint.project.repository import Repository

_TOML_PACKAGE = re.compile(r'^name = "([^"]+)"\nversion = "([^"]+)"(?:\nsource = \{ (\w+) = "([^"]*)")?', re.MULTILINE)
_YARN_ENTRY = re.compile(r'^([^\s#][^\n]*):\n  version:? "?([^"\n]+)"?$', re.MULTILINE)
_PNPM_IMPORTER = re.compile(r"  (\S+):")
_PNPM_ENTRY = re.compile(r" +'?((?:@[\w.-]+/)?[\w.-]+)'?:(?: (\S+))?")
_PNPM_VERSION = re.compile(r"'?(\d[^'()\s_]*)")  # without the peers in `2.1.0(constructs@10)`, `2.1.0_constructs@10`
_PNPM_SECTIONS = frozenset({"importers", "dependencies", "devDependencies", "optionalDependencies"})


class Lock:
    """What the lock file of one folder says.

    `libraries` maps names to versions for the lock file's own folder; `importers` does for the workspace folders
    (relative, `/`-separated) that it covers, as far as these differ; `descriptors` maps (name, spec) for yarn.
    """

    __slots__ = ("descriptors", "importers", "libraries", "path")

    def __init__(self, path: str = "") -> None:
        self.path = path
        self.libraries: dict[str, str] = {}
        self.importers: dict[str, dict[str, str]] = {}
        self.descriptors: dict[tuple[str, str], str] = {}

    def covers(self, importer: str, name: str, spec: str) -> bool:
        """Whether the lock file was made from the manifest in the folder `importer`."""
        return importer == "." or importer in self.importers or (name, spec) in self.descriptors

    def version(self, importer: str, name: str, spec: str) -> str | None:
        own = self.importers.get(importer, {}).get(name)
        return own or self.descriptors.get((name, spec)) or self.libraries.get(name)


def lock_in(repository: Repository, folder: str, language: Language) -> Lock:
    """The first lock file for `language` in `folder` that has anything to say; an empty one when there is none."""
    names = repository.folder(folder)
    for name, read in _LOCK_FILES[language]:
        if name in names:
            lock = Lock(os.path.join(folder, name))
            read(repository, lock)
            if lock.libraries or lock.importers:
                return lock
    return Lock()


def _package_lock(repository: Repository, lock: Lock) -> None:
    document = repository.load(lock.path)
    packages = document.get("packages")
    if not isinstance(packages, dict):  # lockfileVersion 1
        for name, entry in _items(document.get("dependencies")):
            if isinstance(entry, dict) and isinstance(version := entry.get("version"), str):
                lock.libraries[name] = version
        return
    for place, entry in packages.items():
        importer, found, name = place.partition("node_modules/")
        if not found:
            if place:
                lock.importers.setdefault(place, {})
        elif "node_modules/" not in name and isinstance(entry, dict) and isinstance(entry.get("version"), str):
            known = lock.importers.setdefault(importer.rstrip("/"), {}) if importer else lock.libraries
            known[name] = entry["version"]


def _yarn_lock(repository: Repository, lock: Lock) -> None:
    for entry in _YARN_ENTRY.finditer(repository.text(lock.path) or ""):
        version = entry[2]
        for descriptor in entry[1].replace('"', "").split(", "):
            name, _, spec = descriptor.strip()[1:].partition("@")
            name, spec = descriptor.strip()[:1] + name, spec.removeprefix("npm:")
            if spec.startswith("workspace:") or version == "0.0.0-use.local":
                lock.importers.setdefault(spec.removeprefix("workspace:"), {})
            else:
                lock.descriptors[name, spec] = version
                lock.libraries[name] = max(lock.libraries.get(name, version), version, key=_numbers)


def _pnpm_lock(repository: Repository, lock: Lock) -> None:
    """`importers: <folder>: dependencies: <name>: version: <version>`; `dependencies: <name>: <version>` before 6."""
    known = lock.libraries
    section = name = ""
    for line in (repository.text(lock.path) or "").split("\n"):
        if line and line[0] not in " #":
            section, known = line.rstrip(":"), lock.libraries
        elif section == "importers" and (importer := _PNPM_IMPORTER.fullmatch(line)) is not None:
            folder = importer[1].strip("'\"")
            known = lock.libraries if folder == "." else lock.importers.setdefault(folder, {})
        elif section not in _PNPM_SECTIONS or (entry := _PNPM_ENTRY.fullmatch(line)) is None:
            continue
        elif entry[2] is None:
            name = entry[1]
        elif entry[1] != "specifier" and (version := _PNPM_VERSION.match(entry[2])) is not None:
            known.setdefault(name if entry[1] == "version" else entry[1], version[1])


def _toml_lock(repository: Repository, lock: Lock) -> None:
    for name, version, kind, place in _TOML_PACKAGE.findall(repository.text(lock.path) or ""):
        if kind in ("editable", "virtual", "directory"):
            lock.importers.setdefault(place, {})
        else:
            lock.libraries[normalized(name)] = version


def _pipfile_lock(repository: Repository, lock: Lock) -> None:
    document = repository.load(lock.path)
    for group in ("develop", "default"):
        for name, entry in _items(document.get(group)):
            if isinstance(entry, dict) and isinstance(version := entry.get("version"), str):
                lock.libraries[normalized(name)] = version.lstrip("=")


def _items(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _numbers(version: str) -> list[int]:
    return [int(number[:9]) for number in re.findall(r"\d+", version)]


_LOCK_FILES = {
    "typescript": (
        ("package-lock.json", _package_lock),
        ("npm-shrinkwrap.json", _package_lock),
        ("pnpm-lock.yaml", _pnpm_lock),
        ("yarn.lock", _yarn_lock),
    ),
    "python": (("uv.lock", _toml_lock), ("poetry.lock", _toml_lock), ("Pipfile.lock", _pipfile_lock)),
}
