"""One walk over a tree of folders: prunes what is excluded, ignored or generated, never follows a symlink."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from iaclint.project.exclusion import Exclusion, GitIgnore, entering, ignored_around
from iaclint.project.generated import output_folders
from iaclint.project.markers import source_names
from iaclint.project.repository import Folder, Repository

FOLDER_LIMIT = 200_000  # folders in one walk


class Walker:
    """Walks trees by the exclude settings of one run. `repositories` maps each boundary to its reader."""

    __slots__ = ("_respect_gitignore", "exclusion", "repositories")

    def __init__(self, exclusion: Exclusion, respect_gitignore: bool) -> None:
        self.exclusion = exclusion
        self._respect_gitignore = respect_gitignore
        self.repositories: dict[str, Repository] = {}

    def repository(self, boundary: str) -> Repository:
        return self.repositories.setdefault(boundary, Repository(boundary))

    def walk(
        self, repository: Repository, top: str, enters: Callable[[Repository, str], bool] | None = None
    ) -> Iterator[tuple[Repository, str, list[str]]]:
        """Each folder from `top` down as (its repository, its path, the names of its source files).

        A folder with its own `.git` begins a repository of its own. Folders that `enters` refuses are not listed.
        """
        around = ignored_around(repository, top) if self._respect_gitignore else None
        stack = [(repository, repository.folder(top), around)]
        generated: set[str] = set()
        visited = 0
        while stack:
            repository, folder, ignored = stack.pop()
            visited += 1
            if visited > FOLDER_LIMIT:
                repository.problems[top] = f"more than {FOLDER_LIMIT} folders: the rest was not searched"
                return
            if _is_repository(folder) and folder.path != repository.boundary:
                repository, ignored = self.repository(folder.path), None
                folder = repository.folder(folder.path)
            if enters is not None and not enters(repository, folder.path):
                continue
            if self._respect_gitignore:
                ignored = entering(repository, folder, ignored)
            yield repository, folder.path, self._kept(repository, folder, source_names(folder), ignored, False)
            generated.update(output_folders(repository, folder))
            for name in reversed(self._kept(repository, folder, sorted(folder.folders), ignored, True)):
                child = repository.child(folder, name)
                if child.path not in generated and "pyvenv.cfg" not in child.files:
                    stack.append((repository, child, ignored))

    def _kept(
        self,
        repository: Repository,
        folder: Folder,
        names: list[str],
        ignored: GitIgnore | None,
        folders: bool,
    ) -> list[str]:
        kept = []
        for name in names:
            path = os.path.join(folder.path, name)
            if self.exclusion.excludes(repository.boundary, path, folders):
                continue
            if ignored is None or not ignored.ignores(path, folders):
                kept.append(name)
        return kept


def _is_repository(folder: Folder) -> bool:
    return ".git" in folder.files or ".git" in folder.folders
