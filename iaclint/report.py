"""What a run found, in the form that outputs need: positions and excerpts instead of spans, so that nothing of a project stays in memory."""

from __future__ import annotations

from iaclint.rule import Applicability, Confidence, Edit, Finding, Fix, Rule, Severity
from iaclint.source import SourceFile, Span

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")  # gravest first

CONTEXT_LINES = 1  # shown before and after the line that is meant
MAX_SPAN_LINES = 6
EXCERPT_WIDTH = 400  # code points kept of a line: enough for any terminal, little enough for minified files


class Place:
    """A position for people. ``path`` is absolute; lines and columns are 1-based, columns in code points; ``start`` and ``end`` are byte offsets.
    ``lines`` is the source around it, beginning with line ``first_line``, each without its first ``shift`` code points. A place without
    an excerpt stands for a whole file or folder."""

    __slots__ = ("column", "end", "end_column", "end_line", "first_line", "line", "lines", "path", "shift", "start")

    def __init__(self, path: str) -> None:
        self.path = path
        self.line = self.column = self.end_line = self.end_column = self.first_line = 1
        self.start = self.end = self.shift = 0
        self.lines: list[str] = []

    @classmethod
    def of(cls, span: Span) -> Place:
        place = cls(span.file.path)
        place.start, place.end = span.start, span.end
        place.line, place.column = span.line, span.column
        place.end_line, place.end_column = span.end_line, span.end_column
        place._excerpt(span.file)
        return place

    def _excerpt(self, file: SourceFile) -> None:
        self.first_line = max(1, self.line - CONTEXT_LINES)
        last = min(self.end_line + CONTEXT_LINES, self.line + MAX_SPAN_LINES, len(file.line_starts))
        self.shift = max(0, self.column - EXCERPT_WIDTH // 2) if self.column > EXCERPT_WIDTH // 2 else 0
        window = slice(self.shift, self.shift + EXCERPT_WIDTH)
        self.lines = [file.line_text(line)[window] for line in range(self.first_line, last + 1)]


class SourceEdit:
    """Replace the bytes ``[start, end)`` of the file at ``path`` by ``text``."""

    __slots__ = ("end", "path", "start", "text")

    def __init__(self, edit: Edit) -> None:
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


class Diagnostic:
    """One reported finding. ``related`` are other places with a note each; ``when`` the assumed environments, if it does not hold in all of them."""

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
        self.related: list[tuple[Place, str]] = []
        self.help = ""
        self.resource: ResourceName | None = None
        self.when: str | None = None
        self.fix: SourceFix | None = None

    @classmethod
    def of(cls, rule: Rule, finding: Finding, when: str | None = None) -> Diagnostic:
        severity = finding.severity or rule.severity
        diagnostic = cls(rule.code, rule.name, severity, finding.message, Place.of(finding.span))
        diagnostic.confidence = rule.confidence
        diagnostic.equivalents = rule.equivalents
        diagnostic.related = [(Place.of(related.span), related.message) for related in finding.related]
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


class Report:
    """``files``: source files looked at. ``calls``/``resolved``: library constructor calls met and understood. ``supported``: whether the given
    paths hold any file of a language that iaclint reads."""

    __slots__ = ("calls", "diagnostics", "files", "resolved", "supported")

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.files = 0
        self.calls = 0
        self.resolved = 0
        self.supported = False

    def sort(self) -> None:
        self.diagnostics.sort(key=lambda diagnostic: diagnostic.order)

    def count(self, severity: Severity) -> int:
        return sum(1 for diagnostic in self.diagnostics if diagnostic.severity == severity)
