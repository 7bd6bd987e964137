"""How a name that the library does not have is told."""

from __future__ import annotations

import re

from iaclint.rule import Applicability, Edit, Finding, Fix, Missing
from iaclint.source import Span

SHOWN = 8


def written(span: Span, symbol: str) -> str | None:
    """The name as the program spells it; ``None`` when it does not stand there (a computed key)."""
    name = symbol.rpartition(".")[2]
    text = span.text.strip("'\"`")
    plain = text.replace("_", "").lower()
    return text if plain == name.replace("_", "").lower() and not text.startswith("_") else None


def is_called(span: Span) -> bool:
    """Whether the name is called, and so meant to be a method."""
    after = span.file.data[span.end : span.end + 80].lstrip()
    return after.startswith((b"(", b"!(", b"?.("))


def is_cast(span: Span) -> bool:
    """Whether the object was cast right before: ``(bucket as any).name``."""
    line = span.file.data[: span.start].rpartition(b"\n")[2]
    return b" as " in line[line.rfind(b"(", 0, max(line.rfind(b")"), 0)) :] if b")" in line else False


def is_asked_for(span: Span, name: str) -> bool:
    """Whether the program itself looks if the object has that name."""
    return re.search(rb"(?:has|get)attr\([^()]*['\"]" + name.encode() + rb"['\"]", span.file.data) is not None


def finding(span: Span, name: str, missing: Missing) -> Finding:
    message = f"`{missing.owner}` has no `{name}` in {missing.library} {missing.version}"
    if missing.since or missing.until:
        return Finding(span, f"{message}: {lifetime(missing)}")
    if missing.closest is not None:
        return Finding(span, message, help=f"did you mean `{missing.closest}`?", fix=replacement(span, missing.closest))
    few = 0 < len(missing.names) <= SHOWN
    return Finding(span, message, help=f"it has {', '.join(missing.names)}" if few else "")


def replacement(span: Span, name: str, applicability: Applicability = "unsafe") -> Fix | None:
    return Fix(f"Replace by `{name}`", [Edit(span, name)], applicability) if span.text.isidentifier() else None


def lifetime(missing: Missing) -> str:
    first = f"it came with {missing.since}" if missing.since else ""
    last = f"{missing.until} is the last that is known to have it" if missing.until else ""
    return ", ".join(filter(None, (first, last)))
