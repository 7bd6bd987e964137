"""The goldens of this repository beside its model, and the misses that are known."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from tools.fidelity.comparison import Comparison
from tools.fidelity.holes import holes
from tools.golden.synthesis import SUFFIX

ROOT = Path(__file__).parents[2]
PROJECTS = ROOT / "testdata" / "projects"
GOLDENS = ROOT / "testdata" / "golden"
KNOWN_MISSES = GOLDENS / "known_misses.toml"


class KnownMiss:
    """``text`` is part of the miss; ``open`` when the evaluator could know better."""

    __slots__ = ("measure", "open", "project", "reason", "text")

    def __init__(self, data: dict[str, str], open: bool) -> None:
        self.project = data["project"]
        self.measure = data["measure"]
        self.text = data["text"]
        self.reason = data["reason"]
        self.open = open

    def covers(self, measure: str, miss: str) -> bool:
        return measure == self.measure and self.text in miss

    def __repr__(self) -> str:
        return f"{self.project}: {self.measure}: {self.text}"


def names() -> list[str]:
    """``kind/name`` of each project with a golden."""
    return sorted(path.relative_to(GOLDENS).with_suffix("").as_posix() for path in GOLDENS.glob("*/*.json"))


def compared(name: str) -> Comparison:
    golden: dict[str, Any] = json.loads((GOLDENS / f"{name}.json").read_text("utf-8"))
    return Comparison(golden, listing_of(PROJECTS / name, SUFFIX))


def listing_of(folder: Path, environment: str) -> dict[str, Any]:
    """What ``iaclint model`` lists, with ``holes``: what its holes stand for."""
    from iaclint.analysis import analyze
    from iaclint.model.listing import listing
    from iaclint.project import discover

    project = discover([folder])[0]
    graph = analyze(project, environment)
    return {**listing(graph, str(project.root)), "holes": holes(graph)}


def known_misses() -> list[KnownMiss]:
    data = tomllib.loads(KNOWN_MISSES.read_text("utf-8"))
    return [KnownMiss(entry, section == "open") for section in ("miss", "open") for entry in data.get(section, [])]
