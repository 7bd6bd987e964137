"""The resource graph of one program under one assumed environment."""

from __future__ import annotations

from iaclint.model.policy import PolicyAddition, PolicyStatement
from iaclint.model.resource import Resource
from iaclint.source import SourceFile, Span
from iaclint.values import Condition, MapValue, Value


class UnknownPart:
    """A place that could not be followed, with the reason for the user."""

    __slots__ = ("reason", "span")

    def __init__(self, span: Span, reason: str) -> None:
        self.span = span
        self.reason = reason


class ApiUse:
    """One resolved use of a library: ``kind`` ``call`` (a constructor, method or function), ``member`` (a constant) or ``struct`` (a literal that is
    passed where the library declares a struct). ``symbol`` is the canonical dotted name; ``properties`` the named arguments in
    the framework's spelling with the spans and spelling of their keys; ``result`` what it gave."""

    __slots__ = ("arguments", "conditions", "kind", "name_span", "properties", "reached", "span", "symbol")

    def __init__(
        self,
        kind: str,
        symbol: str,
        span: Span,
        name_span: Span,
        properties: MapValue | None = None,
        arguments: list[Value] | None = None,
        conditions: tuple[Condition, ...] = (),
        reached: bool = True,
    ) -> None:
        self.kind = kind
        self.symbol = symbol
        self.span = span
        self.name_span = name_span
        self.properties = properties
        self.arguments = arguments or []
        self.conditions = conditions
        self.reached = reached


class ResourceGraph:
    """Everything that was learnt about one program.

    ``resources`` has one object per instance, of every kind (``Resource.kind`` tells deployed ones from providers, stacks, outputs …), in
    program order. ``calls``/``resolved``: how many library constructor calls were met and how many were understood.
    """

    __slots__ = (
        "api_uses",
        "calls",
        "environment",
        "files",
        "policy_additions",
        "resolved",
        "resources",
        "statements",
        "syntax_errors",
        "unknowns",
    )

    def __init__(self, environment: str) -> None:
        self.environment = environment
        self.resources: list[Resource] = []
        self.api_uses: list[ApiUse] = []
        self.statements: list[PolicyStatement] = []
        self.policy_additions: list[PolicyAddition] = []
        self.unknowns: list[UnknownPart] = []
        self.syntax_errors: list[Span] = []
        self.files: list[SourceFile] = []
        self.calls = 0
        self.resolved = 0

    def deployed(self) -> list[Resource]:
        return [r for r in self.resources if r.kind == "resource"]
