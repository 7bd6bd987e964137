"""The deployed types of what a construct or call is given: of those it makes none itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from iaclint.frameworks.jsii import catalog_type
from iaclint.values import Choice, Instance, ListValue, MapValue, Value

MAX_DEPTH = 4


class Given:
    """``types``: of the constructs among the values. ``nested``: of those that objects among them hold (``FlowLogDestination.toCloudWatchLogs(group)``).
    ``whole``: it is about a pattern, which makes all of its parts unless they are given."""

    __slots__ = ("nested", "types", "whole")

    def __init__(self, values: Sequence[Value], whole: bool = False) -> None:
        self.whole = whole
        self.types: set[str] = set()
        self.nested: set[str] = set()
        for inside, type in types_in(values):
            (self.nested if inside else self.types).add(type)

    def has(self, type: str) -> bool:
        name = type.partition("!")[0]
        return name in self.types or name in self.nested

    def inside(self, type: str) -> bool:
        """Whether an object among the values holds it: what the construct would make without that object."""
        return type.partition("!")[0] in self.nested or (self.whole and self.has(type))

    def without(self, types: Mapping[str, int]) -> Counter[str]:
        return Counter({type: number for type, number in types.items() if not self.has(type)})


def types_in(values: Sequence[Value], inside: bool = False, depth: int = 0) -> Iterator[tuple[bool, str]]:
    for value in values if depth < MAX_DEPTH else ():
        if isinstance(value, ListValue):
            yield from types_in(value.items, inside, depth + 1)
        elif isinstance(value, MapValue):
            yield from types_in([entry.value for entry in value.entries.values()], inside, depth + 1)
        elif isinstance(value, Choice):
            yield from types_in([option for _, option in value.options], inside, depth + 1)
        elif isinstance(value, Instance):
            type = deployed_type(value)
            if type is not None:
                yield inside, type
            elif value.resource is None and "#owner" not in value.fields:
                yield from types_in(value.arguments, True, depth + 1)
                yield from types_in([value.properties] if value.properties is not None else [], True, depth + 1)


def deployed_type(value: Instance) -> str | None:
    """What a construct deploys; for an interface what the class that is called so does."""
    kind = catalog_type(value.symbol)
    if kind is not None and kind.kind == "interface":
        module, _, name = kind.id.rpartition(".")
        kind = kind.library.get(f"{module}.{name[1:]}")
    return kind.deployed_type if kind is not None else None


def is_construct(value: Value) -> bool:
    return isinstance(value, Instance) and deployed_type(value) is not None
