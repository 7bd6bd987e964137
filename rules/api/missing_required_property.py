"""A property that must be given was left out: the compiler, the constructor or the deployment refuses it."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Rule

from ._literals import Literal, left_out, literals, plain_object, within

rule = Rule(
    "API011",
    severity="error",
    summary="A property that the library requires is missing",
)


@rule.api_uses()
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
    given = set()
    for key, entry in literal.properties.entries.items():
        if isinstance(key, str) and not left_out(entry.value):
            given.update((key, literal.name(key, entry)))
    return [name for name in literal.declaration.required() if name not in given]
