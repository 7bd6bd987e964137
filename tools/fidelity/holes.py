"""What the holes of a model stand for: a listing names them, the values behind them say more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iaclint.evaluator.texts import concrete
from iaclint.model.graph import ResourceGraph
from iaclint.values import (
    ASSUMED,
    ENVIRONMENT,
    NONDETERMINISTIC,
    Choice,
    Instance,
    JsonText,
    ListValue,
    MapValue,
    Output,
    Text,
    Undecided,
    Unknown,
    Value,
)

ANYTHING = "\ufffd"  # in a text: what another run makes differently
Holes = dict[str, list[str]]
MAX_DEPTH = 30


def holes(graph: ResourceGraph) -> Holes:
    """The texts that each hole may stand for: what is assumed of a value from outside; ``ANYTHING`` for the environment, clocks and random numbers."""
    found: dict[str, dict[str, None]] = {"AWS::Partition": {"aws": None}}  # a stack of a region writes it out
    for value in values(graph):
        text = meaning(value)
        if text:
            found.setdefault(value.name or value.reason, {})[text] = None
    return {name: list(texts) for name, texts in found.items()}


def meaning(value: Unknown) -> str:
    if value.labels & (NONDETERMINISTIC | ENVIRONMENT):
        return ANYTHING
    text = concrete(value) if value.labels & ASSUMED else None
    return "" if text is None or isinstance(text, Undecided) else str(text)


def values(graph: ResourceGraph) -> Iterator[Unknown]:
    """Every unknown part of the properties and policies of a graph."""
    tops: list[Value] = [resource.properties for resource in graph.resources]
    tops += [resource.id for resource in graph.resources]
    tops += graph.implied().names.values()
    for statement in (*graph.statements, *graph.document_statements):
        tops += [item.value for item in (*statement.actions, *statement.resources)]
    seen: set[int] = set()
    for top in tops:
        yield from within(top, seen, 0)


def within(value: Value, seen: set[int], depth: int) -> Iterator[Unknown]:
    if id(value) in seen or depth > MAX_DEPTH:
        return
    seen.add(id(value))
    if isinstance(value, Unknown):
        yield value
    for part in parts(value):
        yield from within(part, seen, depth + 1)


def parts(value: Value) -> Iterable[Value]:
    if isinstance(value, Text):
        return [part for part in value.parts if isinstance(part, Value)]
    if isinstance(value, MapValue):
        return [entry.value for entry in value.entries.values()]
    if isinstance(value, ListValue):
        return value.items
    if isinstance(value, Choice):
        return [option for _, option in value.options]
    if isinstance(value, Instance):
        return [value.properties] if value.properties is not None and value.resource is None else []
    if isinstance(value, Output):
        return [value.inner]
    return [value.content] if isinstance(value, JsonText) else []
