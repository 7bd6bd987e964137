"""What aws-cdk-lib warns of when a program is synthesised, and what iaclint's rules on deprecations find in it."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from tools.drafts.faults import plain
from tools.drafts.findings import Found, findings
from tools.golden.environments import Environment
from tools.golden.programs import SKIPPED, Program
from tools.golden.synthesis import HOOKS, command, link, run, surroundings

HOOK = Path(__file__).with_name("hooks") / "deprecations.cjs"
RULES = ("API001", "API002", "API003", "API004")
CALL_LINES = 120  # within which an argument of a call stands


class Warned:
    """A deprecation that the framework told: its name (``aws-cdk-lib.aws_ec2.VpcProps#cidr``) and the line that led to it, 0 when that is not known."""

    __slots__ = ("file", "line", "name")

    def __init__(self, name: str, file: str, line: int) -> None:
        self.name = name
        self.file = file
        self.line = line

    @property
    def last(self) -> str:
        """The property, member or class that is deprecated."""
        return plain(self.name.replace("#", ".").rpartition(".")[2])

    def is_told_by(self, finding: Found) -> bool:
        if not self.line:
            return self.last in finding.named
        if not finding.file.endswith(self.file):
            return False
        within = self.line <= finding.line <= self.line + CALL_LINES
        return finding.line == self.line or (within and self.last in finding.named)


def warned(folder: Path, environment: Environment, seconds: float) -> list[Warned]:
    """The warnings of a synthesis, each once. Raises ``SynthesisError``, and ``ValueError`` for what is no project."""
    program = Program(folder)
    with tempfile.TemporaryDirectory(prefix="iaclint-drafts-") as temporary:
        base = Path(temporary).resolve()
        root, log = base / "project", base / "events"
        shutil.copytree(folder, root, ignore=shutil.ignore_patterns(*SKIPPED), symlinks=True)
        log.touch()
        link(root, environment)
        (base / "home").mkdir()
        variables = surroundings(program, environment, base)
        variables |= {"GOLDEN_ROOT": str(root), "GOLDEN_LOG": str(log), "GOLDEN_HOOKS": str(HOOKS)}
        variables["NODE_OPTIONS"] = f"{variables.get('NODE_OPTIONS', '')} --require {HOOK}".strip()
        run(command(program, environment, root), root, variables, seconds)
        events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    told = {(e["name"], e["file"], e["line"]) for e in events if e["kind"] == "deprecation"}
    return [Warned(*one) for one in sorted(told)]


def judged(folder: Path, environment: Environment, seconds: float) -> tuple[list[Warned], list[Warned], list[Found]]:
    """The warnings that iaclint tells, those that it does not, and what it tells beside."""
    versions = dict(package.rsplit("@", 1) for package in environment.versions["node"])
    told = warned(folder, environment, seconds)
    found = findings(folder, versions, RULES)
    met = [one for one in told if any(one.is_told_by(finding) for finding in found)]
    missed = [one for one in told if one not in met]
    return met, missed, [finding for finding in found if not any(one.is_told_by(finding) for one in told)]
