"""How severe the rules about policies find what they find."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iaclint.api import lint
from iaclint.settings import Settings


def findings(folder: Path, code: str, source: str) -> list[str]:
    (folder / ".git").mkdir()
    (folder / "Pulumi.yaml").write_text("name: x\nruntime: python\n")
    (folder / "__main__.py").write_text("import json\nimport pulumi_aws as aws\n" + source)
    found = lint([str(folder)], Settings(select=[code], isolated=True)).diagnostics
    return [f"{one.severity}: {one.message}" for one in found]


def policy(resource: str, property: str = "policy", /, **elements: object) -> str:
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **elements}]}
    return f'aws.{resource}("x", {property}=json.dumps({json.dumps(document)}))\n'


CONDITION = {"StringEquals": {"aws:PrincipalTag/team": "orders"}}
OWN = {"StringEquals": {"aws:ResourceTag/team": "orders"}}


@pytest.mark.parametrize(
    ("action", "condition", "expected"),
    [
        ("dynamodb:PutItem", None, "warning"),
        ("dynamodb:PutItem", CONDITION, "info"),
        ("dynamodb:PutItem", OWN, None),
        ("dynamodb:PutItem", {"Bool": {"aws:SecureTransport": "true"}}, "warning"),
        ("dynamodb:GetItem", None, "info"),
        ("dynamodb:Get*", None, "info"),
        ("dynamodb:*", None, "warning"),
        ("ec2:CreateTags", None, "warning"),
        ("iam:PassRole", None, "warning"),
        ("sns:publish", None, "warning"),
        ("ec2:DescribeInstances", None, None),
        ("ec2:Describe*", None, None),
        ("logs:PutLogEvents", None, None),
        ("nosuch:Action", None, None),
        ("*", None, None),
    ],
)
def test_a_wildcard_resource_is_as_bad_as_what_is_allowed_on_it(
    tmp_path: Path, action: str, condition: object, expected: str | None
) -> None:
    elements = {"Action": action, "Resource": "*", **({"Condition": condition} if condition else {})}
    found = findings(tmp_path, "wildcard-resource", policy("iam.Policy", **elements))
    assert [text.partition(":")[0] for text in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("resource", "property", "elements", "expected"),
    [
        ("iam.Role", "assume_role_policy", {"Action": "sts:AssumeRole"}, "error"),
        ("iam.Role", "assume_role_policy", {"Action": "sts:AssumeRole", "Condition": CONDITION}, None),
        ("kms.Key", "policy", {"Action": "kms:*", "Resource": "*"}, "error"),
        ("sqs.QueuePolicy", "policy", {"Action": "sqs:SendMessage", "Resource": "*"}, "error"),
        ("secretsmanager.SecretPolicy", "policy", {"Action": "secretsmanager:GetSecretValue", "Resource": "*"}, "warning"),
        ("s3.BucketPolicy", "policy", {"Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}, "info"),
        ("s3.BucketPolicy", "policy", {"Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::b/*"}, "error"),
        ("cloudwatch.EventBusPolicy", "policy", {"Action": "events:PutEvents", "Condition": {"StringEquals": {"events:source": "a"}}}, "error"),
        ("apigateway.RestApi", "policy", {"Action": "execute-api:Invoke", "Resource": "*"}, None),
        ("ec2.VpcEndpoint", "policy", {"Action": "*", "Resource": "*"}, None),
    ],
)  # fmt: skip
def test_everybody_is_as_bad_as_what_everybody_may(
    tmp_path: Path, resource: str, property: str, elements: dict[str, object], expected: str | None
) -> None:
    found = findings(tmp_path, "wildcard-principal", policy(resource, property, Principal="*", **elements))
    assert [text.partition(":")[0] for text in found] == ([expected] if expected else [])


def test_every_action_under_a_condition_or_on_one_resource_is_a_warning(tmp_path: Path) -> None:
    source = policy("iam.Policy", Action="*", Resource="*", Condition=CONDITION)
    source += policy("s3.BucketPolicy", Action="*", Resource="arn:aws:s3:::b", Principal={"AWS": "123456789012"})
    source += policy("iam.Policy", Action="*", Resource="*")
    assert findings(tmp_path, "wildcard-action", source) == [
        "warning: `*` allows every action of every service, under a condition",
        "warning: `*` allows every action on the resource",
        "error: `*` allows every action of every service",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AdministratorAccess", "error"),
        ("IAMFullAccess", "error"),
        ("PowerUserAccess", "warning"),
        ("AmazonS3FullAccess", "warning"),
        ("AmazonEventBridgeSchedulerFullAccess", "warning"),
        ("job-function/ViewOnlyAccess", None),
        ("service-role/AWSLambdaBasicExecutionRole", None),
    ],
)
def test_managed_policies_of_different_power(tmp_path: Path, name: str, expected: str | None) -> None:
    source = f'aws.iam.RolePolicyAttachment("x", role="r", policy_arn="arn:aws:iam::aws:policy/{name}")\n'
    found = findings(tmp_path, "admin-managed-policy", source)
    assert [text.partition(":")[0] for text in found] == ([expected] if expected else [])


def test_what_may_be_a_managed_policy_or_not_is_not_reported(tmp_path: Path) -> None:
    source = """
import os
name = "AdministratorAccess" if os.environ.get("ADMIN") else "ReadOnlyAccess"
aws.iam.RolePolicyAttachment("x", role="r", policy_arn=f"arn:aws:iam::aws:policy/{name}")
"""
    assert findings(tmp_path, "admin-managed-policy", source) == []


def test_a_permissions_boundary_allows_nothing(tmp_path: Path) -> None:
    source = policy("iam.Policy", Action="*", Resource="*").replace("aws.iam", "limit = aws.iam")
    source += 'aws.iam.Role("r", assume_role_policy="{}", permissions_boundary=limit.arn)\n'
    assert findings(tmp_path, "wildcard-action", source) == []
