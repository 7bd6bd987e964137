"""AWS CDK: what its calls make, in both languages alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.model.listing import construct_path
from iaclint.model.protection import protections
from tests.frameworks.programs import deployed, only, program, properties

TYPESCRIPT = """
import * as cdk from 'aws-cdk-lib';
import { aws_sqs as sqs } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

interface Props extends cdk.StackProps { environmentSuffix?: string; }

class Storage extends Construct {
  readonly bucket: s3.Bucket;
  constructor(scope: Construct, id: string, suffix: string) {
    super(scope, id);
    this.bucket = new s3.Bucket(this, 'Bucket', { bucketName: `logs-${suffix}`, removalPolicy: cdk.RemovalPolicy.DESTROY });
  }
}

class AppStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: Props) {
    super(scope, id, props);
    const suffix = props?.environmentSuffix || 'dev';
    const storage = new Storage(this, 'Storage', suffix);
    new sqs.Queue(this, 'Queue', { queueName: `jobs-${suffix}-${this.region}`, visibilityTimeout: cdk.Duration.minutes(5) });
    new cdk.CfnOutput(this, 'Name', { value: storage.bucket.bucketName });
  }
}
const app = new cdk.App();
new AppStack(app, 'App', { environmentSuffix: app.node.tryGetContext('environmentSuffix') });
"""
PYTHON = """
import aws_cdk as cdk
from aws_cdk import aws_s3 as s3, aws_sqs as sqs
from constructs import Construct


class Storage(Construct):
    def __init__(self, scope, id, suffix):
        super().__init__(scope, id)
        self.bucket = s3.Bucket(self, "Bucket", bucket_name=f"logs-{suffix}", removal_policy=cdk.RemovalPolicy.DESTROY)


class AppStack(cdk.Stack):
    def __init__(self, scope, construct_id, environment_suffix=None, **kwargs):
        super().__init__(scope, construct_id, **kwargs)
        suffix = environment_suffix or "dev"
        storage = Storage(self, "Storage", suffix)
        sqs.Queue(self, "Queue", queue_name=f"jobs-{suffix}-{self.region}", visibility_timeout=cdk.Duration.minutes(5))
        cdk.CfnOutput(self, "Name", value=storage.bucket.bucket_name)


app = cdk.App()
AppStack(app, "App", environment_suffix=app.node.try_get_context("environmentSuffix"))
"""
BOTH = pytest.mark.parametrize(("suffix", "source"), [("ts", TYPESCRIPT), ("py", PYTHON)], ids=["typescript", "python"])


@BOTH
def test_constructs_become_the_resources_they_deploy(tmp_path: Path, suffix: str, source: str) -> None:
    graph = program(tmp_path, "cdk", source, suffix)
    assert deployed(graph) == ["AWS::S3::Bucket", "AWS::SQS::Queue"]
    assert sorted(r.kind for r in graph.resources) == ["app", "component", "output", "resource", "resource", "stack"]
    assert (graph.calls, graph.resolved) == (6, 6)


@BOTH
def test_properties_are_in_the_spelling_of_the_framework(tmp_path: Path, suffix: str, source: str) -> None:
    graph = program(tmp_path, "cdk", source, suffix)
    bucket = only(graph, "AWS::S3::Bucket")
    assert properties(bucket) == {"bucketName": "logs-${environmentSuffix}", "removalPolicy": "RemovalPolicy.DESTROY"}
    assert bucket.construct == "aws-cdk-lib.aws_s3.Bucket"
    assert properties(only(graph, "AWS::SQS::Queue"))["queueName"] == "jobs-${environmentSuffix}-${AWS::Region}"


@BOTH
def test_ids_are_paths_of_the_construct_tree(tmp_path: Path, suffix: str, source: str) -> None:
    assert construct_path(only(program(tmp_path, "cdk", source, suffix), "AWS::S3::Bucket")) == "App/Storage/Bucket"


@BOTH
def test_names_are_known_to_the_catalog(tmp_path: Path, suffix: str, source: str) -> None:
    bucket = only(program(tmp_path, "cdk", source, suffix), "AWS::S3::Bucket")
    assert (bucket.name_property, bucket.deployed_name_property) == ("bucketName", "BucketName")


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        (
            "ts",
            """
