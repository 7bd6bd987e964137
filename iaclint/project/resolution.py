"""Which file an import means: the one door to module resolution in both languages."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from iaclint.project.generated import GeneratedBinding
from iaclint.project.library_versions import LibraryVersions
from iaclint.project.markers import Language
from iaclint.project.python_resolution import PythonResolver
from iaclint.project.repository import Repository
from iaclint.project.typescript_resolution import TypeScriptResolver


class NamespacePackage:
    """A folder of Python modules without an `__init__.py`."""

    __slots__ = ("folder",)

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NamespacePackage) and self.folder == other.folder

    def __hash__(self) -> int:
        return hash(self.folder)

    def __repr__(self) -> str:
        return f"NamespacePackage({str(self.folder)!r})"


class Resolution:
    """Module resolution for all projects of one repository, which share what it has read."""

    __slots__ = ("_libraries", "python", "repository", "typescript")

    def __init__(self, repository: Repository, libraries: LibraryVersions) -> None:
        self.repository = repository
        self.typescript = TypeScriptResolver(repository, libraries)
        self.python = PythonResolver(repository)
        self._libraries = libraries

    def resolver(self, root: str, entries: Iterable[str], stated: Iterable[str]) -> Resolver:
        """Resolution as the programs of the project in `root` do it: `stated` are the folders of `PYTHONPATH`.

        `sys.path` holds, inside the repository, the folders of the entry points, the stated ones, the project root,
        `src` layouts and the packages of this repository that the project declares by path.
        """
        folders = [*map(os.path.dirname, entries), *(os.path.normpath(os.path.join(root, path)) for path in stated)]
        folders.append(root)
        for parent in self.repository.ascend(root):
            folders += self._libraries.manifest(parent, "python").local.values()
        sources = [os.path.join(folder, "src") for folder in folders]
        path = dict.fromkeys(folder for folder in (*folders, *sources) if self.repository.is_folder(folder))
        return Resolver(self, root, tuple(path))


class Resolver:
    """Module resolution of one project. What it returns is real (symlinks resolved) and inside the boundary."""

    __slots__ = ("_python_path", "_resolution", "_root")

    def __init__(self, resolution: Resolution, root: str, python_path: tuple[str, ...]) -> None:
        self._resolution = resolution
        self._root = root
        self._python_path = python_path

    def resolve(
        self, importing: Path, specifier: str, language: Language, extra_roots: Iterable[Path] = ()
    ) -> Path | NamespacePackage | GeneratedBinding | None:
        """What `specifier` means in the file `importing`; None for a library, or for what does not exist.

        TypeScript: the text between the quotes; the result is a source or `.json` file. Python: a dotted name, with
        leading dots when relative (`from . import y` asks for `.`, then for `submodule(…, 'y')`); the result is a
        module, an `__init__.py` or a `NamespacePackage`. `extra_roots` are folders the program adds to `sys.path`.
        """
        folder = os.path.dirname(importing)
        if language == "typescript":
            return _public(self._resolution.typescript.resolve(self._root, folder, specifier))
        extra = [os.path.normpath(os.path.join(self._root, root)) for root in extra_roots]
        path = (*extra, *self._python_path)
        return _public(self._resolution.python.resolve(self._root, folder, specifier, path))

    def submodule(self, package: Path | NamespacePackage, name: str) -> Path | NamespacePackage | None:
        """The module or package `name` inside a resolved package, for `from package import name` where the package
        itself does not define `name`."""
        place = package.folder if isinstance(package, NamespacePackage) else package
        found = self._resolution.python.submodule(str(place), name)
        return None if found is None else _module(found)


def _public(found: str | GeneratedBinding | None) -> Path | NamespacePackage | GeneratedBinding | None:
    return _module(found) if isinstance(found, str) else found


def _module(found: str) -> Path | NamespacePackage:
    return Path(found) if "." in os.path.basename(found) else NamespacePackage(Path(found))
