"""One line a finding: ``path:line:column: CODE [name] message``, as editors and grep like it."""

from __future__ import annotations

from typing import TextIO

from iaclint.output.style import SEVERITY_COLOUR, Style
from iaclint.output.text import clean, display_path
from iaclint.report import Report


def write(report: Report, out: TextIO, style: Style) -> None:
    for diagnostic in report.diagnostics:
        place = diagnostic.place
        code = style.paint(diagnostic.code, SEVERITY_COLOUR[diagnostic.severity])
        when = f" (only when {diagnostic.when})" if diagnostic.when else ""
        where = f"{clean(display_path(place.path))}:{place.line}:{place.column}"
        out.write(f"{where}: {code} [{diagnostic.name}] {clean(diagnostic.message)}{clean(when)}\n")
