"""Which names a library is known not to have."""

from __future__ import annotations

import pytest

from iaclint.catalog import load
from iaclint.declarations import declared, signature_of
from iaclint.library_members import (
    Release,
    closest,
    lacks,
    missing_class,
    missing_member,
    module_since_v2,
    passes_for,
    python_member,
    removed_in_v2,
)
from iaclint.source import Language

EXACT: tuple[Release, Release] = ((2, 219, 0), (2, 219, 0))
CDK = "aws-cdk-lib."


@pytest.mark.parametrize(
    ("symbol", "language", "missing"),
    [
        ("aws_logs.RetentionDays.THIRTY_DAYS", "typescript", True),
        ("aws_logs.RetentionDays.ONE_MONTH", "typescript", False),
        ("aws_ec2.InterfaceVpcEndpointAwsService.LAMBDA_", "python", False),
        ("aws_ec2.InterfaceVpcEndpointAwsService.LAMBDA_", "typescript", True),
        ("aws_codedeploy.EcsDeploymentConfig.LINEAR_10_PERCENT_EVERY_1_MINUTES", "python", False),
        ("aws_lambda.Runtime.NODEJS_22X", "python", True),
        ("aws_ec2.Vpc.vpcID", "typescript", True),
        ("aws_ec2.CfnVPC.CFN_RESOURCE_TYPE_NAME", "typescript", False),
        # what overrides an interface's, or moved from a class to its base or back
        ("Stack.tags", "python", False),
        ("aws_s3.CfnBucket.tags", "typescript", False),
        ("aws_ec2.Vpc.env", "typescript", False),
        ("aws_sqs.Queue.stack", "typescript", False),
        ("aws_s3.Bucket.bucketRef", "typescript", False),
        ("aws_ec2.CfnInstance.EbsProperty", "python", False),
        ("aws_nothing.Nothing.NONE", "python", False),
    ],
)
def test_members(symbol: str, language: Language, missing: bool) -> None:
    assert (missing_member(CDK + symbol, language, EXACT) is not None) is missing


@pytest.mark.parametrize(
    "versions",
    [((2, 9999, 0), (2, 9999, 0)), ((2, 9998, 0), (2, 1_000_000)), ((1, 204, 0), (1, 204, 0)), ((), (2, 219, 0))],
)
def test_nothing_is_missing_outside_the_samples(versions: tuple[Release, Release]) -> None:
    assert missing_member(CDK + "aws_logs.RetentionDays.THIRTY_DAYS", "typescript", versions) is None
    assert missing_class(CDK + "aws_cloudwatch.SnsAction", "typescript", versions) is None


def test_a_range_lacks_what_none_of_its_versions_has() -> None:
    versions = ((2, 20, 0), (2, 1_000_000))
    found = missing_member(CDK + "aws_logs.RetentionDays.THIRTY_DAYS", "typescript", versions)
    assert found is not None
    assert found.version == load("aws-cdk-lib").versions[-1]
    later = CDK + "aws_ec2.SubnetType.PRIVATE_WITH_EGRESS"
    assert missing_member(later, "typescript", versions) is None
    assert missing_member(later, "typescript", ((2, 10, 0), (2, 20, 0))) is not None


@pytest.mark.parametrize("lowest", [(2, 0, 0), (2, 100), (2, 150, 0), (2, 219, 0)])
@pytest.mark.parametrize("symbol", ["App.node", "Stack.node", "aws_s3.Bucket.node", "aws_s3.Bucket.toString"])
def test_what_is_inherited_from_another_library_is_there(symbol: str, lowest: Release) -> None:
    for versions in ((lowest, (1_000_000,)), (lowest, lowest)):
        assert missing_member(CDK + symbol, "python", versions) is None


