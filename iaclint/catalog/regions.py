"""AWS's regions and the letters of their availability zones."""

from __future__ import annotations

from functools import cache

from iaclint.catalog.library import data_file

FILE = "aws.blocks"
PARTITIONS = {
    "cn-": "aws-cn",
    "us-gov-": "aws-us-gov",
    "us-iso-": "aws-iso",
    "us-isob-": "aws-iso-b",
    "us-isof-": "aws-iso-f",
    "eu-isoe-": "aws-iso-e",
    "eusc-": "aws-eusc",
}


@cache
def _facts() -> dict[str, str]:
    found: dict[str, str] = data_file(FILE).get("regions") or {}
    return found


def names() -> tuple[str, ...]:
    """All regions, of all partitions, sorted."""
    return tuple(sorted(_facts()))


def exists(region: str) -> bool:
    """Whether there is a region of that name, as of the day in SOURCES.json."""
    return region in _facts()


def partition(region: str) -> str:
    """The partition of a region: `aws`, `aws-cn`, `aws-us-gov` …"""
    return next((name for prefix, name in PARTITIONS.items() if region.startswith(prefix)), "aws")


def zone_letters(region: str) -> str:
    """The letters that availability zones of the region may have (`abcdef`); an account sees three or more of them. Empty
    for an unknown region."""
    return _facts().get(region, "")


def is_zone(name: str) -> bool | None:
    """Whether an availability zone (`us-east-1a`) can exist; None when the region is not known."""
    letters = zone_letters(name[:-1])
    return name[-1:] in letters if letters else None


def closest(region: str) -> str | None:
    """The region that was probably meant, or None."""
    from difflib import get_close_matches

    found = get_close_matches(region, names(), 1, 0.8)
    return found[0] if found else None
