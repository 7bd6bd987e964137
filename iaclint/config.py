"""Configuration files: the nearest one above the first path, within the repository.

``iaclint.toml``, ``.iaclint.toml``, ``.iaclint.yaml`` and ``[tool.iaclint]`` of ``pyproject.toml`` hold the same keys.
"""

from __future__ import annotations

import os
from difflib import get_close_matches
from typing import Any, Literal

import msgspec

from iaclint.project.repository import Repository
from iaclint.settings import DEFAULT_ENVIRONMENT, Settings, UsageError

FILES = (
    ".iaclint.toml",
    "iaclint.toml",
    ".iaclint.yaml",
    "pyproject.toml",
)  # of one folder, the first that is there wins


class Assume(msgspec.Struct, forbid_unknown_fields=True):
    """``environment``: the environment under which conditions are decided, or several."""

    environment: str | list[str] = DEFAULT_ENVIRONMENT


class Configuration(msgspec.Struct, forbid_unknown_fields=True, rename="kebab"):
    """One file, as written."""

    select: list[str] = []
    extend_select: list[str] = []
    ignore: list[str] = []
    profile: Literal["ephemeral", "production", "security"] = "ephemeral"
    fail_on: Literal["error", "warning", "info"] = "warning"
    assume: Assume = msgspec.field(default_factory=Assume)
    rules: dict[str, dict[str, Any]] = {}


def configured(path: str) -> Settings:
    """The settings that the nearest configuration file of ``path`` asks for; the defaults when there is none. Raises ``UsageError``."""
    found = _nearest(path)
    if found is None:
        return Settings()
    file, data = found
    try:
        configuration = msgspec.convert(data, Configuration)
    except msgspec.ValidationError as error:
        raise UsageError(f"{os.path.relpath(file)}: {error}{_hint(str(error))}") from error
    environment = configuration.assume.environment
    environments = [environment] if isinstance(environment, str) else environment
    if not all(environments) or not environments:
        raise UsageError(f"{os.path.relpath(file)}: assume.environment is empty")
    return Settings(
        select=configuration.select,
        extend_select=configuration.extend_select,
        ignore=configuration.ignore,
        profile=configuration.profile,
        fail_on=configuration.fail_on,
        environments=environments,
        options=configuration.rules,
    )


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


def _hint(message: str) -> str:
    """Did-you-mean for msgspec's ``Object contains unknown field `x```."""
    _, _, rest = message.partition("unknown field `")
    known = [name.replace("_", "-") for name in (*Configuration.__struct_fields__, *Assume.__struct_fields__)]
    close = get_close_matches(rest.partition("`")[0], known, n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
