"""One line a finding: ``path:line:column: CODE [name] message``, as editors and grep like it."""

from __future__ import annotations

from typing import TextIO

from iaclint.output.style import SEVERITY_COLOUR, Style
from iaclint.output.text import clean, display_path, remarks
from iaclint.report import Diagnostic, Report


def write(report: Report, out: TextIO, style: Style) -> None:
    for diagnostic in report.diagnostics:
        out.write(line(diagnostic, style, report) + "\n")


def line(diagnostic: Diagnostic, style: Style, report: Report) -> str:
    place = diagnostic.place
    where = f"{clean(display_path(place.path))}:{place.line}:{place.column}"
    return f"{style.link(where, place.path)}: {what(diagnostic, style, report)}"


def what(diagnostic: Diagnostic, style: Style, report: Report) -> str:
    """Code, name and message."""
    rule = report.rules.get(diagnostic.code)
    code = style.link(style.paint(diagnostic.code, SEVERITY_COLOUR[diagnostic.severity]), rule.page if rule else "")
    return f"{code} [{diagnostic.name}] {clean(diagnostic.message)}{clean(remarks(diagnostic))}"
