"""The grammar of policies, as far as it can be checked on what a program writes. Each check gives the faults that it finds in a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaclint.model import PolicyItem, PolicyStatement
from iaclint.source import Span
from iaclint.values import Entry, Known, ListValue, MapValue, Text, Value, is_absent

DOCUMENT_ELEMENTS = ("Version", "Id", "Statement")
STATEMENT_ELEMENTS = (
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
)  # fmt: skip
VERSIONS = ("2012-10-17", "2008-10-17")
PRINCIPAL_TYPES = ("AWS", "Service", "Federated", "CanonicalUser", "*")
ACTION = re.compile(r"\*|\*:\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+")
SERVICE = re.compile(r"[\w.-]+\.[\w.-]+|\*")
SID = re.compile(r"[0-9A-Za-z]*")
PARTIAL_WILDCARD = re.compile(r"^arn:.*\*")
NO_ARN = re.compile(r"^[a-z][\w-]*(\.[\w-]+)*\.amazonaws\.com$")


class Fault:
    """What is wrong, where, and what to do about it."""

    __slots__ = ("help", "message", "span")

    def __init__(self, span: Span, message: str, help: str) -> None:
        self.span = span
        self.message = message
        self.help = help


def document_elements(statement: PolicyStatement) -> Iterator[Fault]:
    if statement.notation == "json" and statement.document is not None:
        yield from unknown_elements(statement.document, DOCUMENT_ELEMENTS, "policy", statement.span)


def statement_elements(statement: PolicyStatement) -> Iterator[Fault]:
    if statement.notation == "json":
        yield from unknown_elements(statement.fields, STATEMENT_ELEMENTS, "statement", statement.span)


def unknown_elements(fields: MapValue, known: tuple[str, ...], what: str, span: Span) -> Iterator[Fault]:
    right = {name.lower() for name in known}
    for key, entry in fields.entries.items():
        name = str(key)
        if name.lower() not in right:
            meant = closest(name, known)
            yield Fault(
                entry.key_span or span,
                f"`{name}` is no element of a {what}" + (f": did you mean `{meant}`?" if meant else ""),
                f"write `{meant}`" if meant else f"a {what} has {', '.join(known)}",
            )


def closest(name: str, known: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches

    found = get_close_matches(name.capitalize(), known, 1, 0.75)
    return found[0] if found else None


def version(statement: PolicyStatement) -> Iterator[Fault]:
    entry = element(statement.document, "version") if statement.document is not None else None
    if entry is not None and isinstance(entry.value, Known) and entry.value.data not in (*VERSIONS, None):
        yield Fault(
            entry.value.span or entry.key_span or statement.span,
            f"`{entry.value.data}` is no version of the policy language",
            f"write `{VERSIONS[0]}`: it is not the date of the policy",
        )


def effect(statement: PolicyStatement) -> Iterator[Fault]:
    entry = element(statement.fields, "effect")
    if entry is not None and isinstance(entry.value, Known) and entry.value.data not in ("Allow", "Deny", None):
        yield Fault(
            entry.value.span or entry.key_span or statement.span,
            f"`{entry.value.data}` is no effect",
            "write `Allow` or `Deny`",
        )


def required_elements(statement: PolicyStatement) -> Iterator[Fault]:
    """What has to be there, and what must not, by what the policy governs."""
    if statement.open or statement.fields.open or statement.notation == "function":
        return
    if statement.notation == "json":
        if not has(statement, "effect"):
            yield missing(statement, "`Effect`")
        if not has(statement, "action") and not has(statement, "notaction"):
            yield missing(statement, "`Action`")
    if statement.owner is None or statement.owner.kind == "data":
        return  # what the policy governs is a guess
    named = has(statement, "principal") or has(statement, "notprincipal")
    limited = has(statement, "resource") or has(statement, "notresource")
    if statement.kind == "identity":
        if named:
            yield forbidden(statement, "principal", "a policy of a role, user or group names no principal")
        if not limited:
            yield missing(statement, "`Resource`")
    elif statement.kind == "trust" and limited:
        yield forbidden(statement, "resource", "a trust policy names no resource")
    elif statement.kind in ("trust", "key") and not named and not statement.principals:
        yield missing(statement, "`Principal`")


def missing(statement: PolicyStatement, name: str) -> Fault:
    spans = [entry.key_span for entry in statement.fields.entries.values() if entry.key_span is not None]
    return Fault(spans[0] if spans else statement.span, f"the statement has no {name}", f"add {name}")


def forbidden(statement: PolicyStatement, name: str, why: str) -> Fault:
    entry = element(statement.fields, name) or element(statement.fields, f"not{name}")
    span = entry.key_span if entry is not None else None
    return Fault(span or statement.span, why, "leave it out")


def actions(statement: PolicyStatement) -> Iterator[Fault]:
    for name in ("action", "notaction"):
        entry = element(statement.fields, name)
        if entry is not None and isinstance(entry.value, ListValue) and not entry.value.items and not entry.value.open:
            yield Fault(
                entry.key_span or statement.span,
                "the statement has no actions",
                "name an action, or drop the statement",
            )
    for item in (*statement.actions, *statement.not_actions):
        if item.text is not None and not ACTION.fullmatch(item.text):
            yield Fault(item.span, f"`{item.text}` is no action: {why_not(item.text)}", "write `service:Action`")


def why_not(action: str) -> str:
    service, colon, name = action.partition(":")
    if not colon:
        return "it names no service"
    if "*" in service or "?" in service:
        return "the service cannot be a wildcard"
    if ":" in name:
        return "it has more than one colon"
    return "it has characters that no action has"


def principals(statement: PolicyStatement) -> Iterator[Fault]:
    for item in (*statement.principals, *statement.not_principals):
        if statement.notation == "json" and item.type and item.type not in PRINCIPAL_TYPES:
            yield Fault(
                item.span, f"`{item.type}` is no type of principal", f"write one of {', '.join(PRINCIPAL_TYPES)}"
            )
            continue
        fault = principal_fault(item, statement)
        if fault is not None:
            yield fault


def principal_fault(item: PolicyItem, statement: PolicyStatement) -> Fault | None:
    text = beginning(item.value)
    if item.type == "AWS" and PARTIAL_WILDCARD.match(text):
        return Fault(
            item.span,
            "a principal's ARN cannot have a wildcard in it",
            "name the account, or use `*` with a condition on `aws:PrincipalArn`",
        )
    if item.text is None:
        return None
    if item.type == "AWS" and NO_ARN.match(text):
        return Fault(item.span, f"`{text}` is a service, not an AWS principal", f'write `"Service": "{text}"`')
    if item.type == "Service" and not SERVICE.fullmatch(text):
        return Fault(item.span, f"`{text}` is no service principal", f"write `{text}.amazonaws.com`")
    if item.type == "*" and text != "*" and statement.notation == "json":
        return Fault(item.span, "a principal has a type", 'write `{"AWS": …}` or `{"Service": …}`')
    return None


def sid(statement: PolicyStatement) -> Iterator[Fault]:
    value = statement.sid
    if statement.kind not in ("identity", "trust") or not isinstance(value, Known) or not isinstance(value.data, str):
        return
    if statement.owner is not None and statement.owner.kind != "data" and not SID.fullmatch(value.data):
        yield Fault(
            value.span or statement.span,
            f"the statement id `{value.data}` may only have letters and digits",
            "write it in one word",
        )


def element(fields: MapValue, name: str) -> Entry | None:
    """An element in whatever spelling: ``NotAction``, ``notActions``, ``not_actions``."""
    for key, entry in fields.entries.items():
        if str(key).replace("_", "").lower() in (name, f"{name}s") and not is_absent(entry.value):
            return entry
    return None


def has(statement: PolicyStatement, name: str) -> bool:
    return element(statement.fields, name) is not None


def beginning(value: Value) -> str:
    """The text with its holes left out."""
    if isinstance(value, Known):
        return value.data if isinstance(value.data, str) else ""
    return "".join(part for part in value.parts if isinstance(part, str)) if isinstance(value, Text) else ""
