"""Values as plain data for people and JSON: what is known as it is, what is not as a hole ``${…}`` that names it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Any

from iaclint.model.resource import Resource
from iaclint.values import (
    Choice,
    Instance,
    JsonText,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Output,
    Reference,
    Symbol,
    Text,
    Unknown,
    Value,
)

MAX_DEPTH = 40
MAX_NODES = 20_000  # of one rendered value; shared maps multiply
MAX_HOLE = 120  # code points of an alternative shown in a hole
_HOLE = re.compile(r"\$\{([^{}]*)\}")
OPEN_KEY = "..."  # stands for the entries that could not be known


def render(value: Value) -> Any:
    """``str``, ``int``, ``float``, ``bool``, ``None``, ``list`` or ``dict``. A list or map that may hold more than is known ends with a hole."""
    return Rendering().of(value)


def render_text(value: Value) -> str:
    """The value as one text, as it would stand in a template."""
    return Rendering().text(value)


def hole(what: str) -> str:
    return "${" + what + "}"


class Rendering:
    """One rendering with its bounds."""

    __slots__ = ("_nodes", "_open")

    def __init__(self) -> None:
        self._nodes = 0
        self._open: list[int] = []

    def of(self, value: Value) -> Any:
        return self._bounded(self._data, value)

    def text(self, value: Value) -> str:
        text: str = self._bounded(self._text, value)
        return text

    def _bounded(self, function: Callable[[Value], Any], value: Value) -> Any:
        """``function`` of a value; a hole for a value within itself, and where a bound is reached."""
        self._nodes += 1
        if self._nodes > MAX_NODES or len(self._open) > MAX_DEPTH or id(value) in self._open:
            return hole("…")
        self._open.append(id(value))
        try:
            return function(value)
        finally:
            self._open.pop()

    def _text(self, value: Value) -> str:
        if isinstance(value, Known):
            return _constant(value.data)
        if isinstance(value, Text):
            return "".join(part if isinstance(part, str) else self.text(part) for part in value.parts)
        if isinstance(value, Unknown):
            return hole(value.name or value.reason)
        if isinstance(value, Symbol):
            return ".".join(value.name.split(".")[-2:])
        if isinstance(value, Reference):
            return hole(f"{self._label(value.target)}.{value.attribute}")
        if isinstance(value, Output):
            return self.text(value.inner)
        if isinstance(value, Omitted):
            return ""
        data = self._data(value)
        return data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)

    def _data(self, value: Value) -> Any:
        if isinstance(value, Known):
            finite = not isinstance(value.data, float) or math.isfinite(value.data)
            return value.data if finite else str(value.data)
        if isinstance(value, (Text, Unknown, Symbol, Reference)):
            return self._text(value)
        if isinstance(value, Output):
            return self.of(value.inner)
        if isinstance(value, MapValue):
            return self._map(value)
        if isinstance(value, ListValue):
            items = [self.of(item) for item in value.items]
            return [*items, hole(value.open)] if value.open else items
        if isinstance(value, JsonText):
            return json.dumps(self.of(value.content), ensure_ascii=False)
        if isinstance(value, Choice):
            return self._choice(value)
        if isinstance(value, Instance):
            if value.resource is None and value.properties is not None:
                return self._map(value.properties)
            return hole(self._label(value))
        return None if isinstance(value, Omitted) else hole("function")

    def _map(self, value: MapValue) -> dict[str, Any]:
        entries = {
            _constant(key): self.of(entry.value)
            for key, entry in value.entries.items()
            if not isinstance(entry.value, Omitted)
        }
        if value.open:
            entries[OPEN_KEY] = hole(value.open)
        return entries

    def _choice(self, value: Choice) -> Any:
        rendered: list[Any] = []
        for _, option in value.options:
            one = self.of(option)
            if one not in rendered:
                rendered.append(one)
        if len(rendered) == 1:
            return rendered[0]
        texts = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in rendered]
        return hole(" | ".join(_within_hole(text) for text in texts))

    def _label(self, instance: Instance) -> str:
        resource = instance.resource
        if isinstance(resource, Resource):
            return _HOLE.sub(r"<\1>", self.text(resource.id)) or resource.label
        name = instance.symbol or getattr(instance.klass, "name", "") or "object"
        return str(name).rpartition(".")[2]


def _within_hole(text: str) -> str:
    """An alternative as part of a hole: holes do not nest, ``${x}`` becomes ``<x>``."""
    text = _HOLE.sub(r"<\1>", text)
    return text if len(text) <= MAX_HOLE else text[: MAX_HOLE - 1] + "…"


def _constant(data: str | int | float | bool | None) -> str:
    if data is None:
        return "null"
    if isinstance(data, bool):
        return "true" if data else "false"
    return str(data)
