"""The findings of each file below its name."""

from __future__ import annotations

from itertools import groupby
from typing import TextIO

from iaclint.output.concise import what
from iaclint.output.style import Style
from iaclint.output.text import clean, display_path
from iaclint.report import Report


def write(report: Report, out: TextIO, style: Style) -> None:
    for path, diagnostics in groupby(report.diagnostics, key=lambda diagnostic: diagnostic.place.path):
        group = list(diagnostics)
        out.write(f"{style.link(style.paint(clean(display_path(path)), 'bold'), path)}:\n")
        width = max(len(f"{one.place.line}:{one.place.column}") for one in group)
        for one in group:
            at = f"{one.place.line}:{one.place.column}"
            out.write(f"  {at:>{width}}  {what(one, style, report)}\n")
        out.write("\n")
