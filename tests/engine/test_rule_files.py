"""Rules from files: Python ones run only when the user says so, never because the scanned repository does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CommandLine, Repository

RULE = """
from iaclint.rule import Finding, Rule
rule = Rule("ACME001", severity="warning", summary="Our own", options={"limit": 3})

@rule.resources()
def check(resource, context):
    yield Finding(resource.name_span, f"limit {context.options['limit']}", resource)
"""
SPY = "import pathlib; pathlib.Path('was-run').touch()\n"
PROJECT = {
    "cdk.json": "{}",
    "x.ts": "resource AWS::S3::Bucket B\n",
    "own/small_limit.py": RULE,
    "own/_shared.py": "1 / 0",
}


@pytest.mark.parametrize("path", ["own", "own/small_limit.py"])
def test_from_the_command_line(repository: Repository, iaclint: CommandLine, path: str) -> None:
    repository(PROJECT)
    out = iaclint("x.ts", "--rule-path", path, "--output-format", "concise").out
    assert "ACME001 [small-limit] limit 3" in out


def test_options(repository: Repository, iaclint: CommandLine) -> None:
    root = repository({**PROJECT, "iaclint.toml": "[rules.small-limit]\nlimit = 5"})
    assert "limit 5" in iaclint("x.ts", "--rule-path", "own", "--output-format", "concise").out
    for text, message in (
        ("limt = 5", "rule 'small-limit' has no option 'limt'; did you mean 'limit'?"),
        ("limit = 'x'", "option 'limit' of rule 'small-limit' cannot be 'x'; expected int, such as 3"),
        ("limit = true", "cannot be True"),
    ):
        (root / "iaclint.toml").write_text(f"[rules.small-limit]\n{text}")
        result = iaclint("x.ts", "--rule-path", "own")
        assert result.code == 2
        assert message in result.err


def test_from_a_named_configuration_but_not_from_that_of_the_repository(
    repository: Repository, iaclint: CommandLine
) -> None:
    repository(
        {**PROJECT, "own/spy.py": SPY + RULE.replace("ACME001", "ACME002"), "iaclint.toml": 'rule-paths = ["own"]'}
    )
    assert "ACME" not in iaclint("x.ts").out
    assert not Path("was-run").exists()
    assert "ACME001" in iaclint("x.ts", "--config", "iaclint.toml").out
    assert Path("was-run").exists()


def test_from_the_users_own_configuration(
    repository: Repository,
    iaclint: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    repository({"cdk.json": "{}", "x.ts": PROJECT["x.ts"]})
    home = tmp_path_factory.mktemp("home")
    (home / "iaclint").mkdir()
    (home / "iaclint" / "small_limit.py").write_text(RULE)
    (home / "iaclint" / "iaclint.toml").write_text('rule-paths = ["small_limit.py"]')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    assert "ACME001" in iaclint(".").out
    assert "ACME001" not in iaclint(".", "--isolated").out


def test_isolated_takes_no_rule_path(repository: Repository, iaclint: CommandLine) -> None:
    repository(PROJECT)
    assert iaclint("x.ts", "--rule-path", "own", "--isolated").code == 2


def test_the_scanned_repository_may_not_point_out_of_itself(repository: Repository, iaclint: CommandLine) -> None:
    root = repository(
        {
            "inner/.git/HEAD": "",
            "inner/x.py": "",
            "inner/iaclint.toml": 'rule-paths = ["../outside.yaml"]',
            "outside.yaml": "rules: []",
        }
    )
    assert "outside the repository" in iaclint("inner").err
    (root / "inner" / "link.yaml").symlink_to(root / "outside.yaml")
    (root / "inner" / "iaclint.toml").write_text('rule-paths = ["link.yaml"]')
    assert iaclint("inner").code == 2


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.py", "1 / 0", "own/x.py: cannot be loaded: ZeroDivisionError: division by zero"),
        ("x.py", "def (", "own/x.py: cannot be loaded: SyntaxError"),
        ("x.py", "rule = 1", "own/x.py: makes no `rule`"),
        ("x.py", RULE.replace("ACME001", "DEL002"), "uses the code DEL002"),
        ("deletion_protection.py", RULE, "uses the name deletion-protection"),
    ],
)
def test_what_cannot_be_used(repository: Repository, iaclint: CommandLine, name: str, text: str, message: str) -> None:
    repository({"x.ts": "", f"own/{name}": text})
    result = iaclint("x.ts", "--rule-path", "own")
    assert result.code == 2
    assert message in result.err


def test_a_path_that_is_missing(repository: Repository, iaclint: CommandLine) -> None:
    repository({"x.ts": ""})
    assert iaclint("x.ts", "--rule-path", "own").err == "iaclint: no such file or folder with rules: own\n"
