"""A property that must be given was left out: the compiler, the constructor or the deployment refuses it."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Rule
from iaclint.values import Value, is_left_out

from ._literals import Literal, is_cast, literals, plain_object, within
from ._spelling import closest

rule = Rule(
    "API011",
    severity="error",
    summary="A property that the library requires is missing",
)


@rule.api_uses("call", "struct")
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    for literal in literals(use, context):
        missing = _missing(literal)
        if missing and (literal.nested or not plain_object(use)):
            names = ", ".join(f"`{literal.spelt(name)}`" for name in missing)
            place = literal.properties.span if literal.nested else use.name_span
            if place is None or (literal.nested and not within(place, use.span)):
                place = use.name_span
            yield Finding(place, f"`{literal.label}` requires {names}")


def _missing(literal: Literal) -> list[str]:
    """What is required and not given, not even under a misspelt name: that is another finding."""
    required = literal.declaration.required()
    if not required:
        return []
    given = {
        key: literal.name(key, entry)
        for key, entry in literal.properties.entries.items()
        if isinstance(key, str) and (not is_left_out(entry.value) or _passes_for_given(entry.value, literal.use))
    }
    missing = [name for name in required if name not in given and name not in given.values()]
    if missing:
        unknown = [name or key for key, name in given.items() if name is None or not literal.declaration.has(name)]
        meant = {name for key in unknown for name in closest(literal.declaration, key, set(given))}
        missing = [name for name in missing if name not in meant]
    return missing


def _passes_for_given(value: Value, use: ApiUse) -> bool:
    """Whether TypeScript takes an undefined value for something: it is written elsewhere, cast (``undefined as any``), or said to be there (``undefined!``)."""
    span = value.span
    if span is None or span.file.language != "typescript":
        return False
    return not within(span, use.span) or is_cast(span) or span.file.data[span.end : span.end + 1] == b"!"
