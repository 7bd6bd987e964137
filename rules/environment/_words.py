"""The words that name an environment."""

from __future__ import annotations

import re
from functools import lru_cache

# In a name these can only be an environment; `stage`, `test` and `live` are ordinary words there (`api-stage`, `load-test`).
IN_NAMES = frozenset(("prod", "production", "prd", "preprod", "nonprod", "dev", "development", "stg", "qa", "uat"))
# An ordinary word too (`data-staging`), except at the start of a name.
LEADING = frozenset(("staging",))
# As the whole value of a tag that asks for the environment, these too.
IN_TAGS = IN_NAMES | LEADING | frozenset(("test", "testing", "stage", "sandbox", "pre-production", "non-production"))
ENVIRONMENT_TAGS = frozenset(("environment", "env", "stage"))

_WORD = r"(?i:dev(?:sec)?ops)|[A-Z]?[a-z]+|[A-Z]+(?![a-z])"
_SIMPLE = re.compile(r"[a-z]+")


class EnvironmentWords:
    """What environments are called: the ``names`` that the user configured (lower case), else the usual ones."""

    __slots__ = ("_in_names", "_leading", "_word", "in_tags")

    def __init__(self, names: frozenset[str] = frozenset()) -> None:
        self._in_names = names or IN_NAMES
        self._leading = frozenset() if names else LEADING
        self.in_tags = names or IN_TAGS
        whole = [rf"(?i:(?<![a-z0-9]){re.escape(n)}(?![a-z0-9]))" for n in sorted(names) if not _SIMPLE.fullmatch(n)]
        self._word = re.compile("|".join([*whole, _WORD]))

    def within(self, text: str) -> list[str]:
        """The environment words in a name, as it spells them: ``tap-prod-orders`` → ``prod``, ``ProdOrders`` → ``Prod``."""
        words = enumerate(self._word.findall(text))
        return [w for at, w in words if w.lower() in self._in_names or (at == 0 and w.lower() in self._leading)]

    def left_out(self, text: str) -> str:
        """A name with its environment words taken out."""
        return self._word.sub(lambda found: "*" if found[0].lower() in self.in_tags else found[0], text)


@lru_cache(maxsize=32)
def words_of(names: tuple[str, ...] = ()) -> EnvironmentWords:
    """``names``: what the configuration says that the environments are called, if it does."""
    return EnvironmentWords(frozenset(name.lower() for name in names))
