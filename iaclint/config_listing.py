"""The effective configuration: every key with its value and where that comes from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from iaclint.config import Configurations, Layer
from iaclint.config_schema import TABLES, Configuration
from iaclint.settings import Settings

DEFAULT = "default"
COMMAND_LINE = "command line"


def listing(path: str, configurations: Configurations) -> list[tuple[str, Any, str]]:
    """Key, value and origin (``file:line``, ``default`` or ``command line``), in the order of the schema. Raises ``UsageError``."""
    settings = configurations.of(Path(path))
    layer = configurations.layer_of(Path(path))
    items = []
    for key, value in _values(settings, layer):
        origin = layer.origins.get(key) if layer else None
        items.append((key, value, origin() if origin else DEFAULT))
    environments = settings.environments
    stated = next(value for key, value, _ in items if key == "assume.environment")
    if list(environments) != ([stated] if isinstance(stated, str) else list(stated)):
        items = [
            (key, list(environments), COMMAND_LINE) if key == "assume.environment" else (key, value, origin)
            for key, value, origin in items
        ]
    return items


def _values(settings: Settings, layer: Layer | None) -> list[tuple[str, Any]]:
    import msgspec

    from iaclint.project.exclusion import DEFAULT_EXCLUDE

    data = layer.data if layer else {}
    effective = msgspec.to_builtins(msgspec.convert(data, Configuration))
    effective.pop("extend")
    if effective["exclude"] is None:
        effective["exclude"] = list(DEFAULT_EXCLUDE)
    effective["rule-paths"] = [os.path.relpath(one).replace(os.sep, "/") for one in effective["rule-paths"]]
    items: list[tuple[str, Any]] = []
    for key, value in effective.items():
        if key in TABLES:
            items += [(f"{key}.{name}", inner) for name, inner in value.items()]
        else:
            items.append((key, value))
    return items
