"""Properties as one flat mapping, in a spelling that all frameworks share."""

from __future__ import annotations

import json
import re
from typing import Any

Known = str | int | float | bool | None

_NAME = re.compile(r"(name|identifier|bucket|family|replicationgroupid)$")


def flat(properties: dict[str, Any]) -> dict[str, Known]:
    """Paths to scalars: ``versioning_configuration: [{status: x}]`` is ``versioningconfiguration.status``. A list of one counts as what is in it."""
    found: dict[str, Known] = {}
    _flatten(properties, "", found)
    return found


def _flatten(value: Any, path: str, found: dict[str, Known]) -> None:
    value = document(value)
    if isinstance(value, dict):
        for name, inner in value.items():
            _flatten(inner, f"{path}.{key(name)}" if path else key(name), found)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _flatten(inner, path if len(value) == 1 else f"{path}.{index}", found)
    else:
        found[path] = value


def document(value: Any) -> Any:
    """A JSON text, read; a policy in it is compared as statements."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            value = json.loads(value)
        except ValueError:
            return value
    return "…" if isinstance(value, dict) and "Statement" in value else value


def key(name: str) -> str:
    return name.replace("_", "").lower()


def is_name(path: str) -> bool:
    """Whether a property looks like it holds a physical name."""
    return _NAME.search(path) is not None


def known(value: Known) -> bool:
    """Whether there is anything to compare: not a hole only."""
    return value is not None and value != "${}"


def text_of(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else text[:119] + "…"
