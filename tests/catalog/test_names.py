"""Names in Python and in Terraform."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.catalog.names import camel_name, constant_name, enum_name, python_name, terraform_name


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


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("LINEAR_10PERCENT_EVERY_1MINUTE", "LINEAR_10_PERCENT_EVERY_1_MINUTE"),
        ("NODEJS_20_X", "NODEJS_20_X"),
        ("LAMBDA", "LAMBDA_"),
        ("detailType", "detail_type"),
    ],
)
def test_constants_of_classes_in_python(name: str, spelt: str) -> None:
    assert constant_name(name) == spelt


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("NodeJS20dX", "NODE_JS20D_X"),
        ("PublicRead", "PUBLIC_READ"),
        ("AWSLambdaExecute", "AWS_LAMBDA_EXECUTE"),
        ("AWS_ConfigRole", "AW_S_CONFIG_ROLE"),
        ("AmazonEKS_CNI_Policy", "AMAZON_EK_S_CN_I_POLICY"),
        ("AWSPrivateCAUser", "AWS_PRIVATE_CAUSER"),
        ("Pass", "PASS_"),
    ],
)
def test_members_of_pulumis_enums_in_python(name: str, spelt: str) -> None:
    assert enum_name(name) == spelt
