"""Texts with holes: what only a run or a deployment knows is ``${}``."""

from __future__ import annotations

import re
from typing import Any

from tools.golden.synthesis import ACCOUNT, PULL_REQUEST, REGION, SUFFIX

HOLE = "${}"
MAX_TEXT = 300  # code points; longer texts (user data, inline code) are left out
LEFT_OUT = "…"

_CHANGING = re.compile(
    rf"{SUFFIX}|{PULL_REQUEST}|{ACCOUNT}|{REGION}[abc]?|eun1-az\d|mock:[\w.\-/${{}}]+|\bdummy1?[abc\d]?\b"
    r"|\d{4}-\d\d-\d\d(T[\d:.+-]+Z?)?|\b\d{10,}\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(\$\{\}){2,}")


def text(value: str) -> str:
    """A text with what changes from run to run as holes."""
    return _SEVERAL.sub(HOLE, _CHANGING.sub(HOLE, without_expressions(value)))


def without_expressions(value: str) -> str:
    """A text with each ``${…}`` of Terraform or CloudFormation, whatever braces are in it, as a hole."""
    kept: list[str] = []
    at = 0
    while (start := value.find("${", at)) >= 0:
        depth, end = 1, start + 2
        while end < len(value) and depth:
            depth += {"{": 1, "}": -1}.get(value[end], 0)
            end += 1
        if depth:
            break  # it is no expression
        kept += [value[at:start], HOLE]
        at = end
    return "".join(kept) + value[at:]


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
