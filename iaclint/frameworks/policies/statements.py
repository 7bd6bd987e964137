"""Reads one statement: a map in any spelling (``Action``, ``actions``, ``not_actions``), or an instance of CDK's PolicyStatement."""

from __future__ import annotations

from iaclint.evaluator.texts import concrete
from iaclint.frameworks.policies.documents import STATEMENT_CLASS, TRUST_FUNCTION, Found
from iaclint.model.policy import Notation, PolicyItem, PolicyStatement, StatementKind
from iaclint.model.resource import Resource
from iaclint.source import Span
from iaclint.values import (
    Choice,
    Entry,
    Instance,
    Known,
    ListValue,
    MapValue,
    Output,
    Symbol,
    Unknown,
    Value,
    is_absent,
)

# What principals of CDK are in a policy: (type, text), the text ``None`` when it is the first argument.
PRINCIPALS: dict[str, tuple[str, str | None]] = {
    "AnyPrincipal": ("AWS", "*"),
    "Anyone": ("AWS", "*"),
    "StarPrincipal": ("*", "*"),
    "ArnPrincipal": ("AWS", None),
    "AccountPrincipal": ("AWS", None),
    "ServicePrincipal": ("Service", None),
    "CanonicalUserPrincipal": ("CanonicalUser", None),
    "FederatedPrincipal": ("Federated", None),
}


def read_statement(found: Found, kind: StatementKind, span: Span, owner: Resource | None) -> PolicyStatement | None:
    """The statement, ``None`` when it is none after all."""
    value = found.statement
    fields = fields_of(value)
    if fields is None:
        return None
    statement = PolicyStatement(kind, value.span or span, owner)
    statement.conditions = (*statement.conditions, *found.conditions)
    statement.fields = fields
    statement.document = found.document
    statement.open = fields.open
    if isinstance(value, Instance) and value.symbol.endswith(TRUST_FUNCTION):
        statement.kind, statement.notation = "trust", "function"
        statement.actions = [PolicyItem(Known("sts:AssumeRole", value.span), value.span or span)]
        statement.principals = principal_map(fields, statement.span, statement)
        return statement
    statement.notation = notation_of(value, fields)
    read_elements(statement, fields)
    if not statement.actions and not statement.not_actions and statement.notation != "json":
        return None
    return statement


def read_elements(statement: PolicyStatement, fields: MapValue) -> None:
    statement.effect = read_effect(part(fields, "effect"))
    statement.actions = items(part(fields, "action", "actions"), statement)
    statement.not_actions = items(part(fields, "notaction", "notactions"), statement)
    statement.resources = items(part(fields, "resource", "resources"), statement)
    statement.not_resources = items(part(fields, "notresource", "notresources"), statement)
    statement.principals = principals(part(fields, "principal", "principals"), statement)
    statement.not_principals = principals(part(fields, "notprincipal", "notprincipals"), statement)
    condition = part(fields, "condition", "conditions")
    statement.condition = condition.value if condition is not None and not is_absent(condition.value) else None
    statement.conditional = statement.condition is not None and not is_empty(statement.condition)
    sid = part(fields, "sid")
    statement.sid = sid.value if sid is not None else None


def trusts_of(principal: Value, span: Span, owner: Resource) -> list[PolicyStatement]:
    """The statements of the trust policy that CDK makes of ``assumedBy``: one for each principal."""
    if isinstance(principal, Instance) and principal.symbol.endswith(".CompositePrincipal"):
        return [statement for each in composed(principal) for statement in trusts_of(each, span, owner)]
    return [trust_of(principal, span, owner)]


def composed(composite: Instance) -> list[Value]:
    """The principals of a ``CompositePrincipal``."""
    return [each for one in composite.arguments for each in (one.items if isinstance(one, ListValue) else [one])]


def trust_of(principal: Value, span: Span, owner: Resource) -> PolicyStatement:
    statement = PolicyStatement("trust", principal.span or span, owner)
    statement.notation = "function"
    statement.actions = [PolicyItem(Known("sts:AssumeRole", span), span)]
    statement.principals = principal_items(principal, span, statement)
    statement.conditional = any(isinstance(item.value, Unknown) for item in statement.principals)
    return statement


