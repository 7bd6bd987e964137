"""Where a program names the managed policies of AWS: their ARNs in properties, ``fromAwsManagedPolicyName``, Pulumi's enumeration."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaclint.model import ApiUse, Resource
from iaclint.source import Span
from iaclint.values import Choice, Instance, Known, ListValue, MapValue, Output, Symbol, Text, Value

ARN = re.compile(r"(?:^arn:[\w-]*)?:iam::aws:policy/(?P<name>[\w+=,.@/-]+)$")
ENUMERATION = re.compile(r"@pulumi/aws\.iam\.ManagedPolicy\.(?P<name>\w+)$")
PROPERTY = re.compile(r"polic|boundary", re.IGNORECASE)
BY_NAME = ".fromAwsManagedPolicyName"
BY_ARN = ".fromManagedPolicyArn"
MAX_DEPTH = 6


class ManagedPolicy:
    """A managed policy as the program names it: ``name`` with path. ``constant``: it is a member of Pulumi's enumeration, in that one's spelling."""

    __slots__ = ("constant", "name", "span")

    def __init__(self, name: str, span: Span, constant: bool = False) -> None:
        self.name = name
        self.span = span
        self.constant = constant

    @property
    def last(self) -> str:
        """The name without its path."""
        return self.name.rpartition("/")[2]

    @property
    def plain(self) -> str:
        """The name without path and underscores, in lower case."""
        return self.last.replace("_", "").lower()


def of_resource(resource: Resource) -> Iterator[ManagedPolicy]:
    """The managed policies that a resource's properties name."""
    for name, entry in resource.properties.entries.items():
        if PROPERTY.search(str(name)):
            yield from in_value(entry.value, entry.key_span or resource.name_span)


def in_value(value: Value, span: Span, depth: int = 0) -> Iterator[ManagedPolicy]:
    """Those in a text, list or map. One of several possible values is not known to be named."""
    if depth > MAX_DEPTH or isinstance(value, Choice):
        return
    if isinstance(value, Output):
        yield from in_value(value.inner, span, depth + 1)
    elif isinstance(value, ListValue):
        for item in value.items:
            yield from in_value(item, span, depth + 1)
    elif isinstance(value, MapValue):
        for entry in value.entries.values():
            yield from in_value(entry.value, entry.key_span or span, depth + 1)
    elif isinstance(value, Symbol):
        constant = ENUMERATION.match(value.name)
        if constant is not None:
            yield ManagedPolicy(constant["name"], value.span or span, constant=True)
    elif isinstance(value, Instance) and value.resource is None and value.properties is not None:
        yield from in_value(value.properties, span, depth + 1)
    else:
        found = ARN.search(last_text(value))
        if found is not None:
            yield ManagedPolicy(found["name"], value.span or span)


def last_text(value: Value) -> str:
    """A known text, or what follows the last hole of one."""
    if isinstance(value, Known):
        return value.data if isinstance(value.data, str) else ""
    if isinstance(value, Text) and value.parts:
        last = value.parts[-1]
        return last if isinstance(last, str) else ""
    return ""


def of_use(use: ApiUse) -> Iterator[ManagedPolicy]:
    """``ManagedPolicy.fromAwsManagedPolicyName('…')``, ``fromManagedPolicyArn(…)``."""
    named = use.properties.entries.values() if use.properties is not None else ()
    given = [*use.arguments, *(entry.value for entry in named)]
    if use.symbol.endswith(BY_NAME):
        for value in given[:1]:
            if isinstance(value, Known) and isinstance(value.data, str):
                yield ManagedPolicy(value.data, value.span or use.span)
    elif use.symbol.endswith(BY_ARN):
        for value in given[2:]:
            yield from in_value(value, use.span)
