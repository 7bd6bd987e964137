"""What the library does not know it refuses."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Rule

from ._strangers import strangers

rule = Rule(
    "API010",
    severity="error",
    summary="A property does not exist in the version of the library that the project uses",
)


@rule.api_uses("call", "struct")
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    yield from strangers(use, context, ignored=False)
