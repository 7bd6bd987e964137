"""What ``check`` writes where: formats, statistics, filters, unknown parts, standard input."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from iaclint.output.style import Style
from tests.conftest import CommandLine, Repository

PROTECTED = "resource AWS::RDS::DBInstance Db deletionProtection=true\n"
PROJECT = {"cdk.json": "{}", "lib/stack.ts": PROTECTED * 2, "lib/other.ts": PROTECTED}


class TestFormats:
    def test_grouped(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({**PROJECT, "lib/other.ts": "\n" * 9 + PROTECTED})
        assert iaclint("lib", "--output-format", "grouped").out.startswith(
            "lib/other.ts:\n  10:34  DEL002 [deletion-protection] `AWS::RDS::DBInstance` cannot be destroyed: `deletionProtection` is `true`\n"
            "\nlib/stack.ts:\n  1:34  DEL002"
        )

    def test_jsonl_is_the_objects_of_json(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(PROJECT)
        lines = iaclint("lib", "--output-format", "jsonl").out.splitlines()
        assert [json.loads(line) for line in lines] == json.loads(iaclint("lib", "--output-format", "json").out)

    def test_github(self, repository: Repository, iaclint: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
        root = repository({**PROJECT, "lib/stack.ts": "\n" + PROTECTED, "lib/other.ts": "x = 1 # iaclint: ignore\n"})
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(root / "summary.md"))
        monkeypatch.chdir(root / "lib")
        out = iaclint(".", "--output-format", "github").out.splitlines()
        assert out[0].startswith(
            "::error title=DEL002 deletion-protection,file=lib/stack.ts,line=2,endLine=2,col=34,endColumn=52::`AWS::RDS"
        )
        assert (root / "summary.md").read_text().splitlines()[4] == "| error | DEL002 | deletion-protection | 1 |"

    def test_github_puts_errors_first_and_escapes(self) -> None:
        from iaclint.output.github import annotation, write
        from iaclint.report import Diagnostic, Place, Report
        from iaclint.rule import SEVERITIES

        report = Report()
        for severity in reversed(SEVERITIES):
            report.diagnostics.append(Diagnostic("X1", "a,b:c", severity, "50%\nof it: all", Place("/x,y.py")))
        out = io.StringIO()
        write(report, out, Style())
        assert [line[2:8] for line in out.getvalue().splitlines()] == ["error ", "warnin", "notice"]
        assert annotation(report.diagnostics[0]).endswith("::50%25%0Aof it: all")
        assert "title=X1 a%2Cb%3Ac,file=x%2Cy.py,line=1,endLine=1::" in annotation(report.diagnostics[0])

    def test_several_at_once_and_wrong_ones(self, repository: Repository, iaclint: CommandLine) -> None:
        root = repository(PROJECT)
        iaclint("lib", "--output", "json=a.json", "--output", "concise=b.txt")
        assert len(json.loads((root / "a.json").read_text())) == 3
        assert len((root / "b.txt").read_text().splitlines()) == 3
        for wrong in ("xml=a", "json", "json=", "=a"):
            assert iaclint("lib", "--output", wrong).code == 2
        assert iaclint("lib", "--output", "json=missing/a.json").code == 2


class TestStatistics:
    def test_counts_instead_of_findings(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(PROJECT)
        result = iaclint("lib", "--statistics")
        assert (
            result.out
            == "3  DEL002  deletion-protection\n3 findings (3 errors) in 2 files · model: 3 of 3 constructs resolved\n"
        )
        assert result.code == 1

    def test_as_json(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(PROJECT)
        assert json.loads(iaclint("lib", "--statistics", "--output-format", "json").out) == [
            {"code": "DEL002", "name": "deletion-protection", "severity": "error", "count": 3}
        ]
        assert iaclint("lib", "--statistics", "--output-format", "sarif").code == 2


class TestFilters:
    @pytest.mark.parametrize(("level", "shown"), [("error", 0), ("warning", 0), ("info", 1)])
    def test_severity(self, repository: Repository, iaclint: CommandLine, level: str, shown: int) -> None:
        repository({"cdk.json": "{}", "x.ts": PROTECTED, "iaclint.toml": '[rules.DEL002]\nseverity = "info"'})
        result = iaclint(".", "--severity", level, "--fail-on", "info")
        assert (result.out.count("info[DEL002]"), result.code) == (shown, shown)
        assert ("1 hidden by --severity or --confidence" in result.out) == (not shown)

    def test_confidence(self, repository: Repository, iaclint: CommandLine) -> None:
        rule = PACK.replace("RULE", "ACME001").replace("LEVEL", "medium")
        repository({"cdk.json": "{}", "x.ts": "resource AWS::S3::Bucket B\n", "own/guess.py": rule})
        assert iaclint("x.ts", "--rule-path", "own").code == 1
        assert iaclint("x.ts", "--rule-path", "own", "--confidence", "medium").code == 1
        assert iaclint("x.ts", "--rule-path", "own", "--confidence", "high").code == 0


PACK = """
from iaclint.rule import Finding, Rule
rule = Rule("RULE", severity="warning", summary="A guess", confidence="LEVEL")

