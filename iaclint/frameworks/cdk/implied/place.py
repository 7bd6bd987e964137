"""Where in the program something that the library makes comes from."""

from __future__ import annotations

from iaclint.evaluator.arguments import Arguments
from iaclint.frameworks.cdk.attributes import is_stack
from iaclint.frameworks.jsii import scope_chain
from iaclint.model.graph import ApiUse
from iaclint.model.policy import PolicyAddition
from iaclint.model.resource import Resource
from iaclint.source import Span
from iaclint.values import Condition, Instance, Known, MapValue


class Place:
    """A construct or a call of a method with its ``arguments``. ``owner`` is the object that things are made for."""

    __slots__ = ("arguments", "conditions", "name_span", "owner", "reached", "span")

    def __init__(
        self, owner: Instance, span: Span, name_span: Span, conditions: tuple[Condition, ...], reached: bool
    ) -> None:
        self.owner = owner
        self.span = span
        self.name_span = name_span
        self.conditions = conditions
        self.reached = reached
        self.arguments = Arguments()

    def resource(self, type: str, owner: Instance | None = None) -> Resource:
        """A resource made here for the owner, or for another object. ``!retain`` behind the type: it outlives its stack."""
        for_whom = owner or self.owner
        name, _, kept = type.partition("!")
        made = Resource(
            "cdk",
            "resource",
            name,
            for_whom.symbol,
            Known(name.rpartition("::")[2]),
            properties=MapValue(),
            span=self.span,
            name_span=self.name_span,
            scope=for_whom,
            conditions=self.conditions,
            reached=self.reached,
        )
        made.implicit = True
        made.default_removal = "retain" if kept == "retain" else "snapshot" if kept else "destroy"
        return made


def place_of(item: Resource | ApiUse | PolicyAddition, owner: Instance) -> Place:
    name_span = item.span if isinstance(item, PolicyAddition) else item.name_span
    place = Place(owner, item.span, name_span, item.conditions, item.reached)
    if isinstance(item, ApiUse):
        named = item.properties.entries if item.properties is not None else {}
        place.arguments = Arguments(item.arguments, {str(name): entry for name, entry in named.items()})
    return place


def stack_of(instance: Instance) -> Instance | None:
    """The stack that a construct is in."""
    for scope in scope_chain(instance):
        if scope.resource is not None and is_stack(scope.resource):
            return scope
    return None
