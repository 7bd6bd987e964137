"""Which TypeScript source a path means: extensions, index files, build output mapped back to what it was built from."""

from __future__ import annotations

import os
from typing import Any

from iaclint.project.markers import language_of
from iaclint.project.repository import Repository

_SUFFIXES = (".ts", ".tsx", ".mts", ".cts", ".js", ".mjs")
_SOURCE_SUFFIXES = {".js": (".ts", ".tsx"), ".jsx": (".tsx",), ".mjs": (".mts", ".ts"), ".cjs": (".cts", ".ts")}
_DECLARATION_SUFFIXES = {".d.ts": (".ts", ".tsx"), ".d.mts": (".mts", ".ts"), ".d.cts": (".cts", ".ts")}
_BUILD_FOLDERS = frozenset({"dist", "build", "out", "lib", "esm", "cjs", "js", "compiled"})
_EXPORT_DEPTH = 10


def source_file(repository: Repository, path: str) -> str | None:
    """The file that the import path `path` (absolute, with or without suffix) means, TypeScript before JavaScript."""
    return _twin(repository, path) or _exact(repository, path) or _with_suffix(repository, path)


def source_or_index(repository: Repository, path: str) -> str | None:
    """As `source_file`; a folder means its package entry or its index file."""
    found = source_file(repository, path)
    if found is None and repository.is_folder(path):
        manifest = repository.mapping(os.path.join(path, "package.json"))
        found = package_entry(repository, path, manifest) if manifest else None
        found = found or _with_suffix(repository, os.path.join(path, "index"))
    return found


def _twin(repository: Repository, path: str) -> str | None:
    """The TypeScript beside a JavaScript or declaration file."""
    for suffixes in (_DECLARATION_SUFFIXES, _SOURCE_SUFFIXES):
        for suffix, sources in suffixes.items():
            if path.endswith(suffix):
                stem = path[: -len(suffix)]
                return next(filter(None, (repository.file(stem + source) for source in sources)), None)
    return None


def _exact(repository: Repository, path: str) -> str | None:
    return repository.file(path) if language_of(path) == "typescript" or path.endswith(".json") else None


def _with_suffix(repository: Repository, path: str) -> str | None:
    folder, name = os.path.split(path)
    names = repository.folder(folder)
    found = (repository.file(path + suffix) for suffix in _SUFFIXES if name + suffix in names)
    return next(filter(None, found), None)


def built_from(repository: Repository, folder: str, target: str) -> str | None:
    """The source that `target`, a path inside the package `folder`, is or was built from.

    `dist/bin/app.js` is `bin/app.ts` or `src/bin/app.ts` where those exist, and otherwise itself.
    """
    path = os.path.normpath(os.path.join(folder, target))
    inside = os.path.relpath(path, folder).replace(os.sep, "/")
    candidates = [path]
    first, _, rest = inside.partition("/")
    if rest and first in _BUILD_FOLDERS | _output_folders(repository, folder):
        candidates += [os.path.join(folder, "src", rest), os.path.join(folder, rest)]
    for candidate in candidates:
        if (found := _twin(repository, candidate)) is not None:
            return found
    return next(filter(None, (source_file(repository, candidate) for candidate in candidates)), None)


def _output_folders(repository: Repository, folder: str) -> set[str]:
    options = repository.mapping(os.path.join(folder, "tsconfig.json")).get("compilerOptions")
    output = options.get("outDir") if isinstance(options, dict) else None
    return {os.path.normpath(output).split(os.sep)[0]} if isinstance(output, str) else set()


def package_entry(repository: Repository, folder: str, manifest: dict[str, Any], subpath: str = ".") -> str | None:
    """The source file of the package in `folder` that an import of it (`subpath` '.', else './x') means."""
    targets = export_targets(manifest.get("exports"), subpath)
    if subpath != ".":
        targets.append(subpath)
    else:
        targets += [target for key in ("source", "types", "typings", "module", "main") if (target := manifest.get(key))]
        targets.append("index")
    for target in targets:
        if isinstance(target, str) and (found := _package_file(repository, folder, target)) is not None:
            return found
    return _package_file(repository, folder, "src/" + subpath) if subpath != "." else None


def _package_file(repository: Repository, folder: str, target: str) -> str | None:
    found = built_from(repository, folder, target)
    if found is None:
        path = os.path.normpath(os.path.join(folder, target))
        found = _with_suffix(repository, os.path.join(path, "index")) if path != folder else None
    return found


def export_targets(exports: Any, subpath: str) -> list[str]:
    """The files that `exports` (or `imports`) of a package.json offers for `subpath`, in order, conditions ignored."""
    if isinstance(exports, dict) and any(str(key).startswith((".", "#")) for key in exports):
        exports, star = _matching_export(exports, subpath)
    elif subpath == ".":
        star = ""
    else:
        return []
    targets: list[str] = []
    _collect_targets(exports, targets, 0)
    return [target.replace("*", star) for target in targets]


def _matching_export(exports: dict[str, Any], subpath: str) -> tuple[Any, str]:
    if subpath in exports:
        return exports[subpath], "*"
    patterns = sorted((key for key in exports if "*" in key), key=lambda key: -key.index("*"))
    for pattern in patterns:
        prefix, _, suffix = pattern.partition("*")
        if len(subpath) >= len(prefix) + len(suffix) and subpath.startswith(prefix) and subpath.endswith(suffix):
            return exports[pattern], subpath[len(prefix) : len(subpath) - len(suffix)]
    return None, ""


def _collect_targets(value: Any, targets: list[str], depth: int) -> None:
    if isinstance(value, str):
        targets.append(value)
    elif depth < _EXPORT_DEPTH and isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            _collect_targets(inner, targets, depth + 1)
