"""A constant or attribute that never was: TypeScript's compiler says so, Python only when it gets there."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Rule

from ._missing import is_compiled, missing

rule = Rule(
    "API006",
    severity="error",
    summary="A constant, member of an enum or attribute does not exist in the version of the library that the project uses",
    frameworks=("cdk", "pulumi"),
)


@rule.api_uses("member", "attribute")
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    if not is_compiled(use.span):
        yield from missing(use, context, called=False)
