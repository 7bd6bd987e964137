"""The one door for the command line, the language server and tests: paths and settings in, a report out.

Projects are worked on one after another, and only diagnostics stay: memory does not grow with the number of projects.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iaclint import engine
from iaclint.garbage import collect, seldom_collected
from iaclint.model import ResourceGraph
from iaclint.registry import Registry, RuleEntry
from iaclint.report import SEVERITIES, Diagnostic, Place, Report
from iaclint.rule import Facts
from iaclint.settings import Settings, UsageError

if TYPE_CHECKING:
    from iaclint.project import Project

SYNTAX_ERROR, UNREADABLE_FILE, INTERNAL_ERROR = "IAC001", "IAC002", "IAC003"


class Analysis:
    """How a project becomes a resource graph under an assumed environment, and what rules may ask about the libraries it uses."""

    __slots__ = ("analyze", "facts")

    def __init__(self, analyze: Callable[[Project, str], ResourceGraph], facts: Callable[[Project], Facts]) -> None:
        self.analyze = analyze
        self.facts = facts


def lint(paths: Sequence[str], settings: Settings, analysis: Analysis | None = None) -> Report:
    """Findings on ``paths`` (files and folders), in the order of path, position, code. Raises ``UsageError`` for a missing path or an unknown rule."""
    rules = Registry.load(settings.isolated).select(settings)
    run = Run(rules, settings, analysis or _real_analysis(), [os.path.realpath(path) for path in paths])
    for project in _projects(paths):
        run.project(project)
    run.report.diagnostics.sort(key=lambda diagnostic: diagnostic.order)
    return run.report


def model(paths: Sequence[str], settings: Settings, analysis: Analysis | None = None) -> dict[str, Any]:
    """What the programs at ``paths`` would deploy, as ``iaclint model --format json`` prints it. Raises ``UsageError`` for a missing path."""
    from iaclint.model.listing import combined, listing

    analysis = analysis or _real_analysis()
    parts = []
    for project in _projects(paths):
        graph = analysis.analyze(project, settings.environments[0])
        parts.append((str(project.root), listing(graph, str(project.root))))
    return combined(parts)


def _projects(paths: Sequence[str]) -> Iterator[Project]:
    """The projects around and below ``paths``; each is let go before the next is worked on."""
    from iaclint.project import discover

    try:
        projects = discover([Path(path) for path in paths])
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
    """0 nothing at or above ``fail_on``; 1 findings; 3 no supported file; 4 internal error, or input that could not be read under ``strict``."""
    codes = {diagnostic.code for diagnostic in report.diagnostics}
    if INTERNAL_ERROR in codes or (settings.strict and codes & {SYNTAX_ERROR, UNREADABLE_FILE}):
        return 4
    if not report.supported and not report.diagnostics:
        return 3
    failing = SEVERITIES[: SEVERITIES.index(settings.fail_on) + 1]
    return int(not settings.exit_zero and any(diagnostic.severity in failing for diagnostic in report.diagnostics))


class Run:
    """One call of ``lint``: the rules it uses, and the report that grows project by project."""

    __slots__ = ("analysis", "asked", "report", "rules", "settings", "tool")

    def __init__(
        self, rules: Sequence[RuleEntry], settings: Settings, analysis: Analysis, asked: Sequence[str]
    ) -> None:
        self.rules = rules
        self.tool = {entry.code: entry for entry in rules}
        self.settings = settings
        self.analysis = analysis
        self.asked = asked  # the given paths, real
        self.report = Report()

    def project(self, project: Project) -> None:
        """Adds a project's findings. A failure becomes a finding that names the project; it does not stop the others."""
        self.report.supported = self.report.supported or bool(project.reported)
        try:
            self._project(project)
        except Exception as error:  # RecursionError and MemoryError too: the next project may be fine
            self.internal_error(Place(str(project.root)), f"this project was not checked: {describe(error)}")

    def _project(self, project: Project) -> None:
        facts = self.analysis.facts(project)
        runs: list[tuple[str, dict[engine.Key, engine.Hit]]] = []
        for environment in self.settings.environments:
            graph = self.analysis.analyze(project, environment)
            hits, crashes = engine.run(graph, self.rules, facts, self.settings.options)
            runs.append((environment, hits))
        # every environment meets the same calls and the same faulty files, so the last graph speaks for all
        self._coverage(graph, project)
        self._broken_input(graph, project)
        for crash in crashes:
            place = Place(str(project.root)) if crash.span is None else Place.of(crash.span)
            self.internal_error(place, f"the rule `{crash.rule}` failed: {describe(crash.error)}")
        for hit, when in engine.merged(runs):
            if project.reports(Path(hit.finding.span.file.path)):
                self.report.diagnostics.append(Diagnostic.of(hit.rule, hit.finding, when))

    def _coverage(self, graph: ResourceGraph, project: Project) -> None:
        self.report.calls += graph.calls
        self.report.resolved += graph.resolved
        self.report.files += sum(1 for file in graph.files if project.reports(Path(file.path)))

    def _broken_input(self, graph: ResourceGraph, project: Project) -> None:
        """Syntax errors, one for each file because what follows the first is often its consequence; and what could not be read."""
        broken = set()
        for span in sorted(graph.syntax_errors, key=lambda span: span.key):
            if span.file.path not in broken and project.reports(Path(span.file.path)):
                broken.add(span.file.path)
                self.tool_finding(SYNTAX_ERROR, Place.of(span), "the code from here on cannot be parsed")
        for path, message in project.problems:
            if self._concerns(path, project):
                self.tool_finding(UNREADABLE_FILE, Place(str(path)), message)
        read = {file.path for file in graph.files}
        for path in project.reported:
            reason = None if str(path) in read else _why_unread(path, path in project.named)
            if reason:
                self.tool_finding(UNREADABLE_FILE, Place(str(path)), reason)

    def _concerns(self, path: Path, project: Project) -> bool:
        """Whether a manifest or folder was asked for, or says something about the whole project."""
        return project.root.is_relative_to(path.parent) or any(path.is_relative_to(asked) for asked in self.asked)

    def tool_finding(self, code: str, place: Place, message: str) -> None:
        entry = self.tool.get(code)
        if entry is not None:
            self.report.diagnostics.append(Diagnostic(code, entry.name, entry.severity, message, place))

    def internal_error(self, place: Place, message: str) -> None:
        """Reported even when the user ignores the code: the exit code has to be explained."""
        self.report.diagnostics.append(Diagnostic(INTERNAL_ERROR, "internal-error", "error", message, place))


def _why_unread(path: Path, named: bool) -> str | None:
    """Why a file was not read, ``None`` when it was only of no interest. What is too large to be written by hand is one only if it was named."""
    from iaclint.project.relevance import SOURCE_LIMIT

    try:
        size = os.stat(path).st_size
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    if not os.access(path, os.R_OK):
        return "cannot be read: permission denied"
    return f"not read: larger than {SOURCE_LIMIT // 1_000_000} MB" if named and size > SOURCE_LIMIT else None


def describe(error: BaseException) -> str:
    """An error in one line, with the innermost place of its traceback."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    text = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}{': ' if text else ''}{text}{where}"
