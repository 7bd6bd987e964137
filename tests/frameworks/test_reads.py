"""Which reads of constants, attributes and classes the model records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.frameworks.programs import program


def reads(folder: Path, platform: str, source: str, suffix: str) -> list[tuple[str, str, str]]:
    graph = program(folder, platform, source, suffix)
    return [(u.kind, u.symbol, u.span.text) for u in graph.api_uses if u.kind in ("member", "attribute")]


def test_a_constant_is_recorded_once_however_often_it_is_passed(tmp_path: Path) -> None:
    source = """
from aws_cdk import aws_lambda as lambda_

def runtime():
    return lambda_.Runtime.PYTHON_3_12

for _ in range(3):
    runtime()
"""
    assert reads(tmp_path, "cdk", source, "py") == [
        ("member", "aws-cdk-lib.aws_lambda.Runtime.PYTHON_3_12", "PYTHON_3_12")
    ]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("s3.Bucket", []),  # there, and said where it is made
        ("s3.BucketVersioning", [("member", "aws-cdk-lib.aws_s3.BucketVersioning", "BucketVersioning")]),
        ("new s3.Bucket(stack, 'B').bucketArn", [("attribute", "aws-cdk-lib.aws_s3.Bucket.bucketArn", "bucketArn")]),
        ("new Own(stack, 'B').bucketArn", []),
        ("(new s3.Bucket(stack, 'B').node.defaultChild as s3.CfnBucket).attrArn", []),
    ],
)
def test_what_is_recorded(tmp_path: Path, expression: str, expected: list[tuple[str, str, str]]) -> None:
    source = f"""
import * as cdk from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
class Own extends s3.Bucket {{}}
const stack = new cdk.Stack();
export const value = {expression};
"""
    found = reads(tmp_path, "cdk", source, "ts")
    assert [read for read in found if not read[1].endswith(".node")] == expected


def test_a_member_of_pulumis_enums(tmp_path: Path) -> None:
    source = "import pulumi_aws as aws\nvalue = aws.lambda_.Runtime.PYTHON3D12\n"
    assert reads(tmp_path, "pulumi", source, "py") == [
        ("member", "@pulumi/aws.lambda.Runtime.PYTHON3D12", "PYTHON3D12")
    ]
