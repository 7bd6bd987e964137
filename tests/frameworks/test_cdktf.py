"""CDKTF and CDK Terrain, in both languages, prebuilt and generated bindings alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.frameworks.presence import has_attribute
from iaclint.values import Instance, Reference, Symbol
from tests.frameworks.programs import deployed, only, program, properties

TYPESCRIPT = """
import { App, TerraformStack, S3Backend, TerraformOutput, Fn } from '@CORE@';
import { AwsProvider } from '@PROVIDER@/provider';
import { S3Bucket } from '@PROVIDER@/s3-bucket';
import { IamPolicy } from '@PROVIDER@/iam-policy';
import { DataAwsIamPolicyDocument } from '@PROVIDER@/data-aws-iam-policy-document';

class AppStack extends TerraformStack {
  constructor(scope: App, id: string, suffix: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });
    new S3Backend(this, { bucket: 'state', key: `${suffix}/app.tfstate`, region: 'eu-west-1' });
    const bucket = new S3Bucket(this, 'bucket', { bucket: `logs-${suffix}`, lifecycle: { preventDestroy: true } });
    const document = new DataAwsIamPolicyDocument(this, 'doc', { statement: [{ actions: ['s3:*'], resources: [bucket.arn] }] });
    new IamPolicy(this, 'policy', { name: Fn.join('-', ['p', suffix]), policy: document.json });
    new TerraformOutput(this, 'name', { value: bucket.bucket });
  }
}
const app = new App();
new AppStack(app, 'app', process.env.ENVIRONMENT_SUFFIX ?? 'dev');
"""
PYTHON = """
import os
from @CORE@ import App, TerraformStack, S3Backend, TerraformOutput, Fn
from @PROVIDER@.provider import AwsProvider
from @PROVIDER@.s3_bucket import S3Bucket
from @PROVIDER@.iam_policy import IamPolicy
from @PROVIDER@.data_aws_iam_policy_document import DataAwsIamPolicyDocument


class AppStack(TerraformStack):
    def __init__(self, scope, id, suffix):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Backend(self, bucket="state", key=f"{suffix}/app.tfstate", region="eu-west-1")
        bucket = S3Bucket(self, "bucket", bucket=f"logs-{suffix}", lifecycle={"prevent_destroy": True})
        document = DataAwsIamPolicyDocument(self, "doc", statement=[{"actions": ["s3:*"], "resources": [bucket.arn]}])
        IamPolicy(self, "policy", name=Fn.join("-", ["p", suffix]), policy=document.json)
        TerraformOutput(self, "name", value=bucket.bucket)


app = App()
AppStack(app, "app", os.getenv("ENVIRONMENT_SUFFIX", "dev"))
"""
KINDS = pytest.mark.parametrize(
    ("suffix", "source", "core", "provider"),
    [
        ("ts", TYPESCRIPT, "cdktf", "@cdktf/provider-aws/lib"),
        ("ts", TYPESCRIPT, "cdktn", "@cdktn/provider-aws/lib"),
        ("ts", TYPESCRIPT, "cdktf", "./.gen/providers/aws"),
        ("py", PYTHON, "cdktf", "cdktf_cdktf_provider_aws"),
        ("py", PYTHON, "cdktn", "cdktn_provider_aws"),
        ("py", PYTHON, "cdktf", "imports.aws"),
    ],
)


@KINDS
def test_resources_data_sources_and_the_rest(
    tmp_path: Path, suffix: str, source: str, core: str, provider: str
) -> None:
    graph = program(tmp_path, "cdktf", source.replace("@CORE@", core).replace("@PROVIDER@", provider), suffix)
    assert deployed(graph) == ["aws_s3_bucket", "aws_iam_policy"]
    kinds = {r.type: r.kind for r in graph.resources}
    assert kinds["aws_iam_policy_document"] == "data"
    assert sorted(kinds.values()) == ["app", "backend", "data", "output", "provider", "resource", "resource", "stack"]
    assert properties(only(graph, "aws_s3_bucket"))["bucket"] == "logs-${ENVIRONMENT_SUFFIX}"
    assert properties(only(graph, "aws_iam_policy"))["name"] == "p-${ENVIRONMENT_SUFFIX}"
    assert graph.calls == graph.resolved


@KINDS
def test_statements_of_policy_documents_are_read_once_each_place(
    tmp_path: Path, suffix: str, source: str, core: str, provider: str
) -> None:
    graph = program(tmp_path, "cdktf", source.replace("@CORE@", core).replace("@PROVIDER@", provider), suffix)
    assert {item.text for statement in graph.statements for item in statement.actions} == {"s3:*"}


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        ("ts", "import { CloudRunService } from '@cdktf/provider-google/lib/cloud-run-service';\nimport { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project';\nimport { GoogleProvider } from '@cdktf/provider-google/lib/provider';\nnew GoogleProvider(undefined, 'g', {});\nnew DataGoogleProject(undefined, 'p', {});\nnew CloudRunService(undefined, 's', { name: 'web' });\n"),
        ("py", "from cdktf_cdktf_provider_google.cloud_run_service import CloudRunService\nfrom cdktf_cdktf_provider_google.data_google_project import DataGoogleProject\nfrom cdktf_cdktf_provider_google.provider import GoogleProvider\nGoogleProvider(None, 'g')\nDataGoogleProject(None, 'p')\nCloudRunService(None, 's', name='web')\n"),
    ],
)  # fmt: skip
def test_bindings_of_providers_outside_the_catalog_tell_their_type(tmp_path: Path, suffix: str, source: str) -> None:
    graph = program(tmp_path, "cdktf", source, suffix)
    assert [(r.kind, r.type) for r in graph.resources] == [
        ("provider", "google"),
        ("data", "google_project"),
        ("resource", "google_cloud_run_service"),
    ]
    assert (graph.calls, graph.resolved) == (3, 3)


TAGGING = {
    "ts": """
