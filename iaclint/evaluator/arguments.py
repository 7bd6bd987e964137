"""Evaluated arguments of a call."""

from __future__ import annotations

from iaclint.source import Span
from iaclint.values import Entry, Key, ListValue, MapValue, Value


class Arguments:
    """``positional`` in order, ``named`` with the spans of their names; ``open`` is a reason when a spread could not be followed: there may be more
    arguments than are listed."""

    __slots__ = ("named", "open", "positional")

    def __init__(
        self,
        positional: list[Value] | None = None,
        named: dict[str, Entry] | None = None,
        open: str | None = None,
    ) -> None:
        self.positional: list[Value] = positional if positional is not None else []
        self.named: dict[str, Entry] = named if named is not None else {}
        self.open = open

    def at(self, index: int, *names: str) -> Value | None:
        """The argument at a position, or by any of its names."""
        if index < len(self.positional):
            return self.positional[index]
        for name in names:
            if name in self.named:
                return self.named[name].value
        return None

    def keyword(self, name: str) -> Value | None:
        """The argument given by this name."""
        entry = self.named.get(name)
        return entry.value if entry is not None else None

    def all(self) -> list[Value]:
        return [*self.positional, *(entry.value for entry in self.named.values())]

    def labels(self) -> int:
        """What the arguments depend on."""
        labels = 0
        for value in self.all():
            labels |= value.labels
        return labels

    def keywords(self, span: Span | None = None) -> MapValue:
        """The named arguments as a map (Python's ``**kwargs``)."""
        entries: dict[Key, Entry] = dict(self.named.items())
        return MapValue(entries, span, self.open)

    def spread(self, value: Value) -> None:
        """Adds the items of ``*value``."""
        if isinstance(value, ListValue):
            self.positional.extend(value.items)
            self.open = self.open or value.open
        else:
            self.open = self.open or "arguments spread from an unknown list"

    def spread_named(self, value: Value) -> None:
        """Adds the entries of ``**value``."""
        if isinstance(value, MapValue):
            for key, entry in value.entries.items():
                self.named[str(key)] = entry
            self.open = self.open or value.open
        else:
            self.open = self.open or "arguments spread from an unknown map"
