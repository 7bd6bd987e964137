"""The findings as a JSON list: the machine's format, a contract."""

from __future__ import annotations

import json
from typing import Any, TextIO

from iaclint.output.style import Style
from iaclint.output.text import display_path
from iaclint.report import Diagnostic, Place, Report, SourceFix


def write(report: Report, out: TextIO, style: Style) -> None:
    json.dump([as_data(diagnostic) for diagnostic in report.diagnostics], out, indent=2)
    out.write("\n")


def as_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """One finding as plain data; with ``suppression`` only when its author accepts it; ``path`` relative to the working directory, lines and columns 1-based, columns in code points."""
    resource = diagnostic.resource
    data = {
        "rule": {
            "code": diagnostic.code,
            "name": diagnostic.name,
            "equivalents": list(diagnostic.equivalents),
        },
        "severity": diagnostic.severity,
        "confidence": diagnostic.confidence,
        "message": diagnostic.message,
        **_place(diagnostic.place),
        "end_line": diagnostic.place.end_line,
        "end_column": diagnostic.place.end_column,
        "resource": None
        if resource is None
        else {"type": resource.type, "construct": resource.construct, "id": resource.id},
        "related": [{**_place(related.place), "message": related.message} for related in diagnostic.related],
        "when": diagnostic.when,
        "fix": None if diagnostic.fix is None else _fix(diagnostic.fix),
    }
    return data if diagnostic.suppression is None else {**data, "suppression": {"reason": diagnostic.suppression}}


def _place(place: Place) -> dict[str, Any]:
    return {"path": display_path(place.path), "line": place.line, "column": place.column}


def _fix(fix: SourceFix) -> dict[str, Any]:
    return {
        "applicability": fix.applicability,
        "message": fix.message,
        "edits": [
            {"path": display_path(edit.path), "start": edit.start, "end": edit.end, "text": edit.text}
            for edit in fix.edits
        ],
    }
