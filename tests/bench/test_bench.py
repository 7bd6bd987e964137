"""The bench: what it chooses and prints. How fast anything is depends on the machine, so no test asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.processes import once
from bench.stages import linted
from bench.work_sets import chosen, work_sets

ROOT = Path(__file__).parents[2]
PROJECTS = ROOT / "testdata" / "projects"
STAGE = re.compile(r"\| (?P<set>[SML]) .*\|( +\d+\.\dx \|){3} +\d+ \|")


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_it_prints_the_ratios_to_the_parse_floor(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(PROJECTS), "--repeat", "1"]) == 0
    out = capsys.readouterr().out
    assert [match["set"] for match in STAGE.finditer(out)] == ["S", "M", "L"]
    assert re.search(r"^\| iaclint --version +\| +\d\.\d{3} \| +\d+\.\dx \| +\d+ \|$", out, re.MULTILINE)


def test_the_profile_names_rooms_and_functions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(PROJECTS), "--profile", "15"]) == 0
    out = capsys.readouterr().out
    rooms, functions = out.split("\n\n")[:2]
    assert re.search(r"^\| evaluator +\| +\d+\.\d % \|", rooms, re.MULTILINE)
    assert sum(float(share) for share in re.findall(r"(\d+\.\d) %", rooms)) == pytest.approx(100, abs=2)
    assert len(functions.splitlines()) == 2 + 15
    assert str(ROOT) not in out


def test_the_sets_are_the_same_each_time_and_nested() -> None:
    first, again = work_sets([PROJECTS], 12), work_sets([PROJECTS], 12)
    assert [work.paths for work in first] == [work.paths for work in again]
    small, medium, large = first
    assert {Path(path).suffix for path in small.paths} == {".py", ".ts"}
    assert set(medium.paths) <= set(large.paths)
    assert len(large.paths) == 12
    assert large.lines > 0


def test_a_project_around_the_folder_is_not_measured(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "all" / "one"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cdk.json").write_text('{"app": "python app.py"}')
        (folder / "app.py").write_text("import aws_cdk\n")
    (tmp_path / "all" / "stray.py").write_text("import aws_cdk\n")
    assert work_sets([tmp_path / "all"])[2].paths == [str(tmp_path / "all" / "one")]


def test_folders_without_projects_are_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="no CDK, CDKTF or Pulumi project"):
        chosen([tmp_path])
    assert main([str(tmp_path / "missing")]) == 2
    assert "missing" in capsys.readouterr().err


def test_the_cost_of_a_process() -> None:
    cost = once(["-c", "held = bytes(range(250)) * 800_000"])
    assert 190 < cost.peak < 400
    assert once(["-c", "sum(range(10_000_000))"]).cpu > once(["-c", "pass"]).cpu
    with pytest.raises(RuntimeError, match="exit code 7"):
        once(["-c", "import sys; sys.exit(7)"])


def test_a_lint_that_fails_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by design")

    monkeypatch.setattr("iaclint.analysis.analyze", fail)
    with pytest.raises(RuntimeError, match="by design"):
        linted([str(PROJECTS)])
