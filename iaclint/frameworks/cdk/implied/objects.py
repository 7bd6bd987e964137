"""The objects in what a call is given that bring something along once they are used: targets, subscriptions, integrations, event sources."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.catalog import grants
from iaclint.frameworks.imports import path_of
from iaclint.frameworks.jsii import catalog_type
from iaclint.model.resource import Resource
from iaclint.values import Choice, Instance, ListValue, MapValue, Symbol, Value

MAX_DEPTH = 5
POLICY = "Policy"  # the type of a queue's policy is that of the queue with this behind it


class Bound:
    """An object with what it brings: ``AWS::SQS::Queue`` and the like among its arguments are its ``subject``."""

    __slots__ = ("effect", "instance", "subject")

    def __init__(self, instance: Instance, effect: grants.Effect) -> None:
        self.instance = instance
        self.effect = effect
        self.subject = next((one for one in instance.arguments if isinstance(one, Instance)), None)

    def holder_of(self, type: str) -> Instance | None:
        """The subject when a resource of this type is its one policy."""
        resource = self.subject.resource if self.subject is not None else None
        own = isinstance(resource, Resource) and type == resource.type + POLICY
        return self.subject if own else None

    def is_outside(self, type: str) -> bool:
        """Whether it would be the policy of something that the program does not make."""
        return type.endswith(("QueuePolicy", "TopicPolicy", "BucketPolicy")) and self.holder_of(type) is None


def bound_in(values: list[Value], depth: int = 0) -> Iterator[Bound]:
    """Such objects in values; constructs are looked at where they are made."""
    for value in values if depth < MAX_DEPTH else ():
        if isinstance(value, ListValue):
            yield from bound_in(value.items, depth + 1)
        elif isinstance(value, MapValue):
            yield from bound_in([entry.value for entry in value.entries.values()], depth + 1)
        elif isinstance(value, Choice):
            yield from bound_in([option for _, option in value.options], depth + 1)
        elif isinstance(value, Instance) and value.resource is None and "#owner" not in value.fields:
            effect = effect_of(value)
            if effect is not None:
                yield Bound(value, effect)
            yield from bound_in([*value.arguments, *held(value)], depth + 1)


def effect_of(value: Instance) -> grants.Effect | None:
    """What an object brings, by its class or by the function that made it (``LogDrivers.awsLogs``)."""
    kind = catalog_type(value.symbol)
    if kind is None:
        return None
    made_by = path_of(value.klass.name) if isinstance(value.klass, Symbol) else ""
    return grants.bound(kind, made_by) if made_by and made_by != kind.id else grants.bound(kind)


def held(value: Instance) -> list[Value]:
    """What an object was made with, but for what stands among its arguments as well."""
    if value.properties is None or any(isinstance(one, MapValue) for one in value.arguments):
        return []
    return [entry.value for entry in value.properties.entries.values()]
