"""Where in the source a literal stands: written for every case, or one side of a condition, a default, one entry of many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaclint.source import Span

from ._words import EnvironmentWords

_HOLE = re.compile(r"\$?\{[^{}]*\}")
_CHOICE = re.compile(r"\?|\|\||\bif\b|\bor\b")
_BETWEEN = re.compile(rb"""['"]?\]?\s*[:=,]\s*""")
_ENTRY = re.compile(rb"""(?<![\w-])['"]?([\w-]{1,40})['"]?\s*:\s*$""")
_OPERATORS = (b"?", b"||", b"??", b" or", b" else", b"\nelse", b"||=", b"??=")
_DEFAULTS = (b"||", b"??", b" or", b"||=", b"??=")
_AFTER = re.compile(rb"\s*(?:if\b|\?|\|\||or\b)")
# The first side of a ternary: a question mark that is no optional member, chaining or `??`, and no other property since.
_TERNARY = re.compile(rb"(?<![?])\?(?![?.:])\s*[^?:;{}]*:$")
_BRACKET = re.compile(rb"[][(){}]")
_KEY = re.compile(rb"""(?<![\w-])['"]?([A-Za-z-]{1,20})['"]?\]?(?:\s*:\s*|=)(?:new\s+)?[\w.]{0,60}$""")
_PROPERTIES = frozenset(("stage",))  # of many resources, and no environment where they stand
_FAR = 6000  # bytes that an entry of a map may have before a literal in it
_NEARBY = 300  # bytes around a literal that can belong to its expression


def spells(word: str, source: Span, words: EnvironmentWords) -> bool:
    """Whether an environment word stands in the source of a text, outside the holes."""
    return word in words.within(_text(source))


def is_written_in(word: str, source: Span, words: EnvironmentWords) -> bool:
    """Whether a literal that says more than the word stands there unconditionally. A literal that is the word alone is the value of a variable
    for the environment, which is another matter than a name with the word in it."""
    text = _text(source)
    return text.strip() != word and not _CHOICE.search(text) and not is_alternative(source, words)


def _text(source: Span) -> str:
    return _HOLE.sub(" ", source.text.removeprefix("f")).strip("'\"`")


def follows(value: Span, key: Span, words: EnvironmentWords) -> bool:
    """Whether a literal stands where its key's value is written (``Environment: 'Production'``), with no condition or default between."""
    if value.file is not key.file or value.start < key.end:
        return False
    between = value.file.data[key.end : min(value.start, key.end + _NEARBY)]
    return _BETWEEN.fullmatch(between) is not None and not is_alternative(value, words)


def is_entry_of(value: Span, key: str, words: EnvironmentWords) -> bool:
    """Whether a literal is written as the value of this key (``Environment: 'Production'``), wherever the two came from there."""
    before = value.file.data[max(0, value.start - _NEARBY) : value.start]
    written = _ENTRY.search(before)
    return written is not None and written[1].decode() == key and not is_alternative(value, words)


def is_alternative(literal: Span, words: EnvironmentWords) -> bool:
    """Whether a literal is one side of a condition, or a default: ``isProd ? 'a' : 'b'``, ``'a' if prod else 'b'``, ``x || 'a'``."""
    data = literal.file.data
    before = data[max(0, literal.start - _NEARBY) : literal.start].rstrip()
    if before.endswith(_OPERATORS) or _AFTER.match(data[literal.end : literal.end + _NEARBY]):
        return True
    if before.endswith(b":") and _TERNARY.search(before) is not None:
        return True
    return _is_in_a_default(literal) or is_for_one_environment(literal, words)


def _is_in_a_default(literal: Span) -> bool:
    """Whether an object or list around a literal is a default: ``tags or {'Environment': 'dev'}``."""
    before = _before(literal)
    return any(before[:start].rstrip().endswith(_DEFAULTS) for start in _around(before))


def is_for_one_environment(literal: Span, words: EnvironmentWords) -> bool:
    """Whether a literal belongs to one entry of a map keyed by environments: ``{ dev: { … 'orders-dev' …``."""
    before = _before(literal)
    keys = (_KEY.search(before, max(0, start - _NEARBY), start) for start in _around(before))
    return any(key[1].decode().lower() in words.in_tags - _PROPERTIES for key in keys if key is not None)


def _before(literal: Span) -> bytes:
    return literal.file.data[max(0, literal.start - _FAR) : literal.start]


def _around(before: bytes) -> Iterator[int]:
    """Where the brackets begin that are still open at the end, innermost first."""
    depth = 0
    for found in reversed(list(_BRACKET.finditer(before))):
        depth += 1 if found[0] in b")}]" else -1
        if depth < 0:
            depth = 0
            yield found.start()
