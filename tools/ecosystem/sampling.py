"""Findings drawn at random, with the source around them, to be judged by eye."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.ecosystem.comparison import place
from tools.ecosystem.findings import Finding, Findings
from tools.ecosystem.runs import lines_of

CONTEXT = 6  # lines before and after


def drawn(findings: Findings, rules: Sequence[str], count: int, seed: int) -> list[Finding]:
    """``count`` of the findings of these rules (by code or name; of all when none is given): the same ones for the same seed."""
    candidates = [finding for finding in findings if not rules or {finding.code, finding.name} & set(rules)]
    return random.Random(seed).sample(candidates, min(count, len(candidates)))


def shown(findings: Findings, sample: Sequence[Finding]) -> Iterator[str]:
    folders = {project.name: Path(project.folder) for project in findings.projects}
    for number, finding in enumerate(sample, 1):
        yield f"[{number}/{len(sample)}] {finding.severity}[{finding.code}] {finding.name}: {finding.message}"
        yield f"  --> {place(finding)}"
        lines = lines_of(folders[finding.project] / finding.path)
        for line in range(max(1, finding.line - CONTEXT), min(len(lines), finding.line + CONTEXT) + 1):
            yield f"{'>' if line == finding.line else ' '} {line:5} | {lines[line - 1]}".rstrip()
        yield ""
