"""The default format: each finding with the source it is about, where the value came from, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from iaclint.output.frame import frame, gutter_width
from iaclint.output.style import SEVERITY_COLOUR, Style
from iaclint.output.text import clean, display_path
from iaclint.report import Diagnostic, Place, Report


def write(report: Report, out: TextIO, style: Style) -> None:
    for diagnostic in report.diagnostics:
        for line in lines(diagnostic, style):
            out.write(line + "\n")
        out.write("\n")


def lines(diagnostic: Diagnostic, style: Style) -> Iterator[str]:
    """One finding, line by line."""
    colour = SEVERITY_COLOUR[diagnostic.severity]
    place = diagnostic.place
    gutter = gutter_width([place, *(related for related, _ in diagnostic.related)])
    head = style.paint(f"{diagnostic.severity}[{diagnostic.code}]", colour)
    yield f"{head} {style.paint(diagnostic.name, 'bold')}: {clean(diagnostic.message)}"
    yield f"{' ' * gutter}{style.paint('-->', 'blue')} {_where(place)}"
    yield from frame(place, gutter, style, "^", colour)
    for related, note in diagnostic.related:
        if related.path == place.path and related.line == place.line and not note:
            continue
        yield f"{' ' * gutter}{style.paint(':::', 'blue')} {_where(related)}"
        yield from frame(related, gutter, style, "-", "blue", note, context=False)
    notes = [("help", diagnostic.help), ("note", f"only when {diagnostic.when}" if diagnostic.when else "")]
    if any(text for _, text in notes) and place.lines:
        yield f"{' ' * gutter} {style.paint('|', 'blue')}"
    for kind, text in notes:
        if text:
            yield f"{' ' * gutter} {style.paint('=', 'blue')} {style.paint(kind + ':', 'bold')} {clean(text)}"


def _where(place: Place) -> str:
    position = f":{place.line}:{place.column}" if place.lines else ""
    return clean(display_path(place.path)) + position
