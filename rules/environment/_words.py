"""The words that name an environment, and where a program writes them."""

from __future__ import annotations

import re

from iaclint.source import Span

# In a name these can only be an environment; `stage`, `test` and `live` are ordinary words there (`api-stage`, `load-test`).
IN_NAMES = frozenset(
    ("prod", "production", "prd", "preprod", "nonprod", "dev", "development", "staging", "stg", "qa", "uat")
)
# As the whole value of a tag that asks for the environment, these too.
IN_TAGS = IN_NAMES | frozenset(("test", "testing", "stage", "sandbox", "live", "pre-production", "non-production"))
ENVIRONMENT_TAGS = frozenset(("environment", "env", "stage"))

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def environment_words(text: str) -> list[str]:
    """The environment words in a name, as it spells them: ``tap-Prod-orders`` → ``Prod``, ``ProdOrders`` → ``Prod``."""
    return [word for word in _WORD.findall(text) if word.lower() in IN_NAMES]


def without_environment(text: str) -> str:
    """A name with its environment words taken out."""
    return _WORD.sub(lambda found: "*" if found[0].lower() in IN_TAGS else found[0], text)


def follows(value: Span, key: Span) -> bool:
    """Whether a literal stands where its key's value is written (``Environment: 'Production'``), with no condition or default between."""
    if value.file is not key.file or value.start < key.end:
        return False
    return _BETWEEN.fullmatch(value.file.data[key.end : value.start][:200]) is not None and not is_alternative(value)


def is_alternative(literal: Span) -> bool:
    """Whether a literal is one side of a condition, or a default: ``isProd ? 'a' : 'b'``, ``'a' if prod else 'b'``, ``x || 'a'``."""
    data = literal.file.data
    before, after = data[max(0, literal.start - 300) : literal.start].rstrip(), data[literal.end : literal.end + 300]
    if before.endswith(_OPERATORS) or _AFTER.match(after):
        return True
    return before.endswith(b":") and _TERNARY.search(before) is not None


_BETWEEN = re.compile(rb"""['"]?\]?\s*[:=,]\s*""")
_OPERATORS = (b"?", b"||", b"??", b" or", b" else", b"\nelse", b"||=", b"??=")
_AFTER = re.compile(rb"\s*(?:if\b|\?|\|\||or\b)")
# The first side of a ternary: a question mark that is no optional member, chaining or `??`, and no other property since.
_TERNARY = re.compile(rb"(?<![?])\?(?![?.:])\s*[^?:;{}]*:$")