@rule.resources()
def check(resource, context):
    yield Finding(resource.name_span, "perhaps", resource)
"""


class TestResolved:
    def test_show_unknown(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({"cdk.json": "{}", "x.ts": "\n? a loop over something unknown\n", "y.ts": "? not asked for\n"})
        result = iaclint("x.ts", "--show-unknown")
        assert result.out.splitlines()[0] == "x.ts:2:1: unknown: a loop over something unknown"
        assert "not asked for" not in result.out
        assert "unknown" not in iaclint("x.ts").out
        machine = iaclint("x.ts", "--show-unknown", "--output-format", "json")
        assert json.loads(machine.out) == []
        assert "a loop over something unknown" in machine.err

    @pytest.mark.parametrize(("percent", "code"), [("100", 1), ("50.1", 1), ("50", 0), ("0", 0)])
    def test_fail_under_resolved(
        self, repository: Repository, iaclint: CommandLine, monkeypatch: pytest.MonkeyPatch, percent: str, code: int
    ) -> None:
        from iaclint import api
        from iaclint.report import Report

        repository({"cdk.json": "{}", "x.ts": ""})
        half = Report()
        half.supported, half.calls, half.resolved = True, 10, 5
        monkeypatch.setattr(api, "lint", lambda *_, **__: half)
        result = iaclint(".", "--fail-under-resolved", percent)
        assert result.code == code
        assert ("50.0 % resolved" in result.err) == bool(code)

    def test_a_project_without_constructs_is_resolved(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({"x.py": ""})
        assert iaclint(".", "--fail-under-resolved", "100").code == 0
        assert iaclint(".", "--fail-under-resolved", "101").code == 2


class TestStandardInput:
    @pytest.fixture
    def typed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Stdin:
            buffer = io.BytesIO(PROTECTED.encode())

        monkeypatch.setattr("sys.stdin", Stdin())

    @pytest.mark.usefixtures("typed")
    @pytest.mark.parametrize("name", ["lib/stack.ts", "lib/new.ts"])
    def test_stands_in_for_a_file_there_or_not(self, repository: Repository, iaclint: CommandLine, name: str) -> None:
        repository({**PROJECT, "lib/stack.ts": "", "lib/iaclint.toml": '[rules.DEL002]\nseverity = "info"'})
        result = iaclint("-", "--stdin-filename", name, "--output-format", "concise")
        assert result.out.startswith(f"{name}:1:34: DEL002")
        assert "1 finding (1 info) in 1 file" in result.out

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("-",), "`-` needs --stdin-filename"),
            (("-", "lib", "--stdin-filename", "x.ts"), "cannot be mixed"),
            (("lib", "--stdin-filename", "x.ts"), "needs `-` as PATH"),
            (("-", "--stdin-filename", "missing/x.ts"), "no such folder"),
            (("-", "--stdin-filename", "lib"), ""),
        ],
    )
    def test_wrong_usage(
        self, repository: Repository, iaclint: CommandLine, arguments: tuple[str, ...], message: str
    ) -> None:
        repository(PROJECT)
        result = iaclint(*arguments)
        assert result.code == 2
        assert message in result.err

    def test_the_real_analysis_reads_it(self, tmp_path: Path) -> None:
        from iaclint.api import lint
        from iaclint.settings import Settings

        (tmp_path / ".git").mkdir()
        (tmp_path / "cdk.json").write_text("{}")
        path = tmp_path / "stack.ts"
        path.write_text("")
        text = b"import * as rds from 'aws-cdk-lib/aws-rds';\nnew rds.CfnDBInstance(x, 'D', { deletionProtection: true });\n"
        settings = Settings(select=["DEL002"], isolated=True)
        assert lint([str(path)], settings).diagnostics == []
        (found,) = lint([str(path)], settings, overlay={str(path): text}).diagnostics
        assert (found.place.line, found.code) == (2, "DEL002")


class TestLinks:
    def test_on_terminals_only(self) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        assert Style.of(Terminal()).link("x", "/a b") == "\033]8;;file:///a%20b\033\\x\033]8;;\033\\"
        assert Style.of(io.StringIO()).link("x", "/a") == "x"

    def test_not_even_when_colour_is_forced(
        self, repository: Repository, iaclint: CommandLine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository(PROJECT)
        monkeypatch.setenv("FORCE_COLOR", "1")
        for format in ("full", "concise", "grouped"):
            out = iaclint("lib", "--output-format", format).out
            assert "\033[" in out
            assert "\033]8" not in out
