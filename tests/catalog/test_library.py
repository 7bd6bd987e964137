"""The shipped catalog, spot-checked against what the frameworks are known to do."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iaclint.catalog import Property, Type, libraries, load
from iaclint.catalog.library import release

CDK = load("aws-cdk-lib")
PULUMI = load("@pulumi/aws")
CDKTF = load("@cdktf/provider-aws")
LIBRARIES = list(libraries())


def get(library: str, identity: str) -> Type:
    found = load(library).get(identity)
    assert found is not None, identity
    return found


def prop(library: str, identity: str, name: str) -> Property:
    found = get(library, identity).property(name)
    assert found is not None, name
    return found


@pytest.mark.parametrize(
    ("library", "identity", "kind", "deployed"),
    [
        ("aws-cdk-lib", "aws_s3.Bucket", "construct", "AWS::S3::Bucket"),
        ("aws-cdk-lib", "aws_s3.CfnBucket", "construct", "AWS::S3::Bucket"),
        ("aws-cdk-lib", "aws_dynamodb.Table", "construct", "AWS::DynamoDB::Table"),
        ("aws-cdk-lib", "aws_dynamodb.TableV2", "construct", "AWS::DynamoDB::GlobalTable"),
        ("aws-cdk-lib", "aws_lambda_nodejs.NodejsFunction", "construct", "AWS::Lambda::Function"),
        ("aws-cdk-lib", "aws_ecs.FargateService", "construct", "AWS::ECS::Service"),
        ("aws-cdk-lib", "aws_ec2.Vpc", "construct", "AWS::EC2::VPC"),
        ("aws-cdk-lib", "aws_rds.DatabaseInstance", "construct", "AWS::RDS::DBInstance"),
        ("aws-cdk-lib", "aws_rds.DatabaseCluster", "construct", "AWS::RDS::DBCluster"),
        ("aws-cdk-lib", "aws_apigateway.LambdaRestApi", "construct", "AWS::ApiGateway::RestApi"),
        ("aws-cdk-lib", "aws_apigatewayv2.HttpApi", "construct", "AWS::ApiGatewayV2::Api"),
        ("aws-cdk-lib", "aws_ssm.StringParameter", "construct", "AWS::SSM::Parameter"),
        ("aws-cdk-lib", "aws_ecs.AsgCapacityProvider", "construct", "AWS::ECS::CapacityProvider"),
        ("aws-cdk-lib", "NestedStack", "construct", "AWS::CloudFormation::Stack"),
        ("aws-cdk-lib", "aws_ecs_patterns.ApplicationLoadBalancedFargateService", "construct", None),
        ("aws-cdk-lib", "Stack", "construct", None),
        ("aws-cdk-lib", "aws_s3.BucketProps", "struct", None),
        ("aws-cdk-lib", "aws_s3.BucketEncryption", "enum", None),
        ("aws-cdk-lib", "aws_lambda.Runtime", "class", None),
        ("aws-cdk-lib", "aws_s3.IBucket", "interface", None),
        ("@cdktf/provider-aws", "s3Bucket.S3Bucket", "resource", "aws_s3_bucket"),
        ("@cdktf/provider-aws", "dataAwsAmi.DataAwsAmi", "data", "aws_ami"),
        ("@cdktf/provider-aws", "provider.AwsProvider", "provider", "aws"),
        ("@cdktn/provider-aws", "s3Bucket.S3Bucket", "resource", "aws_s3_bucket"),
        ("@cdktf/provider-random", "password.Password", "resource", "random_password"),
        ("@cdktf/provider-null", "resource.Resource", "resource", "null_resource"),
        ("@pulumi/aws", "s3.Bucket", "resource", "aws:s3/bucket:Bucket"),
        ("@pulumi/aws", "ec2.Vpc", "resource", "aws:ec2/vpc:Vpc"),
        ("@pulumi/aws", "lambda.Function", "resource", "aws:lambda/function:Function"),
        ("@pulumi/aws", "Provider", "provider", "pulumi:providers:aws"),
        ("@pulumi/aws", "getCallerIdentity", "function", None),
        ("@pulumi/random", "RandomPassword", "resource", "random:index/randomPassword:RandomPassword"),
        ("aws-cdk-lib", "aws_logs.LogRetention", "construct", "Custom::LogRetention"),
        ("aws-cdk-lib", "aws_lambda_python_alpha.PythonFunction", "construct", "AWS::Lambda::Function"),
        ("@aws-cdk/aws-lambda-python-alpha", "PythonFunction", "construct", "AWS::Lambda::Function"),
        ("@aws-cdk/aws-glue-alpha", "Database", "construct", "AWS::Glue::Database"),
        ("@aws-cdk/aws-redshift-alpha", "Cluster", "construct", "AWS::Redshift::Cluster"),
        ("@pulumi/aws", "lambda.CallbackFunction", "resource", "aws:lambda/function:Function"),
        ("@pulumi/aws", "s3.BucketEventSubscription", "component", "aws:s3:BucketEventSubscription"),
        ("@pulumi/awsx", "ec2.Vpc", "resource", "awsx:ec2:Vpc"),
        ("@pulumi/awsx", "lb.ApplicationLoadBalancer", "resource", "awsx:lb:ApplicationLoadBalancer"),
        ("@pulumi/awsx", "classic.ec2.Vpc", "component", "awsx:x:ec2:Vpc"),
        ("@pulumi/eks", "Cluster", "resource", "eks:index:Cluster"),
        ("@pulumi/kubernetes", "core.v1.Namespace", "resource", "kubernetes:core/v1:Namespace"),
        (
            "@pulumi/kubernetes",
            "networking.v1.NetworkPolicy",
            "resource",
            "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        ),
        ("@pulumi/kubernetes", "helm.v3.Release", "resource", "kubernetes:helm.sh/v3:Release"),
        ("@pulumi/kubernetes", "types.core.v1.NamespaceSpec", "struct", None),
        ("@pulumi/docker-build", "Image", "resource", "docker-build:index:Image"),
        ("@pulumi/synced-folder", "S3BucketFolder", "resource", "synced-folder:index:S3BucketFolder"),
        ("@pulumi/command", "local.Command", "resource", "command:local:Command"),
        ("@pulumi/gcp", "storage.Bucket", "resource", "gcp:storage/bucket:Bucket"),
        ("@pulumi/aws-native", "s3.Bucket", "resource", "aws-native:s3:Bucket"),
        ("@pulumi/azure-native", "storage.StorageAccount", "resource", "azure-native:storage:StorageAccount"),
        ("@pulumi/azuread", "Application", "resource", "azuread:index/application:Application"),
        ("@pulumi/github", "Repository", "resource", "github:index/repository:Repository"),
        ("@pulumi/cloudflare", "DnsRecord", "resource", "cloudflare:index/dnsRecord:DnsRecord"),
        ("cdktf", "S3Backend", "construct", None),
        ("cdktf", "TerraformStack", "construct", None),
    ],
)
def test_kind_and_deployed_type(library: str, identity: str, kind: str, deployed: str | None) -> None:
    found = get(library, identity)
    assert (found.kind, found.deployed_type) == (kind, deployed)


@pytest.mark.parametrize(
    ("identity", "name", "cfn"),
    [
        ("aws_s3.Bucket", "bucketName", "BucketName"),
        ("aws_s3.CfnBucket", "bucketName", "BucketName"),
        ("aws_rds.DatabaseInstance", "instanceIdentifier", "DBInstanceIdentifier"),
        ("aws_rds.DatabaseCluster", "clusterIdentifier", "DBClusterIdentifier"),
        ("aws_secretsmanager.Secret", "secretName", "Name"),
        ("aws_events.Rule", "ruleName", "Name"),
        ("aws_apigateway.RestApi", "restApiName", "Name"),
        ("aws_apigatewayv2.HttpApi", "apiName", "Name"),
        ("aws_ec2.SecurityGroup", "securityGroupName", "GroupName"),
        ("aws_elasticloadbalancingv2.ApplicationLoadBalancer", "loadBalancerName", "Name"),
        ("aws_elasticloadbalancingv2.ApplicationTargetGroup", "targetGroupName", "Name"),
        ("aws_lambda_nodejs.NodejsFunction", "functionName", "FunctionName"),
        ("aws_ecs.FargateTaskDefinition", "family", "Family"),
        ("aws_kms.Alias", "aliasName", "AliasName"),
        ("aws_kms.Key", None, None),
        ("aws_ec2.Vpc", None, None),
        ("aws_ec2.Instance", None, None),
        ("aws_route53.ARecord", None, None),
    ],
)
def test_physical_name_of_a_cdk_construct(identity: str, name: str | None, cfn: str | None) -> None:
    found = get("aws-cdk-lib", identity)
    assert (found.physical_name, found.cfn_name) == (name, cfn)


@pytest.mark.parametrize(
    ("library", "identity", "name"),
    [
        ("@cdktf/provider-aws", "s3Bucket.S3Bucket", "bucket"),
        ("@cdktf/provider-aws", "dbInstance.DbInstance", "identifier"),
        ("@cdktf/provider-aws", "cloudwatchMetricAlarm.CloudwatchMetricAlarm", "alarmName"),
        ("@cdktf/provider-aws", "vpc.Vpc", None),
        ("@cdktf/provider-aws", "lambdaPermission.LambdaPermission", None),
        ("@pulumi/aws", "s3.Bucket", "bucket"),
        ("@pulumi/aws", "rds.Instance", "identifier"),
        ("@pulumi/aws", "iam.Role", "name"),
        ("@pulumi/aws", "ecs.TaskDefinition", "family"),
        ("@pulumi/aws", "ec2.Vpc", None),
        ("@pulumi/aws", "route53.Record", None),
    ],
)
def test_physical_name_of_a_resource(library: str, identity: str, name: str | None) -> None:
    assert get(library, identity).physical_name == name


@pytest.mark.parametrize(
    ("identity", "removal"),
    [
        ("aws_s3.Bucket", "retain"),
        ("aws_s3.BucketPolicy", "destroy"),
        ("aws_dynamodb.Table", "retain"),
        ("aws_dynamodb.TableV2", "retain"),
        ("aws_kms.Key", "retain"),
        ("aws_logs.LogGroup", "retain"),
        ("aws_cognito.UserPool", "retain"),
        ("aws_ecr.Repository", "retain"),
        ("aws_efs.FileSystem", "retain"),
        ("aws_kinesis.Stream", "retain"),
        ("aws_rds.DatabaseInstance", "snapshot"),
        ("aws_rds.DatabaseCluster", "snapshot"),
        ("aws_rds.CfnDBCluster", "snapshot"),
        ("aws_secretsmanager.Secret", "destroy"),
        ("aws_sqs.Queue", "destroy"),
        ("aws_kms.Alias", "destroy"),
        ("aws_s3.CfnBucket", "destroy"),
        ("Stack", None),
        ("aws_s3.BucketProps", None),
    ],
)
def test_default_removal(identity: str, removal: str | None) -> None:
    assert get("aws-cdk-lib", identity).default_removal == removal


def test_deprecation_of_a_property_since_a_version() -> None:
    found = prop("aws-cdk-lib", "aws_dynamodb.TableProps", "pointInTimeRecovery")
    assert found.deprecated is not None
    assert "pointInTimeRecoverySpecification" in found.deprecated
    assert found.deprecated_since == "2.180.0"
    assert found.since is None
    assert found.until is None


def test_a_property_that_came_later_tells_since_when() -> None:
    found = prop("aws-cdk-lib", "aws_dynamodb.TableProps", "pointInTimeRecoverySpecification")
    assert found.since == "2.180.0"
    assert found.deprecated is None
    assert found.struct == "aws_dynamodb.PointInTimeRecoverySpecification"


def test_a_removed_property_tells_its_last_version() -> None:
    found = prop("aws-cdk-lib", "aws_lambda_event_sources.KafkaEventSourceProps", "startingPosition")
    assert found.until is None
    gone = prop("@cdktf/provider-aws", "apiGatewayDeployment.ApiGatewayDeploymentConfig", "stageName")
    assert gone.until == "20.1.0"


def test_one_version_of_a_library_between_the_samples() -> None:
    old = prop("aws-cdk-lib", "aws_dynamodb.TableProps", "pointInTimeRecovery")
    new = prop("aws-cdk-lib", "aws_dynamodb.TableProps", "pointInTimeRecoverySpecification")
    assert not old.deprecated_in("2.170.0")
    assert not old.deprecated_in("2.175.0")  # maybe, but not for sure
    assert old.deprecated_in("2.180.0")
    assert old.deprecated_in("2.300.0")
    assert not new.available_in("2.170.0")
    assert new.available_in("2.175.0")  # maybe
    assert new.available_in("2.180.0")
    assert new.available_in("no version")
    assert not old.deprecated_in("no version")


def test_samples_around_a_version() -> None:
    first, last = CDK.versions[0], CDK.versions[-1]
    assert CDK.version_index(first) == 0
    assert CDK.version_index("1.204.0") == -1
    assert CDK.version_index("") == -1
    assert CDK.version_index("2.999.0") == len(CDK.versions) - 1
    assert CDK.version_index("2.999.0", above=True) == len(CDK.versions)
    assert CDK.version(CDK.version_index("2.105.3")) == "2.100.0"
    assert CDK.version(CDK.version_index("2.105.3", above=True)) == "2.110.0"
    assert CDK.covers("2.105.3")
    assert CDK.covers(last)
    assert not CDK.covers("2.999.0")
    assert not CDK.covers("1.204.0")
    assert not CDK.covers("latest")


@given(
    st.lists(st.integers(0, 300), min_size=1, max_size=3),
    st.sampled_from(["", "v", " "]),
    st.sampled_from(["", "-alpha.0", "a0"]),
)
@settings(deadline=None)
def test_an_index_and_the_sample_above_it_enclose_the_version(numbers: list[int], before: str, after: str) -> None:
    version = before + ".".join(map(str, numbers)) + after
    below, above = CDK.version_index(version), CDK.version_index(version, above=True)
    assert -1 <= below <= above <= below + 1 <= len(CDK.versions)
    assert release(version) == tuple(numbers + [0] * (3 - len(numbers)))


@given(st.text(max_size=12))
def test_no_version_text_crashes(version: str) -> None:
    assert CDK.version_index(version) <= CDK.version_index(version, above=True)
    CDK.covers(version)


def test_classes_written_by_hand_on_top_of_a_resource() -> None:
    made = get("@pulumi/aws", "lambda.CallbackFunction")
    assert made.physical_name == "name"
    assert {"callback", "callbackFactory", "timeout", "memorySize"} <= set(made.properties())
    assert not any(each.required for each in made.properties().values())
    assert not get("@pulumi/awsx", "classic.ec2.Subnet").complete
    assert get("@pulumi/aws", "s3.Bucket").complete
    assert get("aws-cdk-lib", "aws_s3.Bucket").complete


def test_an_alpha_module_in_python_is_a_package_of_its_own() -> None:
    found = get("aws-cdk-lib", "aws_lambda_python_alpha.PythonFunction")
    assert found.library.name == "@aws-cdk/aws-lambda-python-alpha"
    assert found.physical_name == "functionName"
    assert found.is_a("aws-cdk-lib.aws_lambda.Function")
    assert CDK.get("aws_no_such_alpha.X") is None


def test_required_and_optional_properties() -> None:
    assert prop("aws-cdk-lib", "aws_lambda.FunctionProps", "runtime").required
    assert not prop("aws-cdk-lib", "aws_s3.BucketProps", "bucketName").required
    assert prop("@pulumi/aws", "lambda.Function", "role").required
    assert prop("@cdktf/provider-aws", "iamRole.IamRoleConfig", "assumeRolePolicy").required


def test_a_nested_struct_is_found_through_lists() -> None:
    assert prop("aws-cdk-lib", "aws_s3.BucketProps", "lifecycleRules").struct == "aws_s3.LifecycleRule"
    assert prop("@pulumi/aws", "s3.Bucket", "corsRules").struct == "types.s3.BucketCorsRule"
    assert prop("@cdktf/provider-aws", "instance.InstanceConfig", "rootBlockDevice").struct == (
        "instance.InstanceRootBlockDevice"
    )
    assert prop("aws-cdk-lib", "aws_s3.BucketProps", "bucketName").struct is None


def test_bases_lead_into_other_libraries() -> None:
    bucket = get("@cdktf/provider-aws", "s3Bucket.S3Bucket")
    assert bucket.is_a("cdktf.TerraformResource")
    assert bucket.is_a("/constructs.Construct")
    assert not bucket.is_a("cdktf.TerraformDataSource")
    config = get("@cdktf/provider-aws", bucket.props_struct or "")
    lifecycle = config.property("lifecycle")
    assert lifecycle is not None
    assert lifecycle.struct == "/cdktf.TerraformResourceLifecycle"
    nested = CDKTF.get(lifecycle.struct)
    assert nested is not None
    assert nested.property("preventDestroy") is not None
    assert get("aws-cdk-lib", "aws_lambda_nodejs.NodejsFunction").is_a("aws_lambda.Function")
    assert get("aws-cdk-lib", "aws_lambda_nodejs.NodejsFunction").is_a("constructs.Construct")


def test_constructor_parameters_and_the_props_struct() -> None:
    bucket = get("aws-cdk-lib", "aws_s3.Bucket")
    assert bucket.init == [
        ("scope", "/constructs.Construct", True),
        ("id", "s", True),
        ("props", "aws_s3.BucketProps", False),
    ]
    assert bucket.props_struct == "aws_s3.BucketProps"
    assert get("aws-cdk-lib", "aws_lambda.Function").init[2] == ("props", "aws_lambda.FunctionProps", True)
    assert get("@cdktf/provider-aws", "s3Bucket.S3Bucket").props_struct == "s3Bucket.S3BucketConfig"
    assert get("@pulumi/aws", "lambda.Function").init[1] == ("args", "lambda.Function", True)
    assert get("@pulumi/aws", "s3.Bucket").init[1] == ("args", "s3.Bucket", False)
    assert get("cdktf", "S3Backend").props_struct == "S3BackendConfig"


@pytest.mark.parametrize(
    ("library", "identity", "python", "name"),
    [
        ("aws-cdk-lib", "aws_s3.BucketProps", "bucket_name", "bucketName"),
        ("aws-cdk-lib", "aws_s3.BucketProps", "enforce_ssl", "enforceSSL"),
        ("aws-cdk-lib", "aws_s3.BucketProps", "bucketName", None),
        ("aws-cdk-lib", "aws_s3.Bucket", "add_lifecycle_rule", "addLifecycleRule"),
        ("aws-cdk-lib", "aws_ecs.FargateTaskDefinitionProps", "memory_limit_mib", "memoryLimitMiB"),
        ("aws-cdk-lib", "aws_lambda.Runtime", "PYTHON_3_12", "PYTHON_3_12"),
        ("@pulumi/aws", "s3.Bucket", "force_destroy", "forceDestroy"),
        ("@pulumi/aws", "s3.CannedAcl", "PUBLIC_READ", "PublicRead"),
        ("@cdktf/provider-aws", "s3Bucket.S3BucketConfig", "depends_on", "dependsOn"),
    ],
)
def test_python_names(library: str, identity: str, python: str, name: str | None) -> None:
    found = get(library, identity)
    assert found.by_python_name(python) == name
    if name is not None:
        assert found.python_name(name) == python


def test_members_of_enums_and_enum_like_classes() -> None:
    runtime = get("aws-cdk-lib", "aws_lambda.Runtime")
    old, new = runtime.member("NODEJS_12_X"), runtime.member("PYTHON_3_12")
    assert old is not None
    assert old.deprecated
    assert new is not None
    assert new.deprecated is None
    assert runtime.member("NODEJS_1_X") is None
    assert runtime.member("name") is None  # an attribute of instances
    assert get("aws-cdk-lib", "aws_s3.BucketEncryption").member("KMS") is not None
    assert get("aws-cdk-lib", "aws_ec2.SubnetType").member("PRIVATE_WITH_NAT").deprecated  # type: ignore[union-attr]
    assert get("@pulumi/aws", "s3.CannedAcl").member("PUBLIC_READ") is not None


def test_methods_tell_what_they_return() -> None:
    bucket = get("aws-cdk-lib", "aws_s3.Bucket")
    from_name, grant = bucket.method("fromBucketName"), bucket.method("grantRead")
    assert from_name is not None
    assert from_name.static
    assert from_name.returns == "aws_s3.IBucket"
    assert grant is not None
    assert grant.returns == "aws_iam.Grant"
    assert not grant.static
    assert bucket.method("grantNothing") is None
    assert {"grantRead", "addLifecycleRule"} <= set(bucket.methods())


def test_deprecated_types() -> None:
    found = get("aws-cdk-lib", "aws_cloudfront.CloudFrontWebDistribution")
    assert found.deprecated
    assert get("aws-cdk-lib", "aws_cloudfront.Distribution").deprecated is None
    assert get("@pulumi/aws", "s3.BucketV2").deprecated_since == "7.2.0"


def test_terraform_deprecations_are_carried_over_in_terraform_terms() -> None:
    acl = prop("@cdktf/provider-aws", "s3Bucket.S3BucketConfig", "acl")
    assert acl.deprecated == "Use the aws_s3_bucket_acl resource instead."
    for identity in CDKTF.ids():
        for found in get("@cdktf/provider-aws", identity).properties().values():
            assert "aws." not in (found.deprecated or "")
            assert "ulumi" not in (found.deprecated or "")


def test_terraform_attribute_names() -> None:
    assert prop("@cdktf/provider-aws", "s3Bucket.S3BucketConfig", "bucketPrefix").attribute == "bucket_prefix"
    assert prop("@cdktf/provider-aws", "vpc.VpcConfig", "ipv4IpamPoolId").attribute == "ipv4_ipam_pool_id"


def test_terraform_modules_by_directory_and_class() -> None:
    assert CDKTF.by_directory("s3-bucket") == "s3Bucket"
    assert CDKTF.by_directory("s3_bucket") == "s3Bucket"
    assert CDKTF.by_directory("lexv2models-bot") == "lexv2ModelsBot"
    assert CDKTF.by_directory("lexv2_models_bot") == "lexv2ModelsBot"
    assert CDKTF.by_directory("no-such-thing") is None
    assert CDK.by_directory("aws-s3") == "aws_s3"
    assert CDK.by_directory("aws_lambda_nodejs") == "aws_lambda_nodejs"
    assert PULUMI.by_directory("lambda_") == "lambda"
    assert CDKTF.by_class("S3Bucket") == "s3Bucket.S3Bucket"
    assert CDKTF.by_class("S3BucketVersioningA") == "s3BucketVersioning.S3BucketVersioningA"
    assert CDKTF.by_class("AwsProvider") == "provider.AwsProvider"
    assert CDKTF.by_class("NoSuchThing") is None


@pytest.mark.parametrize(
    ("spelling", "identity"),
    [
        ("s3.BucketCorsRuleArgs", "types.s3.BucketCorsRule"),
        ("s3.BucketCorsRuleArgsDict", "types.s3.BucketCorsRule"),
        ("types.input.s3.BucketCorsRule", "types.s3.BucketCorsRule"),
        ("iam.RoleArgs", "iam.Role"),
        ("s3.get_bucket", "s3.getBucket"),
        ("lambda_.Function", "lambda.Function"),
        ("lambda_.FunctionArgs", "lambda.Function"),
        ("lambda_.FunctionEnvironmentArgs", "types.lambda.FunctionEnvironment"),
        ("lambda_.get_function", "lambda.getFunction"),
        ("get_caller_identity", "getCallerIdentity"),
    ],
)
def test_pulumi_spellings(spelling: str, identity: str) -> None:
    assert get("@pulumi/aws", spelling).id == identity


def test_an_unknown_library_is_empty() -> None:
    library = load("@acme/unheard-of")
    assert library.versions == ()
    assert library.get("a.B") is None
    assert library.ids() == []
    assert library.by_directory("a-b") is None
    assert library.by_class("B") is None
    assert load("../../secrets").versions == ()


@given(st.sampled_from(LIBRARIES), st.text(max_size=30) | st.from_regex(r"/?[a-z_]{0,9}\.?[#@A-Za-z_.]{0,12}"))
@settings(max_examples=300, deadline=None)
def test_no_id_crashes_the_reader(library: str, identity: str) -> None:
    found = load(library).get(identity)
    assert found is None or found.library.get(found.id) is not None
    load(library).by_directory(identity)
    load(library).by_class(identity)


@pytest.mark.parametrize("library", ["aws-cdk-lib", "cdktf", "@cdktf/provider-random", "@pulumi/random"])
def test_every_record_reads_and_points_at_known_versions(library: str) -> None:
    loaded = load(library)
    for identity in loaded.ids()[::7]:
        found = get(library, identity)
        assert found.kind
        assert found.is_a(identity)
        for version in (found.since, found.until, found.deprecated_since):
            assert version is None or version in loaded.versions
        for each in found.properties().values():
            assert each.struct is None or loaded.get(each.struct) is not None
        for method in found.methods().values():
            assert method.deprecated is None or method.deprecated
        assert found.props_struct is None or loaded.get(found.props_struct) is not None


def test_every_physical_name_is_a_property_of_the_constructs_arguments() -> None:
    for library in (CDK, CDKTF, PULUMI):
        for identity in library.ids():
            found = get(library.name, identity)
            if found.physical_name is not None and found.until is None:
                holder = get(library.name, found.props_struct) if found.props_struct else found
                assert found.physical_name in holder.properties(), identity


def test_importing_the_catalog_loads_nothing_heavy() -> None:
    program = "import sys; import iaclint.catalog as c; c.load; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=True)
    assert not {"json", "zlib", "dataclasses", "inspect", "importlib.resources", "difflib"} & set(loaded.stdout.split())
