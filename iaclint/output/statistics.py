"""How many findings each rule has, instead of the findings."""

from __future__ import annotations

import json
from collections import Counter
from typing import TextIO

from iaclint.output.style import SEVERITY_COLOUR, Style
from iaclint.report import Report


def write(report: Report, out: TextIO, style: Style, as_json: bool) -> None:
    """A line a rule, most findings first; or a JSON list of ``{"code", "name", "severity", "count"}``."""
    counts = Counter((one.code, one.name, one.severity) for one in report.diagnostics)
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    if as_json:
        rows = [
            {"code": code, "name": name, "severity": severity, "count": counts[code, name, severity]}
            for code, name, severity in ordered
        ]
        json.dump(rows, out, indent=2)
        out.write("\n")
        return
    digits = len(str(max(counts.values(), default=0)))
    for code, name, severity in ordered:
        out.write(f"{counts[code, name, severity]:>{digits}}  {style.paint(code, SEVERITY_COLOUR[severity])}  {name}\n")