def notation_of(value: Value, fields: MapValue) -> Notation:
    if isinstance(value, Instance) and value.symbol.endswith(STATEMENT_CLASS):
        return "cdk"
    own = {"actions", "notActions", "not_actions", "resources", "principals"} & {str(key) for key in fields.entries}
    return "terraform" if own else "json"


def is_empty(condition: Value) -> bool:
    if isinstance(condition, ListValue):
        return not condition.items and not condition.open
    return isinstance(condition, MapValue) and not condition.entries and not condition.open


def fields_of(value: Value) -> MapValue | None:
    if isinstance(value, MapValue):
        return value
    return value.properties if isinstance(value, Instance) else None


def part(fields: MapValue, *names: str) -> Entry | None:
    for key, entry in fields.entries.items():
        if str(key).replace("_", "").lower() in names:
            return entry
    return None


def read_effect(entry: Entry | None) -> str | None:
    if entry is None or is_absent(entry.value):
        return "Allow"
    if isinstance(entry.value, Symbol):
        return entry.value.last.capitalize()
    data = concrete(entry.value)
    return data if isinstance(data, str) else None


def items(entry: Entry | None, statement: PolicyStatement) -> list[PolicyItem]:
    """The items of a text or list of texts; what cannot be known opens the statement."""
    if entry is None or is_absent(entry.value):
        return []
    return flat_items(entry.value, entry.key_span or statement.span, statement)


def flat_items(value: Value, span: Span, statement: PolicyStatement, type: str = "") -> list[PolicyItem]:
    if isinstance(value, Output):
        return flat_items(value.inner, span, statement, type)
    if isinstance(value, ListValue):
        statement.open = statement.open or value.open
        return [item for each in value.items for item in flat_items(each, value.span or span, statement, type)]
    if isinstance(value, Choice):
        statement.open = statement.open or "a choice"
        return [PolicyItem(value, value.span or span, type)]
    if isinstance(value, Unknown) and not value.name:
        statement.open = statement.open or value.reason
    return [PolicyItem(value, value.span or span, type)]


def principals(entry: Entry | None, statement: PolicyStatement) -> list[PolicyItem]:
    """``"*"``, ``{"AWS": …}``, Terraform's ``[{type, identifiers}]``, CDK's principal objects."""
    if entry is None or is_absent(entry.value):
        return []
    return principal_items(entry.value, entry.key_span or statement.span, statement)


def principal_items(value: Value, span: Span, statement: PolicyStatement) -> list[PolicyItem]:
    if isinstance(value, ListValue):
        statement.open = statement.open or value.open
        return [item for each in value.items for item in principal_items(each, span, statement)]
    if isinstance(value, Instance) and value.symbol.endswith(".CompositePrincipal"):
        return [item for each in composed(value) for item in principal_items(each, span, statement)]
    if isinstance(value, Instance) and "Principal" in value.symbol.rpartition(".")[2]:
        return [principal_of(value, span)]
    if isinstance(value, Instance):
        return [principal_of(value, span)] if value.properties is None or not value.properties.entries else (
            principal_map(value.properties, span, statement))  # fmt: skip
    if isinstance(value, MapValue):
        return principal_map(value, span, statement)
    return flat_items(value, span, statement, "*")


def principal_map(value: MapValue, span: Span, statement: PolicyStatement) -> list[PolicyItem]:
    kind, identifiers = part(value, "type"), part(value, "identifiers")
    if identifiers is not None:
        name = concrete(kind.value) if kind is not None else ""
        return flat_items(identifiers.value, span, statement, name if isinstance(name, str) else "")
    found: list[PolicyItem] = []
    for key, entry in value.entries.items():
        found += flat_items(entry.value, entry.key_span or span, statement, str(key))
    return found


def principal_of(value: Instance, span: Span) -> PolicyItem:
    """A principal object of CDK."""
    known = PRINCIPALS.get(value.symbol.rpartition(".")[2])
    own = value.span or span
    if known is None:
        return PolicyItem(Unknown(f"a {value.symbol.rpartition('.')[2]}", "principal", own), own, "AWS")
    type, text = known
    if text is not None:
        return PolicyItem(Known(text, own), own, type)
    argument = value.arguments[0] if value.arguments else Unknown("a principal", "principal", own)
    return PolicyItem(argument, argument.span or own, type)
