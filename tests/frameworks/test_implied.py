"""What the CDK makes by itself, and what its grants allow: told in listings, never mistaken for what the author wrote."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from iaclint.model import PolicyStatement, ResourceGraph
from iaclint.model.listing import listing
from iaclint.model.render import render_text
from iaclint.output.model import lines
from tests.frameworks.programs import program

IMPORTS = {
    "ts": """
import * as cdk from 'aws-cdk-lib';
import { aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_s3 as s3,
  aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs } from 'aws-cdk-lib';
const stack = new cdk.Stack(new cdk.App(), 'S');
const role = new iam.Role(stack, 'R', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
""",
    "py": """
import aws_cdk as cdk
from aws_cdk import aws_apigateway as apigateway, aws_dynamodb as dynamodb, aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, aws_lambda as lambda_, aws_s3 as s3
from aws_cdk import aws_sns as sns, aws_sns_subscriptions as subscriptions, aws_sqs as sqs
stack = cdk.Stack(cdk.App(), "S")
role = iam.Role(stack, "R", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
""",
}
FUNCTION = {
    "ts": "const fn = new lambda.Function(stack, 'F', { runtime: lambda.Runtime.NODEJS_20_X, handler: 'i.h', code: lambda.Code.fromInline('x') });\n",
    "py": "fn = lambda_.Function(stack, 'F', runtime=lambda_.Runtime.NODEJS_20_X, handler='i.h', code=lambda_.Code.from_inline('x'))\n",
}
FLAGS = '{"app": "x", "context": {"@aws-cdk/aws-lambda:useCdkManagedLogGroup": true}}'


def made(folder: Path, suffix: str, source: str, **files: str) -> ResourceGraph:
    return program(folder, "cdk", IMPORTS[suffix] + source, suffix, **files)


def types(graph: ResourceGraph) -> dict[str, int]:
    return dict(Counter(resource.type.removeprefix("AWS::") for resource in graph.implied().resources))


def line(statement: PolicyStatement) -> str:
    actions = " ".join(item.text or "?" for item in statement.actions)
    resources = " ".join(render_text(item.value) for item in statement.resources)
    return f"{statement.kind} {statement.effect} {actions} on {resources}"


def allowed(graph: ResourceGraph) -> list[str]:
    return [line(statement) for statement in graph.implied().statements]


both = pytest.mark.parametrize("suffix", ["ts", "py"])


def pair(suffix: str, typescript: str, python: str) -> str:
    return typescript if suffix == "ts" else python


@both
def test_a_grant_is_a_statement_with_its_actions(tmp_path: Path, suffix: str) -> None:
    source = pair(
        suffix,
        "const b = new s3.Bucket(stack, 'B');\nb.grantRead(role);",
        "b = s3.Bucket(stack, 'B')\nb.grant_read(role)",
    )
    graph = made(tmp_path, suffix, source)
    assert allowed(graph) == ["identity Allow s3:GetObject* s3:GetBucket* s3:List* on ${B.bucketArn} ${B.bucketArn}/*"]
    (statement,) = graph.implied().statements
    assert statement.implicit
    assert statement.span.text.replace("_", "").lower() == "b.grantread(role)"
    assert types(graph) == {"IAM::Policy": 1}
    assert [one for one in graph.statements if one.kind != "trust"] == []


@both
def test_an_identity_has_one_default_policy(tmp_path: Path, suffix: str) -> None:
    source = FUNCTION[suffix] + pair(
        suffix,
        """const b = new s3.Bucket(stack, 'B');
b.grantRead(fn); b.grantPut(fn.role!); fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })); b.grantRead(role);
b.grantRead(fn);""",
        """b = s3.Bucket(stack, 'B')
