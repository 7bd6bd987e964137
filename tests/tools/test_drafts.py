"""The comparison with the frameworks' own checkers: programs out of Markdown, which errors are found, which findings stand alone."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from tools.drafts.comparison import Verdicts, unique
from tools.drafts.environments import PLATFORMS, DraftEnvironment
from tools.drafts.extraction import extracted
from tools.drafts.faults import Fault
from tools.drafts.findings import Found, findings
from tools.drafts.runtime import HOOK, write_marker
from tools.golden.programs import Program

DRAFT = """# A draft

```typescript
// lib/stack.ts
import * as cdk from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';

new sqs.Queue(new cdk.Stack(new cdk.App(), 'Jobs'), 'Jobs', {
  colour: 'red',
});
```

`bin/app.ts`

```typescript
#!/usr/bin/env node
import '../lib/stack';
```
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "RESPONSE.md"
    path.write_text(DRAFT, "utf-8")
    return path


def fault(line: int = 10, end: int = 0, code: str = "TS2353", message: str = "'colour'", **more: object) -> Fault:
    record = {"code": code, "file": "stack.ts", "line": line, "end": end or line, "message": message, "library": True}
    return Fault.of(record | more)


def found(line: int, message: str = "`Queue` has no `colour`", rule: str = "unknown-property") -> Found:
    return Found("API010", rule, "RESPONSE.md", line, message)


def compared(faults: list[Fault], findings: list[Found]) -> Verdicts:
    verdicts = Verdicts()
    verdicts.add("project", faults, faults, findings)
    return verdicts


def test_files_of_a_draft_keep_the_lines_of_the_markdown(draft: Path, tmp_path: Path) -> None:
    (program,) = extracted(draft, tmp_path / "out")
    assert (program.platform, program.language) == ("cdk", "typescript")
    assert program.files == ["bin/app.ts", "lib/stack.ts"]
    markdown = DRAFT.splitlines()
    stack = (program.folder / "lib/stack.ts").read_text("utf-8").splitlines()
    at = markdown.index("  colour: 'red',")
    assert stack[at] == markdown[at]
    assert not "".join(stack[: markdown.index("// lib/stack.ts")]).strip()


def test_a_first_line_for_the_shell_is_no_error_further_down(draft: Path, tmp_path: Path) -> None:
    (program,) = extracted(draft, tmp_path / "out")
    assert "///usr/bin/env node" in (program.folder / "bin/app.ts").read_text("utf-8")


def test_findings_are_those_of_the_given_versions(draft: Path) -> None:
    (finding,) = findings(draft, {"aws-cdk-lib": "2.219.0"})
    assert (finding.rule, finding.line) == ("unknown-property", 1 + DRAFT.splitlines().index("  colour: 'red',"))
    assert "aws-cdk-lib 2.219.0" in finding.message


@pytest.mark.parametrize(("line", "met"), [(10, True), (12, True), (8, True), (13, False), (7, False)])
def test_a_finding_a_line_or_two_away_tells_the_same(line: int, met: bool) -> None:
    assert bool(compared([fault()], [found(line)]).met) is met


@pytest.mark.parametrize(
    ("message", "met"), [("`Queue` has no `colour`", True), ("`fill_colour` is unknown", False), ("`size`", False)]
)
def test_in_a_long_value_a_finding_must_speak_of_what_the_error_names(message: str, met: bool) -> None:
    verdicts = compared([fault(end=30, message="'colour' does not exist")], [found(20, message)])
    assert bool(verdicts.met) is met


def test_errors_in_tests_do_not_count() -> None:
    verdicts = compared([fault(file="test/stack.unit.test.ts"), fault(code="TS2339")], [])
    assert [missed.code for _, missed in verdicts.missed] == ["TS2339"]
    assert verdicts.in_tests == 1


def test_a_finding_without_an_error_is_told_unless_the_same_call_has_another_one() -> None:
    alone = compared([fault(call=[9, 14])], [found(20), found(20, rule="deprecated-property")])
    assert [finding.rule for _, finding in alone.unconfirmed] == ["unknown-property"]
    assert not compared([fault(call=[9, 24])], [found(20)]).unconfirmed


def test_a_file_of_two_programs_has_its_errors_once() -> None:
    assert len(unique([fault(), fault(), fault(line=11)])) == 2


def test_the_table_counts_by_code() -> None:
    verdicts = compared([fault(), fault(40), fault(50, code="TS2339")], [found(10)])
    assert [row.split() for row in verdicts.table()] == [
        ["TS2339", "0", "of", "1", "0.0%"],
        ["TS2353", "1", "of", "2", "50.0%"],
        ["all", "1", "of", "3", "33.3%"],
    ]


def test_a_fault_survives_its_record() -> None:
    one = fault(call=[1, 2])
    assert Fault.of(one.record()).record() == one.record()


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("Property 'bucketName' is missing in type '{}'", {"bucketname", "{}"}),
        ("__init__() got an unexpected keyword argument 'bucket_nam'", {"bucketnam"}),
        ("Missing required property 'role_arn'", {"rolearn"}),
    ],
)
def test_what_an_error_names(message: str, named: set[str]) -> None:
    assert fault(message=message).named == named


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_python_draft_is_a_project_of_its_platform(platform: str, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("")
    write_marker(tmp_path, platform, "app.py")
    program = Program(tmp_path)
    assert (program.platform, program.language, program.entry) == (platform, "python", "app.py")


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_pinned_libraries_have_versions(platform: str, tmp_path: Path) -> None:
    versions = DraftEnvironment(platform, tmp_path).library_versions()
    assert versions["typescript"][0].isdigit()
    assert any(name in versions for name in ("aws-cdk-lib", "cdktf", "@pulumi/aws"))


@pytest.mark.parametrize(("name", "library"), [("aws_elbv2", True), ("core", True), ("aws_lambda_python_alpha", False)])
def test_a_package_that_is_not_installed_is_no_fault_of_the_program(
    name: str, library: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOLDEN_ROOT", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["hook"])
    is_about_library = runpy.run_path(str(HOOK), run_name="hook")["is_about_library"]
    error = ImportError(f"cannot import name '{name}' from 'aws_cdk' (__init__.py)", name="aws_cdk")
    assert is_about_library(error, "stack.py") is library