def test_properties_inherited_from_another_library_are_there() -> None:
    found = declared("@cdktf/provider-aws.s3Bucket.S3Bucket", ((21, 9, 1), (1_000_000,)))
    assert found is not None
    assert found.has("lifecycle")
    assert found.since("lifecycle") is None
    assert not found.has("colour")


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("aws-cdk-lib.aws_s3.Bucket.fromBucketName", "from_bucket_name"),
        ("aws-cdk-lib.aws_s3.Bucket.bucketArn", "bucket_arn"),
        ("aws-cdk-lib.aws_lambda.Runtime.NODEJS_20_X", "NODEJS_20_X"),
        ("aws-cdk-lib.aws_s3.Bucket.fly", None),
        ("@pulumi/aws.s3.Bucket.bucketDomainName", None),
    ],
)
def test_what_python_calls_a_member(symbol: str, name: str | None) -> None:
    assert python_member(symbol) == name


@pytest.mark.parametrize(
    ("symbol", "version", "missing"),
    [
        ("@pulumi/aws.sqs.Queue.queueUrl", (7, 12, 0), True),
        ("@pulumi/aws.sqs.Queue.url", (7, 12, 0), False),
        ("@pulumi/aws.sqs.Queue.urn", (7, 12, 0), False),
        ("@pulumi/aws.s3.Bucket.name", (7, 12, 0), True),
        ("@pulumi/aws.s3.Bucket.onObjectCreated", (7, 12, 0), False),  # which is added to the generated class
        ("@pulumi/aws.sqs.Queue.queueUrl", (6, 27, 0), False),  # the outputs of older major versions are not known
        ("@pulumi/eks.Cluster.provider", (4, 3, 0), False),  # a class that is written by hand
        ("cdktf.Fn.random", (0, 21, 0), True),
        ("cdktf.Fn.upper", (0, 21, 0), False),
        ("@cdktf/provider-aws.dataAwsRegion.DataAwsRegion.isSingleton", (21, 9, 1), True),
        ("@cdktf/provider-aws.dataAwsRegion.DataAwsRegion.isConstruct", (21, 9, 1), False),
        ("@cdktf/provider-aws.dataAwsRegion.DataAwsRegion.tfResourceType", (21, 9, 1), False),
    ],
)
def test_members_of_other_libraries(symbol: str, version: Release, missing: bool) -> None:
    assert (missing_member(symbol, "typescript", (version, version)) is not None) is missing


@pytest.mark.parametrize(
    ("symbol", "wanted", "passes"),
    [
        ("aws_lambda.Function", "aws_iam.IGrantable", True),
        ("aws_ec2.SecurityGroup", "aws_iam.IGrantable", False),
        ("aws_ec2.Vpc", "aws_s3.IBucket", False),  # though both are resources
        ("aws_s3.Bucket", "aws_s3.IBucket", True),
        ("aws_rds.DatabaseCluster", "aws_rds.DatabaseInstance", False),
        ("aws_cloudwatch_actions.SnsAction", "aws_events.IRuleTarget", True),  # both have `bind`: not sure
        ("aws_nothing.Nothing", "aws_s3.IBucket", True),
    ],
)
def test_what_an_object_may_be_given_for(symbol: str, wanted: str, passes: bool) -> None:
    assert passes_for(CDK + symbol, CDK + wanted) is passes


@pytest.mark.parametrize(
    ("wanted", "names", "lacks_something"),
    [
        ("Duration", {"days"}, True),
        ("aws_iam.IGrantable", {"grantPrincipal"}, False),
        ("aws_iam.IGrantable", {"grant_principal"}, False),
        ("aws_ec2.IVpc", {"vpcId", "vpcArn"}, True),
        ("aws_s3.BlockPublicAccess", {"blockPublicAcls"}, False),  # has no methods: an object is as good
        ("aws_s3.BucketProps", {"colour"}, False),  # a struct
    ],
)
def test_what_a_plain_object_may_be_given_for(wanted: str, names: set[str], lacks_something: bool) -> None:
    assert lacks(CDK + wanted, frozenset(names)) is lacks_something


@pytest.mark.parametrize(
    ("symbol", "kinds", "required", "endless"),
    [
        ("aws-cdk-lib.aws_s3.Bucket.addLifecycleRule", ["struct"], 0, True),
        ("aws-cdk-lib.aws_cloudtrail.Trail.addEventSelector", ["enum", "list", "struct"], 2, False),
        ("aws-cdk-lib.aws_s3.Bucket.urlForObject", ["string"], 0, False),
        ("@cdktf/provider-aws.s3Bucket.S3Bucket.importFrom", ["string", "construct"], 1, False),
    ],
)
def test_what_a_method_takes(symbol: str, kinds: list[str], required: int, endless: bool) -> None:
    signature = signature_of(symbol, None)
    assert signature is not None
    assert ([form.kind for form in signature.parameters], signature.required, signature.endless) == (
        kinds,
        required,
        endless,
    )


