"""What most tests need: a folder to scan, and the command line run in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from iaclint import api
from tests.programs import SKETCHED

Repository = Callable[[dict[str, str]], Path]
CommandLine = Callable[..., "Result"]


class Result:
    """How a command ended: exit code, standard output, standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Makes a repository of the given files, and it the working directory."""

    def make(files: dict[str, str]) -> Path:
        (tmp_path / ".git").mkdir()
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return make


@pytest.fixture
def iaclint(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CommandLine:
    """Runs the command line in this process, on sketches (see tests/programs.py)."""
    monkeypatch.setattr(api, "_real_analysis", lambda: SKETCHED)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-configuration"))
    for name in ("FORCE_COLOR", "NO_COLOR", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> Result:
        import iaclint.cli

        monkeypatch.setattr("sys.argv", ["iaclint", *arguments])
        with pytest.raises(SystemExit) as ended:
            iaclint.cli.run()
        out, err = capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return Result(code, out, err)

    return run
