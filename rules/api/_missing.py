"""How a name that the library does not have is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Applicability, Context, Edit, Finding, Fix, Missing
from iaclint.source import Span

SHOWN = 8
_HOLDER = re.compile(rb"(\w{1,80})\s{0,40}[?!]?\.\s{0,40}$")
_CAMEL = re.compile(r"[a-z][a-z0-9]*[A-Z]")
_COMPILED = re.compile(rb"""\bObject\.defineProperty\(exports, ["']__esModule["']""")
_NARROWING = re.compile(rb"\b(?:as|instanceof)\s+(?:\w+\.){0,4}(\w+)")


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


def is_compiled(span: Span) -> bool:
    """Whether the file is what TypeScript's compiler made: there the source is to be mended, and what is missing reads as ``undefined``."""
    return span.file.path.endswith((".js", ".cjs", ".mjs")) and _COMPILED.search(span.file.data) is not None


def is_camel_in_python(span: Span) -> bool:
    return span.file.language == "python" and _CAMEL.match(span.text) is not None


def is_cast(span: Span) -> bool:
    """Whether the object was cast right before, ``(bucket as any).name``, or is held by a variable that a cast or a type guard made something else."""
    before = span.file.data[: span.start]
    line = before.rpartition(b"\n")[2]
    if b")" in line and b" as " in line[line.rfind(b"(", 0, max(line.rfind(b")"), 0)) :]:
        return True
    holder = _HOLDER.search(before[-200:]) if span.file.language == "typescript" else None
    if holder is None:
        return False
    cast = rb"\b%b\s{0,4}(?::[^=;\n]{0,80})?=[^;\n]{0,200}\bas\s|\bis[A-Z]\w{0,60}\(\s{0,20}%b\b" % (
        holder[1],
        holder[1],
    )
    return re.search(cast, span.file.data) is not None


def is_narrowed(span: Span, symbol: str) -> bool:
    """Whether the file casts objects of an interface to a class that has more (``role as iam.Role``, ``role instanceof iam.Role``)."""
    owner = symbol.split(".")[-2]
    if span.file.language != "typescript" or not re.match("I[A-Z]", owner):
        return False
    return any(
        kind.endswith(owner[1:].encode()) for kind in _NARROWING.findall(span.file.data) if kind != owner.encode()
    )


def is_asked_for(span: Span, name: str) -> bool:
    """Whether the program itself looks if the object has that name."""
    return re.search(rb"(?:has|get)attr\([^()]*['\"]" + name.encode() + rb"['\"]", span.file.data) is not None


def missing(use: ApiUse, context: Context, called: bool) -> Iterator[Finding]:
    """What is told of a member that is read or, ``called``, of a method, which the class does not have. The cheapest question comes first."""
    found = context.facts.missing_member(use.symbol, use.span.file.language)
    if found is None and is_camel_in_python(use.span) and is_called(use.span) is called:
        yield from misspelt(use, context)
    if found is None or is_called(use.span) is not called or context.facts.removed_in_v2(use.symbol) is not None:
        return
    name = written(use.span, use.symbol)
    if name is None or is_cast(use.span) or is_narrowed(use.span, use.symbol) or is_asked_for(use.span, name):
        return
    yield finding(use.span, name, found)


def misspelt(use: ApiUse, context: Context) -> Iterator[Finding]:
    """``Bucket.fromBucketName``, which Python knows as ``from_bucket_name`` only."""
    meant, name = context.facts.python_name(use.symbol), written(use.span, use.symbol)
    if meant is not None and name not in (None, meant) and not is_asked_for(use.span, str(name)):
        owner = use.symbol.split(".")[-2]
        message = f"`{owner}` has no `{name}` in Python"
        yield Finding(use.span, message, help=f"did you mean `{meant}`?", fix=replacement(use.span, meant))


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
