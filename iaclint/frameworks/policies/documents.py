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
    Symbol,
    Text,
    Value,
    is_absent,
)

MAX_DEPTH = 18
STATEMENT_CLASS = ".PolicyStatement"
TRUST_FUNCTION = ".assumeRolePolicyForPrincipal"
ACTION_KEYS = frozenset(("action", "actions", "notaction", "notactions"))
OTHER_KEYS = frozenset(
    ("effect", "resource", "resources", "notresource", "notresources", "principal", "principals", "sid")
)
DATA_PARTS = ("statement", "statements", "sourcePolicyDocuments", "overridePolicyDocuments", "sourceJson")


class Found:
    """A statement (a map, an instance of CDK's class, a call of Pulumi's trust function), the conditions under which it is there, and the
    document around it."""

    __slots__ = ("conditions", "document", "statement")

    def __init__(
        self, statement: Value, conditions: tuple[Condition, ...] = (), document: MapValue | None = None
    ) -> None:
        self.statement = statement
        self.conditions = conditions
        self.document = document


class Place:
    """Where the search stands: how deep, under which conditions, in which document, and whether directly in its list of statements."""

    __slots__ = ("conditions", "depth", "document", "listed")

    def __init__(
        self,
        depth: int = 0,
        conditions: tuple[Condition, ...] = (),
        document: MapValue | None = None,
        listed: bool = False,
    ) -> None:
        self.depth = depth
        self.conditions = conditions
        self.document = document
        self.listed = listed

    def inside(self) -> Place:
        return Place(self.depth + 1, self.conditions, self.document, self.listed)

    def under(self, conditions: tuple[Condition, ...]) -> Place:
        return Place(self.depth + 1, (*self.conditions, *conditions), self.document, self.listed)

    def among(self, document: MapValue) -> Place:
        """In the list of statements of a document."""
        return Place(self.depth + 1, self.conditions, document, True)

    def found(self, statement: Value) -> Found:
        return Found(statement, self.conditions, self.document)


class Finder:
    """Searches values for statements. ``used``: the identities of the policy document data that some value refers to."""

    __slots__ = ("used",)

    def __init__(self) -> None:
        self.used: set[int] = set()

    def statements(self, value: Value, at: Place) -> Iterator[Found]:
        if at.depth > MAX_DEPTH or is_absent(value):
            return
        if isinstance(value, (Output, JsonText)):
            yield from self.statements(value.inner if isinstance(value, Output) else value.content, at.inside())
        elif isinstance(value, Choice):
            for conditions, option in value.options:
                yield from self.statements(option, at.under(conditions))
        elif isinstance(value, ListValue):
            for item in value.items:
                yield from self.statements(item, at.inside())
        elif isinstance(value, MapValue):
            yield from self._in_map(value, at)
        elif isinstance(value, Instance):
            yield from self._in_instance(value, at)
        elif isinstance(value, Reference):
            yield from self._behind_reference(value, at)
        elif isinstance(value, (Known, Text)) and looks_like_json(value):
            parsed = parse_text(value)
            if parsed is not None:
                yield from self.statements(parsed, at.inside())

    def _in_map(self, value: MapValue, at: Place) -> Iterator[Found]:
        """A document (its statements), a statement by itself, or a map of documents (``inlinePolicies``)."""
        if is_statement(value, at.listed):
            yield at.found(value)
            return
        for key, entry in value.entries.items():
            if str(key).lower() in ("statement", "statements"):
                yield from self.statements(entry.value, at.among(value))
            elif not isinstance(entry.value, (Known, Text)) or looks_like_json(entry.value):
                yield from self.statements(entry.value, Place(at.depth + 1, at.conditions))

    def _in_instance(self, value: Instance, at: Place) -> Iterator[Found]:
        """A library object that is no construct: CDK's PolicyStatement and PolicyDocument, argument classes of Pulumi, ``fromJson`` …"""
        if is_own_statement(value):
            yield at.found(value)
            return
        if value.resource is not None:
            return
        properties = value.properties
        if properties is not None:
            yield from self._in_map(properties, at.inside())
        for argument in value.arguments:
            held = argument.properties if isinstance(argument, Instance) else argument
            copied = properties is not None and properties.entries and isinstance(held, MapValue)
            if argument is not value and not copied:
                yield from self.statements(argument, at.inside())

    def _behind_reference(self, value: Reference, at: Place) -> Iterator[Found]:
        """``data.json`` of a Terraform policy document, with the documents that it builds on."""
        if value.attribute not in ("json", "minifiedJson") or value.target.properties is None:
            return
        self.used.add(id(value.target))
        for name in DATA_PARTS:
            entry = value.target.properties.entries.get(name)
            if entry is not None:
                inside = at.among(value.target.properties) if name.startswith("statement") else at.inside()
                yield from self.statements(entry.value, inside)


def looks_like_json(value: Known | Text) -> bool:
    first = value.data if isinstance(value, Known) else value.parts[0] if value.parts else ""
    return isinstance(first, str) and first.lstrip()[:1] in ("{", "[")


def is_statement(value: MapValue, listed: bool) -> bool:
    """Whether a map is a statement: it names actions and something else; in a document's list of statements, either."""
    keys = {str(key).replace("_", "").lower() for key in value.entries}
    if listed:
        return bool(keys & ACTION_KEYS) or bool(keys & OTHER_KEYS)
    return bool(keys & ACTION_KEYS) and bool(keys & OTHER_KEYS)


def is_own_statement(value: Instance) -> bool:
    """A statement made by its own class, or the trust policy that a function makes for a principal."""
    if not isinstance(value.klass, Symbol):
        return False
    made_by = value.klass.name
    return made_by.endswith(TRUST_FUNCTION) or (made_by.endswith(STATEMENT_CLASS) and value.symbol == made_by)
