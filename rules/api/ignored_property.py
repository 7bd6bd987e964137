"""What jsii does not know in a dict or object it leaves out without a word, and the resource is deployed without it."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Rule

from ._literals import Literal, is_cast, literals
from ._spelling import fold
from ._strangers import strangers

rule = Rule(
    "API016",
    severity="error",
    summary="A key of a dict or object is dropped without a word, because the library does not have it in that spelling",
    frameworks=("cdk", "cdktf"),
)


@rule.api_uses("call", "struct")
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    if use.span.file.language == "python":
        yield from strangers(use, context, ignored=True)
    elif not use.symbol.startswith("@pulumi/"):
        for literal in literals(use, context):
            yield from _misspelt(literal)


def _misspelt(literal: Literal) -> Iterator[Finding]:
    """Keys of an object that is made elsewhere, which may have more than is asked for, that differ from what is asked for in case or underscores."""
    declaration = literal.declaration
    for key, _, place in literal.elsewhere():
        if declaration.has(key) or is_cast(place):
            continue
        meant = [name for name in declaration.names() if fold(name) == fold(key)]
        if len(meant) == 1 and meant[0] not in literal.properties.entries:
            library = declaration.library + (f" {declaration.version}" if declaration.version else "")
            message = f"`{literal.label}` has no `{key}` in {library}, and ignores it: did you mean `{meant[0]}`?"
            yield Finding(place, message)
