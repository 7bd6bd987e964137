"""``iaclint explain`` and ``iaclint files``: what is believed, why, and what it rests on. With the real analysis."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CommandLine, Repository

TYPESCRIPT = """\
import * as cdk from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';

const suffix = process.env.ENVIRONMENT_SUFFIX ?? 'dev';
const keep = suffix === 'prod';
const days = 7;

class Data extends cdk.Stack {
  constructor(scope: cdk.App, id: string, owner: string) {
    super(scope, id);
    new rds.CfnDBInstance(this, 'Db', {
      engine: 'mysql',
      deletionProtection: keep,
      backupRetentionPeriod: days,
      masterUsername: owner,
    });
  }
}
new Data(new cdk.App(), 'Data', readOwner());
"""
PYTHON = """\
import os
import pulumi_aws as aws

suffix = os.environ.get("ENVIRONMENT_SUFFIX", "dev")
keep = suffix == "prod"
aws.rds.Instance("db", engine="mysql", deletion_protection=keep, identifier=f"db-{suffix}")
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "iaclint", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def explained(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    resources: list[dict[str, Any]] = json.loads(run(folder, "explain", *arguments, "--format", "json").stdout)[
        "resources"
    ]
    return resources


@pytest.fixture
def cdk(repository: Repository) -> Path:
    manifest = '{"dependencies": {"aws-cdk-lib": "2.100.0"}}'
    return repository(
        {
            "cdk.json": '{"app": "npx ts-node bin/app.ts"}',
            "package.json": manifest,
            "bin/app.ts": TYPESCRIPT,
            "test/app.test.ts": "",
            "bin/readme.ts": "export const nothing = 1;\n",
        }
    )


class TestExplain:
    def test_the_line_of_a_property(self, cdk: Path) -> None:
        (resource,) = explained(cdk, "bin/app.ts:13")
        assert (resource["type"], resource["id"], resource["line"]) == ("AWS::RDS::DBInstance", "Data/Db", 11)
        (one,) = resource["properties"]
        assert (one["path"], one["value"]) == ("deletionProtection", False)
        assert "environment" in one["depends_on"]

    def test_each_assumed_environment(self, cdk: Path) -> None:
        found = explained(cdk, "bin/app.ts:13", "--environment", "dev", "--environment", "prod")
        values = [
            (one["environment"], one["properties"][0]["value"], "deletion_protection" in one["protection"])
            for one in found
        ]
        assert values == [("dev", False, False), ("prod", True, True)]

    def test_the_line_where_a_value_was_written(self, cdk: Path) -> None:
        (resource,) = explained(cdk, "bin/app.ts:6")
        assert [(one["path"], one["value"]) for one in resource["properties"]] == [("backupRetentionPeriod", 7)]
        steps = resource["properties"][0]["steps"]
        assert [step["line"] for step in steps][:1] == [6]

    def test_what_is_unknown_and_why(self, cdk: Path) -> None:
        (resource,) = explained(cdk, "bin/app.ts:15")
        (one,) = resource["properties"]
        assert one["unknown"]

    def test_the_line_of_a_call_shows_all(self, cdk: Path) -> None:
        (resource,) = [one for one in explained(cdk, "bin/app.ts:11:9") if one["kind"] == "resource"]
        names = [one["path"] for one in resource["properties"]]
        assert names == ["engine", "deletionProtection", "backupRetentionPeriod", "masterUsername"]

    def test_in_python(self, repository: Repository) -> None:
        root = repository({"Pulumi.yaml": "name: x\nruntime: python\n", "__main__.py": PYTHON})
        (resource,) = explained(root, "__main__.py:6")
        values = {one["path"]: one["value"] for one in resource["properties"]}
        assert values["deletionProtection"] is False
        assert values["identifier"].startswith("db-${")

    def test_text(self, cdk: Path) -> None:
        out = run(cdk, "explain", "bin/app.ts:14").stdout
        assert out.splitlines()[0] == "AWS::RDS::DBInstance Data/Db  (aws-cdk-lib.aws_rds.CfnDBInstance, bin/app.ts:11)"
        assert "  backupRetentionPeriod = 7" in out
        assert "bin/app.ts:6: const days = 7;" in out

    def test_a_line_about_nothing(self, cdk: Path) -> None:
        done = run(cdk, "explain", "bin/app.ts:3")
        assert done.stdout == "bin/app.ts:3: no resource is made here, and none uses what is written here\n"
        assert done.returncode == 0

    @pytest.mark.parametrize("place", ["bin/app.ts", "bin/app.ts:x", ":3", "bin/app.ts:0", "missing.ts:3"])
    def test_wrong_usage(self, cdk: Path, place: str) -> None:
        assert run(cdk, "explain", place).returncode == 2


class TestFiles:
    def test_what_is_read_and_what_is_taken_for_granted(self, cdk: Path) -> None:
        (project,) = json.loads(run(cdk, "files", "--format", "json").stdout)
        assert (project["platforms"], project["entry_points"]) == (["cdk"], ["bin/app.ts"])
        assert project["environments"] == ["pr1234"]
        assert {"name": "aws-cdk-lib", "version": "2.100.0", "source": "package.json"} in project["libraries"]
        why = {file["path"]: (file["read"], file["why"]) for file in project["files"]}
        assert why["bin/app.ts"] == (True, "entry point")
        assert why["test/app.test.ts"] == (False, "a test")
        assert why["bin/readme.ts"][0] is False

    def test_what_the_user_states(self, cdk: Path) -> None:
        (cdk / "iaclint.toml").write_text('terraform-version = "1.9"\n[versions]\nconstructs = "10.3.0"\n')
        out = run(cdk, "files").stdout
        assert "  constructs 10.3.0  (iaclint.toml)\n" in out
        assert "  terraform 1.9  (iaclint.toml)\n" in out
        assert "  configuration: iaclint.toml\n" in out
        assert "    bin/app.ts  (entry point)\n" in out

    def test_wrong_usage(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({})
        assert iaclint("files", "missing").code == 2
