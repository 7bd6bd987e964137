"""Names in Python and in Terraform."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.catalog.names import camel_name, python_name, terraform_name


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("bucketName", "bucket_name"),
        ("memoryLimitMiB", "memory_limit_mib"),
        ("enforceSSL", "enforce_ssl"),
        ("vpcSubnets", "vpc_subnets"),
        ("s3Bucket", "s3_bucket"),
        ("dbClusterIdentifier", "db_cluster_identifier"),
        ("lambda", "lambda_"),
        ("from", "from_"),
        ("NODEJS_20_X", "NODEJS_20_X"),
    ],
)
def test_python_spelling(name: str, spelt: str) -> None:
    assert python_name(name) == spelt


@given(st.from_regex(r"[a-z][a-zA-Z0-9]{0,20}", fullmatch=True))
def test_a_python_name_is_a_name_and_stays_itself(name: str) -> None:
    spelt = python_name(name)
    assert spelt.isidentifier()
    assert not keyword.iskeyword(spelt)
    assert python_name(spelt) == spelt


@pytest.mark.parametrize(
    ("name", "attribute"),
    [("bucketPrefix", "bucket_prefix"), ("arn", "arn"), ("kmsKeyId", "kms_key_id")],
)
def test_terraform_spelling(name: str, attribute: str) -> None:
    assert terraform_name(name) == attribute


@pytest.mark.parametrize(
    ("directory", "namespace"),
    [("s3-bucket", "s3Bucket"), ("s3_bucket", "s3Bucket"), ("data-aws-ami", "dataAwsAmi"), ("eip", "eip")],
)
def test_namespace_of_a_directory(directory: str, namespace: str) -> None:
    assert camel_name(directory) == namespace
