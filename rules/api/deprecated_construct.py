"""A whole class, resource or function that its library gives up has a successor that gets the fixes."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Rule

from ._deprecations import said

rule = Rule(
    "API002",
    severity="warning",
    summary="A class, resource or function is deprecated in the version of the library that the project uses",
)


@rule.api_uses("call", "member", "struct")
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    symbol = use.symbol.rpartition(".")[0] if use.kind == "member" else use.symbol
    deprecation = context.facts.deprecated_type(symbol)
    if deprecation is not None:
        yield Finding(use.name_span, said(symbol.rpartition(".")[2], deprecation))