b.grant_read(fn); b.grant_put(fn.role); fn.add_to_role_policy(iam.PolicyStatement(actions=['s3:*'], resources=['*'])); b.grant_read(role)
b.grant_read(fn)""",
    )
    graph = made(tmp_path, suffix, source)
    assert types(graph) == {"IAM::Role": 1, "IAM::Policy": 2}
    assert len(allowed(graph)) == 3  # the same again adds nothing


@both
def test_what_the_author_names_is_the_authors(tmp_path: Path, suffix: str) -> None:
    source = pair(
        suffix,
        """const t = new dynamodb.Table(stack, 'T', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
t.grant(role, 'dynamodb:*');
iam.Grant.addToPrincipal({ grantee: role, actions: ['s3:*'], resourceArns: ['*'] });""",
        """t = dynamodb.Table(stack, 'T', partition_key=dynamodb.Attribute(name='id', type=dynamodb.AttributeType.STRING))
t.grant(role, 'dynamodb:*')
iam.Grant.add_to_principal(grantee=role, actions=['s3:*'], resource_arns=['*'])""",
    )
    graph = made(tmp_path, suffix, source)
    written = [one for one in graph.statements if one.kind == "identity"]
    assert [line(one).partition(" on ")[0] for one in written] == [
        "identity Allow dynamodb:*",
        "identity Allow s3:*",
    ]
    assert not any(one.implicit for one in graph.statements)
    assert allowed(graph) == []


@both
def test_a_service_is_granted_in_the_policy_of_the_resource(tmp_path: Path, suffix: str) -> None:
    source = pair(
        suffix,
        "new s3.Bucket(stack, 'B').grantPut(new iam.ServicePrincipal('logs.amazonaws.com'));",
        "s3.Bucket(stack, 'B').grant_put(iam.ServicePrincipal('logs.amazonaws.com'))",
    )
    graph = made(tmp_path, suffix, source)
    assert types(graph) == {"S3::BucketPolicy": 1}
    assert [text.partition(" ")[0] for text in allowed(graph)] == ["resource"]


@both
def test_an_imported_bucket_gets_no_policy(tmp_path: Path, suffix: str) -> None:
    source = pair(
        suffix,
        "const b = s3.Bucket.fromBucketName(stack, 'B', 'x'); b.grantRead(role); b.grantPut(new iam.ServicePrincipal('logs.amazonaws.com'));",
        "b = s3.Bucket.from_bucket_name(stack, 'B', 'x')\nb.grant_read(role)\nb.grant_put(iam.ServicePrincipal('logs.amazonaws.com'))",
    )
    assert types(made(tmp_path, suffix, source)) == {"IAM::Policy": 1}


@both
def test_a_key_of_the_bucket_is_granted_too(tmp_path: Path, suffix: str) -> None:
    source = pair(
        suffix,
        "new s3.Bucket(stack, 'B', { encryptionKey: new kms.Key(stack, 'K') }).grantRead(role);",
        "s3.Bucket(stack, 'B', encryption_key=kms.Key(stack, 'K')).grant_read(role)",
    )
    graph = made(tmp_path, suffix, source)
    assert "identity Allow kms:Decrypt kms:DescribeKey on ${known when deployed}" in allowed(graph)
    assert "KMS::Key" not in types(graph)


@both
def test_providers_of_custom_resources_are_made_once_in_a_stack(tmp_path: Path, suffix: str) -> None:
    source = pair(
        suffix,
        """for (const name of ['A', 'B']) {
  new s3.Bucket(stack, name, { removalPolicy: cdk.RemovalPolicy.DESTROY, autoDeleteObjects: true, enforceSSL: true });
}""",
        """for name in ['A', 'B']:
    s3.Bucket(stack, name, removal_policy=cdk.RemovalPolicy.DESTROY, auto_delete_objects=True, enforce_ssl=True)""",
    )
    assert types(made(tmp_path, suffix, source)) == {
        "S3::BucketPolicy": 2,
        "Custom::S3AutoDeleteObjects": 2,
        "IAM::Role": 1,
        "Lambda::Function": 1,
    }


@both
def test_what_is_given_is_not_made(tmp_path: Path, suffix: str) -> None:
    source = pair(
        suffix,
        "new lambda.Function(stack, 'F', { role, runtime: lambda.Runtime.NODEJS_20_X, handler: 'i.h', code: lambda.Code.fromInline('x') });",
        "lambda_.Function(stack, 'F', role=role, runtime=lambda_.Runtime.NODEJS_20_X, handler='i.h', code=lambda_.Code.from_inline('x'))",
    )
    assert types(made(tmp_path, suffix, source)) == {}


@both
def test_feature_flags_count(tmp_path: Path, suffix: str) -> None:
    graph = made(tmp_path, suffix, FUNCTION[suffix], cdk_json=FLAGS)
    assert types(graph) == {"IAM::Role": 1, "Logs::LogGroup": 1}


@both
def test_objects_bring_permissions_and_policies(tmp_path: Path, suffix: str) -> None:
    source = FUNCTION[suffix] + pair(
        suffix,
        """const topic = new sns.Topic(stack, 'T'); const queue = new sqs.Queue(stack, 'Q');
topic.addSubscription(new subscriptions.LambdaSubscription(fn)); topic.addSubscription(new subscriptions.SqsSubscription(queue));""",
        """topic = sns.Topic(stack, 'T'); queue = sqs.Queue(stack, 'Q')
topic.add_subscription(subscriptions.LambdaSubscription(fn)); topic.add_subscription(subscriptions.SqsSubscription(queue))""",
    )
    found = types(made(tmp_path, suffix, source))
    assert found == {"IAM::Role": 1, "SNS::Subscription": 2, "Lambda::Permission": 1, "SQS::QueuePolicy": 1}


@both
def test_methods_of_an_api(tmp_path: Path, suffix: str) -> None:
    source = FUNCTION[suffix] + pair(
        suffix,
        """const api = new apigateway.RestApi(stack, 'A', { cloudWatchRole: false, defaultCorsPreflightOptions: { allowOrigins: ['*'] } });
api.root.addResource('items').addMethod('GET', new apigateway.LambdaIntegration(fn));""",
        """api = apigateway.RestApi(stack, 'A', cloud_watch_role=False, default_cors_preflight_options=apigateway.CorsOptions(allow_origins=['*']))
api.root.add_resource('items').add_method('GET', apigateway.LambdaIntegration(fn))""",
    )
    assert types(made(tmp_path, suffix, source)) == {
        "IAM::Role": 1,
        "ApiGateway::Deployment": 1,
        "ApiGateway::Stage": 1,
        "ApiGateway::Resource": 1,
        "ApiGateway::Method": 3,
        "Lambda::Permission": 2,
    }


VPCS = {
    "default": ("", "", {"Subnet": 4, "NatGateway": 2, "Route": 4, "InternetGateway": 1}),
    "without gateways": ("natGateways: 0", "nat_gateways=0", {"Subnet": 4, "Route": 2, "InternetGateway": 1}),
    "one zone": (
        "maxAzs: 1, natGateways: 1",
        "max_azs=1, nat_gateways=1",
        {"Subnet": 2, "NatGateway": 1, "Route": 2, "InternetGateway": 1},
    ),
    "isolated": (
        "subnetConfiguration: [{ name: 'a', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }]",
        "subnet_configuration=[ec2.SubnetConfiguration(name='a', subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)]",
        {"Subnet": 2},
    ),
}


@both
@pytest.mark.parametrize("name", VPCS)
def test_the_layout_of_a_vpc(tmp_path: Path, suffix: str, name: str) -> None:
    typescript, python, expected = VPCS[name]
    source = pair(suffix, f"new ec2.Vpc(stack, 'V', {{ {typescript} }});", f"ec2.Vpc(stack, 'V', {python})")
    found = types(made(tmp_path, suffix, source))
    wanted = ("Subnet", "NatGateway", "Route", "InternetGateway")
    assert {kind: found[f"EC2::{kind}"] for kind in wanted if f"EC2::{kind}" in found} == expected
    assert found["EC2::RouteTable"] == found["EC2::Subnet"] == found["EC2::SubnetRouteTableAssociation"]
    assert found.get("EC2::EIP") == found.get("EC2::NatGateway")


@both
def test_rules_of_security_groups(tmp_path: Path, suffix: str) -> None:
    source = pair(
        suffix,
        """const vpc = ec2.Vpc.fromLookup(stack, 'V', { isDefault: true });
const a = new ec2.SecurityGroup(stack, 'A', { vpc }), b = new ec2.SecurityGroup(stack, 'B', { vpc });
a.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443)); a.addIngressRule(b, ec2.Port.tcp(80)); a.connections.allowFrom(b, ec2.Port.tcp(81));""",
        """vpc = ec2.Vpc.from_lookup(stack, 'V', is_default=True)
