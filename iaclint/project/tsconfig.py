"""`paths` and `baseUrl` of tsconfig.json, `extends` followed inside the repository."""

from __future__ import annotations

import os
from typing import Any

from iaclint.project.repository import Repository

_NAMES = ("tsconfig.json", "jsconfig.json")
_EXTENDS_LIMIT = 20


class TsConfig:
    """`base_url` is an absolute folder or None; `paths` maps patterns with at most one `*` to absolute ones."""

    __slots__ = ("base_url", "paths")

    def __init__(self, base_url: str | None, paths: dict[str, list[str]]) -> None:
        self.base_url = base_url
        self.paths = paths

    def candidates(self, specifier: str) -> list[str]:
        """The absolute paths that a non-relative specifier may mean, best first."""
        base = [] if self.base_url is None else [os.path.normpath(os.path.join(self.base_url, specifier))]
        return self._mapped(specifier) + base

    def _mapped(self, specifier: str) -> list[str]:
        if specifier in self.paths:
            return self.paths[specifier]
        best, star = None, ""
        for pattern in self.paths:
            prefix, found, suffix = pattern.partition("*")
            fits = found and len(specifier) >= len(prefix) + len(suffix)
            fits = fits and specifier.startswith(prefix) and specifier.endswith(suffix)
            if fits and (best is None or len(prefix) > best.index("*")):
                best, star = pattern, specifier[len(prefix) : len(specifier) - len(suffix)]
        return [os.path.normpath(target.replace("*", star)) for target in self.paths[best]] if best else []


NO_TSCONFIG = TsConfig(None, {})


def tsconfig_in(repository: Repository, folder: str) -> TsConfig | None:
    """The settings of the tsconfig.json (or jsconfig.json) in `folder`; None when there is none."""
    for name in _NAMES:
        if name in repository.folder(folder):
            return _load(repository, os.path.join(folder, name), folder)
    return None


def _load(repository: Repository, path: str, top: str) -> TsConfig:
    base_url: str | None = None
    paths: dict[str, list[str]] | None = None
    waiting, seen = [path], set[str]()
    while waiting and len(seen) < _EXTENDS_LIMIT:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        document = repository.mapping(path)
        folder = os.path.dirname(path)
        options = document.get("compilerOptions")
        options = options if isinstance(options, dict) else {}
        own_base = options.get("baseUrl")
        own_base = _absolute(own_base, folder, top) if isinstance(own_base, str) else None
        base_url = base_url or own_base
        if paths is None and isinstance(options.get("paths"), dict):
            paths = _absolute_paths(options["paths"], own_base or base_url or folder, top)
        waiting[:0] = _extended(repository, document.get("extends"), folder)
    return TsConfig(base_url, paths or {})


def _extended(repository: Repository, extends: Any, folder: str) -> list[str]:
    """The files that `extends` names, the winning one first; those of installed packages are not followed."""
    names = extends if isinstance(extends, list) else [extends]
    found = []
    for name in reversed(names):
        if isinstance(name, str) and name.startswith("."):
            path = os.path.normpath(os.path.join(folder, name))
            candidates = (path, path + ".json", os.path.join(path, "tsconfig.json"))
            found += [candidate for candidate in candidates if repository.file(candidate)][:1]
    return found


def _absolute_paths(paths: dict[str, Any], base: str, top: str) -> dict[str, list[str]]:
    return {
        pattern: [_absolute(target, base, top) for target in targets if isinstance(target, str)]
        for pattern, targets in paths.items()
        if isinstance(targets, list)
    }


def _absolute(path: str, folder: str, top: str) -> str:
    return os.path.normpath(os.path.join(folder, path.replace("${configDir}", top)))
