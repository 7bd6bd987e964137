"""The resource graph of one program under one assumed environment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from iaclint.model.policy import PolicyAddition, PolicyStatement
from iaclint.model.resource import Resource
from iaclint.source import SourceFile, Span
from iaclint.values import Condition, Instance, MapValue, Value


class UnknownPart:
    """A place that could not be followed, with the reason for the user."""

    __slots__ = ("reason", "span")

    def __init__(self, span: Span, reason: str) -> None:
        self.span = span
        self.reason = reason


UseKind = Literal["call", "member", "attribute", "struct"]


class ApiUse:
    """One resolved use of a library: ``kind`` ``call`` (a constructor, method or function), ``member`` (a constant or class that is read), ``attribute`` (of an
    object of the library) or ``struct`` (a literal that is passed where the library declares a struct). ``symbol`` is the canonical dotted name; ``properties`` the named arguments in
    the framework's spelling with the spans and spelling of their keys; ``receiver`` the object whose method it is."""

    __slots__ = ("arguments", "conditions", "kind", "name_span", "properties", "reached", "receiver", "span", "symbol")

    def __init__(
        self,
        kind: UseKind,
        symbol: str,
        span: Span,
        name_span: Span,
        properties: MapValue | None = None,
        arguments: list[Value] | None = None,
        conditions: tuple[Condition, ...] = (),
        reached: bool = True,
        receiver: Instance | None = None,
    ) -> None:
        self.kind: UseKind = kind
        self.symbol = symbol
        self.span = span
        self.name_span = name_span
        self.properties = properties
        self.arguments = arguments or []
        self.conditions = conditions
        self.reached = reached
        self.receiver = receiver


class Aspect:
    """``Aspects.of(scope).add(visitor)``: something that visits every construct below ``scope`` once the program is built. ``span``: the call's name."""

    __slots__ = ("conditions", "reached", "scope", "span", "visitor")

    def __init__(
        self, scope: Value, visitor: Value, span: Span, conditions: tuple[Condition, ...], reached: bool
    ) -> None:
        self.scope = scope
        self.visitor = visitor
        self.span = span
        self.conditions = conditions
        self.reached = reached


class Instantiation:
    """An object of a class of the program that takes the environment (``left_out``: its parameter or member for it) and was not given it, though the
    calling file has it in the variable ``at_hand``. ``made``: the resources that its constructor made."""

    __slots__ = (
        "at_hand",
        "class_name",
        "class_span",
        "conditions",
        "instance",
        "left_out",
        "made",
        "name_span",
        "reached",
        "span",
    )

    def __init__(
        self,
        class_name: str,
        class_span: Span,
        instance: Value,
        span: Span,
        name_span: Span,
        left_out: str,
        at_hand: str,
        made: list[Resource],
        conditions: tuple[Condition, ...],
        reached: bool,
    ) -> None:
        self.class_name = class_name
        self.class_span = class_span
        self.instance = instance
        self.span = span
        self.name_span = name_span
        self.left_out = left_out
        self.at_hand = at_hand
        self.made = made
        self.conditions = conditions
        self.reached = reached


class Implied:
    """What the library makes by itself: resources, the statements that it writes (those of grants), the ``names`` that it gives to the author's resources
    (by their identity)."""

    __slots__ = ("names", "resources", "statements")

    def __init__(self) -> None:
        self.names: dict[int, Value] = {}
        self.resources: list[Resource] = []
        self.statements: list[PolicyStatement] = []


class ResourceGraph:
    """Everything that was learnt about one program.

    ``resources`` has one object per instance, of every kind (``Resource.kind`` tells deployed ones from providers, stacks, outputs …), in
    program order. ``statements``: those of the policies that it attaches; ``document_statements``: the same again, as they stand in the policy document
    data that those policies take them from. ``synthesized``: it was read from what a program made, not from the program; ``locate`` then leads a
    place back to the source, when that is there. ``calls``/``resolved``: how many library constructor calls were met and how many were understood. ``imply`` works out what the library makes by
    itself, on demand: none of it is among ``resources`` or ``statements``, which hold what the author wrote. ``memo``: what rules worked out once and
    share, under keys of their own: it goes when the graph goes.
    """

    __slots__ = (
        "api_uses",
        "aspects",
        "calls",
        "document_statements",
        "environment",
        "files",
        "imply",
        "instantiations",
        "locate",
        "memo",
        "overruns",
        "policy_additions",
        "resolved",
        "resources",
        "statements",
        "syntax_errors",
        "synthesized",
        "unknowns",
    )

    def __init__(self, environment: str) -> None:
        self.environment = environment
        self.resources: list[Resource] = []
        self.api_uses: list[ApiUse] = []
        self.statements: list[PolicyStatement] = []
        self.document_statements: list[PolicyStatement] = []
        self.policy_additions: list[PolicyAddition] = []
        self.aspects: list[Aspect] = []
        self.instantiations: list[Instantiation] = []
        self.unknowns: list[UnknownPart] = []
        self.overruns: list[UnknownPart] = []
        self.syntax_errors: list[Span] = []
        self.files: list[SourceFile] = []
        self.synthesized = False
        self.locate: Callable[[Span], Span | None] | None = None
        self.imply: Callable[[ResourceGraph], Implied] | None = None
        self.memo: dict[object, Any] = {}
        self.calls = 0
        self.resolved = 0

    def implied(self) -> Implied:
        """What the library makes by itself; worked out anew at each call."""
        return self.imply(self) if self.imply is not None else Implied()

    def deployed(self) -> list[Resource]:
        return [r for r in self.resources if r.kind == "resource"]
