"""Raw overrides: recorded as they are written, and applied to the property that they mean, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.model import Resource, ResourceGraph
from iaclint.model.protection import protections
from iaclint.values import Omitted
from tests.frameworks.programs import only, program, properties

CDK_TS = """
import * as cdk from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as rds from 'aws-cdk-lib/aws-rds';
const shared = { status: 'Suspended' };
const stack = new cdk.Stack(new cdk.App(), 'S');
const bucket = new s3.CfnBucket(stack, 'B', { versioningConfiguration: shared });
bucket.addPropertyOverride('VersioningConfiguration.Status', 'Enabled');
bucket.addPropertyOverride('BucketEncryption', { ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true }] });
const database = new rds.CfnDBInstance(stack, 'D', { engine: 'mysql', deletionProtection: true, tags: [{ key: 'a', value: 'b' }] });
database.addPropertyDeletionOverride('DeletionProtection');
database.addOverride('Properties.DBInstanceIdentifier', 'orders');
database.addOverride('Properties.Tags.0.Value', 'c');
database.addOverride('Metadata.x\\\\.y', 1);
"""
CDK_PY = """
import aws_cdk as cdk
from aws_cdk import aws_rds as rds, aws_s3 as s3
shared = s3.CfnBucket.VersioningConfigurationProperty(status="Suspended")
stack = cdk.Stack(cdk.App(), "S")
bucket = s3.CfnBucket(stack, "B", versioning_configuration=shared)
bucket.add_property_override("VersioningConfiguration.Status", "Enabled")
bucket.add_property_override("BucketEncryption", {"ServerSideEncryptionConfiguration": [{"BucketKeyEnabled": True}]})
database = rds.CfnDBInstance(stack, "D", engine="mysql", deletion_protection=True, tags=[{"key": "a", "value": "b"}])
database.add_property_deletion_override("DeletionProtection")
database.add_override("Properties.DBInstanceIdentifier", "orders")
database.add_override("Properties.Tags.0.Value", "c")
database.add_override("Metadata.x\\\\.y", 1)
"""
CDKTF_TS = """
import { App, S3Backend, TerraformStack } from 'cdktf';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
class AppStack extends TerraformStack {
  constructor(scope: App, id: string) {
    super(scope, id);
    const backend = new S3Backend(this, { bucket: 'state', key: 'x', region: 'eu-west-1' });
    backend.addOverride('use_lockfile', true);
    this.addOverride('terraform.backend.s3.encrypt', true);
    this.addOverride('resource.aws_db_instance.main.deletion_protection', true);
    const bucket = new S3Bucket(this, 'b', { lifecycle: { createBeforeDestroy: true }, forceDestroy: true });
    bucket.addOverride('lifecycle', { prevent_destroy: true });
    bucket.resetForceDestroy();
    bucket.putVersioning({ enabled: true });
  }
}
const stack = new AppStack(new App(), 'app');
new DbInstance(stack, 'main', { instanceClass: 'db.t3.micro' });
stack.addOverride('resource.aws_db_instance.main.deletion_protection', true);
"""
CDKTF_PY = """
from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.db_instance import DbInstance


