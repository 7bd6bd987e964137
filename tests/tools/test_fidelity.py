"""The fidelity tool: which projects it lists, and how the scores come into the page."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tools.fidelity.__main__ import BEGIN, END, corpus_of, main, table, with_table

ROOT = Path(__file__).parents[2]
PAGE = f"# Title\n\n{BEGIN}\nold\n\n{END}\nText.\n"

# Stands for the scorer that comes with the truth: half of what was listed is right.
SCORER = """
import json, sys
from pathlib import Path
values = dict(zip(sys.argv[1::2], sys.argv[2::2]))
found = sum(len(json.loads(path.read_text())["resources"]) for path in Path(values["--listings"]).rglob("orders.json"))
score = {name: {"hit": found, "of": 2 * found, "value": 0.5 if found else 0.0} for name in
         ("lines", "resources", "precision", "names", "wildcard")}
score |= {"protection": {"value": None}, "projects": 1}
Path(values["--json"]).write_text(json.dumps({"cdk-ts": score}))
print("scored", found)
"""


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    (tmp_path / "truth").mkdir()
    data = {"combo": "cdk-ts", "projects": [{"project": "cdk-ts/orders"}]}
    (tmp_path / "truth" / "truth-cdk-ts.json.gz").write_bytes(gzip.compress(json.dumps(data).encode()))
    (tmp_path / "truth" / "score.py").write_text(SCORER)
    return tmp_path / "truth"


def arguments(truth: Path, page: Path, corpus: Path = ROOT / "testdata" / "projects") -> list[str]:
    listings = truth.parent / "listings"
    return ["--truth", str(truth), "--corpus", f"={corpus}", "--listings", str(listings), "--table", str(page)]


def test_the_scores_come_into_the_page(truth: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    assert main(arguments(truth, page)) == 0
    out = capsys.readouterr().out
    assert "1 projects" in out
    assert "scored 0" not in out
    text = page.read_text()
    assert "| cdk-ts (1) | 50.0 % | 50.0 % | 50.0 % | 50.0 % | 50.0 % | - |" in text
    assert "old" not in text
    assert text.startswith("# Title\n")
    assert text.endswith("\nText.\n")
    assert str(tmp_path) not in text


def test_a_project_that_crashes_fails_the_run(truth: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    assert main(arguments(truth, page, tmp_path / "nowhere")) == 1
    assert "crashed ['cdk-ts/orders']" in capsys.readouterr().out


def test_a_table_of_some_programs_only_is_refused(truth: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main([*arguments(truth, tmp_path / "page.md"), "--combo", "cdk-ts"])


def test_writing_twice_changes_nothing() -> None:
    once = with_table(PAGE, "| a |\n")
    assert with_table(once, "| a |\n") == once


@pytest.mark.parametrize("page", ["", BEGIN, END, END + BEGIN])
def test_a_page_without_marks_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="the page has no"):
        with_table(page, "| a |\n")


def test_the_longest_prefix_tells_the_corpus() -> None:
    corpora = ["=/all", "x-=/examples", "x-cdk-=/more"]
    assert corpus_of("cdk-ts", corpora) == Path("/all")
    assert corpus_of("x-pulumi-py", corpora) == Path("/examples")
    assert corpus_of("x-cdk-py", corpora) == Path("/more")


def test_every_row_has_as_many_cells_as_the_head() -> None:
    measured = {name: {"value": 1.0} for name in ("lines", "resources", "precision", "names", "wildcard", "protection")}
    lines = table({"a": {**measured, "projects": 1}}).splitlines()  # type: ignore[dict-item]
    assert {line.count("|") for line in lines} == {8}


def test_the_page_of_the_documentation_has_the_marks() -> None:
    page = (ROOT / "docs" / "fidelity.md").read_text("utf-8")
    assert with_table(page, "| a |\n") != page
