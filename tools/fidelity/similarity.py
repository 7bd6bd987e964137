"""Whether a text of the model is that of the framework, up to what only a run or a deployment knows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from tools.fidelity.holes import ANYTHING

OPEN = "\ufffc"  # stands for a hole of the model: only a hole of the golden covers it
_HOLE = re.compile(r"\$\{(?:[^{}]|\{[^{}]*\})*\}")
_MEMBER = re.compile(r"[A-Z]\w*\.[A-Z]\w*")
_VARIABLE = re.compile(rf"\$\{{[A-Z][A-Z0-9_]+\}}|{ANYTHING}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def pattern(real: str, found: str) -> bool:
    """Whether the model's text is the framework's: what is literal there is literal here, what is a hole there may be anything."""
    return expression(real).fullmatch(_HOLE.sub(OPEN, found)) is not None


@lru_cache(maxsize=4096)
def expression(real: str) -> re.Pattern[str]:
    return re.compile("(?s:.*)".join(re.escape(part) for part in real.split("${}")), re.IGNORECASE)


def matches(real: Any, found: Any) -> bool:
    """The same for any scalar; ``1`` and ``'1'``, ``true`` and ``'true'`` are the same to a deployment."""
    if found is None:
        return False
    here, there = scalar(found), scalar(real)
    return pattern(there, here) or from_variables(there, here) or stands_for(here, there)


def from_variables(real: str, found: str) -> bool:
    """Whether only what differs from run to run, or environment variables, which the model never prints, make the difference."""
    if not _VARIABLE.search(found):
        return False
    parts = [re.escape(_HOLE.sub("${}", part)) for part in _VARIABLE.split(found)]
    return re.fullmatch("(?s:.*)".join(parts), real, re.IGNORECASE) is not None


def stands_for(found: str, real: str) -> bool:
    """Whether a member of an enumeration (``Runtime.PYTHON_3_12``) is that of a value (``python3.12``)."""
    return _MEMBER.fullmatch(found) is not None and plain(real).endswith(plain(found.rpartition(".")[2]))


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"{float(text):g}" if _NUMBER.fullmatch(text) and len(text) < 10 else text
