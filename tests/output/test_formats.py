"""What a reader sees: the full and concise text, JSON, the summary."""

from __future__ import annotations

import io
import json
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.output import FORMATS, Format, write
from iaclint.output.style import Style
from iaclint.output.summary import summary
from iaclint.output.text import clean, width
from iaclint.packs import described
from iaclint.registry import RuleEntry
from iaclint.report import Diagnostic, Place, Report
from iaclint.rule import Edit, Finding, Fix, Related, Rule
from tests.programs import resource, source, span_of

RULE = Rule("TST001", severity="warning", summary="Some rule", name="some-rule", equivalents=("sonar:S1",))
ENTRY = RuleEntry(described(RULE, "some_rule"), "", "")


@pytest.fixture(autouse=True)
def _in_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def path(name: str) -> str:
    return str(Path.cwd() / name)


def found(text: str, meant: str, message: str = "it is wrong", name: str = "lib/x.py", **options: object) -> Diagnostic:
    """A finding at ``meant`` in a file of the given text."""
    file = source(text, path(name))
    return Diagnostic.of(RULE, Finding(span_of(file, meant), message, **options))  # type: ignore[arg-type]


def written(*diagnostics: Diagnostic, format: Format = "full", width: int = 140) -> str:
    report = Report()
    report.diagnostics = list(diagnostics)
    report.rules = {"TST001": ENTRY, "IAC002": ENTRY}
    out = io.StringIO()
    write(report, format, out, Style(width=width))
    return out.getvalue()


def carets(text: str) -> tuple[str, str]:
    """The source line and the caret line below it, from the first caret on: what is meant must stand above the carets."""
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if "^" in line)
    return lines[at - 1], lines[at]


class TestFull:
    def test_a_finding_with_everything(self) -> None:
        text = "import x\n\nprotect = True\n\nDatabase(\n    protection=protect,\n    size=1,\n)\n"
        file = source(text, path("lib/x.py"))
        related = [Related(span_of(file, "True"), "the value comes from here")]
        finding = found(text, "protection", "`Database` is `protected`", related=related, help="turn it off")
        finding.when = "environment = prod"
        assert written(finding) == dedent("""\
            warning[TST001] some-rule: `Database` is `protected`
             --> lib/x.py:6:5
              |
            5 | Database(
            6 |     protection=protect,
              |     ^^^^^^^^^^
            7 |     size=1,
             ::: lib/x.py:3:11
              |
            3 | protect = True
              |           ---- the value comes from here
              |
              = help: turn it off
              = note: only when environment = prod

            """)

    def test_line_numbers_stand_in_one_column(self) -> None:
        text = "a = 1\n" * 99 + "wrong = 1\n"
        file = source(text, path("lib/x.py"))
        shown = written(found(text, "wrong", related=[Related(span_of(file, "a = 1"), "here")]))
        assert "\n100 | wrong = 1\n" in shown
        assert "\n  1 | a = 1\n" in shown

    def test_blank_neighbours_are_left_out(self) -> None:
        assert written(found("\n\nwrong\n\n", "wrong")).splitlines()[2:] == ["  |", "3 | wrong", "  | ^^^^^", ""]

    def test_first_and_last_line_without_a_line_end(self) -> None:
        assert "1 | wrong\n  | ^^^^^\n" in written(found("wrong", "wrong"))

    def test_an_empty_span_at_the_end_of_a_file_has_a_caret(self) -> None:
        file = source("x = (", path("lib/x.py"))
        file_end = span_of(file, "(")
        file_end.start = file_end.end
        shown = written(Diagnostic.of(RULE, Finding(file_end, "unfinished")))
        assert "1 | x = (\n  |      ^\n" in shown

    def test_only_the_first_line_of_a_long_span_is_marked(self) -> None:
        assert "1 | f(\n  | ^^\n2 |   1,\n" in written(found("f(\n  1,\n)", "f(\n  1,\n)"))

    def test_tabs_are_four_columns(self) -> None:
        line, mark = carets(written(found("\tif x:\twrong\n", "wrong")))
        assert line.index("wrong") == mark.index("^^^^^")
        assert "\t" not in line

    def test_wide_and_combining_characters(self) -> None:
        line, mark = carets(written(found("x = '日本語e\u0301' + wrong\n", "wrong")))
        assert width(line[: line.index("wrong")]) == mark.index("^^^^^")

    def test_wide_characters_are_underlined_in_full(self) -> None:
        _, mark = carets(written(found("x = '日本語'\n", "日本語")))
        assert mark.endswith(" ^^^^^^")

    @pytest.mark.parametrize("before", [0, 50, 139, 150, 1000, 5000])
    def test_a_long_line_is_cut_around_what_is_meant(self, before: int) -> None:
        text = "x" * before + " wrong " + "y" * 5000
        line, mark = carets(written(found(text, "wrong"), width=80))
        assert len(line) <= 82
        assert line.endswith("…")
        assert line.index("wrong") == mark.index("^^^^^")

    def test_what_is_meant_may_itself_be_too_long(self) -> None:
        line, mark = carets(written(found("x" * 20 + "w" * 5000, "w" * 5000), width=80))
        assert len(mark) <= 82
        assert line.index("w") == mark.index("^")

    def test_a_terminal_is_not_driven_by_the_scanned_program(self) -> None:
        shown = written(found("x = '\033[2J\u202e' # wrong\n", "wrong", "name `\033[31m\r\n`"))
        assert "\033" not in shown
        assert "\u202e" not in shown
        assert "name `␛[31m␍␊`" in shown

    def test_a_finding_about_a_whole_file_has_no_frame(self) -> None:
        finding = Diagnostic("IAC002", "unreadable-file", "error", "cannot be read", Place(path("lib/x.py")))
        assert written(finding) == "error[IAC002] unreadable-file: cannot be read\n --> lib/x.py\n\n"

    @given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n"), max_size=600), st.integers(0, 600))
    def test_any_line_can_be_shown_and_the_caret_is_below_it(self, text: str, at: int) -> None:
        before, after = text[:at], text[at:]
        finding = found(f"{before}\0wrong\0{after}", "wrong")
        line, mark = written(finding).splitlines()[3:5]
        assert mark.endswith(" ^^^^^")
        assert width(line[: line.index("␀wrong␀") + 1]) == len(mark) - len("^^^^^")


