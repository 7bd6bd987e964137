"""Templates on the command line's way: which paths are some, where findings are told, and what bad input gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from iaclint import api
from iaclint.report import Report
from iaclint.settings import Settings
from iaclint.templates.recognition import is_template, notation_of
from iaclint.templates.source_map import fits, matches

GOLDENS = Path(__file__).parents[2] / "testdata" / "templates"
BUCKET = '{"Resources": {"B": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain"}}}'


def lint(*paths: Path) -> Report:
    return api.lint([str(path) for path in paths], Settings())


def told(report: Report) -> list[tuple[str, str, int]]:
    return [(d.code, Path(d.place.path).name, d.place.line) for d in report.diagnostics]


@pytest.mark.parametrize(
    ("name", "text", "notation"),
    [
        ("x.template.json", "{", "cloudformation"),
        ("x.template.yaml", "", "cloudformation"),
        ("stack.yaml", "AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n", "cloudformation"),
        ("stack.json", BUCKET, "cloudformation"),
        ("cdk.tf.json", "{}", "terraform"),
        ("main.json", '{"resource": {"aws_s3_bucket": {}}}', "terraform"),
        ("preview.json", '{"config": {}, "steps": []}', "pulumi"),
        ("package.json", '{"name": "x", "scripts": {}}', None),
        ("workflow.yml", "on: push\njobs:\n  x:\n    steps:\n      - run: x\n", None),
        ("app.ts", "const x = {Type: 'AWS::S3::Bucket'};", None),
    ],
)
def test_templates_are_told_by_name_and_content(tmp_path: Path, name: str, text: str, notation: str | None) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert is_template(str(path)) == (notation is not None)
    if path.suffix != ".ts":
        assert notation_of(str(path)) == notation


def test_folders_of_a_synthesis_are_templates(tmp_path: Path) -> None:
    renamed = shutil.copytree(GOLDENS / "orders" / "cdk.out", tmp_path / "assembly")
    stack = GOLDENS / "ledger" / "cdktf.out" / "stacks" / "ledger-pr1234"
    for folder in (renamed, GOLDENS / "ledger" / "cdktf.out", stack):
        assert is_template(str(folder))
    assert not is_template(str(GOLDENS / "orders"))
    assert not is_template(str(tmp_path / "missing"))


def test_without_the_source_findings_are_told_in_the_template(tmp_path: Path) -> None:
    folder = shutil.copytree(GOLDENS / "orders" / "cdk.out", tmp_path / "cdk.out")
    report = lint(folder)
    assert ("DEL001", "Orderspr1234.template.json", 9) in told(report)
    assert {Path(d.place.path).name for d in report.diagnostics} == {"Orderspr1234.template.json"}


def test_with_the_source_findings_are_told_there_with_what_is_deployed(tmp_path: Path) -> None:
    project = shutil.copytree(GOLDENS / "orders", tmp_path / "orders")
    report = lint(project / "cdk.out")
    retained = next(d for d in report.diagnostics if d.code == "DEL001")
    assert (Path(retained.place.path).name, retained.place.line) == ("storage.ts", 19)
    assert [Path(one.place.path).name for one in retained.related] == ["Orderspr1234.template.json"]
    one = lint(project / "cdk.out" / "Orderspr1234.template.json")
    assert told(one) == told(report)


def test_a_comment_in_the_source_silences_what_is_found_in_the_template(tmp_path: Path) -> None:
    project = shutil.copytree(GOLDENS / "orders", tmp_path / "orders")
    file = project / "lib" / "storage.ts"
    line = "removalPolicy: cdk.RemovalPolicy.RETAIN,"
    file.write_text(file.read_text("utf-8").replace(line, line + " // iaclint: ignore[DEL001] kept"), "utf-8")
    report = lint(project / "cdk.out")
    assert "DEL001" not in {d.code for d in report.diagnostics}
    assert [d.code for d in report.suppressed] == ["DEL001"]


def test_a_folder_is_not_searched_for_templates(tmp_path: Path) -> None:
    (tmp_path / "x.template.json").write_text(BUCKET, "utf-8")
    assert told(lint(tmp_path)) == []
    assert told(lint(tmp_path / "x.template.json")) == [("DEL001", "x.template.json", 1)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"Resources": {"B": ', "IAC001"),
        (b'{"Resources": "\xff"}', "IAC001"),
        (b"[" * 100_000, "IAC001"),
        (b"[]", "IAC001"),
        (b"", "IAC001"),
        (b"\x00" * 100, "IAC001"),
        (b'{"Resources": {"B": 1, "C": {"Type": 2}, "D": {"Type": "AWS::X", "Properties": []}}}', None),
        (b'{"Resources": {"B": {"Type": "AWS::S3::Bucket", "Condition": 3, "Metadata": []}}}', None),
        (b'{"Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::Join": 1}}}}}', None),
        (
            b'{"Conditions": {"A": {"Condition": "A"}}, "Resources": {"B": {"Type": "AWS::S3::Bucket", "Condition": "A"}}}',
            None,
        ),
    ],
)
def test_bad_templates_are_reported_with_a_place_and_never_crash(
    tmp_path: Path, content: bytes, code: str | None
) -> None:
    path = tmp_path / "x.template.json"
    path.write_bytes(content)
    assert {d.code for d in lint(path).diagnostics if d.code.startswith("IAC")} == ({code} if code else set())


@pytest.mark.parametrize("name", ["x.template.yaml", "cdk.tf.json", "preview.json"])
def test_other_notations_do_not_crash_either(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    for content in (
        b'{"steps": [',
        b'{"steps": [1, {"newState": 2}]}',
        b'{"resource": {"a": 1, "b": {"c": 2}}}',
        b"a: [",
        b"\xff",
    ):
        path.write_bytes(content)
        assert not any(d.code == "IAC003" for d in lint(path).diagnostics)


def test_what_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iaclint.templates.document.SIZE_LIMIT", 50)
    path = tmp_path / "x.template.json"
    path.write_text(BUCKET, "utf-8")
    assert told(lint(path)) == [("IAC002", "x.template.json", 1)]


def test_a_manifest_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "outside.template.json").write_text(BUCKET, "utf-8")
    folder = tmp_path / "cdk.out"
    folder.mkdir()
    artifact = '{"type": "aws:cloudformation:stack", "properties": {"templateFile": "../outside.template.json"}}'
    (folder / "manifest.json").write_text(f'{{"artifacts": {{"S": {artifact}}}}}', "utf-8")
    (folder / "link.template.json").symlink_to(tmp_path / "outside.template.json")
    assert "DEL001" not in {d.code for d in lint(folder).diagnostics}


@pytest.mark.parametrize(
    ("pattern", "text", "fit"),
    [
        ("abc", "abc", True),
        ("a\0c", "abbc", True),
        ("a\0c", "ac", True),
        ("a\0c", "ab", False),
        ("\0-\0", "a-b", True),
        ("\0x\0y", "axby", True),
        ("ab\0ba", "aba", False),
    ],
)
def test_holes_fit_any_text(pattern: str, text: str, fit: bool) -> None:
    assert fits(pattern, text) is fit


def test_a_hole_does_not_reach_over_a_slash() -> None:
    assert matches(["S\0", "B"], ["Sdev", "B"])
    assert not matches(["S\0"], ["Sdev", "B"])


BOMB = b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + i, 98 + i, b", ".join([b"*%c" % (97 + i)] * 10)) for i in range(9)
)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.template.yaml", BOMB + b"Resources: *j\n", "aliases stand for too much"),
        ("x.template.yaml", b"Resources: &a\n  X: *a\n", "nested too deeply"),
        ("x.template.yaml", b"Resources:\n  A: \x00\n", "not YAML"),
        ("x.template.yaml", "Resources: {}\n".encode("utf-16"), "not UTF-8"),
        ("x.template.yaml", b"Resources: {}\n---\nResources: {}\n", "another document"),
        ("x.template.json", '{"Resources": {}}'.encode("utf-16"), "not JSON"),
        ("x.template.json", b'{"Resources": ' + b"9" * 100_000 + b"}", "too long"),
        ("preview.json", b'{"steps": [{"op": "create", "newState":', "not JSON"),
        ("cdk.tf.json", b'{"resource": {', "not JSON"),
    ],
)
def test_bad_input_gives_one_diagnostic_that_says_what_is_wrong(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    report = lint(path)
    assert [(d.code, d.place.path) for d in report.diagnostics] == [("IAC001", str(path))]
    assert reason in report.diagnostics[0].message
    settings = Settings()
    assert api.exit_code(report, settings) == 1
    settings.strict = True
    assert api.exit_code(report, settings) == 4


STAGED = """\
import * as cdk from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
const app = new cdk.App();
const stage = new cdk.Stage(app, 'Live');
const stack = new cdk.Stack(stage, 'Data');
new s3.Bucket(stack, 'B', { removalPolicy: cdk.RemovalPolicy.RETAIN });
"""


def test_what_is_in_a_stage_is_found_in_the_source(tmp_path: Path) -> None:
    (tmp_path / "cdk.json").write_text('{"app": "npx ts-node app.ts"}', "utf-8")
    (tmp_path / "app.ts").write_text(STAGED, "utf-8")
    path = tmp_path / "cdk.out" / "LiveData.template.json"
    path.parent.mkdir()
    text = BUCKET.replace('"DeletionPolicy"', '"Metadata": {"aws:cdk:path": "Live/Data/B/Resource"}, "DeletionPolicy"')
    path.write_text(text, "utf-8")
    assert told(lint(path)) == [("DEL001", "app.ts", 6)]
