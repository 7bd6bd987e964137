"""Which file a TypeScript import means: relative, tsconfig `paths`, workspace and own packages, generated bindings."""

from __future__ import annotations

import os

from iaclint.project.generated import GeneratedBinding, typescript_binding
from iaclint.project.library_versions import LibraryVersions
from iaclint.project.repository import Repository
from iaclint.project.tsconfig import NO_TSCONFIG, TsConfig, tsconfig_in
from iaclint.project.typescript_sources import built_from, export_targets, package_entry, source_or_index
from iaclint.project.workspaces import workspace_packages

_SPECIFIER_LIMIT = 500  # characters


class TypeScriptResolver:
    """Resolves for all projects of one repository; what a folder's configuration says is read once."""

    __slots__ = ("_libraries", "_packages", "_repository", "_resolved", "_tsconfigs")

    def __init__(self, repository: Repository, libraries: LibraryVersions) -> None:
        self._repository = repository
        self._libraries = libraries
        self._tsconfigs: dict[str, TsConfig] = {}
        self._packages: dict[str, dict[str, str]] = {}
        self._resolved: dict[tuple[str, str, str], str | GeneratedBinding | None] = {}

    def resolve(self, root: str, folder: str, specifier: str) -> str | GeneratedBinding | None:
        """What `specifier` means in a file of `folder`, in the project at `root`; None for a library."""
        key = (root, folder, specifier)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(root, folder, specifier)
        return self._resolved[key]

    def _resolve(self, root: str, folder: str, specifier: str) -> str | GeneratedBinding | None:
        if not specifier or len(specifier) > _SPECIFIER_LIMIT or specifier[0] == "/" or "\0" in specifier:
            return None
        if specifier[0] == "." and specifier.split("/", 1)[0] in (".", ".."):
            target = os.path.normpath(os.path.join(folder, specifier))
            return self._target(root, target, specifier.endswith(("/", "/.", "/..")) or specifier in (".", ".."))
        if specifier[0] == "#":
            return self._own_import(folder, specifier)
        for target in self._tsconfig(folder).candidates(specifier):
            if (found := self._target(root, target, False)) is not None:
                return found
        return self._package(folder, specifier)

    def _target(self, root: str, target: str, is_folder: bool) -> str | GeneratedBinding | None:
        if (binding := typescript_binding(self._repository, root, target)) is not None:
            return binding
        return source_or_index(self._repository, os.path.join(target, "index") if is_folder else target)

    def _tsconfig(self, folder: str) -> TsConfig:
        """The settings of the nearest tsconfig.json."""
        found = self._tsconfigs.get(folder)
        if found is None:
            found = tsconfig_in(self._repository, folder)
            if found is None:
                parent = os.path.dirname(folder)
                inside = parent != folder and self._repository.contains(parent)
                found = self._tsconfig(parent) if inside else NO_TSCONFIG
            self._tsconfigs[folder] = found
        return found

    def _own_import(self, folder: str, specifier: str) -> str | None:
        """A subpath import: `#lib/x` by `imports` of the nearest package.json."""
        for parent in self._repository.ascend(folder):
            if "package.json" in self._repository.folder(parent):
                imports = self._repository.mapping(os.path.join(parent, "package.json")).get("imports")
                targets = export_targets(imports, specifier) if isinstance(imports, dict) else []
                files = (built_from(self._repository, parent, target) for target in targets if target[:1] == ".")
                return next(filter(None, files), None)
        return None

    def _package(self, folder: str, specifier: str) -> str | None:
        """A package of this repository by name: the importing one itself, a `file:` dependency, a workspace's."""
        parts = specifier.split("/")
        length = 2 if specifier[0] == "@" else 1
        name, rest = "/".join(parts[:length]), "/".join(parts[length:])
        for parent in self._repository.ascend(folder):
            place = self._named_packages(parent).get(name)
            if place is not None and self._repository.is_folder(place):
                manifest = self._repository.mapping(os.path.join(place, "package.json"))
                return package_entry(self._repository, place, manifest, "./" + rest if rest else ".")
        return None

    def _named_packages(self, folder: str) -> dict[str, str]:
        if folder not in self._packages:
            packages: dict[str, str] = {}
            if "package.json" in self._repository.folder(folder):
                packages.update(self._libraries.manifest(folder, "typescript").local)
                name = self._repository.mapping(os.path.join(folder, "package.json")).get("name")
                packages.update({name: folder} if isinstance(name, str) else {})
            self._packages[folder] = {**workspace_packages(self._repository, folder), **packages}
        return self._packages[folder]
