"""A method that a library marks as deprecated is removed in the next major version."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Rule

from ._deprecations import said
from ._missing import is_called, written

rule = Rule(
    "API004",
    severity="warning",
    summary="A method is deprecated in the version of the library that the project uses",
    frameworks=("cdk",),
)


@rule.api_uses()
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    deprecation = context.facts.deprecated_method(use.symbol)
    name = written(use.name_span, use.symbol) if deprecation is not None else None
    if deprecation is not None and name is not None and is_called(use.name_span):
        yield Finding(use.name_span, said(name, deprecation))
