"""What ``iaclint explain`` shows to people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from iaclint.output.text import clean

MAX_VALUE = 600  # characters


def lines(data: dict[str, Any]) -> Iterator[str]:
    """An explanation (as ``iaclint.api.explain`` gives it) line by line."""
    several = len({resource["environment"] for resource in data["resources"]}) > 1
    if not data["resources"] and not data["unknown"]:
        yield f"{clean(data['path'])}:{data['line']}: no resource is made here, and none uses what is written here"
    for resource in data["resources"]:
        yield from _resource(resource, several)
    for reason in data["unknown"]:
        yield f"could not be followed: {clean(reason)}"


def _resource(resource: dict[str, Any], several: bool) -> Iterator[str]:
    head = f"{resource['type'] or resource['kind']} {resource['id']}"
    yield clean(f"{head}  ({resource['construct']}, {resource['path']}:{resource['line']})")
    if several:
        yield f"  assumed environment: {clean(resource['environment'])}"
    if not resource["reached"]:
        yield "  no entry point leads here: evaluated with unknown arguments"
    if resource["condition"]:
        yield f"  only if {clean(resource['condition'])}"
    if resource["protection"]:
        yield f"  protected by {', '.join(resource['protection'])}"
    for one in resource["properties"]:
        yield from _property(one)
    yield ""


def _property(one: dict[str, Any]) -> Iterator[str]:
    yield f"  {clean(one['path'])} = {_value(one['value'])}"
    for step in one["steps"]:
        shown = _value(step["value"])
        arrow = "" if shown == _value(one["value"]) else f"  -> {shown}"
        yield f"    {clean(step['path'])}:{step['line']}: {clean(step['source'])}{arrow}"
    if one["depends_on"]:
        yield f"    depends on: {', '.join(one['depends_on'])}"
    for reason in one["unknown"]:
        yield f"    unknown: {clean(reason)}"


def _value(value: Any) -> str:
    text = clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return text if len(text) <= MAX_VALUE else text[: MAX_VALUE - 1] + "…"
