"""The door: what ``lint`` and ``exit_code`` promise to callers other than the command line."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from pathlib import Path

import pytest

from iaclint.api import Analysis, exit_code, lint
from iaclint.model import ResourceGraph
from iaclint.project import Project
from iaclint.report import Diagnostic, Place, Report
from iaclint.rule import Severity
from iaclint.settings import Settings, UsageError
from tests.conftest import Repository
from tests.programs import SKETCHED, sketched

PROTECTED = "resource AWS::RDS::DBInstance Db deletionProtection=true\n"


def report(*severities: Severity, code: str = "TST001", supported: bool = True) -> Report:
    made = Report()
    made.supported = supported
    made.diagnostics = [Diagnostic(code, "x", severity, "", Place("x")) for severity in severities]
    return made


@pytest.mark.parametrize(
    ("fail_on", "severity", "code"),
    [
        ("error", "error", 1),
        ("error", "warning", 0),
        ("warning", "error", 1),
        ("warning", "warning", 1),
        ("warning", "info", 0),
        ("info", "info", 1),
    ],
)
def test_fail_on(fail_on: Severity, severity: Severity, code: int) -> None:
    assert exit_code(report(severity), Settings(fail_on=fail_on)) == code


@pytest.mark.parametrize(
    ("made", "settings", "code"),
    [
        (report(), Settings(), 0),
        (report(supported=False), Settings(), 3),
        (report(supported=False), Settings(exit_zero=True), 3),
        (report("error", code="IAC002", supported=False), Settings(), 1),
        (report("error", code="IAC001"), Settings(strict=True), 4),
        (report("error", code="IAC001"), Settings(strict=True, exit_zero=True), 4),
        (report("error", code="IAC002"), Settings(exit_zero=True), 0),
        (report("error", code="IAC003"), Settings(exit_zero=True), 4),
        (report("error"), Settings(strict=True), 1),
        (report("error"), Settings(exit_zero=True), 0),
    ],
)
def test_exit_codes(made: Report, settings: Settings, code: int) -> None:
    assert exit_code(made, settings) == code


def test_findings_are_sorted_by_path_and_position(repository: Repository) -> None:
    root = repository({f"{name}/{file}": PROTECTED * 2 for name in ("b", "a") for file in ("cdk.json.py", "x.py")})
    found = lint(["b", str(root / "a")], Settings(), SKETCHED).diagnostics
    places = [(Path(one.place.path).relative_to(root).as_posix(), one.place.line) for one in found]
    assert places == sorted(places)
    assert len(places) == 8


def test_one_project_is_let_go_before_the_next(repository: Repository) -> None:
    names = "abcde"
    repository({f"{name}/{file}": text for name in names for file, text in (("cdk.json", "{}"), ("x.ts", PROTECTED))})
    alive = []

    def analyze(project: Project, environment: str, sources: Iterable[str] = ()) -> ResourceGraph:
        gc.collect()
        alive.append(sum(isinstance(thing, ResourceGraph) for thing in gc.get_objects()))
        return sketched(project, environment)

    made = lint(["."], Settings(), Analysis(analyze, SKETCHED.facts))
    assert len(made.diagnostics) == len(alive) == len(names)
    assert max(alive) <= min(alive) + 1


def test_an_unknown_rule_is_told_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="unknown rule"):
        lint(["missing"], Settings(select=["nonsense"]), SKETCHED)


def test_links_that_go_in_circles_and_links_to_nowhere(repository: Repository) -> None:
    root = repository({"cdk.json": "{}", "lib/x.ts": PROTECTED})
    (root / "lib" / "loop").symlink_to(root)
    (root / "lib" / "gone.ts").symlink_to(root / "nowhere.ts")
    made = lint(["."], Settings(), SKETCHED)
    assert [one.code for one in made.diagnostics] == ["DEL002"]


def test_the_real_analysis_survives_anything(repository: Repository) -> None:
    root = repository({"cdk.json": "{}", "deep.py": "x = " + "[" * 5000 + "]" * 5000, "cdk.ts": "a" + ".b()" * 5000})
    (root / "binary_cdk.py").write_bytes(bytes(range(256)) * 50)
    (root / "utf16_cdk.ts").write_text("import * as cdk from 'aws-cdk-lib';", "utf-16")
    (root / "null.py").write_bytes(b"import aws_cdk\n\0\0\0")
    codes = {one.code for one in lint(["."], Settings()).diagnostics}
    assert "IAC003" not in codes
    assert codes <= {"IAC001", "IAC002"}
