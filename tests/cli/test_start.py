"""Starting: what ``--version`` and ``--help`` import, and how commands are found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from iaclint.version import VERSION
from tests.conftest import CommandLine, Repository

ROOT = Path(__file__).parents[2]

HEAVY = (
    "tree_sitter",
    "yaml",
    "msgspec",
    "pathspec",
    "libcst",
    "rich",
    "dataclasses",
    "importlib.metadata",
    "asyncio",
    "iaclint.api",
    "iaclint.project",
    "iaclint.rule",
    "iaclint_rules",
)


def imported_by(*arguments: str) -> set[str]:
    """The modules that are loaded when the command has ended."""
    program = (
        "import sys, atexit; atexit.register(lambda: sys.stderr.write(' '.join(sys.modules))); "
        f"sys.argv = {['iaclint', *arguments]!r}; from iaclint.cli import run; run()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def without_us() -> set[str]:
    """The modules that Python and click load by themselves (click imports dataclasses in some versions, an editable install more)."""
    program = "import sys, click; sys.stderr.write(' '.join(sys.modules))"
    return set(
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr.split()
    )


@pytest.mark.parametrize("arguments", [("--version",), ("--help",)])
def test_only_argument_parsing_is_imported(arguments: tuple[str, ...]) -> None:
    loaded = imported_by(*arguments) - without_us()
    assert loaded & set(HEAVY) == set()
    assert {name for name in loaded if name.startswith("iaclint.")} == {"iaclint.cli", "iaclint.version"}


def test_the_list_of_rules_needs_no_analysis() -> None:
    loaded = imported_by("rule", "--all") - without_us()
    assert not loaded & {"tree_sitter", "yaml", "msgspec", "pathspec", "importlib.metadata", "iaclint.project"}


def test_the_version(iaclint: CommandLine) -> None:
    assert iaclint("--version").out == f"iaclint, version {VERSION}\n"


@pytest.mark.parametrize("arguments", [(), ("-h",), ("--help",)])
def test_help(iaclint: CommandLine, arguments: tuple[str, ...]) -> None:
    result = iaclint(*arguments)
    assert result.code == 0
    for word in ("check", "model", "explain", "files", "rule", "config", "Exit codes"):
        assert word in result.out


def test_every_option_has_a_help_text() -> None:
    import click

    from iaclint.cli import COMMANDS, main

    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        options = [option for option in command.params if isinstance(option, click.Option)]
        assert [option.name for option in options if not option.help] == []


def test_a_folder_named_like_a_command(repository: Repository, iaclint: CommandLine) -> None:
    repository({"rule/x.py": "x = 1\n"})
    assert iaclint("check", "rule").code == 0


def test_a_fault_of_our_own_is_4(iaclint: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by design")

    monkeypatch.setattr("iaclint.api.lint", fail)
    result = iaclint("check", ".")
    assert result.code == 4
    assert "internal error: ZeroDivisionError" in result.err


def test_an_interrupt_is_130(iaclint: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("iaclint.api.lint", interrupt)
    assert iaclint("check", ".").code == 130


def test_every_option_of_every_command_is_documented() -> None:
    import re

    import click

    from iaclint.cli import COMMANDS, main

    documented = set(re.findall(r"(?<![\w-])(--?[a-z][a-z-]*)", (ROOT / "README.md").read_text("utf-8")))
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        names = {option for parameter in command.params for option in parameter.opts if option.startswith("-")}
        assert names - documented == set(), name


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("catalog", "versions"), "aws-cdk-lib"),
        (("catalog", "show", "aws_s3.Bucket"), "becomes AWS::S3::Bucket"),
        (("catalog", "show", "nonsense"), "knows nothing of nonsense"),
    ],
)
def test_catalog(iaclint: CommandLine, arguments: tuple[str, ...], text: str) -> None:
    result = iaclint(*arguments)
    assert result.code == 0
    assert text in result.out
