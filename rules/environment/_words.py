"""The words that name an environment, and where a program writes them."""

from __future__ import annotations

import re

from iaclint.source import Span

# In a name these can only be an environment; `stage`, `test` and `live` are ordinary words there (`api-stage`, `load-test`).
IN_NAMES = frozenset(("prod", "production", "prd", "preprod", "nonprod", "dev", "development", "stg", "qa", "uat"))
# An ordinary word too (`data-staging`), except at the start of a name.
LEADING = frozenset(("staging",))
# As the whole value of a tag that asks for the environment, these too.
IN_TAGS = IN_NAMES | LEADING | frozenset(("test", "testing", "stage", "sandbox", "pre-production", "non-production"))
ENVIRONMENT_TAGS = frozenset(("environment", "env", "stage"))

_WORD = re.compile(r"(?i:dev(?:sec)?ops)|[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HOLE = re.compile(r"\$?\{[^{}]*\}")
_CHOICE = re.compile(r"\?|\|\||\bif\b|\bor\b")
_BETWEEN = re.compile(rb"""['"]?\]?\s*[:=,]\s*""")
_OPERATORS = (b"?", b"||", b"??", b" or", b" else", b"\nelse", b"||=", b"??=")
_AFTER = re.compile(rb"\s*(?:if\b|\?|\|\||or\b)")
# The first side of a ternary: a question mark that is no optional member, chaining or `??`, and no other property since.
_TERNARY = re.compile(rb"(?<![?])\?(?![?.:])\s*[^?:;{}]*:$")
_BRACKET = re.compile(rb"[][(){}]")
_KEY = re.compile(rb"""(?<![\w-])['"]?([A-Za-z-]{1,20})['"]?\]?(?:\s*:\s*|=)[\w.]{0,60}$""")
_MAP_KEYS = IN_TAGS - {"stage"}  # `stage` is a property of many resources
_FAR = 6000  # bytes that an entry of a map may have before a literal in it
_NEARBY = 300  # bytes around a literal that can belong to its expression


def environment_words(text: str) -> list[str]:
    """The environment words in a name, as it spells them: ``tap-prod-orders`` → ``prod``, ``ProdOrders`` → ``Prod``."""
    words = _WORD.findall(text)
    return [word for at, word in enumerate(words) if word.lower() in IN_NAMES or (at == 0 and word.lower() in LEADING)]


def without_environment(text: str) -> str:
    """A name with its environment words taken out."""
    return _WORD.sub(lambda found: "*" if found[0].lower() in IN_TAGS else found[0], text)


def is_written_in(word: str, source: Span) -> bool:
    """Whether a literal that says more than the word, and stands there unconditionally, holds it. A literal that is the word alone is the value
    of a variable for the environment, which is another matter than a name with the word in it."""
    text = _HOLE.sub(" ", source.text)
    if text.strip("'\"`f ") == word or _CHOICE.search(text):
        return False
    return word in environment_words(text.strip("'\"`")) and not is_alternative(source)


def follows(value: Span, key: Span) -> bool:
    """Whether a literal stands where its key's value is written (``Environment: 'Production'``), with no condition or default between."""
    if value.file is not key.file or value.start < key.end:
        return False
    between = value.file.data[key.end : min(value.start, key.end + _NEARBY)]
    return _BETWEEN.fullmatch(between) is not None and not is_alternative(value)


def is_alternative(literal: Span) -> bool:
    """Whether a literal is one side of a condition, or a default: ``isProd ? 'a' : 'b'``, ``'a' if prod else 'b'``, ``x || 'a'``."""
    data = literal.file.data
    before = data[max(0, literal.start - _NEARBY) : literal.start].rstrip()
    if before.endswith(_OPERATORS) or _AFTER.match(data[literal.end : literal.end + _NEARBY]):
        return True
    if before.endswith(b":") and _TERNARY.search(before) is not None:
        return True
    return _is_for_one_environment(data[max(0, literal.start - _FAR) : literal.start])


def _is_for_one_environment(before: bytes) -> bool:
    """Whether what is written here belongs to one entry of a map keyed by environments: ``{ dev: { … 'orders-dev' …``."""
    depth = 0
    for found in reversed(list(_BRACKET.finditer(before))):
        depth += 1 if found[0] in b")}]" else -1
        if depth < 0:
            depth = 0
            key = _KEY.search(before, max(0, found.start() - _NEARBY), found.start())
            if key is not None and key[1].decode().lower() in _MAP_KEYS:
                return True
    return False
