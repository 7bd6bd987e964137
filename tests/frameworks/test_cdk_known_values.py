"""What the CDK does not leave to the deployment: subnets that can be counted, names made of ids, attributes that were written, imports; in both languages alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.model import ResourceGraph
from iaclint.model.listing import listing
from iaclint.model.render import render, render_text
from tests.frameworks.programs import only, program, properties

TYPESCRIPT = """
import * as cdk from 'aws-cdk-lib';
import {{ Names, Stack }} from 'aws-cdk-lib';
import {{ aws_ec2 as ec2, aws_sqs as sqs, aws_s3 as s3, aws_sns as sns, aws_ecs as ecs, aws_iam as iam, aws_apigateway as apigateway }} from 'aws-cdk-lib';
const app = new cdk.App();
const suffix = app.node.tryGetContext('environmentSuffix');
const stack = new cdk.Stack(app, `App${{suffix}}`{env});
{body}
"""
PYTHON = """
import os
import aws_cdk as cdk
from aws_cdk import Names, Stack
from aws_cdk import aws_ec2 as ec2, aws_sqs as sqs, aws_s3 as s3, aws_sns as sns, aws_ecs as ecs, aws_iam as iam, aws_apigateway as apigateway
app = cdk.App()
suffix = app.node.try_get_context("environmentSuffix")
stack = cdk.Stack(app, f"App{{suffix}}"{env})
{body}
"""
REGION = {
    "ts": ", { env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: 'eu-west-1' } }",
    "py": ", env=cdk.Environment(account=os.environ['CDK_DEFAULT_ACCOUNT'], region='eu-west-1')",
}


def analysed(folder: Path, suffix: str, body: dict[str, str], env: dict[str, str] | None = None) -> ResourceGraph:
    template = TYPESCRIPT if suffix == "ts" else PYTHON
    return program(folder, "cdk", template.format(body=body[suffix], env=(env or {}).get(suffix, "")), suffix)


def queue_names(graph: ResourceGraph) -> list[str]:
    return [
        render_text(r.properties.get("queueName") or r.id)
        for r in graph.resources
        if r.type == "AWS::SQS::Queue" and r.reached
    ]


LOOP = {
    "ts": """
const vpc = new ec2.Vpc(stack, 'Net', {{ {given} }});
vpc.{kind}Subnets.forEach((subnet, index) => new sqs.Queue(stack, `Q${{index}}`, {{ queueName: `q${{index}}` }}));
""",
    "py": """
vpc = ec2.Vpc(stack, "Net", {given})
for index, subnet in enumerate(vpc.{kind}_subnets):
    sqs.Queue(stack, f"Q{{index}}", queue_name=f"q{{index}}")
""",
}
GROUPS = {
    "ts": "maxAzs: 2, subnetConfiguration: [{ name: 'a', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }, "
    "{ name: 'b', subnetType: ec2.SubnetType.PRIVATE_WITH_NAT }, { name: 'c', subnetType: ec2.SubnetType.PUBLIC }, "
    "{ name: 'd', subnetType: ec2.SubnetType.PUBLIC, reserved: true }]",
    "py": "max_azs=2, subnet_configuration=[ec2.SubnetConfiguration(name='a', subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS), "
    "ec2.SubnetConfiguration(name='b', subnet_type=ec2.SubnetType.PRIVATE_WITH_NAT), "
    "ec2.SubnetConfiguration(name='c', subnet_type=ec2.SubnetType.PUBLIC), "
    "ec2.SubnetConfiguration(name='d', subnet_type=ec2.SubnetType.PUBLIC, reserved=True)]",
}


def loop(kind: str, given: dict[str, str]) -> dict[str, str]:
    return {suffix: text.format(kind=kind, given=given[suffix]) for suffix, text in LOOP.items()}


@pytest.mark.parametrize("suffix", ["ts", "py"])
@pytest.mark.parametrize(
    ("kind", "given", "env", "count"),
    [
        ("private", {"ts": "maxAzs: 2", "py": "max_azs=2"}, {}, 2),
        ("public", {"ts": "maxAzs: 3", "py": "max_azs=3"}, {}, 2),  # any region has two zones
        ("public", {"ts": "maxAzs: 3", "py": "max_azs=3"}, REGION, 3),
        ("public", {"ts": "", "py": ""}, REGION, 3),
        ("isolated", {"ts": "maxAzs: 1", "py": "max_azs=1"}, {}, 0),
        ("isolated", {"ts": "maxAzs: 1, natGateways: 0", "py": "max_azs=1, nat_gateways=0"}, {}, 1),
        ("private", GROUPS, {}, 4),
        ("public", GROUPS, {}, 2),
        ("public", {"ts": "availabilityZones: ['a', 'b', 'c', 'd']", "py": "availability_zones=['a', 'b', 'c', 'd']"}, {}, 4),
    ],
)  # fmt: skip
def test_subnets_of_a_vpc_are_counted(
    tmp_path: Path, suffix: str, kind: str, given: dict[str, str], env: dict[str, str], count: int
) -> None:
    graph = analysed(tmp_path, suffix, loop(kind, given), env)
    assert queue_names(graph) == [f"q{at}" for at in range(count)]


@pytest.mark.parametrize("suffix", ["ts", "py"])
@pytest.mark.parametrize("given", [{"ts": "maxAzs: Number(process.env.ZONES)", "py": "max_azs=int(os.environ['ZONES'])"},
                                   {"ts": "subnetConfiguration: groups()", "py": "subnet_configuration=groups()"}])  # fmt: skip
def test_subnets_that_cannot_be_counted_are_one_of_many(tmp_path: Path, suffix: str, given: dict[str, str]) -> None:
    body = loop("public", given)
    body["ts"] += "new sqs.Queue(stack, 'Count', { queueName: `${vpc.publicSubnets.length}` });"
    body["py"] += "sqs.Queue(stack, 'Count', queue_name=f'{len(vpc.public_subnets)}')"
    _, count = queue_names(analysed(tmp_path, suffix, body))
    assert count == "${length}"


@pytest.mark.parametrize("suffix", ["ts", "py"])
def test_selected_subnets_are_those_of_the_kind(tmp_path: Path, suffix: str) -> None:
    body = {
        "ts": """
