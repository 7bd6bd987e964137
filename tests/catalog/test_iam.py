"""IAM actions and managed policies."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.catalog import iam, managed_policies


@pytest.mark.parametrize(
    ("service", "action", "level", "resource"),
    [
        ("s3", "GetObject", "Read", "optional"),
        ("S3", "getobject", "Read", "optional"),
        ("ec2", "DescribeInstances", "List", "none"),
        ("xray", "PutTraceSegments", "Write", "none"),
        ("logs", "PutResourcePolicy", "Permissions management", "none"),
        ("iam", "PassRole", "Write", "required"),
        ("dynamodb", "TagResource", "Tagging", "required"),
        ("s3", "GetObjekt", None, None),
        ("s4", "GetObject", None, None),
        ("", "", None, None),
    ],
)
def test_level_and_resource(service: str, action: str, level: str | None, resource: str | None) -> None:
    assert iam.resource_level(service, action) == resource
    assert iam.access_level(service, action) == level


def test_expanding_patterns() -> None:
    assert iam.expand("sts:AssumeRole") == ["sts:AssumeRole"]
    assert iam.expand("sts:assumerole*") == [
        "sts:AssumeRole",
        "sts:AssumeRoleWithSAML",
        "sts:AssumeRoleWithWebIdentity",
    ]
    assert "s3:GetObject" in iam.expand("s3:Get*")
    assert "s3:PutObject" not in iam.expand("s3:Get*")
    assert len(iam.expand("*")) > 15_000
    assert set(iam.expand("s3:*")) < set(iam.expand("*:*"))
    assert iam.expand("s3:NoSuch*") == []
    assert iam.expand("nosuch:*") == []
    assert iam.expand("s3") == []


@given(st.text("ab", max_size=10), st.text("ab*?", max_size=8))
def test_wildcards_match_as_a_glob_without_classes(text: str, pattern: str) -> None:
    assert iam._matches(text, pattern) == fnmatchcase(text, pattern)


def test_many_stars_cost_little() -> None:
    assert not iam._matches("a" * 2000, "*a" * 50 + "b")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("AdministratorAccess", True),
        ("service-role/AWSLambdaBasicExecutionRole", True),
        ("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", True),
        ("service-role/AWS_ConfigRole", True),
        ("AWSLambdaBasicExecutionRole", False),
        ("service-role/ConfigRole", False),
        ("AWSLambdaFullAccess", False),
        ("", False),
    ],
)
def test_managed_policies_are_known_with_their_path(name: str, known: bool) -> None:
    assert managed_policies.exists(name) is known


def test_the_policy_that_was_meant() -> None:
    assert managed_policies.closest("AWSLambdaBasicExecutionRole") == "service-role/AWSLambdaBasicExecutionRole"
    assert managed_policies.closest("AWSLambdaFullAccess") == "AWSLambda_FullAccess"
    assert managed_policies.closest("administratoraccess") == "AdministratorAccess"
    assert managed_policies.closest("MyCompanyPolicy12345") is None


def test_actions_of_which_only_the_name_is_known() -> None:
    names = {action for service in iam.services() for action in iam.expand(f"{service}:*")}
    unclassed = [name for name in names if iam.access_level(*name.split(":")) is None]
    assert 0 < len(unclassed) < 600
    assert all(iam.resource_level(*name.split(":")) is None and name.islower() for name in unclassed)
