"""What the CDK makes by itself: the resources that come along with a construct or a call, and what its grants allow.

Measured, not declared: the records are what the library made when each construct was built and each method called.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from iaclint.catalog.library import data_file
from iaclint.catalog.types import Type

FILE = "grants.blocks"
LIBRARY = "aws-cdk-lib"
AUTHOR = "$"  # stands for the actions that the caller gives


class Granted:
    """A policy statement that the library writes. `kind`: `identity`, `resource` or `key`. `holder`: whose policy it is in:
    `grantee`, `.role` (an attribute of the object), `given` (of an argument), `own` (of a role made for it), or the type
    of the resource. `resources`: texts with `{bucketArn}` for attributes of the object and `{}` for what only the
    deployment knows."""

    __slots__ = ("actions", "conditional", "effect", "holder", "kind", "resources")

    def __init__(self, record: list[Any]) -> None:
        self.kind: str = record[0]
        self.holder: str = record[1]
        self.effect: str = "Deny" if record[2] & 1 else "Allow"
        self.conditional = bool(record[2] & 2)
        self.actions: list[str] = record[3].split()
        self.resources: list[str] = record[4]

    @property
    def by_author(self) -> bool:
        """Whether the caller names the actions."""
        return AUTHOR in self.actions

    def __repr__(self) -> str:
        return f"Granted({self.kind}, {self.actions})"


class Effect:
    """What comes along: numbers by CloudFormation type (negative where something less is made; `AWS::S3::Bucket!retain` outlives its stack).
    `each`: every time, `receiver`: once for an object, `stack`: once in a stack, by the id it has there. `gone`: ids of the latter that are not made. `unless`: the properties without which a feature flag does this."""

    __slots__ = ("each", "gone", "receiver", "stack", "statements", "unless")

    def __init__(self, record: dict[str, Any]) -> None:
        self.each: dict[str, int] = record.get("e", {})
        self.receiver: dict[str, int] = record.get("r", {})
        self.stack: dict[str, dict[str, int]] = record.get("s", {})
        self.gone: list[str] = record.get("g", [])
        self.unless: list[str] = record.get("u", [])
        self.statements = [Granted(one) for one in record.get("p", ())]


class Making:
    """What a construct or method brings. `base`: with what is required; `properties`: what a property changes, by name or `name=value`; `flags`: what
    feature flags change; `service`: instead, when a service is granted something; `keyed`: in addition, when the object is encrypted with a key."""

    __slots__ = ("base", "flags", "keyed", "properties", "service")

    def __init__(self, record: dict[str, Any]) -> None:
        self.base = Effect(record.get("b", {}))
        self.properties = {name: Effect(one) for name, one in record.get("c", {}).items()}
        self.flags = {name: Effect(one) for name, one in record.get("f", {}).items()}
        self.service = Effect(record["v"]) if "v" in record else None
        self.keyed = Effect(record["k"]) if "k" in record else None


def construct(kind: Type) -> Making | None:
    """What a construct brings; None when nothing is known of its class or its bases."""
    return _making(_names(kind), "C", "")


def method(kind: Type, name: str) -> Making | None:
    """What a call of a method brings, `grantRead`, `addEventSource`; None when that is nothing or not known."""
    return _making(_names(kind), "M", f".{name}")


def bound(kind: Type, made_by: str = "") -> Effect | None:
    """What comes along when an object (a target, a subscription, an integration, a task) is given to a construct or method. `made_by`: the function
    that gave it, `aws_ecs.LogDrivers.awsLogs`, when it is not known of which class it is."""
    return _bound(made_by or kind.id) if kind.library.name == LIBRARY else None


def _names(kind: Type) -> tuple[str, ...]:
    """The class and its bases; for an interface the class that is called so."""
    if kind.library.name != LIBRARY:
        return ()
    own = tuple(base.id for base in kind.lineage() if base.library is kind.library)
    if kind.kind != "interface":
        return own
    return (*(module + "." + name[1:] for module, _, name in (each.rpartition(".") for each in own)), *own)


@lru_cache(maxsize=1024)
def _making(names: tuple[str, ...], section: str, member: str) -> Making | None:
    for name in names:
        record = data_file(FILE).get(f"{section} {name}{member}")
        if record is not None:
            return Making(record)
    return None


@lru_cache(maxsize=1024)
def _bound(identity: str) -> Effect | None:
    record = data_file(FILE).get(f"O {identity}")
    return Effect(record) if record is not None else None
