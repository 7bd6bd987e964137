"""Versions: what a project may use of a library, and what the catalog then says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iaclint.facts import ProjectFacts, bounds, python_distribution, release
from iaclint.project import discover

TABLE = "aws-cdk-lib.aws_dynamodb.Table"
BEYOND = (999,)


@pytest.mark.parametrize(
    ("text", "numbers"), [("2.180.0", (2, 180, 0)), ("7.3.1-alpha.2", (7, 3, 1)), ("1.2rc1", (1, 2)), ("21", (21,))]
)
def test_a_release_as_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert release(text) == numbers


@pytest.mark.parametrize(
    ("text", "exact", "inside", "outside"),
    [
        ("2.150.0", True, "2.150.0", "2.150.1"),
        ("^2.100.0", False, "2.276.0", "3.0.0"),
        ("^0.21.0", False, "0.21.9", "0.22.0"),
        ("~2.100.0", False, "2.100.9", "2.101.0"),
        ("~=2.100", False, "2.276.0", "3.0"),
        (">=2.0,<2.151.0", False, "2.150.0", "2.152.0"),
        ("==2.150.*", False, "2.150.3", "2.151.0"),
        ("2.x", False, "2.276.0", "3.0.0"),
    ],
)
def test_what_a_version_or_a_range_allows(text: str, exact: bool, inside: str, outside: str) -> None:
    found = bounds(text, exact)
    assert found is not None
    lowest, highest = found
    assert lowest <= release(inside) <= highest < release(outside)


@pytest.mark.parametrize("text", ["*", "latest", ""])
def test_a_range_without_a_number_says_nothing(text: str) -> None:
    assert bounds(text, False) is None


def test_an_open_range_has_no_end() -> None:
    found = bounds(">=2.100.0", False)
    assert found is not None
    assert found[0] == (2, 100, 0)
    assert found[1] > BEYOND


@pytest.mark.parametrize(
    ("library", "distribution"),
    [
        ("aws-cdk-lib", "aws-cdk-lib"),
        ("@pulumi/aws", "pulumi-aws"),
        ("@pulumi/pulumi", "pulumi"),
        ("@cdktf/provider-aws", "cdktf-cdktf-provider-aws"),
        ("@cdktn/provider-aws", "cdktn-provider-aws"),
        ("cdktf", "cdktf"),
    ],
)
def test_npm_packages_have_python_names(library: str, distribution: str) -> None:
    assert python_distribution(library) == distribution


def facts(root: Path, files: dict[str, str]) -> ProjectFacts:
    (root / ".git").mkdir()
    for name, text in {"cdk.json": "{}", **files}.items():
        (root / name).write_text(text, "utf-8")
    (project,) = discover([root])
    return ProjectFacts(project)


def package(version: str) -> str:
    return json.dumps({"dependencies": {"aws-cdk-lib": version}})


@pytest.mark.parametrize(("version", "deprecated"), [("2.150.0", False), ("2.219.0", True), ("^2.100.0", True)])
def test_a_deprecation_counts_from_the_version_that_has_it(tmp_path: Path, version: str, deprecated: bool) -> None:
    known = facts(tmp_path, {"stack.ts": "import 'aws-cdk-lib'", "package.json": package(version)})
    assert (known.deprecated_property(TABLE, "pointInTimeRecovery") is not None) is deprecated
    assert known.deprecated_property(TABLE, "tableName") is None


def test_a_python_project_is_asked_for_its_own_version(tmp_path: Path) -> None:
    files = {
        "stack.py": "import aws_cdk",
        "package.json": package("2.150.0"),
        "requirements.txt": "aws-cdk-lib==2.219.0",
    }
    known = facts(tmp_path, files)
    assert known.library_version("aws-cdk-lib") == "2.219.0"
    assert known.deprecated_property(TABLE, "point_in_time_recovery") is not None


def test_without_a_version_the_newest_counts(tmp_path: Path) -> None:
    known = facts(tmp_path, {"stack.ts": "import 'aws-cdk-lib'"})
    deprecation = known.deprecated_property(TABLE, "pointInTimeRecovery")
    assert known.library_version("aws-cdk-lib") is None
    assert deprecation is not None
    assert deprecation.library == "aws-cdk-lib"
    assert release("2.150.0") < release(deprecation.since) <= release("2.219.0")
    assert "pointInTimeRecoverySpecification" in deprecation.message


def test_the_struct_of_a_property(tmp_path: Path) -> None:
    known = facts(tmp_path, {"stack.ts": "import 'aws-cdk-lib'"})
    assert known.struct_of("aws-cdk-lib.aws_s3.Bucket", "lifecycleRules") == "aws-cdk-lib.aws_s3.LifecycleRule"
    assert known.struct_of("aws-cdk-lib.aws_s3.Bucket", "bucketName") is None
    assert known.struct_of("aws-cdk-lib.aws_s3.NoSuchThing", "x") is None
