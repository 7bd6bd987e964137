"""Constants and members of enums that a library marks as deprecated name what AWS retires, or what another name says better."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Rule

from ._deprecations import said
from ._missing import written

rule = Rule(
    "API003",
    severity="warning",
    summary="A constant or member of an enum is deprecated in the version of the library that the project uses",
    frameworks=("cdk", "pulumi"),
)


@rule.api_uses("member", "attribute")
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    deprecation = context.facts.deprecated_member(use.symbol)
    name = written(use.span, use.symbol) if deprecation is not None else None
    if deprecation is not None and name is not None:
        yield Finding(use.span, said(name, deprecation))
