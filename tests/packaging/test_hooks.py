"""The pre-commit hook: what it is given, and how it answers."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FAULTY = "import * as rds from 'aws-cdk-lib/aws-rds';\nnew rds.CfnDBInstance(x, 'D', { deletionProtection: true });\n"


@pytest.fixture
def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert isinstance(found, dict)
    return found


def run(hook: dict[str, Any], folder: Path, *files: str) -> int:
    program, *arguments = shlex.split(hook["entry"])
    assert program == "iaclint"
    command = [sys.executable, "-m", "iaclint", *arguments, *files]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


def test_it_blocks_until_the_fault_is_repaired(hook: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "cdk.json").write_text("{}")
    (tmp_path / "iaclint.toml").write_text('select = ["DEL002"]')
    stack = tmp_path / "stack.ts"
    stack.write_text(FAULTY)
    assert run(hook, tmp_path, "stack.ts") == 1
    stack.write_text(FAULTY.replace("true", "false"))
    assert run(hook, tmp_path, "stack.ts") == 0


def test_it_passes_what_is_no_infrastructure_and_what_is_excluded(hook: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "notes.py").write_text("print('hello')\n")
    assert run(hook, tmp_path, "notes.py") == 0
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "stack.ts").write_text(FAULTY)
    (tmp_path / "iaclint.toml").write_text('extend-exclude = ["old"]')
    assert run(hook, tmp_path, "old/stack.ts", "notes.py") == 0
    assert run(hook, tmp_path, "old/stack.ts") == 0


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("lib/a.ts", True),
        ("a.py", True),
        ("a.mts", True),
        ("a.tsx", True),
        ("a.js", True),
        ("README.md", False),
        ("node_modules/x/a.ts", False),
        ("x/cdk.out/a.py", False),
        (".gen/providers/aws/a.ts", False),
    ],
)
def test_which_files_it_is_given(hook: dict[str, Any], path: str, given: bool) -> None:
    assert bool(re.search(hook["files"], path) and not re.search(hook["exclude"], path)) is given
