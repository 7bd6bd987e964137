"""The files that a document shows, as a repository of their own: the document is its root folder, and nothing else is in it."""

from __future__ import annotations

import os
from collections.abc import Mapping

from iaclint.project.repository import NO_FOLDER, Folder, Repository


class DocumentRepository(Repository):
    """``files``: the bytes of what the document shows, by paths below its own."""

    def __init__(self, document: str, files: Mapping[str, bytes]) -> None:
        super().__init__(document)
        self._files = files

    def folder(self, path: str) -> Folder:
        prefix = path + os.sep
        names = [name[len(prefix) :].partition(os.sep) for name in self._files if name.startswith(prefix)]
        files = frozenset(name for name, below, _ in names if not below)
        folders = frozenset(name for name, below, _ in names if below)
        return Folder(path, files, folders, frozenset()) if names or path == self.boundary else NO_FOLDER

    def child(self, folder: Folder, name: str) -> Folder:
        return self.folder(os.path.join(folder.path, name))

    def file(self, path: str) -> str | None:
        return path if path in self._files else None

    def text(self, path: str) -> str | None:
        data = self._files.get(path)
        return data.decode("utf-8", "replace").replace("\r\n", "\n") if data is not None else None
