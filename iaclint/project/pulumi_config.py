"""Stack configuration of a Pulumi project: `Pulumi.<stack>.yaml`, and the defaults in `Pulumi.yaml`."""

from __future__ import annotations

import os
import re
from typing import Any, Final

from iaclint.project.entry_points import pulumi_settings
from iaclint.project.repository import Repository

_STACK_FILE = re.compile(r"Pulumi\.(.+)\.ya?ml")
_DEPTH_LIMIT = 50


class Secret:
    """An encrypted configuration value: that it is one is known, its text never is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "SECRET"


SECRET: Final = Secret()


class PulumiConfig:
    """`defaults` and each of `stacks` map full keys (`project:key`, `aws:region`) to plain values or `SECRET`."""

    __slots__ = ("defaults", "project", "stacks")

    def __init__(self, project: str, defaults: dict[str, Any], stacks: dict[str, dict[str, Any]]) -> None:
        self.project = project
        self.defaults = defaults
        self.stacks = stacks


def pulumi_config(repository: Repository, root: str) -> PulumiConfig | None:
    """The configuration of the Pulumi project in `root`; None when it is none."""
    settings = pulumi_settings(repository, root)
    if not settings:
        return None
    name = settings.get("name")
    project = name if isinstance(name, str) else ""
    document: dict[str, Any] = {}
    if "config" in settings or "stackConfigDir" in settings:
        path = os.path.join(root, "Pulumi.yaml")
        document = repository.mapping(path if repository.file(path) else os.path.join(root, "Pulumi.yml"))
    defaults = {}
    for key, value in _entries(document.get("config"), project):
        if isinstance(value, dict) and not value.keys().isdisjoint({"value", "default", "type", "description"}):
            if "value" not in value and "default" not in value:
                continue  # declared, to be set by each stack
            value = SECRET if value.get("secret") is True else value.get("value", value.get("default"))
        defaults[key] = _masked(value, 0)
    return PulumiConfig(project, defaults, _stacks(repository, root, document, project))


def _stacks(repository: Repository, root: str, document: dict[str, Any], project: str) -> dict[str, dict[str, Any]]:
    folder = document.get("stackConfigDir")
    if isinstance(folder, str):
        root = os.path.normpath(os.path.join(root, folder))
    stacks = {}
    for name in sorted(repository.folder(root).files):
        if (stack := _STACK_FILE.fullmatch(name)) is not None:
            config = repository.mapping(os.path.join(root, name)).get("config")
            stacks[stack[1]] = {key: _masked(value, 0) for key, value in _entries(config, project)}
    return stacks


def _entries(config: Any, project: str) -> list[tuple[str, Any]]:
    entries = config.items() if isinstance(config, dict) else ()
    return [(str(key) if ":" in str(key) else f"{project}:{key}", value) for key, value in entries]


def _masked(value: Any, depth: int, known: dict[int, Any] | None = None) -> Any:
    """`value` with whatever is encrypted replaced by `SECRET`.

    Parts that YAML aliases share are masked once, and what is deeper than any configuration is cut.
    """
    if not isinstance(value, (dict, list)):
        return value
    known = {} if known is None else known
    if id(value) in known or depth > _DEPTH_LIMIT:
        return known.get(id(value))
    known[id(value)] = None  # should the value hold itself
    masked: Any
    if isinstance(value, list):
        masked = [_masked(inner, depth + 1, known) for inner in value]
    elif value.keys() == {"secure"}:
        masked = SECRET
    else:
        masked = {key: _masked(inner, depth + 1, known) for key, inner in value.items()}
    known[id(value)] = masked
    return masked
