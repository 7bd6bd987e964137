"""CDK v2 dropped what v1 had marked as deprecated."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Rule

from ._missing import is_cast, is_narrowed, written

rule = Rule(
    "API005",
    severity="error",
    summary="A class, constant or method of CDK v1 is used that CDK v2 does not have",
    frameworks=("cdk",),
)


@rule.api_uses("member", "attribute")
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    advice = context.facts.removed_in_v2(use.symbol)
    name = written(use.span, use.symbol) if advice is not None else None
    if advice is not None and name is not None and _is_v2(use, context):
        if is_cast(use.span) or is_narrowed(use.span, use.symbol):
            return
        said = " ".join(advice.split()).removesuffix(".")
        yield Finding(use.span, f"`{name}` was removed in CDK v2" + (f": {said}" if said else ""))


def _is_v2(use: ApiUse, context: Context) -> bool:
    """TypeScript's package is v2's by its name; Python's ``aws_cdk`` may be v1's."""
    return use.span.file.language == "typescript" or context.facts.library_version("aws-cdk-lib") is not None
