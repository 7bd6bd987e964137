"""The one door for the command line, the language server and tests: paths and settings in, a report out.

Projects are worked on one after another, and only diagnostics stay: memory does not grow with the number of projects.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iaclint.garbage import collect, seldom_collected
from iaclint.linting import INTERNAL_ERROR, SYNTAX_ERROR, UNREADABLE_FILE, Analysis, Run
from iaclint.report import Report
from iaclint.rule import SEVERITIES
from iaclint.settings import Settings, SettingsSource, UsageError
from iaclint.source import LANGUAGE_OF_SUFFIX

if TYPE_CHECKING:
    from iaclint.project import Project

Overlay = Mapping[str, bytes]  # real paths, and what stands in for what the files hold


def lint(
    paths: Sequence[str], source: SettingsSource, analysis: Analysis | None = None, overlay: Overlay | None = None
) -> Report:
    """Findings on ``paths`` (files and folders), in the order of path, position, code. Raises ``UsageError`` for a missing path or an unknown rule."""
    run = Run(source, analysis or _real_analysis(), [os.path.realpath(path) for path in paths])
    run.rules_of(source.of(Path(paths[0])))  # wrong settings are told before anything is read
    # a source file that is excluded, as hooks name them, is nothing to complain about
    run.report.supported = any(
        os.path.splitext(path)[1] in LANGUAGE_OF_SUFFIX for path in paths if os.path.isfile(path)
    )
    for project in _projects(paths, source, overlay):
        run.project(project)
    run.report.sort()
    return run.report


def model(paths: Sequence[str], source: SettingsSource, analysis: Analysis | None = None) -> dict[str, Any]:
    """What the programs at ``paths`` would deploy, as ``iaclint model --format json`` prints it. Raises ``UsageError`` for a missing path."""
    from iaclint.model.listing import combined, listing

    analysis = analysis or _real_analysis()
    parts = []
    for project in _projects(paths, source):
        settings = source.of(project.root)
        graph = analysis.analyze(project, settings.environments[0], settings.environment_sources)
        parts.append((str(project.root), listing(graph, str(project.root))))
    return combined(parts)


def files(paths: Sequence[str], source: SettingsSource, analysis: Analysis | None = None) -> list[dict[str, Any]]:
    """For each project around ``paths``: what is read and why, and what is taken for granted. Raises ``UsageError`` for a missing path."""
    from iaclint.inventory import inventory

    analysis = analysis or _real_analysis()
    found = []
    for project in _projects(paths, source):
        settings = source.of(project.root)
        project.state_versions(settings.versions, settings.source)
        graph = analysis.analyze(project, settings.environments[0], settings.environment_sources)
        found.append(inventory(project, graph, settings))
    return found


def explain(path: str, line: int, source: SettingsSource, analysis: Analysis | None = None) -> dict[str, Any]:
    """What is believed of a line: the resources whose call covers it, its values and how they came about. Raises ``UsageError`` for a missing path."""
    from iaclint.explanation import explanation

    analysis = analysis or _real_analysis()
    settings = source.of(Path(path))
    real = os.path.realpath(path)
    graphs = []
    for project in _projects([path], source):
        project.state_versions(settings.versions, settings.source)
        for environment in settings.environments:
            graphs.append(analysis.analyze(project, environment, settings.environment_sources))
    return explanation(graphs, real, line)


def _projects(paths: Sequence[str], source: SettingsSource, overlay: Overlay | None = None) -> Iterator[Project]:
    """The projects around and below ``paths``; each is let go before the next is worked on."""
    from iaclint.documents import documents_at, holds_programs
    from iaclint.project import discover

    groups: dict[int, tuple[Settings, list[Path]]] = {}
    projects: list[Project] = []
    for path in paths:
        settings = source.of(Path(path))
        documents = documents_at(path, settings.markdown)
        projects += documents
        if not documents or holds_programs(path):
            groups.setdefault(id(settings), (settings, []))[1].append(Path(path))
    for settings, group in groups.values():
        try:
            projects += discover(
                group,
                exclude=settings.exclude,
                extend_exclude=settings.extend_exclude,
                force_exclude=settings.force_exclude,
                respect_gitignore=settings.respect_gitignore,
                overlay=overlay,
            )
        except FileNotFoundError as error:
            raise UsageError(f"no such file or folder: {error}") from error
    projects.reverse()
    with seldom_collected():
        while projects:
            yield projects.pop()
            if projects:
                collect()


def _real_analysis() -> Analysis:
    from iaclint.analysis import analyze, facts

    return Analysis(analyze, facts)


def exit_code(report: Report, settings: Settings) -> int:
    """0 nothing at or above ``fail_on``; 1 findings, or too little resolved; 3 no supported file; 4 internal error, or input that could not be read
    under ``strict``."""
    codes = {diagnostic.code for diagnostic in report.diagnostics}
    if INTERNAL_ERROR in codes or (settings.strict and codes & {SYNTAX_ERROR, UNREADABLE_FILE}):
        return 4
    if not report.supported and not report.diagnostics:
        return 3
    failing = SEVERITIES[: SEVERITIES.index(settings.fail_on) + 1]
    failed = any(diagnostic.severity in failing for diagnostic in report.diagnostics)
    return int(not settings.exit_zero and (failed or too_little_resolved(report, settings)))


def too_little_resolved(report: Report, settings: Settings) -> bool:
    """Whether less of the programs was understood than the user demands."""
    least = settings.fail_under_resolved
    return least is not None and report.calls > 0 and 100 * report.resolved < least * report.calls


__all__ = ["Analysis", "exit_code", "explain", "files", "lint", "model", "too_little_resolved"]
