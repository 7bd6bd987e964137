"""From a project to its resource graph: reading files, evaluating entry points, then what none of them reaches."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from iaclint import frontends, ir
from iaclint.documents import DocumentProject
from iaclint.evaluator import expressions, statements  # noqa: F401  (they fill the tables of evaluations)
from iaclint.evaluator.modules import load
from iaclint.evaluator.run import Program, Run
from iaclint.evaluator.sources import DEFAULT_SOURCES, EnvironmentSources
from iaclint.evaluator.unreached import evaluate_definitions
from iaclint.frameworks.aspects import apply_aspects
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
    if isinstance(project, DocumentProject):
        return project.graph(environment, sources)
    graph = ResourceGraph(environment)
    program = ProjectProgram(project, environment, graph)
    entries = [str(path) for path in project.entry_points if program.relevant(path)]
    evaluate(program, graph, sources, entries, [str(path) for path in project.relevant_files])
    return graph


def evaluate(
    program: Program, graph: ResourceGraph, sources: Iterable[str], entries: Sequence[str], others: Sequence[str]
) -> None:
    """Fills the graph: ``entries`` are run as programs, ``others`` looked at for what none of them reaches (they are the program if there is none)."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    known = EnvironmentSources(graph.environment, tuple(sources) or DEFAULT_SOURCES)
    run = Run(program, Libraries(), known, graph)
    for entry in entries:
        load(run, entry, main=True)
    rooted = bool(entries)
    run.reached = not rooted
    for path in others:
        if path not in run.modules:
            load(run, path, main=not rooted)
    apply_aspects(run)
    evaluate_definitions(run)
    apply_aspects(run)
    collect_statements(graph)


def facts(project: Project) -> Facts:
    """What rules may ask about the libraries that the project uses."""
    from iaclint.facts import ProjectFacts

    return ProjectFacts(project)


__all__ = ["Path", "analyze", "facts", "frontends", "ir"]
