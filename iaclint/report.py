"""What a run found, in the form that outputs need: positions and excerpts instead of spans, so that nothing of a project stays in memory."""

from __future__ import annotations

from typing import Protocol

from iaclint.rule import Applicability, Confidence, Edit, Finding, Fix, Related, Rule, Severity
from iaclint.source import SourceFile, Span

CONTEXT_LINES = 1  # shown before and after the line that is meant
MAX_SPAN_LINES = 6
EXCERPT_WIDTH = 400  # code points kept of a line: enough for any terminal, little enough for minified files


class Place:
    """A position for people. ``path`` is absolute; lines and columns are 1-based, columns in code points; ``start`` and ``end`` are byte offsets.
    ``utf16_column`` and ``end_utf16_column`` count UTF-16 code units. ``lines`` is the source around it, beginning with line ``first_line``,
    each without its first ``shift`` code points. A place without an excerpt stands for a whole file or folder. ``line_hash``: the
    line's fingerprint, when an output asked for it."""

    __slots__ = (
        "column",
        "end",
        "end_column",
        "end_line",
        "end_utf16_column",
        "first_line",
        "line",
        "line_hash",
        "lines",
        "path",
        "shift",
        "start",
        "utf16_column",
    )

    def __init__(self, path: str) -> None:
        self.path = path
        self.line = self.column = self.end_line = self.end_column = self.first_line = 1
        self.utf16_column = self.end_utf16_column = 1
        self.start = self.end = self.shift = 0
        self.line_hash = ""
        self.lines: list[str] = []

    @classmethod
    def of(cls, span: Span) -> Place:
        place = cls.bare(span)
        place._excerpt(span.file)
        return place

    @classmethod
    def bare(cls, span: Span) -> Place:
        """A position without its excerpt."""
        place = cls(span.file.path)
        place.start, place.end = span.start, span.end
        place.line, place.column = span.line, span.column
        place.end_line, place.end_column = span.end_line, span.end_column
        place.utf16_column, place.end_utf16_column = (
            span.file.utf16_column(span.start),
            span.file.utf16_column(span.end),
        )
        return place

    def _excerpt(self, file: SourceFile) -> None:
        self.first_line = max(1, self.line - CONTEXT_LINES)
        last = min(self.end_line + CONTEXT_LINES, self.line + MAX_SPAN_LINES, len(file.line_starts))
        self.shift = max(0, self.column - EXCERPT_WIDTH // 2) if self.column > EXCERPT_WIDTH // 2 else 0
        window = slice(self.shift, self.shift + EXCERPT_WIDTH)
        self.lines = [file.line_text(line)[window] for line in range(self.first_line, last + 1)]


class SourceEdit:
    """Replace the bytes ``[start, end)`` of the file at ``path`` by ``text``."""

    __slots__ = ("end", "path", "place", "start", "text")

    def __init__(self, edit: Edit) -> None:
        self.place = Place.bare(edit.span)
        self.path = edit.span.file.path
        self.start = edit.span.start
        self.end = edit.span.end
        self.text = edit.text


class SourceFix:
    __slots__ = ("applicability", "edits", "message")

    def __init__(self, fix: Fix) -> None:
        self.applicability: Applicability = fix.applicability
        self.message = fix.message
        self.edits = [SourceEdit(edit) for edit in fix.edits]


class ResourceName:
    """Which resource a diagnostic is about: the deployed ``type``, the ``construct`` that was called, its ``id`` in the program."""

    __slots__ = ("construct", "id", "type")

    def __init__(self, type: str, construct: str, id: str) -> None:
        self.type = type
        self.construct = construct
        self.id = id


class RelatedPlace:
    """Another place that explains a finding, with a note. ``travelled``: the value that the finding is about came through there."""

    __slots__ = ("message", "place", "travelled")

    def __init__(self, related: Related) -> None:
        self.place = Place.of(related.span)
        self.message = related.message
        self.travelled = related.travelled


class Diagnostic:
    """One reported finding. ``related`` are other places with a note each; ``when`` the assumed environments, if it does not hold in all of them.
    ``suppression``: the reason that the author gave for accepting it (may be empty), ``None`` when nobody did."""

    __slots__ = (
        "code",
        "confidence",
        "equivalents",
        "fix",
        "help",
        "message",
        "name",
        "place",
        "related",
        "resource",
        "severity",
        "suppression",
        "when",
    )

    def __init__(self, code: str, name: str, severity: Severity, message: str, place: Place) -> None:
        self.code = code
        self.name = name
        self.severity: Severity = severity
        self.confidence: Confidence = "high"
        self.equivalents: tuple[str, ...] = ()
        self.message = message
        self.place = place
        self.related: list[RelatedPlace] = []
        self.help = ""
        self.resource: ResourceName | None = None
        self.when: str | None = None
        self.fix: SourceFix | None = None
        self.suppression: str | None = None

    @classmethod
    def of(cls, rule: Rule, finding: Finding, when: str | None = None) -> Diagnostic:
        severity = finding.severity or rule.severity
        diagnostic = cls(rule.code, rule.name, severity, finding.message, Place.of(finding.span))
        diagnostic.confidence = rule.confidence
        diagnostic.equivalents = rule.equivalents
        diagnostic.related = [RelatedPlace(related) for related in finding.related]
        diagnostic.help = finding.help
        diagnostic.when = when
        if finding.fix is not None:
            diagnostic.fix = SourceFix(finding.fix)
        if finding.resource is not None:
            from iaclint.model.render import render_text

            resource = finding.resource
            diagnostic.resource = ResourceName(resource.type, resource.construct, render_text(resource.id))
        return diagnostic

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        return (self.place.path, self.place.line, self.place.column, self.code, self.message)


class DescribedRule(Protocol):
    """What outputs say of a rule (``registry.RuleEntry``)."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def confidence(self) -> Confidence: ...
    @property
    def summary(self) -> str: ...
    @property
    def equivalents(self) -> tuple[str, ...]: ...
    @property
    def cwe(self) -> tuple[int, ...]: ...
    @property
    def security_severity(self) -> str: ...
    @property
    def page(self) -> str: ...
    def page_text(self) -> str: ...


class Report:
    """``files``: source files looked at. ``calls``/``resolved``: library constructor calls met and understood. ``supported``: whether the given
    paths hold any file of a language that iaclint reads. ``suppressed``: findings that comments accept; ``hidden``: how many the severity and
    confidence asked for leave out. ``unknowns``: what could not be followed. ``rules``: those of the findings, by code."""

    __slots__ = ("calls", "diagnostics", "files", "hidden", "resolved", "rules", "supported", "suppressed", "unknowns")

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.suppressed: list[Diagnostic] = []
        self.hidden = 0
        self.unknowns: list[tuple[Place, str]] = []
        self.rules: dict[str, DescribedRule] = {}
        self.files = 0
        self.calls = 0
        self.resolved = 0
        self.supported = False

    def sort(self) -> None:
        self.diagnostics = _sorted(self.diagnostics)
        self.suppressed = _sorted(self.suppressed)
        self.unknowns = sorted(
            {(place.path, place.line, reason): (place, reason) for place, reason in self.unknowns}.values(),
            key=lambda unknown: (unknown[0].path, unknown[0].line, unknown[0].column, unknown[1]),
        )

    def show_suppressed(self) -> None:
        """Puts the suppressed findings among the others."""
        self.diagnostics = _sorted(self.diagnostics + self.suppressed)

    def count(self, severity: Severity) -> int:
        return sum(
            1 for diagnostic in self.diagnostics if diagnostic.severity == severity and diagnostic.suppression is None
        )


def _sorted(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """In the order of path, position and code; what two of the given paths both led to, once."""
    ordered = sorted(diagnostics, key=lambda diagnostic: diagnostic.order)
    return [
        one
        for at, one in enumerate(ordered)
        if at == 0 or (one.order, one.when) != (ordered[at - 1].order, ordered[at - 1].when)
    ]
