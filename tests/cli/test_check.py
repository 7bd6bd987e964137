"""``iaclint check``: exit codes, selection, formats, broken input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from iaclint import api
from tests.conftest import CommandLine, Repository
from tests.programs import unread

PROTECTED = "resource AWS::RDS::DBInstance Db deletionProtection=true\n"
CLEAN = "resource AWS::RDS::DBInstance Db deletionProtection=false\n"
PROJECT = {"cdk.json": "{}", "lib/stack.ts": PROTECTED}


class TestExitCodes:
    def test_0_without_findings(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({"cdk.json": "{}", "lib/stack.ts": CLEAN})
        result = iaclint("check", "lib")
        assert (result.code, result.out) == (0, "No findings in 1 file · model: 1 of 1 construct resolved\n")

    def test_0_for_a_supported_file_that_deploys_nothing(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({"hello.py": "print('hello')\n"})
        result = iaclint("check", "hello.py")
        assert result.code == 0
        assert "model: no constructs found" in result.out

    def test_1_with_findings(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(PROJECT)
        assert iaclint("check", "lib").code == 1

    def test_0_with_findings_under_exit_zero(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(PROJECT)
        result = iaclint("check", "--exit-zero", "lib")
        assert result.code == 0
        assert "DEL002" in result.out

    @pytest.mark.parametrize(
        "arguments",
        [
            ("--fail-on", "never"),
            ("--nonsense",),
            ("--select", "NOPE"),
            ("--select", ""),
            ("--select", " , "),
            ("--output-format", "xml"),
        ],
    )
    def test_2_for_wrong_usage(self, repository: Repository, iaclint: CommandLine, arguments: tuple[str, ...]) -> None:
        repository(PROJECT)
        assert iaclint("check", *arguments, "lib").code == 2

    def test_2_for_a_missing_path_even_under_exit_zero(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(PROJECT)
        result = iaclint("check", "--exit-zero", "lib", "missing")
        assert (result.code, result.out) == (2, "")
        assert result.err == "iaclint: no such file or folder: missing\n"

    def test_3_when_no_path_holds_a_supported_file(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({"docs/readme.md": "# hello"})
        result = iaclint("check", "--exit-zero", "docs")
        assert result.code == 3
        assert "no Python or TypeScript file in docs" in result.err

    def test_4_when_the_analysis_of_a_project_fails_and_the_other_is_still_checked(
        self, repository: Repository, iaclint: CommandLine
    ) -> None:
        repository({"a/cdk.json": "{}", "a/stack.ts": "boom", "b/cdk.json": "{}", "b/stack.ts": PROTECTED})
        result = iaclint("check", "--exit-zero", "--output-format", "concise", ".")
        assert result.code == 4
        assert (
            "a:1:1: IAC003 [internal-error] this project was not checked: RuntimeError: the analysis failed"
            in result.out
        )
        assert "b/stack.ts:1:34: DEL002" in result.out

    def test_1_for_a_syntax_error_and_4_under_strict(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({"cdk.json": "{}", "stack.ts": CLEAN + "! broken\n! again\n"})
        result = iaclint("check", "--output-format", "concise", ".")
        assert result.code == 1
        assert result.out.count("IAC001") == 1
        assert "stack.ts:2:1: IAC001 [syntax-error]" in result.out
        assert iaclint("check", "--strict", ".").code == 4

    def test_a_syntax_error_is_reported_whatever_is_selected(
        self, repository: Repository, iaclint: CommandLine
    ) -> None:
        repository({"cdk.json": "{}", "stack.ts": "! broken\n"})
        assert iaclint("check", "--select", "DEL", ".").code == 1
        assert iaclint("check", "--ignore", "IAC001", ".").code == 0

    def test_a_manifest_that_cannot_be_read_is_a_finding(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({"cdk.json": "{ not json", "stack.ts": CLEAN})
        result = iaclint("check", "--output-format", "concise", ".")
        assert result.code == 1
        assert "cdk.json:1:1: IAC002 [unreadable-file] not valid" in result.out
        assert iaclint("check", "--strict", ".").code == 4

    def test_a_manifest_that_nobody_asked_about_is_not(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(
            {"cdk.json": "{}", "lib/stack.ts": CLEAN, "lib/fn/x.ts": CLEAN, "lib/fn/tsconfig.json": "{ not json"}
        )
        assert iaclint("check", "lib").code == 1
        assert iaclint("check", "lib/stack.ts").code == 0


class TestFailOn:
    @pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("info", 1)])
    def test_an_error_fails_at_every_level(
        self, repository: Repository, iaclint: CommandLine, level: str, code: int
    ) -> None:
        repository(PROJECT)
        assert iaclint("check", "--fail-on", level, "lib").code == code


class TestSelection:
    @pytest.mark.parametrize("selector", ["DEL002", "DEL", "deletion-protection", "ALL", "DEL002,IAC", "D"])
    def test_by_code_prefix_name_or_all(self, repository: Repository, iaclint: CommandLine, selector: str) -> None:
        repository(PROJECT)
        assert iaclint("check", "--select", selector, "lib").code == 1

    def test_ignored(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(PROJECT)
        assert iaclint("check", "--ignore", "deletion-protection", "lib").code == 0

    def test_the_more_exact_selector_wins(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(PROJECT)
        assert iaclint("check", "--ignore", "DEL", "--extend-select", "DEL002", "lib").code == 1
        assert iaclint("check", "--select", "DEL", "--ignore", "DEL002", "lib").code == 0

    def test_an_unknown_rule_is_told_with_what_was_meant(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(PROJECT)
        result = iaclint("check", "--select", "deletion-protecton", "lib")
        assert result.err == "iaclint: unknown rule 'deletion-protecton'; did you mean 'deletion-protection'?\n"


class TestPaths:
    def test_the_default_command_and_the_default_path(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(PROJECT)
        explicit = iaclint("check", "lib").out
        assert iaclint("lib").out == explicit
        assert iaclint("--output-format", "full", "lib").out == explicit
        assert iaclint("check").out == explicit

    def test_only_the_given_files_are_reported_on(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({**PROJECT, "lib/other.ts": PROTECTED})
        result = iaclint("--output-format", "concise", "lib/other.ts")
        assert "lib/other.ts" in result.out
        assert "lib/stack.ts" not in result.out
        assert "1 finding (1 error) in 1 file" in result.out

    def test_paths_are_relative_to_the_working_directory(
        self, repository: Repository, iaclint: CommandLine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        root = repository({**PROJECT, "docs/x.md": ""})
        monkeypatch.chdir(root / "docs")
        assert "../lib/stack.ts:1:34" in iaclint("--output-format", "concise", "../lib").out


class TestOutput:
    def test_the_summary_stays_out_of_json(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(PROJECT)
        result = iaclint("--output-format", "json", "lib")
        assert [finding["rule"]["code"] for finding in json.loads(result.out)] == ["DEL002"]
        assert result.err == "1 finding (1 error) in 1 file · model: 1 of 1 construct resolved\n"

    def test_findings_in_a_file_the_summary_on_the_terminal(self, repository: Repository, iaclint: CommandLine) -> None:
        root = repository(PROJECT)
        result = iaclint("--output-format", "concise", "-o", "report.txt", "lib")
        assert (result.code, result.out) == (1, "")
        assert (root / "report.txt").read_text().startswith("lib/stack.ts:1:34: DEL002")
        assert "1 finding" in result.err

    def test_a_file_that_cannot_be_written_is_wrong_usage(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(PROJECT)
        result = iaclint("-o", "missing/report.txt", "lib")
        assert result.code == 2
        assert "cannot write missing/report.txt" in result.err

    def test_no_colour_in_a_pipe(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(PROJECT)
        assert "\033" not in iaclint("lib").out

    def test_colour_when_forced(
        self, repository: Repository, iaclint: CommandLine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository(PROJECT)
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert "\033[1;31merror[DEL002]\033[0m" in iaclint("lib").out
        monkeypatch.setenv("NO_COLOR", "1")
        assert "\033" not in iaclint("lib").out


class TestConfiguration:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("iaclint.toml", 'ignore = ["DEL002"]'),
            (".iaclint.toml", 'ignore = ["DEL002"]'),
            (".iaclint.yaml", "ignore: [DEL002]"),
            ("pyproject.toml", '[tool.iaclint]\nignore = ["DEL002"]'),
        ],
    )
    def test_the_four_forms(self, repository: Repository, iaclint: CommandLine, name: str, text: str) -> None:
        repository({**PROJECT, name: text})
        assert iaclint("lib").code == 0
        assert iaclint("--no-config", "lib").code == 1
        assert iaclint("--isolated", "lib").code == 1

    def test_the_nearest_wins_and_the_command_line_wins_over_it(
        self, repository: Repository, iaclint: CommandLine
    ) -> None:
        repository({**PROJECT, "iaclint.toml": 'ignore = ["DEL"]', "lib/iaclint.toml": "ignore = []"})
        assert iaclint("lib").code == 1
        assert iaclint("--ignore", "DEL", "lib").code == 0

    def test_a_pyproject_without_a_section_is_passed_over(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({**PROJECT, "iaclint.toml": 'ignore = ["DEL"]', "lib/pyproject.toml": "[tool.ruff]\n"})
        assert iaclint("lib").code == 0

    def test_nothing_outside_the_repository_is_read(
        self, repository: Repository, iaclint: CommandLine, tmp_path: Path
    ) -> None:
        root = repository({"inner/cdk.json": "{}", "inner/stack.ts": PROTECTED, "iaclint.toml": 'ignore = ["DEL"]'})
        assert iaclint("inner").code == 0
        (root / "inner" / ".git").mkdir()
        assert iaclint("inner").code == 1

    def test_several_environments(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(
            {
                "cdk.json": "{}",
                "stack.ts": "resource AWS::RDS::DBInstance Db deletionProtection=when:prod\n" + PROTECTED,
                "iaclint.toml": '[assume]\nenvironment = ["dev", "prod"]\n',
            }
        )
        whens = [finding["when"] for finding in json.loads(iaclint("--output-format", "json", ".").out)]
        assert whens == ["environment = prod", None]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('selct = ["DEL"]', "did you mean 'select'?"),
            ("select = 3", "iaclint.toml:1: `select`: expected a list, got a whole number"),
            ("select = [", "not valid"),
            ('[assume]\nenvironment = ""', "iaclint.toml:2: `assume.environment` is empty"),
            ("[rules.deletion-protection]\nx = 1", "iaclint.toml:2: rule 'deletion-protection' has no option 'x'"),
            ("[rules.deletion-protecton]\nx = 1", "did you mean 'deletion-protection'?"),
        ],
    )
    def test_a_wrong_file_is_told(
        self, repository: Repository, iaclint: CommandLine, text: str, message: str | None
    ) -> None:
        repository({**PROJECT, "iaclint.toml": text})
        result = iaclint("lib")
        assert result.code == (1 if message is None else 2)
        assert message is None or result.err.startswith("iaclint: ")
        assert message is None or message in result.err


class TestBrokenInput:
    def test_binary_and_empty_files(self, repository: Repository, iaclint: CommandLine) -> None:
        root = repository({"cdk.json": "{}", "empty.py": "", "stack.ts": PROTECTED})
        (root / "binary.py").write_bytes(bytes(range(256)) * 10)
        (root / "utf16.ts").write_text(PROTECTED, "utf-16")
        assert iaclint(".").code == 1

    def test_a_file_too_large_to_be_written_by_hand_is_told_when_it_is_named(
        self, repository: Repository, iaclint: CommandLine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        root = repository({"cdk.json": "{}", "stack.ts": CLEAN})
        (root / "bundle.js").write_text("// x\n" * 500_000)
        from iaclint import api

        monkeypatch.setattr(api, "_real_analysis", lambda: unread("bundle.js"))
        assert iaclint(".").code == 0
        result = iaclint("--output-format", "concise", "bundle.js")
        assert "bundle.js:1:1: IAC002 [unreadable-file] not read: larger than 2 MB" in result.out

    def test_no_permission(self, repository: Repository, iaclint: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
        repository({"cdk.json": "{}", "stack.ts": CLEAN})
        monkeypatch.setattr(api, "_real_analysis", lambda: unread("stack.ts"))
        monkeypatch.setattr("os.access", lambda *_: False)  # as root, a mode of 0 would forbid nothing
        result = iaclint("--output-format", "concise", ".")
        assert result.code == 1
        assert "stack.ts:1:1: IAC002 [unreadable-file] cannot be read: permission denied" in result.out

    def test_a_closed_pipe_ends_quietly(self, repository: Repository) -> None:
        root = repository({f"p{number}/stack.py": "x = (\n" for number in range(50)})
        command = f"{sys.executable} -m iaclint rule --all | head -c 1"
        done = subprocess.run(["sh", "-c", command], cwd=root, capture_output=True, text=True, check=True)
        assert done.stderr == ""


class TestTrust:
    def test_nothing_is_imported_from_the_scanned_folder(self, repository: Repository) -> None:
        root = repository({"msgspec.py": "raise SystemExit('imported')", "iaclint.toml": "select = []", "x.py": ""})
        for name in ("click.py", "json.py", "tree_sitter.py"):
            (root / name).write_text("raise SystemExit('imported')")
        done = subprocess.run(
            [sys.executable, "-m", "iaclint", "--version"], cwd=root, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