class AppStack(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        backend = S3Backend(self, bucket="state", key="x", region="eu-west-1")
        backend.add_override("use_lockfile", True)
        self.add_override("terraform.backend.s3.encrypt", True)
        self.add_override("resource.aws_db_instance.main.deletion_protection", True)
        bucket = S3Bucket(self, "b", lifecycle={"createBeforeDestroy": True}, force_destroy=True)
        bucket.add_override("lifecycle", {"prevent_destroy": True})
        bucket.reset_force_destroy()
        bucket.put_versioning(enabled=True)


stack = AppStack(App(), "app")
DbInstance(stack, "main", instance_class="db.t3.micro")
stack.add_override("resource.aws_db_instance.main.deletion_protection", True)
"""
CDK = pytest.mark.parametrize(("suffix", "source"), [("ts", CDK_TS), ("py", CDK_PY)], ids=["typescript", "python"])
CDKTF = pytest.mark.parametrize(
    ("suffix", "source"), [("ts", CDKTF_TS), ("py", CDKTF_PY)], ids=["typescript", "python"]
)


@CDK
def test_cloudformation_paths_write_the_property_they_mean(tmp_path: Path, suffix: str, source: str) -> None:
    graph = program(tmp_path, "cdk", source, suffix)
    assert properties(only(graph, "AWS::S3::Bucket")) == {
        "versioningConfiguration": {"status": "Enabled"},
        "bucketEncryption": {"serverSideEncryptionConfiguration": [{"bucketKeyEnabled": True}]},
    }
    database = only(graph, "AWS::RDS::DBInstance")
    assert properties(database) == {
        "engine": "mysql",
        "dbInstanceIdentifier": "orders",
        "tags": [{"key": "a", "value": "c"}],
    }
    assert "deletion_protection" not in protections(database)


@CDK
def test_overrides_are_kept_as_written(tmp_path: Path, suffix: str, source: str) -> None:
    overrides = only(program(tmp_path, "cdk", source, suffix), "AWS::RDS::DBInstance").overrides
    assert [override.path for override in overrides] == [
        "Properties.DeletionProtection",
        "Properties.DBInstanceIdentifier",
        "Properties.Tags.0.Value",
        "Metadata.x\\.y",
    ]
    assert isinstance(overrides[0].value, Omitted)
    assert overrides[1].span.text.strip("'\"") == "Properties.DBInstanceIdentifier"


def test_a_map_that_others_share_is_not_written_to(tmp_path: Path) -> None:
    source = CDK_TS + "new s3.CfnBucket(stack, 'Other', { versioningConfiguration: shared });"
    graph = program(tmp_path, "cdk", source, "ts")
    rendered = [properties(r) for r in graph.resources if r.type == "AWS::S3::Bucket"]
    assert [one["versioningConfiguration"]["status"] for one in rendered] == ["Enabled", "Suspended"]


def test_an_override_under_an_undecided_condition_is_a_choice(tmp_path: Path) -> None:
    source = CDK_TS + "if (process.argv.length > 2) { database.addPropertyOverride('DeletionProtection', true); }"
    database = only(program(tmp_path, "cdk", source, "ts"), "AWS::RDS::DBInstance")
    assert database.get("deletionProtection").given
    assert "deletion_protection" not in protections(database)


def test_an_override_at_an_unknown_path_may_write_anything(tmp_path: Path) -> None:
    source = CDK_TS + "bucket.addOverride(process.argv[2], true);"
    assert only(program(tmp_path, "cdk", source, "ts"), "AWS::S3::Bucket").properties.open


@CDKTF
def test_terraform_overrides_of_stack_and_back_end(tmp_path: Path, suffix: str, source: str) -> None:
    graph = program(tmp_path, "cdktf", source, suffix)
    backend = next(r for r in graph.resources if r.kind == "backend")
    assert [(o.path, o.span.text.strip("'\"")) for o in backend.overrides] == [("use_lockfile", "use_lockfile")]
    assert stack_of(graph).overrides[0].path == "terraform.backend.s3.encrypt"


@CDKTF
def test_terraform_overrides_of_a_resource_are_merged(tmp_path: Path, suffix: str, source: str) -> None:
    bucket = only(program(tmp_path, "cdktf", source, suffix), "aws_s3_bucket")
    assert properties(bucket) == {
        "lifecycle": {"createBeforeDestroy": True, "preventDestroy": True},
        "versioning": {"enabled": True},
    }
    assert protections(bucket) == ["prevent_destroy"]


@CDKTF
def test_a_stacks_override_of_a_resource_holds_for_the_resource(tmp_path: Path, suffix: str, source: str) -> None:
    database = only(program(tmp_path, "cdktf", source, suffix), "aws_db_instance")
    assert protections(database) == ["deletion_protection"]


def stack_of(graph: ResourceGraph) -> Resource:
    return next(r for r in graph.resources if r.kind == "stack")
