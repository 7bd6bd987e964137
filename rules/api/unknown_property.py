"""What the library does not know it refuses, or ignores without a word."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Declaration, Edit, Finding, Fix, Rule
from iaclint.source import Span

from ._literals import ARGUMENTS, Literal, is_cast, literals
from ._spelling import CLOSE, closest, similar

rule = Rule(
    "API010",
    severity="error",
    summary="A property does not exist in the version of the library that the project uses",
)

QUOTES = "\"'"


@rule.api_uses()
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    for literal in literals(use, context):
        for key, entry, place, name in literal.given():
            if name is not None and literal.declaration.has(name):
                continue
            written = entry.spelling or key
            if not literal.nested and (written in ARGUMENTS or key in literal.declaration.parameters):
                continue
            if not (name and literal.declaration.since(name)) and not is_cast(place):
                yield _finding(literal, name, key, written, place)


def _finding(literal: Literal, name: str | None, key: str, written: str, place: Span) -> Finding:
    declaration = literal.declaration
    meant = [key] if name is None else closest(declaration, name, set(literal.properties.entries))
    message = f"`{literal.label}` has no `{written}`{_when(declaration, name)}"
    if not meant:
        return Finding(place, message)
    spelt = literal.spelt(meant[0])
    fix = _renaming(place, spelt) if name is None or similar(name, meant[0]) >= CLOSE else None
    return Finding(place, f"{message}: did you mean `{spelt}`?", fix=fix)


def _when(declaration: Declaration, name: str | None) -> str:
    until = declaration.until(name) if name is not None else None
    if until is not None:
        return f" any more: {declaration.library} {until} was the last that is known to have it"
    return f" in {declaration.library} {declaration.version}" if declaration.version else f" in {declaration.library}"


def _renaming(place: Span, name: str) -> Fix | None:
    text = place.text
    following = place.file.data[place.end : place.end + 40].lstrip()[:1]
    if following not in (b":", b"="):
        return None  # `{ name }`
    quote = text[0] if text[:1] in QUOTES else ""
    return Fix(f"Rename it to `{name}`", [Edit(place, f"{quote}{name}{quote}")], "unsafe")
