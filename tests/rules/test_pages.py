"""The tests of the pages are tests too: a page that does not hold must fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.registry import Registry
from iaclint.report import Diagnostic, Place
from tests.rules.collector import RULES, differences, entry_of, missing_examples
from tests.rules.pages import Expectation, Page, PageError

FORM = "# name (TST001)\n\n## What it does\n\n## Why is this bad\n\n## Bad\n\n{bad}\n\n## Good\n\n{good}\n"
BAD = '```python\nimport aws_cdk\nx = 1  # expect: TST001 "too small"\n```'
GOOD = "```ts\nimport * as aws from '@pulumi/aws';\n```"


def page(tmp_path: Path, bad: str = BAD, good: str = GOOD, form: str = FORM) -> Page:
    path = tmp_path / "name.md"
    path.write_text(form.format(bad=bad, good=good), "utf-8")
    return Page(path)


def test_examples_and_what_they_expect(tmp_path: Path) -> None:
    bad, good = page(tmp_path).examples
    assert (bad.bad, bad.language, bad.framework) == (True, "python", "cdk")
    assert [str(expectation) for expectation in bad.expectations()] == ['stack.py:2 TST001 "too small"']
    assert (good.bad, good.language, good.framework, good.expectations()) == (False, "typescript", "pulumi", [])


@pytest.mark.parametrize(
    ("comment", "lines"),
    [
        ("x // expect: TST001", [1]),
        ("// expect-next-line: TST001\nx", [2]),
        ("// expect-file: TST001\nx", [None]),
        ("x // expect: TST001 expect: TST002", [1]),
        ('x // expect: TST001 "a" // expect: TST002 "b"', [1, 1]),
        ("x // we expect nothing", []),
    ],
)
def test_where_a_finding_is_expected(tmp_path: Path, comment: str, lines: list[int | None]) -> None:
    (example, _) = page(tmp_path, bad=f"```ts\n{comment}\n```").examples
    assert [expectation.line for expectation in example.expectations()] == lines


def test_an_expectation_with_a_slip_is_an_error_not_a_comment(tmp_path: Path) -> None:
    (example, _) = page(tmp_path, bad="```ts\nx // expect TST001\n```").examples
    with pytest.raises(PageError, match="cannot be read"):
        example.expectations()


def test_fences_of_one_project(tmp_path: Path) -> None:
    fences = "```json title=cdk.json project=p\n{}\n```\n```py title=lib/a.py project=p\nimport aws_cdk\n```"
    bad = page(tmp_path, bad=fences).examples[0]
    bad.write(tmp_path)
    assert [fence.title for fence in bad.fences] == ["cdk.json", "lib/a.py"]
    assert (tmp_path / "cdk.json").read_text() == "{}\n"
    assert (tmp_path / "lib" / "a.py").exists()


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("from aws_cdk import Stack", "cdk.json"),
        ("import pulumi_aws as aws", "Pulumi.yaml"),
        ("from cdktf import App", "cdktf.json"),
        ("import os", None),
    ],
)
def test_the_project_file_follows_from_the_imports(tmp_path: Path, text: str, marker: str | None) -> None:
    folder = tmp_path / "written"
    folder.mkdir()
    page(tmp_path, bad=f"```python\n{text}\n```").examples[0].write(folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted(filter(None, ["stack.py", marker]))


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({}, None),
        ({"form": FORM.replace("# name", "# nam")}, "the title"),
        ({"form": FORM.replace("## Why is this bad\n", "")}, "the headings"),
        ({"form": FORM + "\n## Wy\n"}, "no heading 'Wy'"),
        ({"bad": GOOD}, "a bad example expects nothing"),
        ({"good": BAD}, "a good example expects a finding"),
    ],
)
def test_the_form_of_a_page(tmp_path: Path, parts: dict[str, str], fault: str | None) -> None:
    faults = page(tmp_path, **parts).faults("TST001", "name")
    assert len(faults) == (fault is not None)
    assert fault is None or fault in faults[0]


def test_a_rule_has_to_be_shown_where_it_claims_to_work(tmp_path: Path) -> None:
    entry = Registry.load(isolated=True).find("deletion-protection")
    faults = missing_examples(page(tmp_path), entry)
    assert "no bad example in python for cdk" not in faults
    assert "no good example in python for cdk" in faults
    assert "no bad example in typescript for pulumi" in faults


def test_finding_is_not_tested_more_than_not_finding(tmp_path: Path) -> None:
    entry = Registry.load(isolated=True).find("syntax-error")
    assert missing_examples(page(tmp_path, bad=BAD + "\n\n" + BAD), entry) == ["2 bad examples, but 1 good ones"]


def test_what_is_found_and_what_is_expected_have_to_agree(tmp_path: Path) -> None:
    place = Place(str(tmp_path / "a.py"))
    place.line = 3
    found = [Diagnostic("TST001", "x", "error", "it is too small", place)]
    assert differences(tmp_path, found, [Expectation("a.py", 3, "TST001", "too small")]) == []
    for other in (
        ("a.py", 4, "TST001", ""),
        ("b.py", 3, "TST001", ""),
        ("a.py", 3, "TST002", ""),
        ("a.py", 3, "TST001", "big"),
    ):
        faults = differences(tmp_path, found, [Expectation(*other)])
        assert [fault.split(":")[0] for fault in faults] == ["expected, not found", "found, not expected"]
    assert len(differences(tmp_path, [], [Expectation("a.py", None, "TST001", "")])) == 1


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    pages = RULES.glob("*/*.md")
    assert {entry_of(path).code for path in pages} == set(Registry.load(isolated=True).entries)
