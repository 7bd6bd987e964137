"""Workflow commands: annotations in GitHub's view of a pull request, gravest first because only the first ten of a kind are shown; and a table in the
job's summary, where there is one."""

from __future__ import annotations

import os
from collections import Counter
from typing import TextIO

from iaclint.output.repository_path import repository_path
from iaclint.output.style import Style
from iaclint.output.text import remarks
from iaclint.report import Diagnostic, Report
from iaclint.rule import SEVERITIES

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report, out: TextIO, style: Style) -> None:
    for diagnostic in sorted(report.diagnostics, key=lambda one: SEVERITIES.index(one.severity)):
        out.write(annotation(diagnostic) + "\n")
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and report.diagnostics:
        with open(summary, "a", encoding="utf-8") as stream:
            stream.write(table(report))


def annotation(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    properties = {
        "title": f"{diagnostic.code} {diagnostic.name}",
        "file": repository_path(place.path)[1],
        "line": place.line,
        "endLine": place.end_line,
    }
    if place.line == place.end_line and place.lines:  # columns of a region over several lines are refused
        properties |= {"col": place.column, "endColumn": place.end_column}
    listed = ",".join(f"{name}={_escaped_property(str(value))}" for name, value in properties.items())
    return f"::{LEVELS[diagnostic.severity]} {listed}::{_escaped(diagnostic.message + remarks(diagnostic))}"


def table(report: Report) -> str:
    """The findings by rule, as Markdown."""
    counts = Counter((one.severity, one.code, one.name) for one in report.diagnostics)
    ordered = sorted(counts, key=lambda key: (SEVERITIES.index(key[0]), -counts[key], key[1]))
    rows = [f"| {severity} | {code} | {name} | {counts[severity, code, name]} |" for severity, code, name in ordered]
    return (
        "\n".join(["### iaclint", "", "| severity | code | rule | findings |", "| --- | --- | --- | ---: |", *rows, ""])
        + "\n"
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
