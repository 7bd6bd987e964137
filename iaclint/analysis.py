"""From a project to its resource graph: reading files, evaluating entry points, then what none of them reaches."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from iaclint import frontends, ir
from iaclint.evaluator import expressions, statements  # noqa: F401  (they fill the tables of evaluations)
from iaclint.evaluator.modules import load
from iaclint.evaluator.run import Run
from iaclint.evaluator.sources import DEFAULT_SOURCES, EnvironmentSources
from iaclint.evaluator.unreached import evaluate_definitions
from iaclint.frameworks.libraries import Libraries
from iaclint.frameworks.policies import collect_statements
from iaclint.model import ResourceGraph
from iaclint.program import ProjectProgram
from iaclint.rule import Facts

if TYPE_CHECKING:
    from iaclint.project import Project

RECURSION_LIMIT = 20_000  # evaluation is bounded in depth by its own budgets


def analyze(project: Project, environment: str, sources: Iterable[str] = ()) -> ResourceGraph:
    """What the project's programs would deploy under an assumed environment; ``sources`` are the names that mean it, the usual ones when none is
    given."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    graph = ResourceGraph(environment)
    program = ProjectProgram(project, environment, graph)
    run = Run(program, Libraries(), EnvironmentSources(environment, tuple(sources) or DEFAULT_SOURCES), graph)
    entries = [str(path) for path in project.entry_points if program.relevant(path)]
    for entry in entries:
        load(run, entry, main=True)
    rooted = bool(entries)
    run.reached = not rooted
    for path in project.relevant_files:
        if str(path) not in run.modules:
            load(run, str(path), main=not rooted)
    evaluate_definitions(run)
    collect_statements(graph)
    return graph


def facts(project: Project) -> Facts:
    """What rules may ask about the libraries that the project uses."""
    from iaclint.facts import ProjectFacts

    return ProjectFacts(project)


__all__ = ["Path", "analyze", "facts", "frontends", "ir"]
