"""Gitignore patterns that were written for one folder, for another one above it."""

from __future__ import annotations

import os
from collections.abc import Iterable


def rebased(glob: str, folder: str, boundary: str) -> str:
    """A pattern written for ``folder``, for ``boundary`` instead. Outside the boundary it stays as it is."""
    if folder == boundary or not folder.startswith(boundary.rstrip(os.sep) + os.sep):
        return glob
    below = os.path.relpath(folder, boundary).replace(os.sep, "/")
    negation, pattern = ("!", glob[1:]) if glob.startswith("!") else ("", glob)
    anchored = "/" in pattern.rstrip("/")
    return f"{negation}/{below}/{'' if anchored else '**/'}{pattern.lstrip('/')}"


def rebased_all(globs: Iterable[str], boundary: str) -> list[str]:
    """Patterns written for the working directory."""
    return [rebased(glob, os.path.realpath(os.getcwd()), boundary) for glob in globs]
