"""The packages of a repository that TypeScript imports by name: npm, yarn and pnpm workspaces."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase

from iaclint.project.exclusion import DEFAULT_EXCLUDE
from iaclint.project.repository import Folder, Repository

_DEPTH_LIMIT = 8
_PACKAGE_LIMIT = 5_000  # folders matched by the patterns of one workspace
_PATTERN_LIMIT = 500  # patterns
_PRUNED = frozenset(DEFAULT_EXCLUDE)


def workspace_packages(repository: Repository, folder: str) -> dict[str, str]:
    """The folder of each package, by name, of the workspace whose root is `folder`; empty when it is none."""
    patterns = [pattern for pattern in _patterns(repository, folder)[:_PATTERN_LIMIT] if pattern.count("**") < 3]
    matched: dict[str, None] = {}
    for pattern in patterns:
        if not pattern.startswith("!"):
            _expand(repository, repository.folder(folder), _parts(pattern), 0, matched)
    refused = [_parts(pattern[1:]) for pattern in patterns if pattern.startswith("!")]
    packages: dict[str, str] = {}
    for path in matched:
        parts = os.path.relpath(path, folder).split(os.sep)
        if not any(_matches(parts, pattern) for pattern in refused):
            name = repository.mapping(os.path.join(path, "package.json")).get("name")
            if isinstance(name, str):
                packages.setdefault(name, path)
    return packages


def _patterns(repository: Repository, folder: str) -> list[str]:
    names = repository.folder(folder)
    declared: object = None
    if "pnpm-workspace.yaml" in names:
        declared = repository.mapping(os.path.join(folder, "pnpm-workspace.yaml")).get("packages")
    elif "package.json" in names:
        declared = repository.mapping(os.path.join(folder, "package.json")).get("workspaces")
        if isinstance(declared, dict):
            declared = declared.get("packages")
    return [pattern for pattern in declared if isinstance(pattern, str)] if isinstance(declared, list) else []


def _parts(pattern: str) -> list[str]:
    return [part for part in pattern.split("/") if part not in ("", ".")]


def _expand(repository: Repository, folder: Folder, parts: list[str], depth: int, found: dict[str, None]) -> None:
    """Add the folders with a package.json that `parts`, a glob split at its slashes, matches below `folder`."""
    if depth > _DEPTH_LIMIT or len(found) > _PACKAGE_LIMIT:
        return
    if not parts:
        if "package.json" in folder:
            found.setdefault(folder.path)
        return
    if parts[0] == "**":
        _expand(repository, folder, parts[1:], depth, found)
    for name in sorted(folder.folders):
        if name in _PRUNED:
            continue
        if parts[0] == "**":
            _expand(repository, repository.child(folder, name), parts, depth + 1, found)
        elif fnmatchcase(name, parts[0]):
            _expand(repository, repository.child(folder, name), parts[1:], depth + 1, found)


def _matches(path: list[str], pattern: list[str]) -> bool:
    if not pattern or not path:
        return not path and all(part == "**" for part in pattern)
    if pattern[0] == "**":
        return _matches(path, pattern[1:]) or _matches(path[1:], pattern)
    return fnmatchcase(path[0], pattern[0]) and _matches(path[1:], pattern[1:])