import { App, Aspects, TerraformStack } from 'cdktf';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
class Tags {
  visit(node: any) {
    if (@TEST@) {
      node.tags = { ...node.tagsInput, Owner: 'shop' };
    }
  }
}
const app = new App();
const stack = new TerraformStack(app, 's');
const bucket = new S3Bucket(stack, 'b', { bucket: 'x', tags: { Kind: 'data' } });
new S3BucketPolicy(stack, 'p', { bucket: bucket.id, policy: '{}' });
Aspects.of(stack).add(new Tags());
app.synth();
""",
    "py": """
import jsii
from cdktf import App, Aspects, IAspect, TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy


@jsii.implements(IAspect)
class Tags:
    def visit(self, node):
        if @TEST@:
            node.tags = {**(node.tags_input or {}), "Owner": "shop"}


app = App()
stack = TerraformStack(app, "s")
bucket = S3Bucket(stack, "b", bucket="x", tags={"Kind": "data"})
S3BucketPolicy(stack, "p", bucket=bucket.id, policy="{}")
Aspects.of(stack).add(Tags())
app.synth()
""",
}


@pytest.mark.parametrize(
    ("suffix", "test"),
    [
        ("ts", "'tags' in node"),
        ("ts", "'tags' in node && 'tagsInput' in node"),
        ("py", 'hasattr(node, "tags")'),
        ("py", 'hasattr(node, "tags") and hasattr(node, "tags_input")'),
    ],
)
def test_an_aspect_may_ask_which_attributes_a_resource_has(tmp_path: Path, suffix: str, test: str) -> None:
    graph = program(tmp_path, "cdktf", TAGGING[suffix].replace("@TEST@", test), suffix)
    assert properties(only(graph, "aws_s3_bucket"))["tags"] == {"Kind": "data", "Owner": "shop"}
    assert "tags" not in properties(only(graph, "aws_s3_bucket_policy"))


@pytest.mark.parametrize(
    ("symbol", "name", "expected"),
    [
        ("@cdktf/provider-aws.s3Bucket.S3Bucket", "bucketInput", True),
        ("@cdktf/provider-aws.s3Bucket.S3Bucket", "force_destroy", True),
        ("@cdktf/provider-aws.s3Bucket.S3Bucket", "addOverride", True),
        ("@cdktf/provider-aws.s3Bucket.S3Bucket", "colourInput", False),
        ("@cdktf/provider-aws.s3Bucket.S3Bucket", "arn", None),  # computed: the catalog does not list these
        ("aws-cdk-lib.aws_s3.CfnBucket", "bucketName", True),
        ("aws-cdk-lib.aws_s3.CfnBucket", "colour", False),
        ("@pulumi/aws.s3.Bucket", "tags", True),
        ("elsewhere.Thing", "tags", None),
    ],
)
def test_which_attributes_objects_of_a_library_have(symbol: str, name: str, expected: bool | None) -> None:
    assert has_attribute(Instance(Symbol(symbol), symbol), name) is expected


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        ("ts", "import { App, TerraformStack } from 'cdktf';\nimport { DbInstance } from '@cdktf/provider-aws/lib/db-instance';\nimport { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';\nconst s = new TerraformStack(new App(), 's');\nconst db = new DbInstance(s, 'db', {} as any);\nnew SsmParameter(s, 'p', { name: 'x', type: 'String', value: db.masterUserSecret.get(0).secretArn });\n"),
        ("py", "from cdktf import App, TerraformStack\nfrom cdktf_cdktf_provider_aws.db_instance import DbInstance\nfrom cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter\ns = TerraformStack(App(), 's')\ndb = DbInstance(s, 'db')\nSsmParameter(s, 'p', name='x', type='String', value=db.master_user_secret.get(0).secret_arn)\n"),
    ],
)  # fmt: skip
def test_an_item_of_a_computed_list_is_still_an_attribute_of_its_resource(
    tmp_path: Path, suffix: str, source: str
) -> None:
    graph = program(tmp_path, "cdktf", source, suffix)
    value = only(graph, "aws_ssm_parameter").properties.entries["value"].value
    assert isinstance(value, Reference)
    assert value.target is only(graph, "aws_db_instance").instance
    assert graph.unknowns == []
    assert value.attribute in ("masterUserSecret[0].secretArn", "masterUserSecret[0].secret_arn")
