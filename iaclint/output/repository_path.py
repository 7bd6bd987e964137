"""Paths as code hosts want them: relative to the root of the repository, whatever the working directory is."""

from __future__ import annotations

import os
from functools import cache


def repository_path(path: str) -> tuple[str, str]:
    """The root of the repository around a file, and the file's path below it, ``/``-separated. Without a repository, the working directory's. A
    file outside both keeps its name only: an absolute path would tell about the machine."""
    real = os.path.realpath(path)
    root = _root_of(os.path.realpath(os.getcwd())) or os.path.realpath(os.getcwd())
    if not _is_below(real, root):
        root = _root_of(os.path.dirname(real)) or os.path.dirname(real)
    below = os.path.relpath(real, root).replace(os.sep, "/")
    return root, below.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _is_below(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


@cache
def _root_of(folder: str) -> str | None:
    if os.path.lexists(os.path.join(folder, ".git")):
        return folder
    parent = os.path.dirname(folder)
    return _root_of(parent) if parent != folder else None