const vpc = new ec2.Vpc(stack, 'Net', { maxAzs: 2 });
const chosen = vpc.selectSubnets({ subnetType: ec2.SubnetType.PUBLIC });
new sqs.Queue(stack, 'Q', { queueName: `${chosen.subnetIds.length}-${vpc.selectSubnets().subnets.length}` });
new sqs.Queue(stack, 'Zones', { queueName: `${vpc.availabilityZones.length}` });
new sqs.Queue(stack, 'Group', { queueName: `${vpc.selectSubnets({ subnetGroupName: 'x' }).subnets.length}` });
""",
        "py": """
vpc = ec2.Vpc(stack, "Net", max_azs=2)
chosen = vpc.select_subnets(subnet_type=ec2.SubnetType.PUBLIC)
sqs.Queue(stack, "Q", queue_name=f"{len(chosen.subnet_ids)}-{len(vpc.select_subnets().subnets)}")
sqs.Queue(stack, "Zones", queue_name=f"{len(vpc.availability_zones)}")
sqs.Queue(stack, "Group", queue_name=f"{len(vpc.select_subnets(subnet_group_name='x').subnets)}")
""",
    }
    names = queue_names(analysed(tmp_path, suffix, body))
    assert names == ["2-2", "2", "${length}"]


@pytest.mark.parametrize("suffix", ["ts", "py"])
def test_a_stack_within_a_stack_is_named_after_all_ids(tmp_path: Path, suffix: str) -> None:
    """Of which the hash is known when the ids are."""
    body = {
        "ts": """
const inner = new cdk.Stack(stack, 'data-Layer');
new sqs.Queue(inner, 'Q', { queueName: `q-${inner.stackName}` });
const fixed = new cdk.Stack(new cdk.Stack(app, 'Outer'), 'Inner');
new sqs.Queue(fixed, 'Q', { queueName: Stack.of(fixed).stackName });
new sqs.Queue(stack, 'Own', { queueName: stack.stackName });
""",
        "py": """
inner = cdk.Stack(stack, "data-Layer")
sqs.Queue(inner, "Q", queue_name=f"q-{inner.stack_name}")
fixed = cdk.Stack(cdk.Stack(app, "Outer"), "Inner")
sqs.Queue(fixed, "Q", queue_name=Stack.of(fixed).stack_name)
sqs.Queue(stack, "Own", queue_name=stack.stack_name)
""",
    }
    names = queue_names(analysed(tmp_path, suffix, body))
    holes = "App${environmentSuffix}"
    assert names == [f"q-{holes}dataLayer${{hash}}", "OuterInner590FD8F7", holes]


@pytest.mark.parametrize("suffix", ["ts", "py"])
def test_unique_names_are_made_of_ids(tmp_path: Path, suffix: str) -> None:
    body = {
        "ts": """
const topic = new sns.Topic(new cdk.Stack(app, 'S'), 'Resource');
new sqs.Queue(stack, 'Q', { queueName: Names.uniqueId(topic) });
new sqs.Queue(stack, 'N', { queueName: Names.nodeUniqueId(topic.node) });
""",
        "py": """
topic = sns.Topic(cdk.Stack(app, "S"), "Resource")
sqs.Queue(stack, "Q", queue_name=Names.unique_id(topic))
sqs.Queue(stack, "N", queue_name=Names.node_unique_id(topic.node))
""",
    }
    assert queue_names(analysed(tmp_path, suffix, body)) == ["S509448A1"] * 2


@pytest.mark.parametrize("suffix", ["ts", "py"])
def test_the_address_of_a_construct_is_a_hash_of_ids(tmp_path: Path, suffix: str) -> None:
    body = {
        "ts": """
