"""Reads what a Pulumi program registered with the mocks."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tools.golden.holes import HOLE, LEFT_OUT, text
from tools.golden.ownership import Made
from tools.golden.records import Record
from tools.golden.synthesis import Synthesis

_SIGNATURE = "4dabf18193072939515e22adb298388d"
_ASSETS = frozenset({"__pulumiAsset", "__pulumiArchive"})
_SECRET = "1b47061264138c4ac30d75fd1eb44270"


def records(synthesis: Synthesis) -> list[Record]:
    """The custom resources; components, providers and what is only read are left out."""
    places, options = by_resource(synthesis.events, "place"), by_resource(synthesis.events, "options")
    found = []
    for event in synthesis.events:
        if event["kind"] != "resource" or not event["custom"] or event["read"]:
            continue
        if event["type"].startswith(("pulumi:providers:", "pulumi:pulumi:")):
            continue
        key = (event["type"], event["name"])
        place, option = (taken(events[key]) for events in (places, options))
        record = Record(event["type"], text(event["name"]), made(place), {})
        record.properties = unwrapped(event["inputs"])
        record.construct, record.file, record.line = place.get("class", ""), place.get("file"), place.get("line")
        record.protection += ["protect"] if option.get("protect") else []
        record.protection += ["retain_on_delete"] if option.get("retainOnDelete") else []
        found.append(record)
    return sorted(found, key=lambda record: (record.type, record.id))


def made(place: dict[str, Any]) -> Made:
    if place.get("direct"):
        return "source"
    return "implicit" if not place.get("via") or place["via"].startswith("new ") else "method"


def calls(synthesis: Synthesis) -> list[Record]:
    """The provider's functions that were called: its data sources."""
    return [
        Record(event["token"], "", "source", unwrapped(event["inputs"] or {}))
        for event in synthesis.events
        if event["kind"] == "call"
    ]


def by_resource(events: list[dict[str, Any]], kind: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for event in events:
        if event["kind"] == kind:
            found[event["type"], event["name"]].append(event)
    return found


def taken(events: list[dict[str, Any]]) -> dict[str, Any]:
    """The next of several resources of one name."""
    return events.pop(0) if len(events) > 1 else events[0] if events else {}


def unwrapped(value: Any) -> Any:
    """Data without the wrapping of secrets."""
    if isinstance(value, list):
        return [unwrapped(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get(_SIGNATURE) == _SECRET:
        return unwrapped(value.get("value"))
    if _SIGNATURE in value or not value.keys().isdisjoint(_ASSETS):
        return LEFT_OUT  # an archive or asset
    if "__pulumiResource" in value:
        return HOLE  # a resource in place of its name
    return {key: unwrapped(item) for key, item in value.items()}
