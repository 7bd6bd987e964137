"""Completion in shells, as click does it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


def completed(words: str, shell: str = "bash") -> list[str]:
    """What is offered for the last word."""
    program = "import sys; sys.argv = ['iaclint']; from iaclint.cli import run; run()"
    count = len(words.split(" ")) - 1
    environment = {
        **os.environ,
        "_IACLINT_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(count),
    }
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell(shell: str) -> None:
    program = "import sys; sys.argv = ['iaclint']; from iaclint.cli import run; run()"
    environment = {**os.environ, "_IACLINT_COMPLETE": f"{shell}_source"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "_IACLINT_COMPLETE" in done.stdout


def test_commands() -> None:
    assert completed("iaclint ex") == ["explain"]


def test_options() -> None:
    assert "--output-format" in completed("iaclint check --out")


def test_rules() -> None:
    assert "deletion-protection" in completed("iaclint check --select deletion")
    assert "DEL001,DEL002" in completed("iaclint check --ignore DEL001,DEL")
    assert "deletion-protection" in completed("iaclint rule deletion")