import { App, Stack, RemovalPolicy, aws_dynamodb as dynamodb, aws_s3 as s3 } from 'aws-cdk-lib';
const stack = new Stack(new App(), 'S');
const kept = new s3.Bucket(stack, 'Kept');
const table = new dynamodb.Table(stack, 'T', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
table.applyRemovalPolicy(RemovalPolicy.DESTROY);
const raw = kept.node.defaultChild as s3.CfnBucket;
""",
        ),
        (
            "py",
            """
from aws_cdk import App, Stack, RemovalPolicy, aws_dynamodb as dynamodb, aws_s3 as s3
stack = Stack(App(), "S")
kept = s3.Bucket(stack, "Kept")
table = dynamodb.Table(stack, "T", partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING))
table.apply_removal_policy(RemovalPolicy.DESTROY)
""",
        ),
    ],
)
def test_removal_policies_count_wherever_they_are_set(tmp_path: Path, suffix: str, source: str) -> None:
    graph = program(tmp_path, "cdk", source, suffix)
    assert protections(only(graph, "AWS::S3::Bucket")) == ["retain"]  # the framework's default
    assert protections(only(graph, "AWS::DynamoDB::Table")) == []


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        (
            "ts",
            """
import { App, Stack, NestedStack, aws_sns as sns } from 'aws-cdk-lib';
class Inner extends NestedStack {
  constructor(scope: Stack, id: string) { super(scope, id); new sns.Topic(this, 'Topic'); }
}
new Inner(new Stack(new App(), 'S'), 'Inner');
""",
        ),
        (
            "py",
            """
from aws_cdk import App, Stack, NestedStack, aws_sns as sns


