"""How a deprecation is told."""

from __future__ import annotations

import re

from iaclint.rule import Deprecation

_LINK = re.compile(r"\{@link\s+([^}]*?)\s*\}")
_ALREADY_SAID = re.compile(
    r"^(?:\*\*NOTE:?\*\*:?\s*)?(?:this property has been deprecated|deprecated|\w+ is deprecated)\b[.:,]?\s*",
    re.IGNORECASE,
)


def said(name: str, deprecation: Deprecation) -> str:
    """The message of a finding: since when the name is deprecated, and what the library says of it."""
    since = f"as of {deprecation.library} {deprecation.since}" if deprecation.since else f"in {deprecation.library}"
    message = f"`{name}` is deprecated {since}"
    advice = _advice(deprecation.message)
    return f"{message}: {advice}" if advice else message


def _advice(message: str) -> str:
    """What the library says, without what the finding has said already."""
    text = _LINK.sub(r"`\1`", _ALREADY_SAID.sub("", message.strip(" -:"))).strip().removesuffix(".")
    return text if text.count("`") % 2 == 0 else text.replace("`", "")
