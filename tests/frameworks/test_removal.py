"""Everything that decides what happens to a resource on deletion, in the order in which it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.model import ResourceGraph
from iaclint.model.protection import protections, removal_policy
from iaclint.values import Unknown
from tests.frameworks.programs import only, program

TS = """
import * as cdk from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';
import { foreignAspect } from 'elsewhere';
const app = new cdk.App();
const stack = new cdk.Stack(app, 'S');
const other = new cdk.Stack(app, 'Other');
const bucket = new s3.Bucket(stack, 'B'@PROPS@);
"""
PY = """
import aws_cdk as cdk
import jsii
from aws_cdk import aws_dynamodb as dynamodb, aws_logs as logs, aws_rds as rds, aws_s3 as s3
from elsewhere import foreign_aspect
app = cdk.App()
stack = cdk.Stack(app, "S")
other = cdk.Stack(app, "Other")
bucket = s3.Bucket(stack, "B"@PROPS@)
"""
DESTROY = (", { removalPolicy: cdk.RemovalPolicy.DESTROY }", ", removal_policy=cdk.RemovalPolicy.DESTROY")
NOTHING = ("", "")

CASES = {
    "default": (NOTHING, "", "", "retain"),
    "property": (DESTROY, "", "", "destroy"),
    "method": (
        NOTHING,
        "bucket.applyRemovalPolicy(cdk.RemovalPolicy.DESTROY);",
        "bucket.apply_removal_policy(cdk.RemovalPolicy.DESTROY)",
        "destroy",
    ),
    "method without a policy": (DESTROY, "bucket.applyRemovalPolicy();", "bucket.apply_removal_policy()", "retain"),
    "method with a default": (
        NOTHING,
        "bucket.applyRemovalPolicy(undefined, { default: cdk.RemovalPolicy.DESTROY });",
        "bucket.apply_removal_policy(None, default=cdk.RemovalPolicy.DESTROY)",
        "destroy",
    ),
    "options of the L1": (
        DESTROY,
        "(bucket.node.defaultChild as s3.CfnBucket).cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.RETAIN;",
        "bucket.node.default_child.cfn_options.deletion_policy = cdk.CfnDeletionPolicy.RETAIN",
        "retain",
    ),
    "override": (
        DESTROY,
        "(bucket.node.defaultChild as s3.CfnBucket).addOverride('DeletionPolicy', 'Retain');",
        "bucket.node.default_child.add_override('DeletionPolicy', 'Retain')",
        "retain",
    ),
    "an override beats what is said later": (
        NOTHING,
        "(bucket.node.defaultChild as s3.CfnBucket).addOverride('DeletionPolicy', 'Delete');"
        "bucket.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);",
        "bucket.node.default_child.add_override('DeletionPolicy', 'Delete')\n"
        "bucket.apply_removal_policy(cdk.RemovalPolicy.RETAIN)",
        "destroy",
    ),
    "deletion override": (
        NOTHING,
        "(bucket.node.defaultChild as s3.CfnBucket).addDeletionOverride('DeletionPolicy');",
        "bucket.node.default_child.add_deletion_override('DeletionPolicy')",
        "destroy",
    ),
    "everything in a scope": (
        NOTHING,
        "cdk.RemovalPolicies.of(stack).destroy();",
        "cdk.RemovalPolicies.of(stack).destroy()",
        "destroy",
    ),
    "everything in another scope": (
        NOTHING,
        "cdk.RemovalPolicies.of(other).destroy();",
        "cdk.RemovalPolicies.of(other).destroy()",
        "retain",
    ),
    "some types in a scope": (
        NOTHING,
        "cdk.RemovalPolicies.of(app).destroy({ applyToResourceTypes: ['AWS::DynamoDB::Table'] });",
        "cdk.RemovalPolicies.of(app).destroy(apply_to_resource_types=['AWS::DynamoDB::Table'])",
        "retain",
    ),
    "all but some types in a scope": (
        DESTROY,
        "cdk.RemovalPolicies.of(app).retain({ excludeResourceTypes: [s3.CfnBucket.CFN_RESOURCE_TYPE_NAME] });",
        "cdk.RemovalPolicies.of(app).retain(exclude_resource_types=[s3.CfnBucket.CFN_RESOURCE_TYPE_NAME])",
        "destroy",
    ),
    "what has none in a scope": (
        NOTHING,
        "cdk.MissingRemovalPolicies.of(app).destroy();",
        "cdk.MissingRemovalPolicies.of(app).destroy()",
        "retain",
    ),
    "an aspect on the L2": (
        NOTHING,
        "class A { visit(node: IConstruct) { if (node instanceof s3.Bucket) { node.applyRemovalPolicy(cdk.RemovalPolicy.DESTROY); } } }"
        "cdk.Aspects.of(app).add(new A());",
        "@jsii.implements(cdk.IAspect)\nclass A:\n    def visit(self, node):\n        if isinstance(node, s3.Bucket):\n"
        "            node.apply_removal_policy(cdk.RemovalPolicy.DESTROY)\n\n\ncdk.Aspects.of(app).add(A())",
        "destroy",
    ),
    "an aspect on the L1": (
        NOTHING,
        "class A { visit(node: IConstruct) { if (cdk.CfnResource.isCfnResource(node)) { node.applyRemovalPolicy(cdk.RemovalPolicy.DESTROY); } } }"
        "cdk.Aspects.of(stack).add(new A());",
        "@jsii.implements(cdk.IAspect)\nclass A:\n    def visit(self, node):\n        if isinstance(node, cdk.CfnResource):\n"
        "            node.apply_removal_policy(cdk.RemovalPolicy.DESTROY)\n\n\ncdk.Aspects.of(stack).add(A())",
        "destroy",
    ),
    "an aspect on something else": (
        NOTHING,
        "class A { visit(node: IConstruct) { if (node instanceof dynamodb.CfnTable) { node.applyRemovalPolicy(cdk.RemovalPolicy.DESTROY); } } }"
        "cdk.Aspects.of(stack).add(new A());",
        "@jsii.implements(cdk.IAspect)\nclass A:\n    def visit(self, node):\n        if isinstance(node, (dynamodb.CfnTable, logs.LogGroup)):\n"
        "            node.apply_removal_policy(cdk.RemovalPolicy.DESTROY)\n\n\ncdk.Aspects.of(stack).add(A())",
        "retain",
    ),
    "an aspect on a class that a bare resource is not of": (
        NOTHING,
        "new cdk.CfnResource(stack, 'Raw', { type: 'AWS::SQS::Queue' });"
        "class A { visit(node: IConstruct) { if (node instanceof dynamodb.CfnTable) { node.applyRemovalPolicy(cdk.RemovalPolicy.DESTROY); } } }"
        "cdk.Aspects.of(stack).add(new A());",
        "cdk.CfnResource(stack, 'Raw', type='AWS::SQS::Queue')\n"
        "@jsii.implements(cdk.IAspect)\nclass A:\n    def visit(self, node):\n        if isinstance(node, dynamodb.CfnTable):\n"
        "            node.apply_removal_policy(cdk.RemovalPolicy.DESTROY)\n\n\ncdk.Aspects.of(stack).add(A())",
        "retain",
    ),
    "an aspect that was not followed": (
        DESTROY,
        "cdk.Aspects.of(stack).add(foreignAspect());",
        "cdk.Aspects.of(stack).add(foreign_aspect())",
        None,
    ),
    "an aspect of the library": (
        DESTROY,
        "cdk.Aspects.of(stack).add(new cdk.Tag('a', 'b'));",
        "cdk.Aspects.of(stack).add(cdk.Tag('a', 'b'))",
        "destroy",
    ),
    "perhaps": (
        NOTHING,
        "if (process.argv.length > 2) { bucket.applyRemovalPolicy(cdk.RemovalPolicy.DESTROY); }",
        "import sys\nif len(sys.argv) > 2:\n    bucket.apply_removal_policy(cdk.RemovalPolicy.DESTROY)",
        None,
    ),
    "in another environment": (
        DESTROY,
        "if (app.node.tryGetContext('environmentSuffix') === 'prod') { bucket.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN); }",
        "if app.node.try_get_context('environmentSuffix') == 'prod':\n    bucket.apply_removal_policy(cdk.RemovalPolicy.RETAIN)",
        "destroy",
    ),
}


def graph_of(folder: Path, suffix: str, case: str) -> ResourceGraph:
    props, typescript, python, _ = CASES[case]
    head, at, tail = (TS, 0, typescript) if suffix == "ts" else (PY, 1, python)
    return program(folder, "cdk", head.replace("@PROPS@", props[at]) + tail + "\n", suffix)


@pytest.mark.parametrize("suffix", ["ts", "py"])
@pytest.mark.parametrize("case", CASES)
def test_what_happens_to_a_bucket(tmp_path: Path, suffix: str, case: str) -> None:
    bucket = only(graph_of(tmp_path, suffix, case), "AWS::S3::Bucket")
    assert removal_policy(bucket) == CASES[case][3]


def test_an_aspect_that_was_not_followed_says_so(tmp_path: Path) -> None:
    bucket = only(graph_of(tmp_path, "ts", "an aspect that was not followed"), "AWS::S3::Bucket")
    value = bucket.get("removalPolicy").value
    assert isinstance(value, Unknown)
    assert "aspect" in value.reason


@pytest.mark.parametrize(
    ("properties", "words"),
    [("engine: 'mysql'", ["snapshot"]), ("dbClusterIdentifier: 'cluster'", []), ("deletionProtection: true, dbClusterIdentifier: 'c'", ["deletion_protection"])],
)  # fmt: skip
def test_an_instance_of_a_cluster_leaves_no_snapshot(tmp_path: Path, properties: str, words: list[str]) -> None:
    source = TS.replace("@PROPS@", "") + f"new rds.CfnDBInstance(stack, 'D', {{ {properties} }});"
    assert protections(only(program(tmp_path, "cdk", source, "ts"), "AWS::RDS::DBInstance")) == words


PULUMI_TS = """
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
class Storage extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('shop:Storage', name, {}, opts);
    new aws.s3.Bucket('orders', {}, { parent: this@OPTIONS@ });
  }
}
new Storage('storage', { protect: true, retainOnDelete: true });
"""
PULUMI_PY = """
import pulumi
import pulumi_aws as aws


