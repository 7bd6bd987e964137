"""Configuration files: the nearest one above the first path, within the repository.

``iaclint.toml``, ``.iaclint.toml``, ``.iaclint.yaml`` and ``[tool.iaclint]`` of ``pyproject.toml`` hold the same keys.
"""

from __future__ import annotations

import os
from typing import Any

from iaclint.project.repository import Repository
from iaclint.settings import Settings, UsageError

FILES = (
    ".iaclint.toml",
    "iaclint.toml",
    ".iaclint.yaml",
    "pyproject.toml",
)  # of one folder, the first that is there wins


def configured(path: str) -> Settings:
    """The settings that the nearest configuration file of ``path`` asks for; the defaults when there is none. Raises ``UsageError``."""
    found = _nearest(path)
    if found is None:
        return Settings()
    from iaclint.config_schema import decoded

    file, data = found
    return decoded(data, os.path.relpath(file))


def _nearest(path: str) -> tuple[str, dict[str, Any]] | None:
    folder = os.path.realpath(path)
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    repository = Repository(_boundary(folder))
    for parent in repository.ascend(folder):
        for name in FILES:
            file = os.path.join(parent, name)
            if name not in repository.folder(parent):
                continue
            data = repository.mapping(file)
            if file in repository.problems and name != "pyproject.toml":
                raise UsageError(f"{os.path.relpath(file)}: {repository.problems[file]}")
            if name != "pyproject.toml":
                return file, data
            section = data.get("tool", {}).get("iaclint")
            if isinstance(section, dict):
                return file, section
    return None


def _boundary(folder: str) -> str:
    """The nearest folder with ``.git`` at or above ``folder``, else ``folder`` itself."""
    parent = folder
    while not os.path.lexists(os.path.join(parent, ".git")):
        if parent == os.path.dirname(parent):
            return folder
        parent = os.path.dirname(parent)
    return parent
