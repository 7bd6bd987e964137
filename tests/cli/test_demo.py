"""The demo projects, with the real analysis: what ``make demo`` shows. ``IACLINT_UPDATE=1`` rewrites the expected output."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECTS = sorted(path for path in (ROOT / "testdata" / "projects").glob("*/*") if path.is_dir())


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.parent.name)
def test_the_findings_of_a_demo_project(project: Path) -> None:
    arguments = ["check", "--no-config", "--output-format", "concise", project.relative_to(ROOT).as_posix()]
    done = subprocess.run(
        [sys.executable, "-m", "iaclint", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    expected = ROOT / "testdata" / "expected" / f"{project.parent.name}-{project.name}.txt"
    if os.environ.get("IACLINT_UPDATE"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(done.stdout, "utf-8")
    assert done.stdout == expected.read_text("utf-8")
    failing = re.search(r"\d+ (errors?|warnings?)\b", done.stdout.splitlines()[-1])
    assert done.returncode == (1 if failing else 0)


def test_there_is_one_for_each_framework_in_each_language() -> None:
    assert {path.parent.name for path in PROJECTS} >= {"cdk-py", "cdk-ts", "pulumi-py", "pulumi-ts"}