class TestConcise:
    def test_one_line_a_finding(self) -> None:
        finding = found("a\n  wrong", "wrong", "it is\nwrong")
        finding.when = "environment = prod"
        expected = "lib/x.py:2:3: TST001 [some-rule] it is␊wrong (only when environment = prod)\n"
        assert written(finding, format="concise") == expected


class TestJson:
    def test_the_shape_is_the_contract(self) -> None:
        text = "é😀 Database(protection=True)\n"
        file = source(text, path("lib/x.py"))
        finding = found(
            text,
            "protection",
            resource=resource(file, "Database", protection=True),
            related=[Related(span_of(file, "True"), "here")],
            fix=Fix("turn it off", [Edit(span_of(file, "True"), "False")], "unsafe"),
        )
        finding.when = "environment = prod"
        assert json.loads(written(finding, format="json")) == [
            {
                "rule": {"code": "TST001", "name": "some-rule", "equivalents": ["sonar:S1"]},
                "severity": "warning",
                "confidence": "high",
                "message": "it is wrong",
                "path": "lib/x.py",
                "line": 1,
                "column": 13,
                "end_line": 1,
                "end_column": 23,
                "resource": {
                    "type": "AWS::RDS::DBInstance",
                    "construct": "aws-cdk-lib.aws_rds.DatabaseInstance",
                    "id": "Thing",
                },
                "related": [{"path": "lib/x.py", "line": 1, "column": 24, "message": "here"}],
                "when": "environment = prod",
                "fix": {
                    "applicability": "unsafe",
                    "message": "turn it off",
                    "edits": [{"path": "lib/x.py", "start": 27, "end": 31, "text": "False"}],
                },
            }
        ]

    def test_what_is_not_there_is_null(self) -> None:
        (data,) = json.loads(written(found("wrong", "wrong"), format="json"))
        assert (data["resource"], data["related"], data["when"], data["fix"]) == (None, [], None, None)

    def test_nothing_found_is_an_empty_list(self) -> None:
        assert json.loads(written(format="json")) == []


class TestSummary:
    @pytest.mark.parametrize(
        ("severities", "files", "calls", "resolved", "line"),
        [
            ("", 7, 42, 42, "No findings in 7 files · model: 42 of 42 constructs resolved"),
            ("eww", 7, 42, 41, "3 findings (1 error, 2 warnings) in 7 files · model: 41 of 42 constructs resolved"),
            ("i", 1, 1, 0, "1 finding (1 info) in 1 file · model: 0 of 1 construct resolved"),
            ("", 3, 0, 0, "No findings in 3 files · model: no constructs found"),
        ],
    )
    def test_the_last_line(self, severities: str, files: int, calls: int, resolved: int, line: str) -> None:
        report = Report()
        names = {"e": "error", "w": "warning", "i": "info"}
        report.diagnostics = [Diagnostic("X", "x", names[s], "", Place("x")) for s in severities]  # type: ignore[arg-type]
        report.files, report.calls, report.resolved = files, calls, resolved
        assert summary(report) == line


@pytest.mark.parametrize("format", FORMATS)
def test_a_path_that_is_not_utf8(format: Format) -> None:
    finding = found("wrong", "wrong", name="lib/\udcff.py")
    written(finding, format=format).encode("utf-8")


@given(st.text())
def test_clean_text_is_printable_and_cleaning_it_again_changes_nothing(text: str) -> None:
    once = clean(text)
    assert not any(character < " " or character == "\x7f" for character in once)
    assert clean(once) == once