class Storage(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("shop:Storage", name, None, opts)
        aws.s3.Bucket("orders", opts=pulumi.ResourceOptions(parent=self@OPTIONS@))


Storage("storage", opts=pulumi.ResourceOptions(protect=True, retain_on_delete=True))
"""


@pytest.mark.parametrize(
    ("typescript", "python", "words"),
    [
        ("", "", ["protect", "retain_on_delete"]),
        (", protect: false", ", protect=False", ["retain_on_delete"]),
        (", transformations: [undo]", ", transformations=[undo]", []),
    ],
)
@pytest.mark.parametrize("suffix", ["ts", "py"])
def test_children_of_a_pulumi_component(
    tmp_path: Path, suffix: str, typescript: str, python: str, words: list[str]
) -> None:
    options = typescript if suffix == "ts" else python
    source = (PULUMI_TS if suffix == "ts" else PULUMI_PY).replace("@OPTIONS@", options)
    assert protections(only(program(tmp_path, "pulumi", source, suffix), "aws:s3/bucket:Bucket")) == words


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        ("ts", "pulumi.runtime.registerStackTransformation(undo);"),
        ("py", "pulumi.runtime.register_stack_transformation(undo)"),
    ],
)
def test_a_transformation_of_the_stack_that_is_not_followed_may_change_everything(
    tmp_path: Path, suffix: str, source: str
) -> None:
    head = (PULUMI_TS if suffix == "ts" else PULUMI_PY).replace("@OPTIONS@", "")
    made_in = "class Storage"
    bucket = only(
        program(tmp_path, "pulumi", head.replace(made_in, f"{source}\n{made_in}"), suffix), "aws:s3/bucket:Bucket"
    )
    assert bucket.properties.open
    assert protections(bucket) == []
