"""What tells a project: the files in its root folder."""

from __future__ import annotations

from typing import Literal

from iaclint.project.repository import Folder

Platform = Literal["cdk", "cdktf", "pulumi"]
Language = Literal["python", "typescript"]

MARKERS: tuple[tuple[str, Platform], ...] = (
    ("cdk.json", "cdk"),
    ("cdktf.json", "cdktf"),
    ("Pulumi.yaml", "pulumi"),
    ("Pulumi.yml", "pulumi"),
)
_MANIFESTS = frozenset({"package.json", "pyproject.toml", "setup.py", "requirements.txt", "Pipfile"})
PYTHON_SUFFIXES = frozenset({".py"})
TYPESCRIPT_SUFFIXES = frozenset({".ts", ".tsx", ".mts", ".cts", ".js", ".mjs"})
_DECLARATIONS = (".d.ts", ".d.mts", ".d.cts")
_COMPILED = {".js": (".ts", ".tsx"), ".mjs": (".mts",)}


def platforms(folder: Folder) -> tuple[Platform, ...]:
    """The platforms whose project file lies in `folder`."""
    return tuple(dict.fromkeys(platform for name, platform in MARKERS if name in folder))


def has_manifest(folder: Folder) -> bool:
    return not _MANIFESTS.isdisjoint(folder.files)


def language_of(name: str) -> Language | None:
    """The language of a source file by its suffix; None for anything else, declaration files included."""
    suffix = name[name.rfind(".") :] if "." in name else ""
    if suffix in PYTHON_SUFFIXES:
        return "python"
    if suffix in TYPESCRIPT_SUFFIXES and not name.endswith(_DECLARATIONS):
        return "typescript"
    return None


def source_names(folder: Folder) -> list[str]:
    """The source files of a folder, sorted; JavaScript compiled beside its TypeScript is not a source."""
    return sorted(name for name in folder.files if language_of(name) and not _is_compiled(name, folder))


def _is_compiled(name: str, folder: Folder) -> bool:
    stem, dot, suffix = name.rpartition(".")
    return any(stem + source in folder.files for source in _COMPILED.get(dot + suffix, ()))
