"""The ecosystem check: running, comparing and sampling findings."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tools.ecosystem.__main__ import main
from tools.ecosystem.comparison import differences, report
from tools.ecosystem.findings import Finding, Findings, ProjectRun
from tools.ecosystem.runs import Version, projects_below, run_one

ROOT = Path(__file__).parents[2]
PROJECTS = ROOT / "testdata" / "projects"


def finding(line: int = 1, message: str = "m", code: str = "DEL002", **other: Any) -> dict[str, Any]:
    data = {"code": code, "name": "deletion-protection", "severity": "error", "path": "app.py", "column": 1, "text": ""}
    return {**data, "line": line, "message": message, **other}


def findings(*data: dict[str, Any], crash: str | None = None) -> Findings:
    project = ProjectRun("p", "/p")
    project.findings = [Finding("p", one) for one in data]
    project.crash = crash
    return Findings([project])


# -- run


def test_a_run_is_kept_and_the_same_each_time(tmp_path: Path) -> None:
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    assert main(["run", str(PROJECTS), "-o", str(files[0]), "--select", "DEL"]) == 0
    assert main(["run", str(PROJECTS), "-o", str(files[1]), "--select", "DEL", "-j", "2"]) == 0
    first, second = (json.loads(file.read_text("utf-8"))["projects"] for file in files)
    assert first == second
    assert set(first) == {path.relative_to(PROJECTS).as_posix() for path in PROJECTS.glob("*/*") if path.is_dir()}
    protected = first["cdk-ts/orders"]["findings"]
    assert {record["code"][:3] for record in protected} == {"DEL"}
    assert {"deletionProtection: environmentSuffix !== 'dev',"} <= {record["text"] for record in protected}
    assert {record["path"] for record in protected} <= {"lib/orders-stack.ts", "lib/storage.ts"}


def test_a_file_of_findings_is_read_as_it_was_written(tmp_path: Path) -> None:
    kept = findings(finding(1, "é"), finding(2))
    kept.write(tmp_path / "kept.json")
    again = Findings.read(tmp_path / "kept.json")
    assert [one.data() for one in again] == [one.data() for one in kept]
    assert again.projects[0].folder == "/p"


def test_which_projects_are_run(tmp_path: Path) -> None:
    for name in ("all/a", "all/a/inner", "all/b", "all/c", "all/d", "."):
        folder = tmp_path / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "Pulumi.yaml").write_text("name: x\nruntime: python\n")
        (folder / "__main__.py").write_text("import pulumi\n")
    (tmp_path / "all" / "stray.py").write_text("import pulumi\n")
    top = tmp_path / "all"
    assert [name for name, _ in projects_below([top])] == ["a", "b", "c", "d"]
    assert [name for name, _ in projects_below([top], every=2)] == ["a", "c"]
    assert [name for name, _ in projects_below([top / "b"])] == ["b"]
    assert [name for name, _ in projects_below([top / "a", top / "b"])] == ["a", "b"]


@pytest.mark.parametrize(
    ("program", "crash"),
    [
        ("import os; os.abort()", "exit code -6"),
        ("raise ZeroDivisionError('by design')", "exit code 1: Traceback"),  # 1 alone would be that of findings
    ],
)
def test_a_version_that_fails_is_reported(program: str, crash: str, tmp_path: Path) -> None:
    package = tmp_path / "packages" / "iaclint"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(program)
    broken = run_one("p", tmp_path, ["ALL"], Version(tmp_path / "packages"))
    assert broken.crash is not None
    assert broken.crash.startswith(crash)


def test_a_selector_that_does_not_exist_fails_every_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(PROJECTS), "-o", str(tmp_path / "x.json"), "--select", "NOPE"]) == 1
    assert "failed: cdk-ts/orders: exit code 2: " in capsys.readouterr().out


def test_a_missing_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(tmp_path / "missing"), "-o", str(tmp_path / "x.json")]) == 2
    assert "missing" in capsys.readouterr().err


# -- diff


def test_equal_runs_do_not_differ() -> None:
    assert not any(differences(findings(finding(1), finding(2)), findings(finding(2), finding(1))))
    assert "no finding differs" in report(findings(finding()), findings(finding()), 5)


def test_added_and_removed() -> None:
    (rule,) = differences(findings(finding(1, "a"), finding(2, "b")), findings(finding(2, "b"), finding(3, "c")))
    assert [one.line for one in rule.removed] == [1]
    assert [one.line for one in rule.added] == [3]
    assert (rule.changed, rule.same) == ([], 1)


@pytest.mark.parametrize(
    "new",
    [finding(1, "other words"), finding(7, "m"), finding(1, "m", severity="info"), finding(1, "m", column=9)],
    ids=["message", "line", "severity", "column"],
)
def test_changed(new: dict[str, Any]) -> None:
    (rule,) = differences(findings(finding(1, "m")), findings(new))
    assert (rule.added, rule.removed, len(rule.changed)) == ([], [], 1)


def test_one_finding_is_paired_once() -> None:
    (rule,) = differences(findings(finding(1), finding(1)), findings(finding(1)))
    assert (rule.same, len(rule.removed), rule.added) == (1, 1, [])


def test_each_rule_on_its_own() -> None:
    one, two = differences(findings(finding(1, code="DEL001")), findings(finding(1, code="DEL002")))
    assert (one.code, len(one.removed), two.code, len(two.added)) == ("DEL001", 1, "DEL002", 1)


def test_the_report_shows_source_and_counts_the_rest() -> None:
    new = [finding(line, f"m{line}", text=f"line {line}") for line in range(1, 5)]
    lines = list(report(findings(), findings(*new), 3))
    assert "DEL002: +4 -0 ~0 =0" in lines
    assert "  + p/app.py:1:1: m1" in lines
    assert "      line 3" in lines
    assert "      line 4" not in lines
    assert "  + … 1 more" in lines


def test_a_new_failure_is_the_one_reason_to_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    findings(finding()).write(good)
    findings(crash="exit code 4: x").write(bad)
    assert main(["diff", str(good), str(bad)]) == 1
    assert "NOW FAILS: p: exit code 4: x" in capsys.readouterr().out
    assert main(["diff", str(bad), str(bad)]) == 0
    assert "still fails: p" in capsys.readouterr().out
    assert main(["diff", str(bad), str(good)]) == 0
    assert "no longer fails: p" in capsys.readouterr().out


# -- compare


def test_a_revision_against_the_working_tree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository = tmp_path / "repository"
    for name in ("iaclint", "rules"):
        shutil.copytree(ROOT / name, repository / name, ignore=shutil.ignore_patterns("__pycache__"))
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "base"]):
        subprocess.run(["git", "-C", str(repository), *command], check=True)
    rule = repository / "rules" / "destroyability" / "deletion_protection.py"
    text = rule.read_text("utf-8")
    assert "cannot be destroyed" in text
    rule.write_text(text.replace("cannot be destroyed", "is here to stay"), "utf-8")

    arguments = ["compare", "HEAD", str(PROJECTS / "cdk-ts"), "--select", "DEL", "--repository", str(repository)]
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert "is here to stay: `deletionProtection` is `true`" in out
    assert "was orders/lib/orders-stack.ts:37:7, error: `AWS::RDS::DBInstance` cannot be destroyed" in out
    assert "DEL002: +0 -0 ~1 =0" in out

    arguments[1] = "no-such-revision"
    assert main(arguments) == 2
    assert "no-such-revision" in capsys.readouterr().err


# -- sample


def test_a_sample_is_drawn_by_its_seed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "found.json"
    main(["run", str(PROJECTS), "-o", str(file), "--select", "ALL"])
    outputs = []
    for seed in ("1", "1", "2", "3", "4"):
        capsys.readouterr()
        assert main(["sample", str(file), "-n", "3", "--seed", seed]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert len(set(outputs)) > 1
    assert "[3/3]" in outputs[0]


def test_a_sample_of_one_rule_with_the_source_around_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "found.json"
    main(["run", str(PROJECTS / "cdk-ts"), "-o", str(file), "--select", "ALL"])
    capsys.readouterr()
    assert main(["sample", str(file), "--rule", "deletion-protection"]) == 0
    out = capsys.readouterr().out
    assert out.count(" --> ") == 1
    assert ">    37 |       deletionProtection: environmentSuffix !== 'dev'," in out
    assert "     31 |     new rds.DatabaseInstance(this, 'Database', {" in out
