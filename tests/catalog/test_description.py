"""The catalog in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iaclint.catalog import describe, libraries
from iaclint.catalog.description import readable


@pytest.mark.parametrize(
    "text", ["aws_dynamodb.Table.pointInTimeRecovery", "aws_dynamodb.Table.point_in_time_recovery"]
)
def test_a_property_in_either_spelling(text: str) -> None:
    head, *lines = describe(text).splitlines()
    assert head.startswith("aws_dynamodb.Table.pointInTimeRecovery (aws-cdk-lib ")
    assert lines[0] == "  boolean, optional"
    assert lines[1].startswith("  deprecated since 2.180.0: use `pointInTimeRecoverySpecification` instead")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("aws_s3.Bucket", ["construct, becomes AWS::S3::Bucket", "physical name: bucketName", "by default: retain"]),
        ("aws_s3.Bucket.lifecycleRules.expiration", ["aws_s3.LifecycleRule.expiration", "Duration"]),
        ("aws_lambda.Runtime.NODEJS_16_X", ["static member", "deprecated since"]),
        ("aws_s3.Bucket.addLifecycleRule", ["method(aws_s3.LifecycleRule)"]),
        ("aws_s3.BucketEncryption", ["members of", "KMS"]),
        ("@pulumi/aws.s3.Bucket.acl", ["s3.Bucket.acl (@pulumi/aws", "deprecated since 7."]),
        ("@pulumi/kubernetes.core.v1.Namespace", ["becomes kubernetes:core/v1:Namespace"]),
        ("@cdktf/provider-aws.s3Bucket.S3Bucket", ["becomes aws_s3_bucket"]),
        ("aws_sqs_queue", ["sqsQueue.SqsQueue (@cdktf/provider-aws", "physical name: name"]),
        ("AWS::S3::Bucket", ["holds data", "ARN: arn:", "BucketName: string"]),
        ("AWS::S3::Bucket.BucketName", ["a change replaces", "length: at least 3, at most 63"]),
        ("AWS::DynamoDB::Table.BillingMode", ["one of PAY_PER_REQUEST, PROVISIONED"]),
        ("terraform.backend.s3", ["use_lockfile"]),
        ("terraform.backend.s3.role_arn", ["removed in 1.10.0", "use assume_role.role_arn instead"]),
        ("s3:GetObject", ["access level: Read"]),
        ("sqs:Delete*", ["sqs:DeleteMessage"]),
        ("nodejs18.x", ["deprecated on 2025-09-01"]),
        ("aws_s3.Bocket", ["knows nothing of aws_s3.Bocket"]),
    ],
)
def test_what_is_told(text: str, words: list[str]) -> None:
    told = describe(text)
    for word in words:
        assert word in told, told


def test_versions_lists_every_library() -> None:
    lines = describe("versions").splitlines()
    assert [line.split("  ")[0] for line in lines] == list(libraries())
    assert any(line.startswith("aws-cdk-lib  2.0.0 to 2.276.0") for line in lines)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("[]s", "list of string"),
        ("{}n", "map of number"),
        ("~b", "boolean"),
        ("(aws_s3.Bucket|s)", "(aws_s3.Bucket|string)"),
    ],
)
def test_types_in_words(expression: str, words: str) -> None:
    assert readable(expression) == words


@given(st.text(max_size=40) | st.from_regex(r"(aws_s3|AWS::S3::Bucket|terraform\.backend\.s3|s3:)[.:\w*]{0,12}"))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer(text: str) -> None:
    assert describe(text)
