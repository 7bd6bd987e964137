"""``pulumi preview --json``: the resources as the engine was about to make them. Inputs have the spelling of the SDK."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model.resource import Kind
from iaclint.templates.environment import Marking
from iaclint.templates.reading import Reading, instance_of, joined, map_of, text_of
from iaclint.templates.spelling import pulumi_type, symbol
from iaclint.values import (
    DEPLOY_TIME,
    SECRET,
    Entry,
    Instance,
    Key,
    Known,
    ListValue,
    MapValue,
    Reference,
    Unknown,
    Value,
)

CORE = "@pulumi/pulumi"
GONE = ("delete", "delete-replaced", "discard", "discard-replaced", "remove-pending-replace")
# How the engine writes what it does not know yet or does not show.
COMPUTED = frozenset(
    (
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    )
)
SECRET_TEXT = "[secret]"
SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270"
OPTIONS = ("protect", "retainOnDelete", "deletedWith", "aliases", "dependencies")


class Preview:
    """One preview."""

    def __init__(self, reading: Reading, root: MapValue) -> None:
        self._reading = reading
        self._root = root
        self._instances: dict[str, Instance] = {}
        self._outputs: dict[str, MapValue] = {}

    def read(self) -> None:
        """Adds what the stack would consist of to the graph."""
        states = list(self._states())
        stack = next((urn_stack(urn) for urn, _, _ in states if urn_stack(urn)), "")
        if stack:  # programs call it the environment (`getStack()`)
            self._reading.marking = Marking(stack)
        for urn, type, entry in states:
            kind = pulumi_type(type)
            self._instances[urn] = instance_of(symbol(kind) if kind is not None else f"{CORE}.Resource")
            state = map_of(entry.value)
            self._outputs[urn] = MapValue({**_only(state, "id"), **map_of(state.get("outputs")).entries})
        for urn, type, entry in states:
            self._resource(urn, type, entry)

    def _states(self) -> Iterator[tuple[str, str, Entry]]:
        """The URN, the type and the new state of each resource, once."""
        seen = set()
        steps = self._root.get("steps")
        for step in steps.items if isinstance(steps, ListValue) else []:
            fields = map_of(step)
            entry = fields.entries.get("newState")
            if entry is None or text_of(fields.get("op")) in GONE:
                continue
            urn = text_of(fields.get("urn")) or text_of(map_of(entry.value).get("urn")) or ""
            type = text_of(map_of(entry.value).get("type")) or urn_type(urn)
            if type and urn not in seen:
                seen.add(urn)
                yield urn, type, entry

    def _resource(self, urn: str, type: str, entry: Entry) -> None:
        state, instance = map_of(entry.value), self._instances[urn]
        depends = map_of(state.get("propertyDependencies"))
        properties = MapValue(span=map_of(state.get("inputs")).span or state.span)
        for name, given in map_of(state.get("inputs")).entries.items():
            if str(name).startswith("__"):
                continue  # the engine's own (`__defaults`)
            properties.entries[name] = Entry(self._value(given.value, depends.get(name)), given.key_span, str(name))
        options = MapValue({name: state.entries[name] for name in OPTIONS if name in state.entries}, state.span)
        place = state.entries.get("urn") or entry
        category = kind_of(type, state)
        resource = self._reading.record(
            "pulumi", category, type, instance.symbol, urn.rpartition("::")[2], properties,
            Entry(state, place.value.span), instance,
        )  # fmt: skip
        resource.options = options
        resource.scope = self._instances.get(text_of(state.get("parent")) or "")
        kind = pulumi_type(type)
        self._reading.graph.resolved += kind is not None and category == "resource"
        if kind is None and category == "resource":
            self._reading.note(f"`{type}` is not in the catalog", place)
        if kind is not None:
            resource.name_property = kind.physical_name

    def _value(self, value: Value, depends: Value | None) -> Value:
        if isinstance(value, Known) and isinstance(value.data, str):
            return self._text(value, value.data, depends)
        if isinstance(value, ListValue):
            return ListValue([self._value(item, depends) for item in value.items], value.span)
        if isinstance(value, MapValue):
            if text_of(value.get(SIGNATURE)) == SECRET_SIGNATURE:
                return Unknown("a secret", "secret", value.span, SECRET)
            entries: dict[Key, Entry] = {
                key: Entry(self._value(e.value, depends), e.key_span, str(key))
                for key, e in value.entries.items()
                if key != "__defaults"
            }
            return MapValue(entries, value.span)
        return value

    def _text(self, value: Known, text: str, depends: Value | None) -> Value:
        if text == SECRET_TEXT:
            return Unknown("a secret", "secret", value.span, SECRET)
        reference = self._output(text, value, depends)
        if reference is not None:
            return reference
        for computed in COMPUTED:
            if computed in text:
                hole = self._computed(value, depends)
                pieces = [self._reading.marking.marked(piece, value.span) for piece in text.split(computed)]
                parts = [part for piece in pieces for part in (hole, piece)][1:]
                return hole if text == computed else joined(parts, value.span)
        return self._reading.marking.marked(text, value.span)

    def _output(self, text: str, value: Known, depends: Value | None) -> Reference | None:
        """The output of a resource that a property depends on, when its text is the same."""
        for item in depends.items if isinstance(depends, ListValue) else []:
            urn = text_of(item) or ""
            for name, entry in self._outputs.get(urn, MapValue()).entries.items():
                if text and text_of(entry.value) == text:
                    return Reference(self._instances[urn], str(name), value.span)
        return None

    def _computed(self, value: Known, depends: Value | None) -> Value:
        """What a property takes from the one resource that it depends on."""
        urns = [text_of(item) for item in depends.items] if isinstance(depends, ListValue) else []
        if len(urns) == 1 and urns[0] in self._instances:
            return Reference(self._instances[urns[0] or ""], "id", value.span)
        return Unknown("known when deployed", "output", value.span, DEPLOY_TIME)


def _only(state: MapValue, name: str) -> dict[Key, Entry]:
    return {name: state.entries[name]} if name in state.entries else {}


def urn_type(urn: str) -> str:
    """``urn:pulumi:dev::shop::parent$aws:s3/bucket:Bucket::orders`` is of type ``aws:s3/bucket:Bucket``."""
    parts = urn.split("::")
    return parts[2].rpartition("$")[2] if len(parts) >= 4 else ""


def urn_stack(urn: str) -> str:
    """The name of the stack in a URN."""
    head = urn.split("::")[0]
    return head.removeprefix("urn:pulumi:") if head.startswith("urn:pulumi:") else ""


def kind_of(type: str, state: MapValue) -> Kind:
    if type == "pulumi:pulumi:Stack":
        return "stack"
    if type.startswith("pulumi:providers:"):
        return "provider"
    custom = state.get("custom")
    external = state.get("external")
    if isinstance(external, Known) and external.data is True:
        return "imported"
    return "resource" if isinstance(custom, Known) and custom.data is True else "component"
