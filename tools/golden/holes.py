"""Texts with holes: what only a run or a deployment knows is ``${}``."""

from __future__ import annotations

import re
from typing import Any

from tools.golden.synthesis import ACCOUNT, REGION, SUFFIX

HOLE = "${}"
MAX_TEXT = 300  # code points; longer texts (user data, inline code) are left out
LEFT_OUT = "…"

_CHANGING = re.compile(
    rf"{SUFFIX}|{ACCOUNT}|{REGION}[abc]?|eun1-az\d|mock:[\w.\-/${{}}]+|\$\{{[^{{}}]*\}}|\bdummy1?[abc\d]?\b"
    r"|\d{4}-\d\d-\d\d(T[\d:.+-]+Z?)?|\b\d{10,}\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(\$\{\}){2,}")


def text(value: str) -> str:
    """A text with what changes from run to run as holes."""
    before = None
    while before != value:  # expressions nest
        before, value = value, _CHANGING.sub(HOLE, value)
    return _SEVERAL.sub(HOLE, value)


def plain(value: Any) -> Any:
    """Data with holes in its texts, without texts that are too long to keep."""
    if isinstance(value, str):
        found = text(value)
        return found if len(found) <= MAX_TEXT or "Statement" in found else LEFT_OUT
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {text(str(key)): plain(item) for key, item in value.items()}
    return value
