"""Keys of literals that the library does not have."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Declaration, Edit, Finding, Fix
from iaclint.source import Span

from ._literals import ARGUMENTS, Literal, is_cast, literals
from ._spelling import CLOSE, closest, similar

QUOTES = "\"'"


def strangers(use: ApiUse, context: Context, ignored: bool) -> Iterator[Finding]:
    """The keys that the library refuses, or those that it ignores."""
    for literal in literals(use, context):
        if literal.is_tolerant is not ignored:
            continue
        for key, entry, place, name in literal.strange():
            written = entry.spelling or key
            if not literal.nested and (written in ARGUMENTS or key in literal.declaration.parameters):
                continue
            if not (name and literal.declaration.since(name)) and not is_cast(place):
                yield _finding(literal, name, key, written, place)


def _finding(literal: Literal, name: str | None, key: str, written: str, place: Span) -> Finding:
    declaration = literal.declaration
    meant = [key] if name is None else closest(declaration, name, set(literal.properties.entries))
    message = f"`{literal.label}` has no `{written}`{_when(declaration, name)}"
    if literal.is_tolerant:
        message += ", and ignores it"
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
