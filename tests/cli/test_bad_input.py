"""Input that nobody would write, with the real analysis: it is read as far as it goes or told, and never ends the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from iaclint.api import exit_code, lint
from iaclint.report import Diagnostic
from iaclint.settings import Settings
from tests.conftest import Repository

GOOD = "import * as rds from 'aws-cdk-lib/aws-rds';\nnew rds.CfnDBInstance(x, 'D', { deletionProtection: true });\n"
SETTINGS = Settings(select=["DEL002"], isolated=True)
FOUND = ("good.ts", 2, "DEL002")


@pytest.fixture
def folder(repository: Repository) -> Path:
    return repository({"cdk.json": "{}", "good.ts": GOOD})


def found(folder: Path, *paths: str) -> list[tuple[str, int, str]]:
    """File, line and code of each finding; the good file's is always among them when the folder is scanned."""
    report = lint([str(folder / path) for path in paths or (".",)], SETTINGS)
    assert exit_code(report, SETTINGS) in (0, 1)
    return [(Path(one.place.path).name, one.place.line, one.code) for one in report.diagnostics]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("broken_cdk.ts", b"import * as cdk from 'aws-cdk-lib';\nconst a = new cdk.App(;\n", "IAC001"),
        ("broken_cdk.py", b"import aws_cdk\ndef f(:\n", "IAC001"),
        ("unfinished_cdk.py", b"import aws_cdk\nx = '''never\n", "IAC001"),
        ("latin_cdk.py", "import aws_cdk  # caf\u00e9\nx = 'caf\u00e9'\n".encode("latin-1"), "IAC002"),
        ("latin_cdk.ts", "import 'aws-cdk-lib'; // caf\u00e9\n".encode("latin-1"), "IAC002"),
        ("old_cdk.py", b"import aws_cdk\rx = 1\r", "IAC002"),
        ("wide_cdk.py", "import aws_cdk\n".encode("utf-16"), "IAC002"),
        ("wider_cdk.ts", "import 'aws-cdk-lib';\n".encode("utf-32"), "IAC002"),
        ("bom_cdk.py", b"\xef\xbb\xbfimport aws_cdk\n", None),
        ("null_cdk.py", b"import aws_cdk\nx = 1\n\0\0\0", "IAC001"),
        ("empty_cdk.py", b"", None),
        ("newlines_cdk.ts", b"\r\n\r\r\n", None),
        ("deep_cdk.py", b"import aws_cdk\nx = " + b"[" * 3000 + b"]" * 3000, None),
        ("deep_cdk.ts", b"import 'aws-cdk-lib';\nx = " + b"(" * 3000 + b"1" + b")" * 3000, None),
        ("chain_cdk.ts", b"import 'aws-cdk-lib';\nx = a" + b".b()" * 3000 + b";", None),
        ("sum_cdk.py", b"import aws_cdk\nx = " + b"1 + " * 5000 + b"1\n", None),
        ("endless_cdk.py", b"import aws_cdk\ndef f(x):\n    return f(x + 1)\nf(1)\nwhile True:\n    f(2)\n", "IAC006"),
        ("wide_cdk.ts", b"import 'aws-cdk-lib';\nconst x = '" + b"x" * 500_000 + b"';\n", None),
    ],
)
def test_one_such_file(folder: Path, name: str, data: bytes, told: str | None) -> None:
    (folder / name).write_bytes(data)
    made = found(folder)
    assert FOUND in made
    assert [code for file, _, code in made if file == name] == ([told] if told else [])


@pytest.mark.parametrize("data", [bytes(range(256)) * 100, b"import aws_cdk\0" + os.urandom(20_000)])
def test_binary_files_are_passed_over_or_told(folder: Path, data: bytes) -> None:
    (folder / "binary.py").write_bytes(data)
    made = found(folder)
    assert FOUND in made
    assert {code for file, _, code in made if file == "binary.py"} <= {"IAC001", "IAC002"}
    assert {code for _, _, code in found(folder, "binary.py")} <= {"IAC001", "IAC002"}


