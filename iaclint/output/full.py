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
        rule = report.rules.get(diagnostic.code)
        for line in lines(diagnostic, style, rule.page if rule else ""):
            out.write(line + "\n")
        out.write("\n")


def lines(diagnostic: Diagnostic, style: Style, page: str = "") -> Iterator[str]:
    """One finding, line by line. ``page``: the path of the rule's page, for a link."""
    colour = SEVERITY_COLOUR[diagnostic.severity]
    place = diagnostic.place
    gutter = gutter_width([place, *(related.place for related in diagnostic.related)])
    head = style.link(style.paint(f"{diagnostic.severity}[{diagnostic.code}]", colour), page)
    yield f"{head} {style.paint(diagnostic.name, 'bold')}: {clean(diagnostic.message)}"
    yield f"{' ' * gutter}{style.paint('-->', 'blue')} {_where(place, style)}"
    yield from frame(place, gutter, style, "^", colour)
    for related in diagnostic.related:
        other = related.place
        if other.path == place.path and other.line == place.line and not related.message:
            continue
        yield f"{' ' * gutter}{style.paint(':::', 'blue')} {_where(other, style)}"
        yield from frame(other, gutter, style, "-", "blue", related.message, context=False)
    accepted = diagnostic.suppression
    notes = [
        ("help", diagnostic.help),
        ("note", f"only when {diagnostic.when}" if diagnostic.when else ""),
        ("note", "" if accepted is None else f"suppressed: {accepted or 'no reason is given'}"),
    ]
    if any(text for _, text in notes) and place.lines:
        yield f"{' ' * gutter} {style.paint('|', 'blue')}"
    for kind, text in notes:
        if text:
            yield f"{' ' * gutter} {style.paint('=', 'blue')} {style.paint(kind + ':', 'bold')} {clean(text)}"


def _where(place: Place, style: Style) -> str:
    position = f":{place.line}:{place.column}" if place.lines else ""
    return style.link(clean(display_path(place.path)) + position, place.path)
