"""Lints projects one by one through the command line, so that any version of iaclint can be run and none can take the others down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from iaclint.project import discover
from tools.ecosystem.findings import Finding, Findings, ProjectRun

TIMEOUT = 120  # seconds for one project
FINISHED = (0, 1, 3)  # exit codes of a run that did its work
LAST_WORDS = 500  # characters kept of what a failed run said


class Version:
    """A version of iaclint, by the folder that holds its packages; None is the one that is installed."""

    __slots__ = ("environment",)

    def __init__(self, packages: Path | None = None) -> None:
        self.environment = dict(os.environ)
        if packages is not None:
            self.environment["PYTHONPATH"] = str(packages)  # searched before what is installed, editable or not


def projects_below(folders: Sequence[Path], every: int = 1) -> list[tuple[str, Path]]:
    """Each ``every``-th project below the folders by name: its path from the folder it was found in, after that folder's
    own name when there are several. A project inside another one is linted with that."""
    found = []
    for folder in folders:
        top = folder.resolve()
        roots = [project.root for project in discover([top]) if project.platforms and project.root.is_relative_to(top)]
        for root in roots:
            if not any(other in root.parents for other in roots):
                parts = root.relative_to(top).parts
                found.append(("/".join(parts if parts and len(folders) == 1 else (top.name, *parts)), root))
    return sorted(found)[::every]


def run(
    projects: Sequence[tuple[str, Path]], select: Sequence[str], jobs: int, version: Version | None = None
) -> Findings:
    """The findings on every project; the waiting is done by threads, the work by their processes."""
    with ThreadPoolExecutor(jobs) as pool:
        runs = pool.map(lambda project: run_one(project[0], project[1], select, version or Version()), projects)
        return Findings(list(runs))


def run_one(name: str, folder: Path, select: Sequence[str], version: Version) -> ProjectRun:
    result = ProjectRun(name, str(folder))
    # -P: the folder is the working directory, and must not be where Python finds modules
    command = [sys.executable, "-P", "-m", "iaclint", "check", "--isolated", "--output-format", "json"]
    command += ["--select", ",".join(select), "."]
    started = time.monotonic()
    try:
        done = subprocess.run(
            command, cwd=folder, env=version.environment, capture_output=True, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        result.crash = f"not done after {TIMEOUT} s"
        return result
    result.seconds = time.monotonic() - started
    data = json_of(done.stdout)
    if done.returncode not in FINISHED or data is None:
        result.crash = f"exit code {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-LAST_WORDS:].strip()}"
    result.findings = found(name, folder, data or [])
    return result


def json_of(output: bytes) -> list[dict[str, Any]] | None:
    """What a run wrote; None when it ended before it wrote anything."""
    try:
        data: list[dict[str, Any]] = json.loads(output)
    except ValueError:
        return None
    return data


def found(name: str, folder: Path, data: Sequence[dict[str, Any]]) -> list[Finding]:
    """The findings of a run, with their lines of source."""
    sources: dict[str, list[str]] = {}
    findings = []
    for record in data:
        path = record["path"]
        if path not in sources:
            sources[path] = lines_of(folder / path)
        line: int = record["line"]
        text = sources[path][line - 1].strip() if line <= len(sources[path]) else ""
        findings.append(Finding(name, {**record, **record["rule"], "text": text}))
    return sorted(findings, key=lambda finding: finding.order)


def lines_of(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "replace").split("\n")
    except OSError:  # a finding about a folder, or about a file that cannot be read
        return []
