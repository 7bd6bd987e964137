"""The words that name an environment."""

from __future__ import annotations

import re

# In a name these can only be an environment; `stage`, `test` and `live` are ordinary words there (`api-stage`, `load-test`).
IN_NAMES = frozenset(("prod", "production", "prd", "preprod", "nonprod", "dev", "development", "stg", "qa", "uat"))
# An ordinary word too (`data-staging`), except at the start of a name.
LEADING = frozenset(("staging",))
# As the whole value of a tag that asks for the environment, these too.
IN_TAGS = IN_NAMES | LEADING | frozenset(("test", "testing", "stage", "sandbox", "pre-production", "non-production"))
ENVIRONMENT_TAGS = frozenset(("environment", "env", "stage"))

_WORD = re.compile(r"(?i:dev(?:sec)?ops)|[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def environment_words(text: str) -> list[str]:
    """The environment words in a name, as it spells them: ``tap-prod-orders`` → ``prod``, ``ProdOrders`` → ``Prod``."""
    words = _WORD.findall(text)
    return [word for at, word in enumerate(words) if word.lower() in IN_NAMES or (at == 0 and word.lower() in LEADING)]


def without_environment(text: str) -> str:
    """A name with its environment words taken out."""
    return _WORD.sub(lambda found: "*" if found[0].lower() in IN_TAGS else found[0], text)
