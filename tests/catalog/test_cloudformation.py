"""CloudFormation's resource types."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.catalog import cloudformation, load
from iaclint.catalog.cloudformation import Constraint, ResourceType, name_constraint, resource, resource_of


def get(name: str) -> ResourceType:
    found = resource(name)
    assert found is not None, name
    return found


def test_a_resource_type() -> None:
    bucket = get("AWS::S3::Bucket")
    assert (bucket.stateful, bucket.tags, bucket.name_property, bucket.identifiers) == (
        True,
        "Tags",
        "BucketName",
        ("BucketName",),
    )
    assert bucket.arn == "arn:${Partition}:s3:::${BucketName}"
    assert "Arn" in bucket.attributes
    assert "Arn" not in bucket.properties()
    assert not get("AWS::Lambda::Function").stateful
    assert resource("AWS::S3::Bocket") is None
    assert resource("AWS::S3::Bucket.LifecycleConfiguration") is None
    assert resource("#names") is None


def test_properties_that_are_required_or_replace_the_resource() -> None:
    function = get("AWS::Lambda::Function").properties()
    assert function["Code"].required
    assert not function["Description"].required
    assert get("AWS::S3::Bucket").properties()["BucketName"].replaces
    assert get("AWS::DynamoDB::Table").properties()["AttributeDefinitions"].type == "[]AttributeDefinition"
    assert not function["MemorySize"].replaces


def test_nested_properties() -> None:
    bucket = get("AWS::S3::Bucket")
    found = bucket.property("BucketEncryption.ServerSideEncryptionConfiguration.0.BucketKeyEnabled")
    assert found is not None
    assert found.type == "b"
    assert bucket.property("Tags.0.Key") is not None
    assert "Status" in bucket.names_at("VersioningConfiguration")
    assert "BucketName" in bucket.names_at("")
    assert bucket.names_at("BucketName") == []


@pytest.mark.parametrize(
    ("path", "position"),
    [
        ("BucketName", None),
        ("bucketName", 0),
        ("VersioningConfiguration.Status", None),
        ("VersioningConfiguration.status", 1),
        ("VersioningConfiguration.Status.X", 2),
        ("Tags.Key", 1),
        ("Tags.0.Kee", 2),
        ("Nothing.At.All", 0),
    ],
)
def test_the_unknown_part_of_a_path(path: str, position: int | None) -> None:
    assert get("AWS::S3::Bucket").unknown(path) == position


def test_what_the_schema_leaves_open_is_not_unknown() -> None:
    assert get("AWS::IAM::Role").unknown("AssumeRolePolicyDocument.Statement.0.Effect") is None
    assert get("AWS::SQS::Queue").unknown("RedrivePolicy.maxReceiveCount") is None


@pytest.mark.parametrize(
    ("kind", "path", "value", "fault"),
    [
        ("AWS::Logs::LogGroup", "RetentionInDays", 30, None),
        ("AWS::Logs::LogGroup", "RetentionInDays", "30", None),
        ("AWS::Logs::LogGroup", "RetentionInDays", 31, "value"),
        ("AWS::DynamoDB::Table", "BillingMode", "PAY_PER_REQUEST", None),
        ("AWS::DynamoDB::Table", "BillingMode", "ON_DEMAND", "value"),
        ("AWS::SQS::Queue", "VisibilityTimeout", 43201, "range"),
        ("AWS::SQS::Queue", "VisibilityTimeout", 43200, None),
        ("AWS::Lambda::Function", "Runtime", "nodejs20.x", None),
        ("AWS::Lambda::Function", "Runtime", "node20", "value"),
    ],
)
def test_values(kind: str, path: str, value: str | int, fault: str | None) -> None:
    prop = get(kind).property(path)
    assert prop is not None
    assert prop.constraint is not None
    assert prop.constraint.fault(value) == fault


@pytest.mark.parametrize(
    ("deployed", "kind"),
    [
        ("AWS::S3::Bucket", "AWS::S3::Bucket"),
        ("aws_s3_bucket", "AWS::S3::Bucket"),
        ("aws:s3/bucket:Bucket", "AWS::S3::Bucket"),
        ("aws:s3/bucketV2:BucketV2", "AWS::S3::Bucket"),
        ("aws_db_instance", "AWS::RDS::DBInstance"),
        ("aws:rds/instance:Instance", "AWS::RDS::DBInstance"),
        ("aws_iam_policy", "AWS::IAM::ManagedPolicy"),
        ("aws_security_group", "AWS::EC2::SecurityGroup"),
        ("aws:ec2/securityGroup:SecurityGroup", "AWS::EC2::SecurityGroup"),
        ("aws_cloudwatch_log_group", "AWS::Logs::LogGroup"),
        ("aws_no_such_thing", None),
        ("random_password", None),
        ("", None),
    ],
)
def test_the_type_behind_a_resource(deployed: str, kind: str | None) -> None:
    found = resource_of(deployed)
    assert (found.id if found is not None else None) == kind


@pytest.mark.parametrize(
    ("deployed", "name", "fault"),
    [
        ("aws_s3_bucket", "my-bucket", None),
        ("aws_s3_bucket", "MyBucket", "pattern"),
        ("aws_s3_bucket", "b" * 64, "length"),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", "a" * 33, "length"),
        ("aws_lb", "my_lb", "pattern"),
        ("aws:dynamodb/table:Table", "ab", "length"),
        ("AWS::SQS::Queue", "jobs.fifo", None),
        ("AWS::SQS::Queue", "jobs.dead", "pattern"),
        ("aws_lambda_function", "a b", "pattern"),
        ("aws_iam_role", "r" * 65, "length"),
    ],
)
def test_physical_names(deployed: str, name: str, fault: str | None) -> None:
    constraint = name_constraint(deployed)
    assert constraint is not None
    assert constraint.fault(name) == fault


def test_nothing_is_known_of_the_names_of_types_without_one() -> None:
    assert name_constraint("AWS::EC2::VPC") is None
    assert name_constraint("random_password") is None


def test_physical_names_of_cdk_constructs_are_properties_of_the_type() -> None:
    cdk = load("aws-cdk-lib")
    checked = 0
    for identity in cdk.ids():
        kind = cdk.get(identity)
        if kind is None or kind.kind != "construct" or not kind.cfn_name or kind.until or kind.resource_class is None:
            continue
        deployed = resource(kind.deployed_type or "")
        if deployed is not None:
            checked += 1
            assert kind.cfn_name in deployed.properties(), identity
    assert checked > 150


def test_every_record_reads() -> None:
    for name in cloudformation.types()[::9]:
        kind = get(name)
        assert kind.name_property is None or kind.name_property in kind.properties(), name
        for prop in kind.properties().values():
            assert prop.nested is None or kind.names_at(prop.name) or prop.type.startswith(("[]", "{}")), prop
            if prop.constraint is not None:
                prop.constraint.fault("x")


def test_every_pattern_compiles_without_a_warning() -> None:
    patterns = {
        prop.constraint.pattern
        for name in cloudformation.types()
        for prop in get(name).properties().values()
        if prop.constraint is not None and prop.constraint.pattern is not None
    }
    assert len(patterns) > 500
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for pattern in patterns:
            re.compile(pattern)


def test_a_long_text_is_not_matched() -> None:
    assert Constraint({"p": "^a$"}).fault("b" * 5000) is None
    assert Constraint({"p": "^a$"}).fault("b") == "pattern"
    assert Constraint({"e": ["On"], "ci": 1}).fault("ON") is None


@given(st.sampled_from(["AWS::S3::Bucket", "AWS::IAM::Role", "AWS::ECS::TaskDefinition"]), st.text(max_size=40))
def test_no_path_crashes(name: str, path: str) -> None:
    kind = get(name)
    prop, position = kind.property(path), kind.unknown(path)
    assert (prop is None) == (position is not None)
    kind.names_at(path)
    resource_of(path)
