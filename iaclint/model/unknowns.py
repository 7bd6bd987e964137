"""What of the resources could not be computed, although nothing outside the program decides it."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model.graph import ResourceGraph, UnknownPart
from iaclint.model.resource import Resource
from iaclint.source import Span
from iaclint.values import Choice, Instance, JsonText, ListValue, MapValue, Output, Text, Unknown, Value

MAX_PARTS = 100_000  # of a graph; what is beyond is not told


def unknown_values(graph: ResourceGraph) -> list[UnknownPart]:
    """The properties and names of deployed resources that are unknown, each place once, with the reason. What the environment, the account, configuration,
    a secret or the deployment decides is no part of a program, and not told; nor what ``graph.unknowns`` gives the reason of, where it arises."""
    found: dict[tuple[tuple[str, int, int], str], UnknownPart] = {}
    noted = {part.reason for part in graph.unknowns}
    seen: set[int] = set()
    for resource in graph.resources:
        if resource.kind == "resource" and resource.reached:
            for part in _of_resource(resource, noted, seen):
                found.setdefault((part.span.key, part.reason), part)
    return list(found.values())


def _of_resource(resource: Resource, noted: set[str], seen: set[int]) -> Iterator[UnknownPart]:
    yield from _parts(resource.id, resource.name_span, f"the name of this `{resource.type}`", noted, seen)
    if resource.properties.open and resource.properties.open not in noted:
        yield UnknownPart(
            resource.name_span, f"`{resource.type}` may have other properties: {resource.properties.open}"
        )
    for name, entry in resource.properties.entries.items():
        place = entry.key_span or entry.value.span or resource.name_span
        yield from _parts(entry.value, place, f"`{entry.spelling or name}` of `{resource.type}`", noted, seen)


def _parts(value: Value, place: Span, what: str, noted: set[str], seen: set[int]) -> Iterator[UnknownPart]:
    pending = [value]
    while pending and len(seen) < MAX_PARTS:
        one = pending.pop()
        if id(one) in seen and not isinstance(one, Unknown):
            continue
        seen.add(id(one))
        if isinstance(one, Unknown):
            if not one.labels and one.reason not in noted:
                yield UnknownPart(place, f"{what}: {one.reason or one.name or 'not known'}")
        elif isinstance(one, (MapValue, ListValue)) and one.open and one.open not in noted:
            yield UnknownPart(place, f"{what} may hold more: {one.open}")
        pending += _inner(one)


def _inner(value: Value) -> list[Value]:
    if isinstance(value, Text):
        return [part for part in value.parts if isinstance(part, Value)]
    if isinstance(value, Choice):
        return [option for _, option in value.options]
    if isinstance(value, (Output, JsonText)):
        return [value.inner if isinstance(value, Output) else value.content]
    if isinstance(value, ListValue):
        return list(value.items)
    if isinstance(value, Instance) and value.resource is None and value.properties is not None:
        value = value.properties
    return [entry.value for entry in value.entries.values()] if isinstance(value, MapValue) else []
