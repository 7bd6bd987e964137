"""Policy statements in what the frameworks wrote: objects, JSON texts, ``jsonencode(…)`` and Terraform's ``statement`` blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tools.golden.holes import HOLE, LEFT_OUT, text

Statement = dict[str, Any]

_ELEMENTS = ("actions", "not_actions", "resources", "not_resources")
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\],]|\s+|=(?!=)|[^\s"{}\[\],=]+|.', re.DOTALL)
_IDENTITY = re.compile(r"iam|iot|lambda|instanceprofile|permissionset", re.IGNORECASE)
_LITERAL = re.compile(r"-?\d+(\.\d+)?|true|false|null")


def statements(type: str, properties: dict[str, Any]) -> Iterator[Statement]:
    """The statements in the properties of a resource or data source."""
    for key, value in properties.items():
        if key in ("statement", "statements"):
            for block in listed(value):
                found = statement(block, "identity")
                yield found | {"kind": document_kind(found)} if block.get("principals") else found
        else:
            yield from within(type, key, value)


def within(type: str, key: str, value: Any) -> Iterator[Statement]:
    value = document(value)
    if isinstance(value, list):
        for item in value:
            yield from within(type, key, item)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name == "Statement":
                found = (statement(one, kind(type, key)) for one in listed(inner) if isinstance(one, dict))
                yield from (one for one in found if one["actions"] or one["not_actions"])  # firewalls have others
            else:
                inherited = key if name.lower().replace("_", "") in ("policydocument", "value", "policy") else name
                yield from within(type, inherited, inner)


def document(value: Any) -> Any:
    """A document that is written as text, read; anything else as it is."""
    if not isinstance(value, str):
        return value
    encoded = re.fullmatch(r"\$\{jsonencode\((.*)\)\}", value, re.DOTALL)
    if encoded:
        return json.loads(json_of(encoded[1]))
    try:
        return json.loads(value) if "Statement" in value else value
    except ValueError:
        return value


def json_of(expression: str) -> str:
    """Terraform's object syntax as JSON; what is computed becomes a hole."""
    written: list[str] = []
    for token in _TOKEN.findall(expression):
        if token == "=":
            written.append(":")
        elif token[0] in '"{}[],' or token.isspace() or _LITERAL.fullmatch(token):
            written.append(token)
        elif not (written and written[-1] == f'"{HOLE}"'):
            written.append(f'"{HOLE}"')
    return "".join(written)


def kind(type: str, key: str) -> str:
    """What a document at a property of a resource governs."""
    name = key.lower().replace("_", "")
    if "assume" in name:
        return "trust"
    if "kms" in type.lower():
        return "key"
    return "identity" if _IDENTITY.search(type) or "inline" in name or name == "policies" else "resource"


def document_kind(found: Statement) -> str:
    return "trust" if any("assumerole" in action.lower() for action in found["actions"]) else "resource"


def statement(block: dict[str, Any], kind: str) -> Statement:
    lower = {name.lower().replace("_", "").rstrip("s"): value for name, value in block.items()}
    found: Statement = {"effect": lower.get("effect") or "Allow", "kind": kind, "marked": "Made" in block}
    for element in _ELEMENTS:
        found[element] = sorted(text(str(item)) for item in listed(lower.get(element.replace("_", "").rstrip("s"))))
    return found


def listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def without_policies(value: Any) -> Any:
    """Data without its policy documents, which are kept as statements."""
    if isinstance(value, list):
        return [without_policies(item) for item in value]
    found = document(value)
    if isinstance(found, dict):
        return LEFT_OUT if "Statement" in found else {key: without_policies(item) for key, item in found.items()}
    return found
