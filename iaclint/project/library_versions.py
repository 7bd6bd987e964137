"""Which version of a library a project uses: its lock files and manifests, then those of the folders around it."""

from __future__ import annotations

import os
from pathlib import Path

from iaclint.project.lock_files import Lock, lock_in
from iaclint.project.manifests import Manifest, manifest_in, normalized
from iaclint.project.markers import Language
from iaclint.project.repository import Repository


class LibraryVersion:
    """`version` is bare (`2.219.0`) when `exact`, else the range as it is written (`^2.100.0`); `source` says it."""

    __slots__ = ("exact", "name", "source", "version")

    def __init__(self, name: str, version: str, exact: bool, source: Path) -> None:
        self.name = name
        self.version = version
        self.exact = exact
        self.source = source

    def __repr__(self) -> str:
        return f"LibraryVersion({self.name!r}, {self.version!r}, exact={self.exact}, source={str(self.source)!r})"


class LibraryVersions:
    """The library versions of all projects of one repository; each file is read once."""

    __slots__ = ("_locks", "_manifests", "_repository")

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._locks: dict[tuple[str, Language], Lock] = {}
        self._manifests: dict[tuple[str, Language], Manifest] = {}

    def find(self, root: str, name: str, language: Language) -> LibraryVersion | None:
        """The version that the project in `root` uses, nearest folder first.

        A range in a manifest gives way to a lock file of a folder further up only where that lock file is about the
        manifest's folder (a workspace).
        """
        name = normalized(name) if language == "python" else name
        declared: LibraryVersion | None = None
        declared_in, spec = root, ""
        for folder in self._repository.ascend(root):
            if declared is None and name in (manifest := self.manifest(folder, language)).libraries:
                spec, version, exact, source = manifest.libraries[name]
                declared = LibraryVersion(name, version, exact, Path(source))
                declared_in = folder
            lock = self._lock(folder, language)
            importer = os.path.relpath(declared_in, folder).replace(os.sep, "/")
            if declared is None or lock.covers(importer, name, spec):
                locked = lock.version(importer, name, spec)
                if locked is not None:
                    return LibraryVersion(name, locked, True, Path(lock.path))
            if declared is not None and declared.exact:
                return declared
        return declared

    def declared(self, root: str, language: Language) -> list[str]:
        """The names of the libraries that the manifests of the project in `root` and around it declare."""
        folders = self._repository.ascend(root)
        return sorted({name for folder in folders for name in self.manifest(folder, language).libraries})

    def manifest(self, folder: str, language: Language) -> Manifest:
        key = (folder, language)
        if key not in self._manifests:
            self._manifests[key] = manifest_in(self._repository, folder, language)
        return self._manifests[key]

    def _lock(self, folder: str, language: Language) -> Lock:
        key = (folder, language)
        if key not in self._locks:
            self._locks[key] = lock_in(self._repository, folder, language)
        return self._locks[key]
