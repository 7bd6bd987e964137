"""Where the time of a lint goes: by room of the package, and by function."""

from __future__ import annotations

import cProfile
import pstats
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import iaclint
from bench.stages import linted

PACKAGE = Path(iaclint.__file__).parent
RULES = (PACKAGE.parent / "rules", PACKAGE.parent / "iaclint_rules")  # in the repository, as it is installed

Function = tuple[str, int, str]  # file, line, name
Row = tuple[int, int, float, float, dict[Function, tuple[int, int, float, float]]]  # calls, …, own and total seconds


def profiled(paths: Sequence[str]) -> dict[Function, Row]:
    """The functions that a lint of ``paths`` runs. The profiler makes small functions look dearer than they are: compare, do not add up."""
    profile = cProfile.Profile()
    profile.runcall(linted, paths)
    rows: dict[Function, Row] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    return rows


def rooms(rows: dict[Function, Row]) -> list[tuple[str, float]]:
    """Own seconds of each part of iaclint, most first. What is built in or in a library counts for the part that called it."""
    seconds: dict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in rows.items():
        room = room_of(function)
        if room is not None or not callers:
            seconds[room or "outside"] += own
            continue
        for caller, part in callers.items():
            seconds[room_of(caller) or "outside"] += part[2]
    return sorted(seconds.items(), key=lambda item: -item[1])


def room_of(function: Function) -> str | None:
    path = Path(function[0])
    if not path.is_relative_to(PACKAGE):
        return "rules" if path.parent.parent in RULES else None
    parts = path.relative_to(PACKAGE).parts
    return "/".join(parts[: 2 if parts[0] == "frontends" else 1]).removesuffix(".py")


def functions(rows: dict[Function, Row], count: int) -> Iterator[tuple[str, int, float, float]]:
    """The ``count`` functions with the most seconds of their own: place, calls, own seconds, seconds with what they call."""
    for function, (_, calls, own, total, _) in sorted(rows.items(), key=lambda item: -item[1][2])[:count]:
        yield place_of(function), calls, own, total


def place_of(function: Function) -> str:
    file, line, name = function
    if file == "~":
        return name.strip("<>")
    path = Path(file)
    shown = path.relative_to(PACKAGE.parent) if path.is_relative_to(PACKAGE.parent) else Path(path.name)
    return f"{shown}:{line} {name}"
