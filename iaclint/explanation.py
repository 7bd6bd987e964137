"""What is believed of one line of a program: the resources that it makes or takes part in, their values, and how these came about."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from iaclint.model import Resource, ResourceGraph
from iaclint.model.listing import condition_text, construct_path
from iaclint.model.protection import protections
from iaclint.model.render import render
from iaclint.source import Span
from iaclint.values import (
    LABEL_NAMES,
    Choice,
    Entry,
    Instance,
    JsonText,
    ListValue,
    MapValue,
    Output,
    Text,
    Unknown,
    Value,
)

MAX_PROPERTIES = 2_000  # looked at, of one resource
MAX_SOURCE = 160  # characters of a source line that is quoted


class Property:
    """One property at a dotted path, with the span of its key."""

    __slots__ = ("key_span", "path", "value")

    def __init__(self, path: str, entry: Entry) -> None:
        self.path = path
        self.value = entry.value
        self.key_span = entry.key_span


def explanation(graphs: Sequence[ResourceGraph], path: str, line: int) -> dict[str, Any]:
    """``resources``: those that the line makes or takes part in, once for each assumed environment; ``unknown``: what could not be followed on it."""
    resources: list[dict[str, Any]] = []
    unknown: dict[str, None] = {}
    for graph in graphs:
        for resource in graph.resources:
            made = _resource(resource, path, line)
            if made is not None:
                resources.append({"environment": graph.environment, **made})
        for part in graph.unknowns:
            if covers(part.span, path, line):
                unknown[part.reason] = None
    return {"path": _shown(path), "line": line, "resources": resources, "unknown": list(unknown)}


def covers(span: Span | None, path: str, line: int) -> bool:
    return span is not None and span.file.path == path and span.line <= line <= span.end_line


def _resource(resource: Resource, path: str, line: int) -> dict[str, Any] | None:
    """A resource with the properties that the line is about: all of them on the line of its name; ``None`` when it is about none."""
    properties = list(_properties(resource.properties))
    if resource.options is not None:
        properties += [
            Property(f"@{one.path}", Entry(one.value, one.key_span)) for one in _properties(resource.options)
        ]
    here = covers(resource.span, path, line)
    meant = [one for one in properties if _is_about(one, path, line)]
    if not meant and here:
        meant = [one for one in properties if "." not in one.path]
    if not meant and not here:
        return None
    return {
        "type": resource.type,
        "construct": resource.construct,
        "id": construct_path(resource),
        "kind": resource.kind,
        **_place(resource.span),
        "reached": resource.reached,
        "condition": condition_text(resource.conditions),
        "protection": protections(resource),
        "properties": [_property(one) for one in _deepest(meant)],
    }


def _properties(holder: Value, prefix: str = "") -> Iterator[Property]:
    """The properties of a map, those of maps and lists in it included."""
    pending: list[tuple[str, Value]] = [(prefix, holder)]
    seen: set[int] = set()
    count = 0
    while pending:
        at, value = pending.pop(0)
        if id(value) in seen or count > MAX_PROPERTIES:
            continue
        seen.add(id(value))
        for path, entry in _entries(at, value):
            count += 1
            yield Property(path, entry)
            pending.append((path, entry.value))


def _entries(at: str, value: Value) -> Iterator[tuple[str, Entry]]:
    dot = f"{at}." if at else ""
    if isinstance(value, (Output, JsonText)):
        value = value.inner if isinstance(value, Output) else value.content
    if isinstance(value, Instance) and value.resource is None and value.properties is not None:
        value = value.properties
    if isinstance(value, MapValue):
        for key, entry in value.entries.items():
            yield f"{dot}{key}", entry
    elif isinstance(value, ListValue):
        for index, item in enumerate(value.items):
            yield f"{dot}{index}", Entry(item)


def _is_about(one: Property, path: str, line: int) -> bool:
    if one.key_span is not None and one.key_span.file.path == path and one.key_span.line == line:
        return True
    if isinstance(one.value, (MapValue, ListValue, Instance)):
        return False  # a whole object is not about each of its lines
    return any(covers(step.span, path, line) for step in one.value.steps())


def _deepest(properties: list[Property]) -> list[Property]:
    """Without those that only hold others."""
    paths = {one.path for one in properties}
    return [one for one in properties if not any(path.startswith(one.path + ".") for path in paths)]


def _property(one: Property) -> dict[str, Any]:
    return {
        "path": one.path,
        "value": render(one.value),
        "written": None if one.key_span is None else _place(one.key_span),
        "steps": list(_steps(one)),
        "unknown": list(dict.fromkeys(_reasons(one.value))),
        "depends_on": [name for label, name in LABEL_NAMES.items() if one.value.labels & label],
    }


def _steps(one: Property) -> Iterator[dict[str, Any]]:
    """How the value came about, from where it was first written to here."""
    last: tuple[str, int] | None = None
    for step in reversed(list(one.value.steps())):
        if step.span is None or (step.span.file.path, step.span.line) == last:
            continue
        last = (step.span.file.path, step.span.line)
        source = step.span.file.line_text(step.span.line).strip()[:MAX_SOURCE]
        yield {**_place(step.span), "source": source, "value": render(step)}


def _reasons(value: Value) -> Iterator[str]:
    """Why parts of a value are unknown."""
    pending, seen = [value], set[int]()
    while pending and len(seen) < MAX_PROPERTIES:
        one = pending.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, Unknown):
            yield f"{one.name}: {one.reason}" if one.name else one.reason
        elif isinstance(one, Text):
            pending += [part for part in one.parts if isinstance(part, Value)]
        elif isinstance(one, Choice):
            pending += [option for _, option in one.options]
        else:
            if isinstance(one, (MapValue, ListValue)) and one.open:
                yield one.open
            pending += [entry.value for _, entry in _entries("", one)]


def _place(span: Span) -> dict[str, Any]:
    return {"path": _shown(span.file.path), "line": span.line, "column": span.column}


def _shown(path: str) -> str:
    return os.path.relpath(path).replace(os.sep, "/")
