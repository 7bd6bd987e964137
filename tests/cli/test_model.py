"""``iaclint model``: the contract of its JSON, and its text."""

from __future__ import annotations

import json

from tests.conftest import CommandLine, Repository

STACK = """\

resource AWS::RDS::DBInstance Db deletionProtection=true instanceIdentifier=?
unreached resource AWS::S3::Bucket Logs size=1
"""


def test_json(repository: Repository, iaclint: CommandLine) -> None:
    repository({"app/cdk.json": "{}", "app/lib/stack.ts": STACK})
    result = iaclint("model", "app", "--format", "json")
    assert result.code == 0
    assert json.loads(result.out) == {
        "resources": [
            {
                "type": "AWS::RDS::DBInstance",
                "construct": "aws-cdk-lib.aws_x.Thing",
                "id": "Db",
                "file": "lib/stack.ts",
                "line": 2,
                "properties": {"deletionProtection": True, "instanceIdentifier": "${name}"},
                "protection": ["deletion_protection"],
                "condition": None,
            }
        ],
        "unreached": [
            {
                "type": "AWS::S3::Bucket",
                "construct": "aws-cdk-lib.aws_x.Thing",
                "id": "Logs",
                "file": "lib/stack.ts",
                "line": 3,
                "properties": {"size": "1"},
                "protection": [],
                "condition": None,
            }
        ],
        "data_sources": [],
        "other": [],
        "iam_statements": [],
        "unknown": [
            {"file": "lib/stack.ts", "line": 2, "reason": "`instanceIdentifier` of `AWS::RDS::DBInstance`: not known"}
        ],
        "coverage": {"calls": 2, "resolved": 2},
    }


def test_several_projects_say_which_one(repository: Repository, iaclint: CommandLine) -> None:
    repository({f"{name}/{file}": text for name in "ab" for file, text in (("cdk.json", "{}"), ("s.ts", STACK))})
    data = json.loads(iaclint("model", ".", "--format", "json").out)
    assert [(item["project"], item["file"]) for item in data["resources"]] == [("a", "s.ts"), ("b", "s.ts")]
    assert data["coverage"] == {"calls": 4, "resolved": 4}


def test_text(repository: Repository, iaclint: CommandLine) -> None:
    repository({"cdk.json": "{}", "stack.ts": STACK})
    assert (
        iaclint("model").out
        == """\
AWS::RDS::DBInstance Db  (stack.ts:2)
    deletionProtection: true
    instanceIdentifier: ${name}
    [protection: deletion_protection]

Code that no entry point reaches:

AWS::S3::Bucket Logs  (stack.ts:3)
    size: 1

What could not be followed:

  stack.ts:2  `instanceIdentifier` of `AWS::RDS::DBInstance`: not known

2 resources · 2 of 2 constructs resolved
"""
    )


def test_a_missing_path(repository: Repository, iaclint: CommandLine) -> None:
    repository({})
    assert iaclint("model", "missing").code == 2


def test_the_first_assumed_environment_of_the_configuration_counts(
    repository: Repository, iaclint: CommandLine
) -> None:
    stack = "resource AWS::RDS::DBInstance Db deletionProtection=when:prod\n"
    repository({"cdk.json": "{}", "stack.ts": stack, "iaclint.toml": '[assume]\nenvironment = ["prod", "dev"]'})
    (item,) = json.loads(iaclint("model", "--format", "json").out)["resources"]
    assert item["protection"] == ["deletion_protection"]
