"""The forms in which a report is written: one module a format, each with ``write(report, out, style)``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, TextIO

if TYPE_CHECKING:
    from iaclint.output.style import Style
    from iaclint.report import Report

Format = Literal["full", "concise", "json"]

FORMATS: tuple[Format, ...] = ("full", "concise", "json")
FOR_PEOPLE: frozenset[Format] = frozenset(("full", "concise"))  # the summary line belongs to their text


def write(report: Report, format: Format, out: TextIO, style: Style) -> None:
    """Writes every diagnostic of ``report`` to ``out``; the summary line is the caller's."""
    import_module(f"iaclint.output.{format}").write(report, out, style)