def test_a_huge_file_is_told_when_it_is_named(folder: Path) -> None:
    (folder / "bundle.js").write_bytes(b"// aws-cdk-lib\n" * 200_000)
    assert found(folder) == [FOUND]
    assert found(folder, "bundle.js") == [("bundle.js", 1, "IAC002")]


def test_links_in_circles_to_nowhere_and_out_of_the_repository(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.ts").write_text(GOOD)
    (folder / "circle").symlink_to(folder)
    (folder / "a.ts").symlink_to(folder / "b.ts")
    (folder / "b.ts").symlink_to(folder / "a.ts")
    (folder / "gone.ts").symlink_to(folder / "nowhere.ts")
    (folder / "out").symlink_to(outside)
    (folder / "secret.ts").symlink_to(outside / "secret.ts")
    assert found(folder) == [FOUND]


@pytest.mark.parametrize("name", ["secret.ts", "out", "out/secret.ts"])
def test_a_link_out_of_the_repository_that_is_named_is_told_and_not_followed(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.ts").write_text(GOOD)
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "out").symlink_to(outside)
    (folder / "secret.ts").symlink_to(outside / "secret.ts")
    assert found(folder, name) == [(Path(name).name, 1, "IAC002")]
    report = lint([str(folder / name)], SETTINGS)
    assert exit_code(report, SETTINGS) == 1
    assert report.files == 0


def test_links_within_the_repository_and_to_it_are_followed(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "link.ts").symlink_to(folder / "good.ts")
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "repository"
    elsewhere.symlink_to(folder)
    assert found(folder, "link.ts") == [FOUND]
    assert found(elsewhere) == [FOUND]
    assert found(elsewhere, "good.ts") == [FOUND]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.ts")
    assert found(folder) == [FOUND]


def test_a_file_that_vanishes_or_changes_while_it_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from iaclint.program import ProjectProgram

    (folder / "gone_cdk.ts").write_text(GOOD)
    read = ProjectProgram._read

    def vanish(self: ProjectProgram, path: str, limit: int) -> bytes | None:
        if path.endswith("gone_cdk.ts") and os.path.exists(path):
            os.unlink(path)
        return read(self, path, limit)

    monkeypatch.setattr(ProjectProgram, "_read", vanish)
    made = found(folder)
    assert FOUND in made
    assert ("gone_cdk.ts", 1, "IAC002") in made


def test_a_folder_without_permission_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "locked").mkdir()
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", refuse)  # as root, a mode of 0 would forbid nothing
    assert found(folder) == [FOUND, ("locked", 1, "IAC002")]


def test_very_many_folders_in_each_other(folder: Path) -> None:
    deep = folder
    for _ in range(150):
        deep = deep / "d"
        deep.mkdir()
    (deep / "far.ts").write_text(GOOD)
    assert sorted(found(folder)) == [("far.ts", 2, "DEL002"), FOUND]


@pytest.mark.parametrize("name", ["new\nline.ts", "spa ce.ts", "quo'te\".ts", "ünï.ts", "-dash.ts"])
def test_odd_names(folder: Path, name: str) -> None:
    (folder / name).write_text(GOOD)
    assert (name, 2, "DEL002") in found(folder)
    for format in ("full", "concise", "grouped", "json", "jsonl", "sarif", "github"):
        command = [sys.executable, "-m", "iaclint", ".", "--isolated", "--select", "DEL002", "--output-format", format]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        assert done.returncode == 1, done.stderr


def test_every_diagnostic_of_bad_input_can_be_written(folder: Path) -> None:
    (folder / "a_cdk.ts").write_bytes(b"import 'aws-cdk-lib';\n\xff\xfe const \xf0\x9f x = (\n")
    report = lint([str(folder)], SETTINGS)
    assert all(isinstance(one, Diagnostic) and one.place.column >= 1 for one in report.diagnostics)
