"""A value of a kind that a property or a method cannot take."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Rule

from ._kinds import Kinds
from ._literals import is_cast, literals, within

rule = Rule(
    "API013",
    severity="error",
    summary="A property or an argument is given a value of a kind that it cannot take",
)


@rule.api_uses("call", "struct")
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    kinds = Kinds(context.facts, use.symbol.startswith("@pulumi/") and use.span.file.language == "python")
    for literal in literals(use, context):
        for key, entry, place, name in literal.given():
            form = literal.declaration.form(name) if name is not None else None
            fault = kinds.misfit(form, entry.value) if form is not None else None
            if fault is not None and not is_cast(place):
                wanted, found = fault
                yield Finding(
                    place, f"`{entry.spelling or key}` of `{literal.label}` takes {wanted}, but it is given {found}"
                )
    if use.kind == "call" and use.arguments:
        yield from _arguments(use, kinds, context)


def _arguments(use: ApiUse, kinds: Kinds, context: Context) -> Iterator[Finding]:
    """The arguments of a method."""
    signature = context.facts.signature(use.symbol)
    if signature is None:
        return
    method = use.symbol.rpartition(".")[2]
    for number, (form, value) in enumerate(zip(signature.parameters, use.arguments, strict=False), 1):
        fault = kinds.misfit(form, value)
        if fault is not None:
            wanted, found = fault
            place = value.span if value.span is not None and within(value.span, use.span) else use.name_span
            yield Finding(place, f"argument {number} of `{method}` takes {wanted}, but it is given {found}")
