"""Finds the policy statements in a value: maps with a ``Statement``, JSON text, documents and statements of CDK, Terraform's policy document data."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.frameworks.policies.json_text import parse_text
from iaclint.values import (
    Choice,
    Condition,
    Instance,
    JsonText,
    Known,
    ListValue,
    MapValue,
    Output,
    Reference,
    Text,
    Value,
    is_absent,
)

MAX_DEPTH = 14
STATEMENT_CLASS = ".PolicyStatement"

Found = tuple[Value, tuple[Condition, ...]]


def statements_in(value: Value, depth: int = 0) -> Iterator[Found]:
    """Each statement (a map, or an instance of CDK's class) with the conditions under which it is there."""
    if depth > MAX_DEPTH or is_absent(value):
        return
    if isinstance(value, (Output, JsonText)):
        yield from statements_in(value.inner if isinstance(value, Output) else value.content, depth + 1)
    elif isinstance(value, Choice):
        for conditions, option in value.options:
            for statement, inner in statements_in(option, depth + 1):
                yield statement, (*conditions, *inner)
    elif isinstance(value, ListValue):
        for item in value.items:
            yield from statements_in(item, depth + 1)
    elif isinstance(value, MapValue):
        yield from in_map(value, depth)
    elif isinstance(value, Instance):
        yield from in_instance(value, depth)
    elif isinstance(value, Reference):
        yield from behind_reference(value, depth)
    elif isinstance(value, (Known, Text)):
        parsed = parse_text(value) if looks_like_json(value) else None
        if parsed is not None:
            yield from statements_in(parsed, depth + 1)


def looks_like_json(value: Known | Text) -> bool:
    first = value.data if isinstance(value, Known) else value.parts[0] if value.parts else ""
    return isinstance(first, str) and first.lstrip()[:1] in ("{", "[")


def in_map(value: MapValue, depth: int) -> Iterator[Found]:
    """A document (its statements), a statement by itself, or a map of documents (``inlinePolicies``)."""
    if is_statement(value):
        yield value, ()
        return
    for entry in value.entries.values():
        if not isinstance(entry.value, (Known, Text)) or looks_like_json(entry.value):
            yield from statements_in(entry.value, depth + 1)


def is_statement(value: MapValue) -> bool:
    keys = {str(key).replace("_", "").lower() for key in value.entries}
    return bool(keys & {"action", "actions", "notaction", "notactions"}) and bool(
        keys & {"effect", "resource", "resources", "principal", "principals", "notresource", "notresources", "sid"}
    )


def in_instance(value: Instance, depth: int) -> Iterator[Found]:
    """A library object that is no construct: CDK's PolicyStatement and PolicyDocument, argument classes of Pulumi, ``fromJson`` …"""
    if value.symbol.endswith(STATEMENT_CLASS) and not value.arguments:
        yield value, ()
        return
    if value.resource is not None:
        return
    if value.properties is not None:
        if is_statement(value.properties):
            yield value.properties, ()
            return
        for entry in value.properties.entries.values():
            yield from statements_in(entry.value, depth + 1)
    for argument in value.arguments:
        if not isinstance(argument, Instance) or argument is not value:
            yield from statements_in(argument, depth + 1)


def behind_reference(value: Reference, depth: int) -> Iterator[Found]:
    """``data.json`` of a Terraform policy document, with the documents that it builds on."""
    if value.attribute not in ("json", "minifiedJson") or value.target.properties is None:
        return
    for name in ("statement", "statements", "sourcePolicyDocuments", "overridePolicyDocuments", "sourceJson"):
        entry = value.target.properties.entries.get(name)
        if entry is not None:
            yield from statements_in(entry.value, depth + 1)
