"""The forms in which a report is written: one module a format, each with ``write(report, out, style)``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, TextIO, get_args

if TYPE_CHECKING:
    from iaclint.output.style import Style
    from iaclint.report import Report

Format = Literal["full", "concise", "grouped", "json", "jsonl", "sarif", "github"]

FORMATS: tuple[Format, ...] = get_args(Format)
FOR_PEOPLE: frozenset[Format] = frozenset(
    ("full", "concise", "grouped")
)  # the summary line and other remarks belong to their text
WITH_LINE_HASHES: frozenset[Format] = frozenset(("sarif",))


def write(report: Report, format: Format, out: TextIO, style: Style) -> None:
    """Writes every diagnostic of ``report`` to ``out``; the summary line is the caller's."""
    import_module(f"iaclint.output.{format}").write(report, out, style)
