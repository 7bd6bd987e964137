"""Comparing with the frameworks, which are not asked here: a golden stands for their answer."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tools.fidelity import synth
from tools.fidelity.__main__ import main
from tools.fidelity.goldens import GOLDENS, PROJECTS
from tools.golden.synthesis import SynthesisError, run


@pytest.fixture
def projects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two projects; the framework refuses the second."""
    for name in ("freight", "library"):
        shutil.copytree(PROJECTS / "cdk-py" / name, tmp_path / "all" / name)

    def golden_of(folder: Path, cache: Path, seconds: float) -> dict[str, Any]:
        if folder.name == "library":
            raise SynthesisError("at line 3\nTypeError: no books\n")
        golden: dict[str, Any] = json.loads((GOLDENS / "cdk-py" / f"{folder.name}.json").read_text("utf-8"))
        golden["resources"][0]["file"] = "gone.py"
        return golden

    monkeypatch.setattr(synth, "golden_of", golden_of)
    return tmp_path / "all"


def test_it_prints_numbers_failures_and_misses(projects: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--synth", str(projects), "--worst", "5"]) == 0
    out = capsys.readouterr().out
    assert "1 of 2 projects compared, crashed []" in out
    assert "library: TypeError: no books" in out
    row = next(line for line in out.splitlines() if line.startswith("cdk-py"))
    assert "90.0 % 9/10" in row
    assert "1 lines: no reason given" in out
    assert "1 misses  cdk-py/freight" in out


def test_what_was_synthesised_is_kept(projects: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ["--synth", str(projects), "--keep", str(tmp_path / "kept")]
    assert main(arguments) == 0

    def never(folder: Path, cache: Path, seconds: float) -> None:
        raise AssertionError(folder)

    monkeypatch.setattr(synth, "golden_of", never)
    assert main(arguments) == 0


def test_a_project_that_crashes_fails_the_run(
    projects: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(folder: Path, environment: str) -> None:
        raise RuntimeError("evaluation")

    monkeypatch.setattr(synth, "listing_of", crash)
    assert main(["--synth", str(projects)]) == 1
    assert "freight: RuntimeError('evaluation')" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("miss", "reason"),
    [
        ("t x (a.ts:5): name = a, not b-${value of X}", "${value of X}"),
        ("t x (a.ts:5)", "loop over what is not known"),
        ("t x (a.ts:90)", "no reason given"),
        ("t x (b.ts:5)", "no reason given"),
    ],
)
def test_the_reason_is_what_the_evaluator_said(miss: str, reason: str) -> None:
    notes = [{"file": "a.ts", "line": 3, "reason": "loop over what is not known"}]
    assert synth.reason_of(miss, {"unknown": notes}) == reason


def test_a_program_that_does_not_end_is_ended(tmp_path: Path) -> None:
    with pytest.raises(SynthesisError, match="did not end within 1 s"):
        run(["sleep", "60"], tmp_path, {"PATH": "/usr/bin:/bin"}, 1)


def test_a_program_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(SynthesisError, match="no such luck"):
        run(["sh", "-c", "echo no such luck; exit 3"], tmp_path, {"PATH": "/usr/bin:/bin"}, 20)


def test_it_needs_something_to_compare_with() -> None:
    with pytest.raises(SystemExit):
        main(["--worst", "3"])
