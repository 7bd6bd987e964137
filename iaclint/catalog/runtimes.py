"""AWS Lambda's runtimes and the days on which AWS retires them, as published on the day in SOURCES.json."""

from __future__ import annotations

from functools import cache

from iaclint.catalog.library import data_file

FILE = "aws.blocks"


class Runtime:
    """A runtime. `deprecated`, `creation_blocked` and `update_blocked` are ISO days (`2025-09-01`), also ones to come, or
    None; `successor` is the runtime that AWS names instead, or None."""

    __slots__ = ("creation_blocked", "deprecated", "name", "successor", "update_blocked")

    def __init__(self, name: str, facts: list[str]) -> None:
        self.name = name
        self.deprecated: str | None = facts[0] or None
        self.creation_blocked: str | None = facts[1] or None
        self.update_blocked: str | None = facts[2] or None
        self.successor: str | None = facts[3] or None

    def deprecated_on(self, day: str) -> bool:
        """Whether the runtime is deprecated on an ISO day."""
        return self.deprecated is not None and self.deprecated <= day

    def __repr__(self) -> str:
        return f"Runtime({self.name})"


@cache
def _facts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = data_file(FILE).get("runtimes") or {}
    return found


def names() -> tuple[str, ...]:
    """The identifiers of all runtimes there ever were, sorted."""
    return tuple(sorted(_facts()))


def runtime(name: str) -> Runtime | None:
    """The runtime of that identifier (`nodejs18.x`), or None."""
    facts = _facts().get(name)
    return Runtime(name, facts) if facts is not None else None