def test_a_method_has_no_signature_where_it_does_not_exist() -> None:
    symbol = "aws-cdk-lib.aws_ec2.MachineImage.latestAmazonLinux2023"
    assert signature_of(symbol, EXACT) is not None
    assert signature_of(symbol, ((2, 20, 0), (2, 20, 0))) is None
    assert signature_of("aws-cdk-lib.aws_s3.Bucket.fly", EXACT) is None
    assert signature_of("aws-cdk-lib.aws_s3.Bucket", EXACT) is None


def test_a_member_that_came_later_says_when() -> None:
    symbol = CDK + "aws_ec2.SubnetType.PRIVATE_WITH_EGRESS"
    found = missing_member(symbol, "typescript", ((2, 20, 0), (2, 20, 0)))
    assert found is not None
    assert found.since.startswith("2.")
    assert missing_member(symbol, "typescript", EXACT) is None


def test_a_class_of_another_module() -> None:
    found = missing_class(CDK + "aws_cloudwatch.SnsAction", "python", EXACT)
    assert found is not None
    assert found.names == ("aws_cloudwatch_actions",)


@pytest.mark.parametrize("name", ["s3BucketVersioning.S3BucketVersioning", "S3BucketVersioning"])
def test_the_class_that_cdktf_sets_apart(name: str) -> None:
    found = missing_class(f"@cdktf/provider-aws.{name}", "python", ((21, 9, 1), (21, 9, 1)))
    assert found is not None
    assert found.closest == "S3BucketVersioningA"


@pytest.mark.parametrize(
    "symbol", ["cdktf.Fn.element", "@pulumi/kubernetes.helm.v3.Chart", "@pulumi/aws.s3.BucketCorsRuleArgs"]
)
def test_classes_that_are_not_judged_or_there(symbol: str) -> None:
    versions: tuple[Release, Release] = ((7, 3, 1), (7, 3, 1)) if "aws" in symbol else ((4, 24, 1), (4, 24, 1))
    assert missing_class(symbol, "typescript", versions) is None


@pytest.mark.parametrize(
    ("name", "names", "language", "meant"),
    [
        ("NODEJS_22X", ("NODEJS_20_X", "NODEJS_22_X"), "typescript", "NODEJS_22_X"),
        ("fromBucketNam", ("from_bucket_arn", "from_bucket_name"), "python", "from_bucket_name"),
        ("THIRTY_DAYS", ("ONE_MONTH", "ONE_DAY"), "typescript", None),
        ("VER_15_9", ("VER_15_8", "VER_15_7"), "typescript", None),  # either may be meant
    ],
)
def test_the_one_name_that_was_meant(name: str, names: tuple[str, ...], language: Language, meant: str | None) -> None:
    assert closest(name, names, language) == meant


def test_what_v2_dropped() -> None:
    assert removed_in_v2(CDK + "Construct") == "it is in `constructs`"
    assert removed_in_v2(CDK + "aws_ec2.SubnetType.ISOLATED")
    assert removed_in_v2(CDK + "aws_ec2.SubnetType.PUBLIC") is None
    assert removed_in_v2("@pulumi/aws.Construct") is None


@pytest.mark.parametrize(
    ("symbol", "module"),
    [
        ("@aws-cdk/aws-s3.Bucket", "aws-cdk-lib.aws_s3"),
        ("@aws-cdk/core.Stack", "aws-cdk-lib"),
        ("aws-cdk-lib.core.Stack", "aws-cdk-lib"),
        ("aws-cdk-lib.core", "aws-cdk-lib"),
        ("@aws-cdk/aws-lambda-python-alpha.PythonFunction", None),
        ("aws-cdk-lib.aws_s3.Bucket", None),
    ],
)
def test_v1_modules(symbol: str, module: str | None) -> None:
    assert module_since_v2(symbol) == module
