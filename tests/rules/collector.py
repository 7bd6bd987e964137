"""Pytest collects the Markdown pages in ``rules/``: each fenced example is a test, and so is the page's form.

A bad example marks the line of each finding with a comment, ``# expect: DEL002 "part of the message"`` (``//`` in TypeScript; ``expect-next-line``
on a line of its own before it, ``expect-file`` where the line does not matter); what it does not mark must not be found. A good
example must give nothing. ``title=lib/stack.py`` names the file, ``project=NAME`` puts several fences into one project,
``environment=prod`` assumes another environment than the default.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from iaclint.api import lint
from iaclint.registry import Registry, RuleEntry
from iaclint.report import Diagnostic
from iaclint.settings import Settings
from tests.rules.pages import Example, Expectation, Page, PageError

RULES = Path(__file__).parents[2] / "rules"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix == ".md" and file_path.is_relative_to(RULES):
        collector: pytest.Collector = PageFile.from_parent(parent, path=file_path)
        return collector
    return None


class PageFile(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        page = Page(self.path)
        entry = entry_of(self.path)
        yield FormItem.from_parent(self, name="form", page=page, entry=entry)
        for example in page.examples:
            yield ExampleItem.from_parent(self, name=example.name, example=example, entry=entry)


class FormItem(pytest.Item):
    """The page has the headings it must have, and the examples that its rule's claims ask for."""

    def __init__(self, *, page: Page, entry: RuleEntry, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.page = page
        self.entry = entry

    def runtest(self) -> None:
        faults = self.page.faults(self.entry.code, self.entry.name) + missing_examples(self.page, self.entry)
        if faults:
            raise PageError("\n".join(faults))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        return f"{self.path.name}: {excinfo.value}"


class ExampleItem(pytest.Item):
    """One example, linted as a project of its own."""

    def __init__(self, *, example: Example, entry: RuleEntry, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.example = example
        self.entry = entry

    def runtest(self) -> None:
        with tempfile.TemporaryDirectory(prefix="iaclint-page-") as folder:
            root = Path(os.path.realpath(folder))
            (root / ".git").mkdir()  # the boundary: nothing above is read
            self.example.write(root)
            found = findings(root, self.example, self.entry)
            faults = differences(root, found, self.example.expectations())
        if faults:
            raise PageError("\n".join(faults))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        if not isinstance(excinfo.value, PageError):
            return str(excinfo.getrepr(style="short"))
        return f"{self.path.name}, {self.example.name}:\n{excinfo.value}"


def entry_of(path: Path) -> RuleEntry:
    module = ".".join(path.relative_to(RULES).with_suffix("").parts)
    for entry in Registry.load(isolated=True).entries.values():
        if entry.module.partition(".")[2] == module:
            return entry
    raise PageError(f"{path.name}: there is no rule of this name in rules/index.json (make index)")


def findings(root: Path, example: Example, entry: RuleEntry) -> list[Diagnostic]:
    codes = {entry.code, *(expectation.code for expectation in example.expectations())}
    settings = Settings(select=sorted(codes), isolated=True)
    if example.environment:
        settings.environments = (example.environment,)
    return lint([str(root)], settings).diagnostics


def differences(root: Path, found: list[Diagnostic], expected: list[Expectation]) -> list[str]:
    left = list(found)
    faults = []
    for expectation in expected:
        match = next((one for one in left if meets(root, one, expectation)), None)
        if match is None:
            faults.append(f"expected, not found: {expectation}")
        else:
            left.remove(match)
    return faults + [
        f"found, not expected: {Path(one.place.path).relative_to(root)}:{one.place.line} {one.code} {one.message}"
        for one in left
    ]


def meets(root: Path, found: Diagnostic, expectation: Expectation) -> bool:
    return (
        found.code == expectation.code
        and found.place.path == str(root / expectation.title)
        and expectation.line in (None, found.place.line)
        and expectation.text in found.message
    )


def missing_examples(page: Page, entry: RuleEntry) -> list[str]:
    """A rule is shown, bad and good, in both languages on each framework it claims; and not finding is tested no less than finding."""
    shown = {(example.bad, example.language, example.framework) for example in page.examples}
    faults = [
        f"no {'bad' if bad else 'good'} example in {language} for {framework}"
        for framework in entry.frameworks
        for language in ("python", "typescript")
        for bad in (True, False)
        if (bad, language, framework) not in shown
    ]
    bad = sum(example.bad for example in page.examples)
    if 2 * bad > len(page.examples):
        faults.append(f"{bad} bad examples, but {len(page.examples) - bad} good ones")
    return faults