const topic = new sns.Topic(new cdk.Stack(app, 'S'), 'Q');
new sqs.Queue(stack, 'Fixed', { queueName: topic.node.addr });
new sqs.Queue(stack, 'Open', { queueName: stack.node.addr.substring(0, 8) });
""",
        "py": """
topic = sns.Topic(cdk.Stack(app, "S"), "Q")
sqs.Queue(stack, "Fixed", queue_name=topic.node.addr)
sqs.Queue(stack, "Open", queue_name=stack.node.addr[:8])
""",
    }
    names = queue_names(analysed(tmp_path, suffix, body))
    assert names == ["c8f0badf6a9eba9d7c6765219a5662535d09daff59", "${hash}"]


@pytest.mark.parametrize("suffix", ["ts", "py"])
def test_a_listing_says_what_the_library_names_by_itself(tmp_path: Path, suffix: str) -> None:
    """Rules see what the author said: nothing."""
    body = {
        "ts": """
new apigateway.RestApi(stack, 'Orders');
new apigateway.RestApi(stack, 'Named', { restApiName: `orders-${suffix}` });
new ecs.FargateTaskDefinition(stack, 'Task');
new iam.Policy(stack, 'Rights');
""",
        "py": """
apigateway.RestApi(stack, "Orders")
apigateway.RestApi(stack, "Named", rest_api_name=f"orders-{suffix}")
ecs.FargateTaskDefinition(stack, "Task")
iam.Policy(stack, "Rights")
""",
    }
    graph = analysed(tmp_path, suffix, body)
    listed = [one["properties"] for one in listing(graph, str(tmp_path))["resources"] if not one.get("implicit")]
    names = [one.get("Name") or one.get("Family") or one.get("PolicyName") for one in listed]
    assert names == ["Orders", "orders-${environmentSuffix}", "App${environmentSuffix}Task${hash}", "Rights5C0D4A1B"]
    assert "family" not in properties(only(graph, "AWS::ECS::TaskDefinition"))


@pytest.mark.parametrize("suffix", ["ts", "py"])
def test_properties_of_l1_constructs_are_what_was_written(tmp_path: Path, suffix: str) -> None:
    body = {
        "ts": """
const bucket = new s3.CfnBucket(stack, 'Raw', { bucketName: `raw-${suffix}` });
new sqs.Queue(stack, 'A', { queueName: bucket.bucketName });
new sqs.Queue(stack, 'B', { queueName: bucket.attrArn });
new sqs.Queue(stack, 'C', { queueName: new s3.Bucket(stack, 'High', { bucketName: 'high' }).bucketName });
""",
        "py": """
bucket = s3.CfnBucket(stack, "Raw", bucket_name=f"raw-{suffix}")
sqs.Queue(stack, "A", queue_name=bucket.bucket_name)
sqs.Queue(stack, "B", queue_name=bucket.attr_arn)
sqs.Queue(stack, "C", queue_name=s3.Bucket(stack, "High", bucket_name="high").bucket_name)
""",
    }
    names = queue_names(analysed(tmp_path, suffix, body))
    assert names == ["raw-${environmentSuffix}", "${Raw.attrArn}", "${High.bucketName}"]


@pytest.mark.parametrize("suffix", ["ts", "py"])
def test_what_is_imported_is_what_it_was_imported_by(tmp_path: Path, suffix: str) -> None:
    body = {
        "ts": """
const bucket = s3.Bucket.fromBucketName(stack, 'B', `logs-${suffix}`);
const topic = sns.Topic.fromTopicArn(stack, 'T', 'arn:aws:sns:eu-west-1:1:news');
const given = s3.Bucket.fromBucketAttributes(stack, 'G', { bucketName: 'given' });
const names = [bucket.bucketName, bucket.bucketArn, topic.topicArn, given.bucketName, topic.topicName];
names.forEach((name, at) => new sqs.Queue(stack, `Q${at}`, { queueName: name }));
""",
        "py": """
bucket = s3.Bucket.from_bucket_name(stack, "B", bucket_name=f"logs-{suffix}")
topic = sns.Topic.from_topic_arn(stack, "T", "arn:aws:sns:eu-west-1:1:news")
given = s3.Bucket.from_bucket_attributes(stack, "G", bucket_name="given")
names = [bucket.bucket_name, bucket.bucket_arn, topic.topic_arn, given.bucket_name, topic.topic_name]
for at, name in enumerate(names):
    sqs.Queue(stack, f"Q{at}", queue_name=name)
""",
    }
    graph = analysed(tmp_path, suffix, body)
    *known, unknown = [render(r.get("queueName").value) for r in graph.resources if r.type == "AWS::SQS::Queue"]
    assert known == [
        "logs-${environmentSuffix}",
        "arn:${AWS::Partition}:s3:::logs-${environmentSuffix}",
        "arn:aws:sns:eu-west-1:1:news",
        "given",
    ]
    assert unknown.startswith("${")
