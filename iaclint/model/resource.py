"""A resource: one call in the source that deploys something, with its properties as values."""

from __future__ import annotations

from typing import Literal

from iaclint.source import Span
from iaclint.values import (
    Condition,
    Entry,
    Instance,
    Key,
    ListValue,
    MapValue,
    Omitted,
    Symbol,
    Unknown,
    Value,
    is_absent,
)

Framework = Literal["cdk", "cdktf", "pulumi"]
Kind = Literal[
    "resource", "data", "provider", "component", "stack", "app", "output", "variable", "backend", "imported", "local"
]
Removal = Literal["retain", "snapshot", "destroy"]


class Setting:
    """What a resource says about one property: its ``value`` (``Omitted`` when it says nothing, ``Unknown`` when that cannot be known) and where.

    ``key_span`` is the property's name in the source, ``None`` when it was not written there; ``span`` is where a rule points: the key,
    else the value, else the construct's name in its call.
    """

    __slots__ = ("key_span", "path", "resource", "spelling", "value")

    def __init__(
        self, resource: Resource, path: str, value: Value, key_span: Span | None = None, spelling: str | None = None
    ) -> None:
        self.resource = resource
        self.path = path
        self.value = value
        self.key_span = key_span
        self.spelling = spelling

    @property
    def given(self) -> bool:
        return not is_absent(self.value)

    @property
    def span(self) -> Span:
        return self.key_span or self.value.span or self.resource.name_span


class Override:
    """A raw write to what is synthesized: ``path`` as the program writes it (``terraform.backend.s3.use_lockfile``, ``Properties.Name``), ``value``
    ``Omitted`` for a deletion, ``span`` of the path. What it means for a property is in the resource's properties as well."""

    __slots__ = ("conditions", "path", "reached", "span", "value")

    def __init__(
        self, path: str, value: Value, span: Span, conditions: tuple[Condition, ...] = (), reached: bool = True
    ) -> None:
        self.path = path
        self.value = value
        self.span = span
        self.conditions = conditions
        self.reached = reached

    def __repr__(self) -> str:
        return f"Override({self.path!r}, {self.value!r})"


class Resource:
    """``type``: what is deployed (``AWS::S3::Bucket``, ``aws_s3_bucket``, ``aws:s3/bucket:Bucket``). ``construct``: the canonical symbol that was called
    (``aws-cdk-lib.aws_s3.Bucket``). ``id``: the logical id or name in the program. ``properties``: in the framework's spelling.
    ``options``: Pulumi resource options. ``conditions``: the undecided conditions under which it is made. ``reached``: from an entry point.
    ``default_removal``: what happens to it on deletion when the program says nothing. ``name_property``: the property that holds its
    physical name; ``deployed_name_property`` the same in the deployed type's spelling. ``overrides``: raw writes, in program order.
    """

    __slots__ = (
        "conditions",
        "construct",
        "default_removal",
        "deployed_name_property",
        "framework",
        "id",
        "implicit",
        "instance",
        "kind",
        "name_property",
        "name_span",
        "options",
        "overrides",
        "properties",
        "reached",
        "scope",
        "span",
        "type",
    )

    def __init__(
        self,
        framework: Framework,
        kind: Kind,
        type: str,
        construct: str,
        id: Value,
        properties: MapValue,
        span: Span,
        name_span: Span,
        instance: Instance | None = None,
        scope: Value | None = None,
        options: MapValue | None = None,
        conditions: tuple[Condition, ...] = (),
        reached: bool = True,
    ) -> None:
        self.framework: Framework = framework
        self.kind: Kind = kind
        self.type = type
        self.construct = construct
        self.id = id
        self.properties = properties
        self.span = span
        self.name_span = name_span
        self.instance = instance
        self.scope = scope
        self.options = options
        self.conditions = conditions
        self.reached = reached
        self.implicit = False
        self.overrides: list[Override] = []
        self.default_removal: Removal | None = None
        self.name_property: str | None = None
        self.deployed_name_property: str | None = None

    def get(self, path: str) -> Setting:
        """The property at a dotted path (``deletionProtection``, ``lifecycle.preventDestroy``); list indices are numbers (``rules.0.status``)."""
        holder: Value = self.properties
        entry: Entry | None = None
        for name in path.split("."):
            step = member(holder, name)
            if isinstance(step, Value):
                return Setting(self, path, step, entry.key_span if entry else None)
            entry = step
            holder = entry.value
        assert entry is not None
        return Setting(self, path, entry.value, entry.key_span, entry.spelling)

    def option(self, name: str) -> Setting:
        """A Pulumi resource option (``protect``, ``retainOnDelete``)."""
        if self.options is None:
            return Setting(self, name, Omitted())
        step = member(self.options, name)
        if isinstance(step, Value):
            return Setting(self, name, step)
        return Setting(self, name, step.value, step.key_span, step.spelling)

    @property
    def label(self) -> str:
        """The short name of the construct, as the source calls it: ``Bucket``."""
        return self.construct.rpartition(".")[2]

    def __repr__(self) -> str:
        return f"Resource({self.type!r}, {self.span!r})"


def member(holder: Value, name: str) -> Entry | Value:
    """The entry ``name`` of a map, list or instance; ``Omitted`` when it surely is not there, ``Unknown`` when it may be."""
    if isinstance(holder, MapValue):
        entry = holder.entries.get(name)
        if entry is not None:
            return entry
        return Unknown(holder.open, name=name) if holder.open else Omitted()
    if isinstance(holder, ListValue) and name.isdigit():
        at = int(name)
        if at < len(holder.items):
            return Entry(holder.items[at], holder.items[at].span)
        return Unknown(holder.open, name=name) if holder.open else Omitted()
    if isinstance(holder, Instance):
        if holder.properties is not None:
            return member(holder.properties, name)
        if name in holder.fields:
            return Entry(holder.fields[name])
        return Unknown(holder.open or "an object of the program", name=name)
    if is_absent(holder):
        return Omitted()
    if isinstance(holder, Unknown):
        return holder
    return Unknown("not a map", name=name)


def symbol_name(value: Value) -> str | None:
    """The canonical name of a library constant (``aws-cdk-lib.RemovalPolicy.RETAIN``), ``None`` for anything else."""
    return value.name if isinstance(value, Symbol) else None


__all__ = ["Framework", "Key", "Kind", "Override", "Removal", "Resource", "Setting", "member", "symbol_name"]
