"""A method that never was: TypeScript's compiler says so, Python only when it gets there."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Rule

from ._missing import finding, is_asked_for, is_called, is_cast, written

rule = Rule(
    "API007",
    severity="error",
    summary="A method does not exist in the version of the library that the project uses",
    frameworks=("cdk",),
)


@rule.api_uses()
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    if use.kind not in ("member", "attribute") or not is_called(use.span) or is_cast(use.span):
        return
    name = written(use.span, use.symbol)
    if name is None or context.facts.removed_in_v2(use.symbol) is not None:
        return
    missing = context.facts.missing_member(use.symbol, use.span.file.language)
    if missing is not None and not is_asked_for(use.span, name):
        yield finding(use.span, name, missing)
