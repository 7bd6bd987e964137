"""One run of the linter: projects one after another, each file under the settings that hold for it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from iaclint import engine
from iaclint.documents import DocumentProject
from iaclint.encoding import HEAD, encoding_fault, wide_encoding
from iaclint.line_hash import LineHashes
from iaclint.model import ResourceGraph
from iaclint.model.unknowns import unknown_values
from iaclint.registry import Registry, RuleEntry
from iaclint.report import Diagnostic, Place, Report
from iaclint.rule import Facts
from iaclint.settings import Settings, SettingsSource, UnknownWordError, UsageError
from iaclint.source import LANGUAGE_OF_SUFFIX, SourceFile, Span
from iaclint.suppression import Suppressions

if TYPE_CHECKING:
    from iaclint.project import Project
    from iaclint.project.exclusion import Exclusion, Patterns

SYNTAX_ERROR, UNREADABLE_FILE, INTERNAL_ERROR = "IAC001", "IAC002", "IAC003"
INVALID_SUPPRESSION, UNUSED_SUPPRESSION = "IAC004", "IAC005"
BUDGET_OVERRUN = "IAC006"


class Analyze(Protocol):
    def __call__(self, project: Project, environment: str, sources: Iterable[str] = ()) -> ResourceGraph:
        """What the project's programs would deploy under an assumed environment; ``sources`` are the names that mean it."""


class Analysis:
    """How a project becomes a resource graph under an assumed environment, and what rules may ask about the libraries it uses."""

    __slots__ = ("analyze", "facts")

    def __init__(self, analyze: Analyze, facts: Callable[[Project], Facts]) -> None:
        self.analyze = analyze
        self.facts = facts


class RuleSet:
    """The rules that settings choose: all there are, those that are on, what is ignored in which files."""

    __slots__ = ("_exclusion", "_ignored", "_severities", "active", "base", "registry")

    def __init__(self, settings: Settings) -> None:
        """Raises ``UsageError`` for rules that cannot be used and for words that mean none."""
        try:
            self.registry = Registry.of(settings)
            self.active = {entry.code: entry for entry in self.registry.select(settings)}
            self._severities = {self.registry.find(word).code: level for word, level in settings.severities.items()}
            self._ignored: list[tuple[Patterns, frozenset[str]]] = []
            for glob, words in settings.per_file_ignores.items():
                from iaclint.project.exclusion import Patterns

                self._ignored.append((Patterns([glob]), self.registry.codes(words)))
        except UnknownWordError as error:
            raise UsageError(f"{settings.mention(error.word)}{error}") from error
        self.base = settings.base.rstrip(os.sep) + os.sep
        self._exclusion: Exclusion | None = None
        if settings.exclude is not None or settings.extend_exclude:
            from iaclint.project.exclusion import Exclusion

            self._exclusion = Exclusion(settings.exclude or (), settings.extend_exclude, True)

    def ignores(self, code: str, path: str) -> bool:
        """Whether a rule is ignored in a file."""
        if not self._ignored or not path.startswith(self.base):
            return False
        relative = path[len(self.base) :].replace(os.sep, "/")
        return any(code in codes and patterns.verdict(relative) is True for patterns, codes in self._ignored)

    def excludes(self, path: str) -> bool:
        """Whether the settings leave out a file that was found in a folder. The walk knew only those of the folder."""
        return self._exclusion is not None and self._exclusion.excludes_named(self.base[:-1], path, False)

    def remap(self, diagnostic: Diagnostic) -> None:
        """Gives a finding the severity that the user wants for its rule."""
        diagnostic.severity = self._severities.get(diagnostic.code, diagnostic.severity)


class Run:
    """One call of ``lint``: the settings it uses, and the report that grows project by project."""

    def __init__(self, source: SettingsSource, analysis: Analysis, asked: Sequence[str]) -> None:
        self.source = source
        self.analysis = analysis
        self.asked = asked  # the given paths, real
        self.report = Report()
        self._rule_sets: dict[int, tuple[Settings, RuleSet]] = {}

    def rules_of(self, settings: Settings) -> RuleSet:
        if id(settings) not in self._rule_sets:
            self._rule_sets[id(settings)] = (settings, RuleSet(settings))
        return self._rule_sets[id(settings)][1]

    def project(self, project: Project) -> None:
        """Adds a project's findings. A failure becomes a finding that names the project; it does not stop the others."""
        self.report.supported = self.report.supported or bool(project.reported)
        first = True
        for settings in self._settings_in(project):
            part = Part(self, project, settings, first)
            try:
                part.run()
            except UsageError:
                raise
            except Exception as error:  # RecursionError and MemoryError too: the next project may be fine
                part.internal_error(Place(str(project.root)), f"this project was not checked: {describe(error)}")
            first = False

    def _settings_in(self, project: Project) -> list[Settings]:
        """The settings of the files asked for: nearly always one for all of them."""
        found = {id(one): one for one in (self.source.of(path) for path in project.reported or [project.root])}
        return list(found.values())


