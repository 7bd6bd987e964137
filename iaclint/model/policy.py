"""Policy statements: what a program allows or denies, whatever notation it was written in."""

from __future__ import annotations

from typing import Literal

from iaclint.model.resource import Resource
from iaclint.source import Span
from iaclint.values import Condition, Known, Value

StatementKind = Literal["identity", "resource", "trust", "key"]


class PolicyItem:
    """One action, resource or principal: ``value`` as computed, ``text`` when it is a known text, ``span`` of its own. ``type`` of a principal
    (``AWS``, ``Service``, ``Federated``), else empty."""

    __slots__ = ("span", "type", "value")

    def __init__(self, value: Value, span: Span, type: str = "") -> None:
        self.value = value
        self.span = span
        self.type = type

    @property
    def text(self) -> str | None:
        return self.value.data if isinstance(self.value, Known) and isinstance(self.value.data, str) else None

    def __repr__(self) -> str:
        return f"PolicyItem({self.text or self.value!r})"


class PolicyStatement:
    """``effect`` is ``Allow`` or ``Deny``, ``None`` when it cannot be known. ``kind``: ``identity`` (of a role, user …), ``resource`` (of a bucket …),
    ``trust`` (who may assume a role), ``key`` (of a KMS key). ``owner``: the resource that carries it, when there is one. ``open`` is a reason when parts of
    it may be missing here. ``conditional``: it has a condition block. ``span`` is the statement's, ``name_span`` where a rule points for what is left out."""

    __slots__ = (
        "actions",
        "conditional",
        "conditions",
        "effect",
        "kind",
        "not_actions",
        "not_principals",
        "not_resources",
        "open",
        "owner",
        "principals",
        "reached",
        "resources",
        "sid",
        "span",
    )

    def __init__(self, kind: StatementKind, span: Span, owner: Resource | None = None) -> None:
        self.kind: StatementKind = kind
        self.span = span
        self.owner = owner
        self.effect: str | None = "Allow"
        self.sid: Value | None = None
        self.actions: list[PolicyItem] = []
        self.not_actions: list[PolicyItem] = []
        self.resources: list[PolicyItem] = []
        self.not_resources: list[PolicyItem] = []
        self.principals: list[PolicyItem] = []
        self.not_principals: list[PolicyItem] = []
        self.conditional = False
        self.open: str | None = None
        self.conditions: tuple[Condition, ...] = owner.conditions if owner is not None else ()
        self.reached = owner.reached if owner is not None else True

    def __repr__(self) -> str:
        return f"PolicyStatement({self.effect}, {self.actions}, {self.resources})"


class PolicyAddition:
    """A statement that a method added (``role.addToPolicy(statement)``): collected with those of the resources' own documents."""

    __slots__ = ("conditions", "kind", "reached", "receiver", "span", "statement")

    def __init__(
        self,
        receiver: Resource | None,
        statement: Value,
        kind: StatementKind,
        span: Span,
        conditions: tuple[Condition, ...],
        reached: bool,
    ) -> None:
        self.receiver = receiver
        self.statement = statement
        self.kind: StatementKind = kind
        self.span = span
        self.conditions = conditions
        self.reached = reached