class Inner(NestedStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        sns.Topic(self, "Topic")


Inner(Stack(App(), "S"), "Inner")
""",
        ),
    ],
)
def test_a_nested_stack_is_a_resource_at_the_place_that_makes_it(tmp_path: Path, suffix: str, source: str) -> None:
    graph = program(tmp_path, "cdk", source, suffix)
    assert deployed(graph) == ["AWS::CloudFormation::Stack", "AWS::SNS::Topic"]
    assert only(graph, "AWS::CloudFormation::Stack").span.text.endswith("Stack(new App(), 'S'), 'Inner')" if suffix == "ts" else 'Stack(App(), "S"), "Inner")')  # fmt: skip


@pytest.mark.parametrize("user", ["DatabaseInstance", "DatabaseCluster"])
def test_a_parameter_group_is_what_its_user_makes_of_it(tmp_path: Path, user: str) -> None:
    source = f"""
import {{ App, Stack, aws_rds as rds }} from 'aws-cdk-lib';
const stack = new Stack(new App(), 'S');
const group = new rds.ParameterGroup(stack, 'P', {{ engine: undefined as any }});
new rds.{user}(stack, 'Db', {{ parameterGroup: group }} as any);
"""
    kind = "DBParameterGroup" if user == "DatabaseInstance" else "DBClusterParameterGroup"
    assert f"AWS::RDS::{kind}" in deployed(program(tmp_path, "cdk", source, "ts"))


def test_what_the_catalog_does_not_have_is_noted_and_not_counted_as_resolved(tmp_path: Path) -> None:
    source = "import * as s3 from 'aws-cdk-lib/aws-s3';\nnew s3.Bukkit(undefined, 'B', {});\n"
    graph = program(tmp_path, "cdk", source, "ts")
    assert (graph.calls, graph.resolved) == (1, 0)
    assert [part.reason for part in graph.unknowns] == ["Bukkit is not in the catalog of aws-cdk-lib"]


def test_context_of_cdk_json_is_known_and_the_environment_is_not_taken_from_it(tmp_path: Path) -> None:
    source = """
import { App, Stack, aws_sqs as sqs } from 'aws-cdk-lib';
const app = new App();
const stack = new Stack(app, 'S');
new sqs.Queue(stack, 'Q', { queueName: `${app.node.tryGetContext('team')}-${app.node.tryGetContext('stage')}` });
"""
    (tmp_path / "lib").mkdir()
    graph_source = program(tmp_path, "cdk", source, "ts")
    assert properties(only(graph_source, "AWS::SQS::Queue"))["queueName"] == "${team}-${stage}"
    (tmp_path / "cdk.json").write_text('{"app": "npx ts-node main.ts", "context": {"team": "core", "stage": "prod"}}')
    from iaclint.analysis import analyze
    from iaclint.project import discover

    graph = analyze(discover([tmp_path])[0], "pr1234")
    assert properties(only(graph, "AWS::SQS::Queue"))["queueName"] == "core-${stage}"


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        (
            "ts",
            "import * as cdk from 'aws-cdk-lib';\nimport { aws_ssm as ssm, aws_apigateway as api } from 'aws-cdk-lib';\n"
            "const s = new cdk.Stack(new cdk.App(), 'S');\n"
            "new ssm.CfnParameter(s, 'P', { type: 'String', value: 'x' });\nnew cdk.CfnParameter(s, 'Size');\n"
            "new api.Stage(s, 'Prod', { deployment: undefined });\n",
        ),
        (
            "py",
            "import aws_cdk as cdk\nfrom aws_cdk import aws_ssm as ssm, aws_apigateway as api\ns = cdk.Stack(cdk.App(), 'S')\n"
            "ssm.CfnParameter(s, 'P', type='String', value='x')\ncdk.CfnParameter(s, 'Size')\n"
            "api.Stage(s, 'Prod', deployment=None)\n",
        ),
    ],
)
def test_constructs_of_services_that_are_named_like_those_of_the_core(tmp_path: Path, suffix: str, source: str) -> None:
    graph = program(tmp_path, "cdk", source, suffix)
    assert deployed(graph) == ["AWS::SSM::Parameter", "AWS::ApiGateway::Stage"]
    assert [resource.kind for resource in graph.resources][2:] == ["resource", "variable", "resource"]


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        (
            "ts",
            "import * as cdk from 'aws-cdk-lib';\nimport { aws_rds as rds } from 'aws-cdk-lib';\n"
            "const s = new cdk.Stack(new cdk.App(), 'S');\n"
            "const own = new rds.ParameterGroup(s, 'Own', {}), one = new rds.ParameterGroup(s, 'One', {});\n"
            "const two = new rds.ParameterGroup(s, 'Two', {}), none = new rds.ParameterGroup(s, 'None', {});\n"
            "new rds.DatabaseCluster(s, 'C', { parameterGroup: own, readers: [rds.ClusterInstance.serverlessV2('r', "
            "{ parameterGroup: two })], writer: rds.ClusterInstance.provisioned('w', { parameterGroup: one }) });\n",
        ),
        (
            "py",
            "import aws_cdk as cdk\nfrom aws_cdk import aws_rds as rds\ns = cdk.Stack(cdk.App(), 'S')\n"
            "own, one = rds.ParameterGroup(s, 'Own'), rds.ParameterGroup(s, 'One')\n"
            "two, none = rds.ParameterGroup(s, 'Two'), rds.ParameterGroup(s, 'None')\n"
            "rds.DatabaseCluster(s, 'C', parameter_group=own, readers=[rds.ClusterInstance.serverless_v2('r', "
            "parameter_group=two)], writer=rds.ClusterInstance.provisioned('w', parameter_group=one))\n",
        ),
    ],
)
def test_parameter_groups_are_what_they_are_used_for(tmp_path: Path, suffix: str, source: str) -> None:
    """One that nothing uses is not deployed."""
    graph = program(tmp_path, "cdk", source, suffix)
    groups = {str(one.id.data): one.type for one in graph.deployed() if "ParameterGroup" in one.type}  # type: ignore[attr-defined]
    assert groups == {
        "Own": "AWS::RDS::DBClusterParameterGroup",
        "One": "AWS::RDS::DBParameterGroup",
        "Two": "AWS::RDS::DBParameterGroup",
    }
