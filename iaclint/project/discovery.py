"""From paths to projects: which repository and which project is around each path, and which files are asked for."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from iaclint.project.exclusion import Exclusion
from iaclint.project.markers import MARKERS, language_of
from iaclint.project.ownership import owner
from iaclint.project.project import Checkout, Project
from iaclint.project.repository import Repository
from iaclint.project.walking import Walker


def discover(
    paths: Sequence[Path],
    *,
    exclude: Iterable[str] | None = None,
    extend_exclude: Iterable[str] = (),
    force_exclude: bool = False,
    respect_gitignore: bool = True,
    overlay: Mapping[str, bytes] | None = None,
) -> list[Project]:
    """The projects that `paths` (files and folders) belong to or contain, sorted by root.

    `exclude` replaces and `extend_exclude` adds to the default exclude globs (gitignore syntax, relative to the
    repository). Globs and .gitignore files do not apply to the given paths themselves, but globs do under
    `force_exclude`. A project is listed when it has a project file or a source file that is asked for. `overlay` maps real
    paths to the bytes that stand in for what the file holds (an editor's buffer, standard input); such a file need not exist.

    Raises FileNotFoundError for a path that is no file or folder.
    """
    walker = Walker(Exclusion(exclude, extend_exclude, force_exclude), respect_gitignore)
    discovery = _Discovery(walker, overlay or {})
    real = {os.path.realpath(path): path for path in paths}
    for path in sorted(real, key=lambda path: (path.count(os.sep), path)):
        if os.path.isdir(path):
            discovery.add_folder(path)
        elif os.path.isfile(path) or path in discovery.overlay:  # opening a pipe might wait for ever
            discovery.add_file(path)
        else:
            raise FileNotFoundError(os.fspath(real[path]))
    return discovery.found()


class _Discovery:
    """The projects found so far, by root."""

    def __init__(self, walker: Walker, overlay: Mapping[str, bytes]) -> None:
        self._walker = walker
        self.overlay = overlay
        self._asked: set[str] = set()
        self._checkouts: dict[str, Checkout] = {}
        self._projects: dict[str, Project] = {}
        self._walked: set[str] = set()
        self._git: dict[str, str | None] = {}

    def add_folder(self, path: str) -> None:
        """Ask for all source files below `path`."""
        repository = self._repository_around(path)
        if path in self._walked or self._walker.exclusion.excludes_named(repository.boundary, path, True):
            return
        for inner, folder, names in self._walker.walk(repository, path):
            self._walked.add(folder)
            project = self._project_of(inner, folder, path)
            files = [os.path.join(folder, name) for name in names]
            project.report(files, walked=folder == str(project.root))

    def add_file(self, path: str) -> None:
        """Ask for one file; of a file that is no source only the project is found."""
        folder = os.path.dirname(path)
        repository = self._repository_around(folder)
        if self._walker.exclusion.excludes_named(repository.boundary, path, False):
            return
        project = self._project_of(repository, folder, folder)
        project.report([path] if language_of(path) else [], named=True)

    def found(self) -> list[Project]:
        projects = (self._projects[root] for root in sorted(self._projects))
        return [project for project in projects if project.platforms or project.reported]

    def _project_of(self, repository: Repository, folder: str, given: str) -> Project:
        root = owner(repository, folder) or self._root_without_manifest(repository, folder, given)
        if root not in self._projects:
            checkout = self._checkouts.get(repository.boundary)
            if checkout is None:
                checkout = Checkout(repository, self._walker, self._asked, self.overlay)
                self._checkouts[repository.boundary] = checkout
            self._projects[root] = Project(checkout, root)
        return self._projects[root]

    def _root_without_manifest(self, repository: Repository, folder: str, given: str) -> str:
        """The outermost project around `folder` found before, else the given folder, inside this repository."""
        around = [parent for parent in repository.ascend(folder) if parent in self._projects]
        if around:
            return around[-1]
        return given if repository.contains(given) else repository.boundary

    def _repository_around(self, folder: str) -> Repository:
        """The nearest folder with `.git`; without one, the project around `folder`, or `folder` itself."""
        boundary = self._git_root(folder)
        if boundary is None:
            known = (other for other in self._checkouts if self._checkouts[other].repository.contains(folder))
            boundary = min(known, key=len, default=None) or _marked_root(folder) or folder
        return self._walker.repository(boundary)

    def _git_root(self, folder: str) -> str | None:
        if folder not in self._git:
            parent = os.path.dirname(folder)
            if os.path.lexists(os.path.join(folder, ".git")):
                self._git[folder] = folder
            else:
                self._git[folder] = self._git_root(parent) if parent != folder else None
        return self._git[folder]


def _marked_root(folder: str) -> str | None:
    """The nearest folder with a project file, short of folders that others can write to or that hold all of a user's
    files: a stray project file there says nothing about `folder`."""
    home = os.path.realpath(os.path.expanduser("~"))
    while folder != home and os.path.dirname(folder) != folder:
        try:
            if os.stat(folder).st_mode & stat.S_ISVTX:
                return None
        except OSError:
            return None
        if any(os.path.isfile(os.path.join(folder, name)) for name, _ in MARKERS):
            return folder
        folder = os.path.dirname(folder)
    return None
