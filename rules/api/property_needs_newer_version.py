"""A property that only a later version of the library has than the one that the project uses."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Rule

from ._literals import is_cast, literals

rule = Rule(
    "API012",
    severity="error",
    summary="A property exists only in a newer version of the library than the project uses",
)


@rule.api_uses("call", "struct")
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    for literal in literals(use, context):
        for key, entry, place, name in literal.strange():
            since = literal.declaration.since(name) if name is not None else None
            if since is not None and not is_cast(place):
                library = literal.declaration.library
                has = f", and the project uses {literal.declaration.version}" if literal.declaration.version else ""
                yield Finding(
                    place,
                    f"`{entry.spelling or key}` of `{literal.label}` is first seen in {library} {since}{has}",
                    help=f"use a newer {library}, or leave it out",
                )
