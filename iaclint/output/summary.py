"""The last line: how much was found, and how much of the program was understood, so that a model that saw little never looks clean."""

from __future__ import annotations

from iaclint.report import Report
from iaclint.rule import SEVERITIES


def summary(report: Report) -> str:
    found = sum(report.count(severity) for severity in SEVERITIES)
    parts = [_count(report.count(severity), severity) for severity in SEVERITIES if report.count(severity)]
    detail = f" ({', '.join(parts)})" if parts else ""
    head = f"{_count(found, 'finding') if found else 'No findings'}{detail} in {_count(report.files, 'file')}"
    aside = [f"{len(report.suppressed)} suppressed"] if report.suppressed else []
    aside += [f"{report.hidden} hidden by --severity or --confidence"] if report.hidden else []
    return " · ".join([head, *aside, _coverage(report)])


def _coverage(report: Report) -> str:
    if report.calls == 0:
        return "model: no constructs found"
    unknown = f", {_count(len(report.unknowns), 'place')} unknown" if report.unknowns else ""
    return f"model: {report.resolved} of {_count(report.calls, 'construct')} resolved{unknown}"


def _count(number: int, noun: str) -> str:
    plural = "" if number == 1 or noun == "info" else "s"
    return f"{number} {noun}{plural}"
