"""Policy statements: what a program allows or denies, whatever notation it was written in."""

from __future__ import annotations

from typing import Literal

from iaclint.model.resource import Resource
from iaclint.source import Span
from iaclint.values import Condition, Instance, Known, ListValue, MapValue, Text, Value

StatementKind = Literal["identity", "resource", "trust", "key"]
Notation = Literal["json", "cdk", "terraform", "function"]


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
    ``trust`` (who may assume a role), ``key`` (of a KMS key). ``owner``: the resource that carries it, when there is one; ``holder``: its type, or the
    construct's symbol when the program did not make it itself. ``open`` is a reason when parts of it may be missing here. ``conditional``: it has a
    condition block, which is ``condition``. ``notation``: ``json`` for the policy language itself, else whose own form it has; ``function``: a function made it. ``fields``: the elements as
    written, ``document`` those of the document around it, when that is written too. ``span`` is the statement's. ``implicit``: the library wrote it (for a
    grant), not the author."""

    __slots__ = (
        "actions",
        "condition",
        "conditional",
        "conditions",
        "document",
        "effect",
        "fields",
        "holder",
        "implicit",
        "kind",
        "not_actions",
        "not_principals",
        "not_resources",
        "notation",
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
        self.holder = owner.type if owner is not None else ""
        self.notation: Notation = "json"
        self.implicit = False
        self.fields = MapValue()
        self.document: MapValue | None = None
        self.effect: str | None = "Allow"
        self.sid: Value | None = None
        self.actions: list[PolicyItem] = []
        self.not_actions: list[PolicyItem] = []
        self.resources: list[PolicyItem] = []
        self.not_resources: list[PolicyItem] = []
        self.principals: list[PolicyItem] = []
        self.not_principals: list[PolicyItem] = []
        self.condition: Value | None = None
        self.conditional = False
        self.open: str | None = None
        self.conditions: tuple[Condition, ...] = owner.conditions if owner is not None else ()
        self.reached = owner.reached if owner is not None else True

    @property
    def condition_keys(self) -> list[str] | None:
        """The lower-case condition keys (``aws:sourcearn``); ``None`` when they cannot all be known."""
        return condition_keys(self.condition)

    def __repr__(self) -> str:
        return f"PolicyStatement({self.effect}, {self.actions}, {self.resources})"


class PolicyAddition:
    """A statement that a method added (``role.addToPolicy(statement)``): collected with those of the resources' own documents. ``receiver`` is the resource
    it goes to, when the program makes it; ``holder`` its type, else the symbol of the receiving object; ``target`` that object."""

    __slots__ = ("conditions", "holder", "kind", "reached", "receiver", "span", "statement", "target")

    def __init__(
        self,
        receiver: Resource | None,
        statement: Value,
        kind: StatementKind,
        span: Span,
        conditions: tuple[Condition, ...],
        reached: bool,
        holder: str = "",
        target: Instance | None = None,
    ) -> None:
        self.receiver = receiver
        self.target = target
        self.holder = holder or (receiver.type if receiver is not None else "")
        self.statement = statement
        self.kind: StatementKind = kind
        self.span = span
        self.conditions = conditions
        self.reached = reached


def condition_keys(condition: Value | None) -> list[str] | None:
    """The keys of a condition block: ``{operator: {key: value}}``, or Terraform's ``[{test, variable, values}]``."""
    if condition is None:
        return []
    keys: list[str | None] = []
    for block in condition.items if isinstance(condition, ListValue) else [condition]:
        keys += block_keys(block)
    known = [key for key in keys if key is not None]
    return known if len(known) == len(keys) and not getattr(condition, "open", None) else None


def block_keys(value: Value) -> list[str | None]:
    """The keys of one condition block, ``None`` for those that are not known."""
    block = value.properties if isinstance(value, Instance) else value
    if not isinstance(block, MapValue):
        return [None]
    if (variable := block.get("variable")) is not None:
        return [beginning(variable)]
    keys: list[str | None] = [None] if block.open else []
    for entry in block.entries.values():
        held = entry.value
        keys += [str(key).lower() for key in held.entries] if isinstance(held, MapValue) and not held.open else [None]
    return keys


def beginning(value: Value) -> str | None:
    """A text up to its first hole, in lower case."""
    if isinstance(value, Known) and isinstance(value.data, str):
        return value.data.lower()
    if isinstance(value, Text) and isinstance(value.parts[0], str):
        return value.parts[0].lower()
    return None