class Part:
    """The files of a project that share settings. ``first``: what concerns the project as a whole is told here."""

    def __init__(self, run: Run, project: Project, settings: Settings, first: bool) -> None:
        self._run = run
        self._project = project
        self._settings = settings
        self._first = first
        self._rules = run.rules_of(settings)
        self._report = run.report
        self._files: dict[str, SourceFile] = {}
        self._suppressions: dict[str, Suppressions] = {}
        self._hashes: dict[str, LineHashes] = {}

    def run(self) -> None:
        project, settings = self._project, self._settings
        project.state_versions(settings.versions, settings.source)
        facts = self._run.analysis.facts(project)
        runs: list[tuple[str, dict[engine.Key, engine.Hit]]] = []
        rules = list(self._rules.active.values())
        for environment in settings.environments:
            graph = self._run.analysis.analyze(project, environment, settings.environment_sources)
            hits, crashes = engine.run(graph, rules, facts, settings.options, settings.environment_names)
            runs.append((environment, hits))
        # every environment meets the same calls and the same faulty files, so the last graph speaks for all
        self._files = {file.path: file for file in graph.files if self._reports(file.path)}
        self._coverage(graph)
        self._broken_input(graph)
        for crash in crashes:
            place = Place(str(project.root)) if crash.span is None else Place.of(crash.span)
            self.internal_error(place, f"the rule `{crash.rule}` failed: {describe(crash.error)}")
        for hit, when in engine.merged(runs):
            if self._reports(hit.finding.span.file.path):
                self._files.setdefault(hit.finding.span.file.path, hit.finding.span.file)
                self._add(Diagnostic.of(hit.rule, hit.finding, when))
        if settings.suppressions:
            self._about_suppressions()

    def _reports(self, path: str) -> bool:
        if isinstance(self._project, DocumentProject):  # one file, and the source that it was made from
            return self._project.reports(Path(path))
        if not self._project.reports(Path(path)) or self._run.source.of(Path(path)) is not self._settings:
            return False
        return Path(path) in self._project.named or not self._rules.excludes(path)

    def _coverage(self, graph: ResourceGraph) -> None:
        self._report.files += len(self._files)
        self._report.unknowns += [
            (Place.bare(part.span), part.reason)
            for part in (*graph.unknowns, *unknown_values(graph))
            if self._reports(part.span.file.path)
        ]
        if self._first:
            self._report.calls += graph.calls
            self._report.resolved += graph.resolved

    def _broken_input(self, graph: ResourceGraph) -> None:
        """Syntax errors, one for each file because what follows the first is often its consequence; and what could not be read."""
        broken = set()
        for file in self._files.values():
            fault = encoding_fault(file) if os.path.splitext(file.path)[1] in LANGUAGE_OF_SUFFIX else None
            if fault is not None:
                broken.add(file.path)
                self._tool_finding(UNREADABLE_FILE, Place.of(fault[0]), fault[1])
        for span in sorted(graph.syntax_errors, key=lambda span: span.key):
            if span.file.path not in broken and self._reports(span.file.path):
                broken.add(span.file.path)
                self._tool_finding(SYNTAX_ERROR, Place.of(span), self._what_is_wrong(span))
        met = set()
        for part in graph.overruns:  # one a file: what follows the first is often its consequence
            if part.span.file.path not in met and self._reports(part.span.file.path):
                met.add(part.span.file.path)
                start = Span(part.span.file, part.span.start, part.span.start)
                self._tool_finding(BUDGET_OVERRUN, Place.of(start), f"not followed to its end: {part.reason}")
        for path, message in self._project.problems if self._first else ():
            if self._concerns(path):
                self._tool_finding(UNREADABLE_FILE, Place(str(path)), message)
        read = {file.path for file in graph.files}
        for path in self._project.reported:
            if str(path) in read or not self._reports(str(path)):
                continue
            reason = why_unread(path, path in self._project.named)
            if reason:
                self._tool_finding(UNREADABLE_FILE, Place(str(path)), reason)

    def _what_is_wrong(self, span: Span) -> str:
        known = self._project.messages.get(span.key) if isinstance(self._project, DocumentProject) else None
        return f"this template cannot be read: {known}" if known else "the code from here on cannot be parsed"

    def _concerns(self, path: Path) -> bool:
        """Whether a manifest or folder was asked for, or says something about the whole project."""
        asked = any(path.is_relative_to(asked) for asked in self._run.asked)
        return asked or self._project.root.is_relative_to(path.parent)

    def _about_suppressions(self) -> None:
        """Comments that mean nothing, and those that silence nothing although their rule is on."""
        for path, file in self._files.items():
            suppressions = self._suppressions_in(file)
            for span, message in suppressions.faults:
                self._tool_finding(INVALID_SUPPRESSION, Place.of(span), message)
            for one in suppressions.all:
                on = any(code in self._rules.active and not self._rules.ignores(code, path) for code in one.codes)
                if on and not one.used:
                    self._tool_finding(UNUSED_SUPPRESSION, Place.of(one.span), f"`{one.word}` is not found here")

    def _suppressions_in(self, file: SourceFile) -> Suppressions:
        if file.path not in self._suppressions:
            self._suppressions[file.path] = Suppressions(file, self._rules.registry)
        return self._suppressions[file.path]

    def _tool_finding(self, code: str, place: Place, message: str) -> None:
        entry = self._rules.active.get(code)
        if entry is not None:
            self._add(Diagnostic(code, entry.name, entry.severity, message, place))

    def _add(self, diagnostic: Diagnostic) -> None:
        """Adds a finding to the report, unless the user does not want it."""
        path = diagnostic.place.path
        if self._rules.ignores(diagnostic.code, path):
            return
        self._rules.remap(diagnostic)
        file = self._files.get(path)
        if file is not None and self._settings.suppressions and diagnostic.code != UNUSED_SUPPRESSION:
            found = self._suppressions_in(file).match(diagnostic.code, diagnostic.place.start)
            if found is not None:
                diagnostic.suppression = found.reason
        if not self._settings.shows(diagnostic.severity, diagnostic.confidence):
            self._report.hidden += diagnostic.suppression is None
            return
        if file is not None and self._settings.line_hashes:
            if path not in self._hashes:
                self._hashes[path] = LineHashes(file.data)
            diagnostic.place.line_hash = self._hashes[path].of(diagnostic.place.line)
        self._report.rules.setdefault(diagnostic.code, self._rules.active[diagnostic.code])
        (self._report.diagnostics if diagnostic.suppression is None else self._report.suppressed).append(diagnostic)

    def internal_error(self, place: Place, message: str) -> None:
        """Reported even when the user ignores the code: the exit code has to be explained."""
        diagnostic = Diagnostic(INTERNAL_ERROR, "internal-error", "error", message, place)
        self._report.rules.setdefault(INTERNAL_ERROR, self._rules.registry.entries[INTERNAL_ERROR])
        self._report.diagnostics.append(diagnostic)


def why_unread(path: Path, named: bool) -> str | None:
    """Why a file was not read, ``None`` when it was only of no interest. What is too large to be written by hand is one only if it was named."""
    from iaclint.project.relevance import SOURCE_LIMIT

    try:
        status = os.stat(path)
        size, mode = status.st_size, status.st_mode
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    if not os.access(path, os.R_OK):
        return "cannot be read: permission denied"
    if stat.S_ISREG(mode) and (wide := wide_encoding(head_of(path))) is not None:
        return f"not read: it is {wide}, and source is read as UTF-8"
    return f"not read: larger than {SOURCE_LIMIT // 1_000_000} MB" if named and size > SOURCE_LIMIT else None


def head_of(path: Path) -> bytes:
    """The first bytes of a file; none when it cannot be read."""
    try:
        with open(path, "rb") as stream:
            return stream.read(HEAD)
    except OSError:
        return b""


def describe(error: BaseException) -> str:
    """An error in one line, with the innermost place of its traceback."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    text = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}{': ' if text else ''}{text}{where}"


__all__ = ["Analysis", "Analyze", "Part", "RuleEntry", "RuleSet", "Run", "Span", "describe", "why_unread"]