a = ec2.SecurityGroup(stack, 'A', vpc=vpc); b = ec2.SecurityGroup(stack, 'B', vpc=vpc)
a.add_ingress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(443)); a.add_ingress_rule(b, ec2.Port.tcp(80)); a.connections.allow_from(b, ec2.Port.tcp(81))""",
    )
    assert types(made(tmp_path, suffix, source)) == {"EC2::SecurityGroupIngress": 2}


def test_the_listing_marks_what_the_framework_makes(tmp_path: Path) -> None:
    graph = made(tmp_path, "ts", "new s3.Bucket(stack, 'B').grantRead(role);")
    data = listing(graph, str(tmp_path))
    assert [(item["id"], item["line"]) for item in data["resources"] if item.get("implicit")] == [("S/R/Policy", 7)]
    assert [item["kind"] for item in data["iam_statements"] if item.get("implicit")] == ["identity"]
    text = list(lines(data))
    assert "    [made by the framework itself]" in text
    assert text[-1].startswith("2 resources and 1 that the framework makes by itself · ")


def test_what_no_entry_point_reaches_brings_nothing_reached(tmp_path: Path) -> None:
    unused = "import { Bucket } from 'aws-cdk-lib/aws-s3'; import { Role } from 'aws-cdk-lib/aws-iam';\nexport function f(s: any, r: Role) { new Bucket(s, 'B').grantRead(r); }\n"
    graph = made(tmp_path, "ts", "", lib__unused_ts=unused)
    data = listing(graph, str(tmp_path))
    assert not any(item.get("implicit") for item in data["resources"])
    assert not any(item.get("implicit") for item in data["iam_statements"])
