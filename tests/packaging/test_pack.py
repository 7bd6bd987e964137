"""A third party's pack of rules: built, installed beside iaclint, and used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.test_wheel import python, run, wheel

__all__ = ["python", "wheel"]

FILES = {
    "pyproject.toml": """\
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "acme-iaclint-rules"
version = "1.0"
entry-points."iaclint.rules".acme = "acme_iaclint_rules"

[tool.setuptools]
packages = ["acme_iaclint_rules", "acme_iaclint_rules.naming"]
package-data = { "*" = ["*.md", "*.json"] }
""",
    "acme_iaclint_rules/__init__.py": "",
    "acme_iaclint_rules/naming/__init__.py": "",
    "acme_iaclint_rules/naming/short_id.py": """\
from iaclint.model.render import render_text
from iaclint.rule import Finding, Rule

rule = Rule("ACME001", severity="error", summary="An id of one letter", options={"least": 2})


@rule.resources()
def check(resource, context):
    if len(render_text(resource.id)) < context.options["least"]:
        yield Finding(resource.name_span, "the id is too short", resource)
""",
    "acme_iaclint_rules/naming/short_id.md": "# short-id (ACME001)\n\n## What it does\n\nFinds ids of one letter.\n",
}
STACK = "import * as s3 from 'aws-cdk-lib/aws-s3';\nnew s3.CfnBucket(x, 'B', {});\n"


@pytest.fixture(scope="module")
def with_pack(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with iaclint and the pack."""
    folder = tmp_path_factory.mktemp("pack")
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    index = [sys.executable, "-m", "tools.rule_index", "acme_iaclint_rules"]
    root = Path(__file__).parents[2]
    subprocess.run(index, check=True, cwd=root, env={"PYTHONPATH": f"{folder}:{root}", "PATH": ""})
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--no-build-isolation", str(folder)], check=True, capture_output=True)
    return python


def test_its_rules_are_listed_explained_and_run(with_pack: Path, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "cdk.json").write_text("{}")
    (tmp_path / "stack.ts").write_text(STACK)
    assert "ACME001  short-id" in run(with_pack, tmp_path, "rule", "--all")
    assert "Finds ids of one letter." in run(with_pack, tmp_path, "rule", "short-id")
    arguments = ("check", "--exit-zero", "--output-format", "json", "--select", "ACME", ".")
    (found,) = json.loads(run(with_pack, tmp_path, *arguments))
    assert (found["message"], found["line"], found["severity"]) == ("the id is too short", 2, "error")
    (tmp_path / "iaclint.toml").write_text('[rules.short-id]\nleast = 1\nseverity = "info"\n')
    assert json.loads(run(with_pack, tmp_path, *arguments)) == []


def test_isolated_leaves_it_out(with_pack: Path, tmp_path: Path) -> None:
    (tmp_path / "stack.ts").write_text(STACK)
    out = run(
        with_pack, tmp_path, "check", "--isolated", "--select", "ALL", "--exit-zero", "--output-format", "json", "."
    )
    assert "ACME001" not in out
