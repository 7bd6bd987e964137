"""One finding a line, each an object of the JSON format: for what reads while we write."""

from __future__ import annotations

import json
from typing import TextIO

from iaclint.output.json import as_data
from iaclint.output.style import Style
from iaclint.report import Report


def write(report: Report, out: TextIO, style: Style) -> None:
    for diagnostic in report.diagnostics:
        out.write(json.dumps(as_data(diagnostic)) + "\n")
