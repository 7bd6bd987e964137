"""What could not be followed, and why: a line a place."""

from __future__ import annotations

from typing import TextIO

from iaclint.output.style import Style
from iaclint.output.text import clean, display_path
from iaclint.report import Report


def write(report: Report, out: TextIO, style: Style) -> None:
    for place, reason in report.unknowns:
        where = f"{clean(display_path(place.path))}:{place.line}:{place.column}"
        out.write(f"{style.link(where, place.path)}: {style.paint('unknown', 'dim')}: {clean(reason)}\n")
    if report.unknowns:
        out.write("\n")
