"""The listing of ``iaclint model`` for people: one line a resource, its properties below, what could not be followed at the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from iaclint.output.text import clean

WIDTH = 110  # of a rendered property

TITLES = {
    "resources": "",
    "unreached": "Code that no entry point reaches",
    "data_sources": "Data sources",
    "other": "Providers, components, stacks, outputs and the like",
}


def lines(data: dict[str, Any]) -> Iterator[str]:
    """The listing (as ``iaclint.api.model`` gives it) line by line."""
    for section, title in TITLES.items():
        if data[section] and title:
            yield f"{title}:"
            yield ""
        for item in data[section]:
            yield from _item(item)
    if data["unknown"]:
        yield "What could not be followed:"
        yield ""
        for part in data["unknown"]:
            yield f"  {_where(part)}  {clean(part['reason'])}"
        yield ""
    coverage = data["coverage"]
    listed = [*data["resources"], *data["unreached"]]
    implicit = sum(bool(item.get("implicit")) for item in listed)
    total = len(listed) - implicit
    more = f" and {implicit} that the framework makes by itself" if implicit else ""
    yield f"{total} resource{'' if total == 1 else 's'}{more} · {coverage['resolved']} of {coverage['calls']} constructs resolved"


def _item(item: dict[str, Any]) -> Iterator[str]:
    name = clean(str(item.get("id") or ""))
    yield f"{item['type'] or item.get('kind', '')}{' ' + name if name else ''}  ({_where(item)})"
    for key, value in item["properties"].items():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        text = clean(text)
        yield f"    {clean(key)}: {text if len(text) <= WIDTH else text[: WIDTH - 1] + '…'}"
    if item.get("implicit"):
        yield "    [made by the framework itself]"
    if item.get("protection"):
        yield f"    [protection: {', '.join(item['protection'])}]"
    if item.get("condition"):
        yield f"    [only if {clean(item['condition'])}]"
    yield ""


def _where(item: dict[str, Any]) -> str:
    project = f"{item['project']}/" if item.get("project") else ""
    return clean(f"{project}{item['file']}:{item['line']}")
