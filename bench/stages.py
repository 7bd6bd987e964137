"""What is measured inside one process: each stage does what the one before it does, and more."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from bench.work_sets import WorkSet
from iaclint import api, frontends
from iaclint.analysis import analyze
from iaclint.frontends.python.grammar import parse_tree
from iaclint.frontends.typescript import tree_of
from iaclint.garbage import collect, seldom_collected
from iaclint.model import ResourceGraph
from iaclint.project import discover
from iaclint.settings import DEFAULT_ENVIRONMENT, Settings
from iaclint.source import SourceFile

FLOOR, LOWERED, ANALYZED, LINTED = "parse", "parse and lower", "analyze", "lint"


class Timing:
    """Median CPU seconds of each stage on one work set; ``files`` and ``lines`` that the lint parses, which are those of every stage."""

    __slots__ = ("files", "lines", "seconds")

    def __init__(self, seconds: dict[str, float], files: Sequence[SourceFile]) -> None:
        self.seconds = seconds
        self.files = len(files)
        self.lines = sum(file.data.count(b"\n") for file in files)

    def ratio(self, stage: str) -> float:
        """How many times the parse floor a stage takes."""
        return self.seconds[stage] / self.seconds[FLOOR]


def timing(work: WorkSet, repeat: int) -> Timing:
    """The stages take turns, so that a busy moment of the machine does not fall on one of them alone."""
    files = [file for graph in graphs(work.paths) for file in graph.files]
    stages: dict[str, Callable[[], object]] = {
        FLOOR: lambda: parse_only(files),
        LOWERED: lambda: [frontends.parse(file) for file in files],
        ANALYZED: lambda: sum(1 for _ in graphs(work.paths)),
        LINTED: lambda: linted(work.paths),
    }
    taken: dict[str, list[float]] = {name: [] for name in stages}
    for _ in range(repeat):
        for name, stage in stages.items():
            gc.collect()
            started = time.process_time()
            stage()
            taken[name].append(time.process_time() - started)
    return Timing({name: median(seconds) for name, seconds in taken.items()}, files)


def parse_only(files: Sequence[SourceFile]) -> None:
    """tree-sitter and nothing else: the floor."""
    for file in files:
        if file.language == "python":
            parse_tree(file.data)
        else:
            tree_of(file)


def linted(paths: Sequence[str]) -> None:
    """A lint with the default rules. Raises ``RuntimeError`` when iaclint fails: what was not done takes no time."""
    report = api.lint(paths, Settings(isolated=True))
    for diagnostic in report.diagnostics:
        if diagnostic.name == "internal-error":
            raise RuntimeError(f"{diagnostic.place.path}: {diagnostic.message}")


def graphs(paths: Sequence[str]) -> Iterator[ResourceGraph]:
    """The resource graphs of the projects at ``paths``, one after another, with the garbage collected as a lint does."""
    with seldom_collected():
        for project in discover([Path(path) for path in paths]):
            yield analyze(project, DEFAULT_ENVIRONMENT)
            collect()
