"""What rules may ask about Terraform's version."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.facts import ProjectFacts, terraform_bounds
from iaclint.project import discover


@pytest.mark.parametrize(
    ("constraint", "bounds"),
    [
        ("1.12.2", ("1.12.2", "1.12.2")),
        ("v1.12.2", ("1.12.2", "1.12.2")),
        ("1.10", ("1.10", "1.10.999")),
        ("~> 1.6", ("1.6", "1.999")),
        ("~> 1.6.0", ("1.6.0", "1.6.999")),
        (">= 1.5, < 2.0.0", ("1.5", "1.999")),
        ("< 1.10", ("", "1.9.999")),
        ("<= 1.9.8", ("", "1.9.8")),
        ("1.9.x", ("1.9", "1.9.999")),
        ("latest", ("", "")),
    ],
)
def test_what_a_constraint_allows(constraint: str, bounds: tuple[str, str]) -> None:
    assert terraform_bounds(constraint) == bounds


@pytest.mark.parametrize(
    ("version", "takes"),
    [("1.9.8", False), ("1.10", True), ("1.12.2", True), ("~> 1.6", None), (">= 1.10", True), ("< 1.10", None),
     ("= 1.9", False), ("latest", True)],
)  # fmt: skip
def test_which_versions_take_a_lock_file(tmp_path: Path, version: str, takes: bool | None) -> None:
    facts = facts_of(tmp_path, version)
    stated, backend = facts.terraform_version(), facts.backend("S3Backend")
    assert stated is not None
    assert backend is not None
    key = backend.key("use_lockfile")
    assert key is not None
    assert stated.takes(key) is takes


def test_what_the_program_requires_goes_first(tmp_path: Path) -> None:
    stated = facts_of(tmp_path, "1.12.2").terraform_version(">= 1.5")
    assert stated is not None
    assert (stated.text, stated.source, stated.lowest) == (">= 1.5", "required_version", "1.5")


def test_nothing_said(tmp_path: Path) -> None:
    assert facts_of(tmp_path, "").terraform_version() is None


@pytest.mark.parametrize(
    ("providers", "version", "known"),
    [
        ("[]", "", True),
        ('["random@~> 3.0"]', "", True),
        ('["aws@~> 3.0"]', "", False),
        ('["hashicorp/aws@~> 3.0"]', "", False),
        ('[{"name": "aws", "version": "~> 3.0"}]', "", False),
        ('["aws@~> 3.0"]', "21.9.1", True),
        ('{"aws": [1]}', "", True),
        ("[1, null, {}]", "", True),
    ],
)
def test_bindings_that_a_project_generates_are_of_any_version(
    tmp_path: Path, providers: str, version: str, known: bool
) -> None:
    app = '"app": "npx ts-node main.ts"'
    (tmp_path / "cdktf.json").write_text(f'{{"language": "typescript", {app}, "terraformProviders": {providers}}}')
    (tmp_path / "main.ts").write_text("import { App } from 'cdktf';\n")
    dependency = f'"@cdktf/provider-aws": "{version}"' if version else ""
    (tmp_path / "package.json").write_text(f'{{"dependencies": {{{dependency}}}}}')
    facts = ProjectFacts(discover([tmp_path])[0])
    assert (facts.declaration("@cdktf/provider-aws.route53Record.Route53Record") is not None) is known


def facts_of(folder: Path, version: str) -> ProjectFacts:
    (folder / ".git").mkdir()
    (folder / "cdktf.json").write_text("{}")
    (folder / "main.py").write_text("import cdktf\n")
    if version:
        (folder / ".terraform-version").write_text(version + "\n")
    return ProjectFacts(discover([folder])[0])
