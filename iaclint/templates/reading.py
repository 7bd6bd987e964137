"""One reading of templates into a graph: what all notations share."""

from __future__ import annotations

from iaclint.evaluator.sources import EnvironmentSources
from iaclint.model import Resource, ResourceGraph
from iaclint.model.graph import UnknownPart
from iaclint.model.resource import Framework, Kind
from iaclint.source import Span
from iaclint.templates.environment import Marking
from iaclint.values import (
    ENVIRONMENT,
    EXTERNAL,
    SECRET,
    STACK,
    Constant,
    Entry,
    Instance,
    Known,
    MapValue,
    Omitted,
    Symbol,
    Text,
    Unknown,
    Value,
)


class Reading:
    """``environment`` is the one that the templates were made for, as far as is known."""

    __slots__ = ("graph", "marking", "sources")

    def __init__(self, graph: ResourceGraph, environment: str, sources: EnvironmentSources) -> None:
        self.graph = graph
        self.marking = Marking(environment)
        self.sources = sources

    def record(
        self,
        framework: Framework,
        kind: Kind,
        type: str,
        construct: str,
        id: str,
        properties: MapValue,
        key: Entry,
        instance: Instance | None = None,
    ) -> Resource:
        """Adds what stands at ``key``: the entry whose key is the resource's name in the template."""
        name_span = key.key_span or key.value.span
        assert name_span is not None
        body = key.value.span or name_span
        span = Span(name_span.file, min(name_span.start, body.start), max(name_span.end, body.end))
        identity = Known(id, name_span)
        resource = Resource(framework, kind, type, construct, identity, properties, span, name_span, instance)
        if instance is not None:
            instance.resource, instance.properties, instance.span = resource, properties, span
        self.graph.resources.append(resource)
        self.graph.calls += kind == "resource"
        return resource

    def note(self, reason: str, key: Entry) -> None:
        """Tells the user why what stands at ``key`` is not judged."""
        span = key.key_span or key.value.span
        if span is not None:
            self.graph.unknowns.append(UnknownPart(span, reason))

    def given(self, name: str, what: str, span: Span | None, default: Value | None, secret: bool = False) -> Value:
        """A parameter: the environment when it is called so, else something from outside with a default that decides conditions."""
        labels = self.sources.labels(name) | EXTERNAL | (SECRET if secret else 0)
        assumed: Constant = default.data if isinstance(default, Known) else None
        if labels & ENVIRONMENT:
            assumed = self.sources.assumed
        return Unknown(what, name, span, labels, assumed, origin=default)


def instance_of(construct: str) -> Instance:
    return Instance(Symbol(construct), construct)


def joined(values: list[Value], span: Span | None) -> Value:
    """The concatenation of values as text."""
    parts: list[str | Value] = []
    labels = 0
    for value in values:
        labels |= value.labels
        for part in value.parts if isinstance(value, Text) else [plain(value) if isinstance(value, Known) else value]:
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            elif part != "":
                parts.append(part)
    if not parts:
        return Known("", span, labels)
    if len(parts) == 1 and isinstance(parts[0], str):
        return Known(parts[0], span, labels)
    return Text(parts, span, labels)


def plain(value: Known) -> str:
    """A constant as templates write it in text."""
    if isinstance(value.data, bool) or value.data is None:
        return str(value.data).lower() if value.data is not None else ""
    return str(value.data)


def generated_name(entry: Entry) -> Unknown:
    """In place of a physical name that the author did not give: it is another in each stack."""
    return Unknown("a name that the library makes", "generated", entry.value.span, STACK)


def text_of(value: Value | None) -> str | None:
    return value.data if isinstance(value, Known) and isinstance(value.data, str) else None


def map_of(value: Value | None) -> MapValue:
    """A map, empty when there is something else."""
    return value if isinstance(value, MapValue) else MapValue()


def is_left_out(value: Value) -> bool:
    return isinstance(value, Omitted)
