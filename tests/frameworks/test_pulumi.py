"""Pulumi: resources, components, configuration and outputs, in both languages alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.model.protection import protections
from tests.frameworks.programs import deployed, only, program, properties

TYPESCRIPT = """
import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

const config = new pulumi.Config();
const suffix = process.env.ENVIRONMENT_SUFFIX || config.get('env') || 'dev';

class Web extends pulumi.ComponentResource {
  constructor(name: string, args: { suffix: string }, opts?: pulumi.ComponentResourceOptions) {
    super('shop:web:Web', name, args, opts);
    const bucket = new aws.s3.Bucket('assets', { bucket: `assets-${args.suffix}`, forceDestroy: true }, { parent: this, protect: true });
    const role = new aws.iam.Role('role', { name: pulumi.interpolate`role-${args.suffix}`, assumeRolePolicy: '{}' });
    new aws.iam.RolePolicy('policy', {
      role: role.id,
      policy: pulumi.all([bucket.arn, role.arn]).apply(([a, b]) => JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: [a, b] }] })),
    });
  }
}
new Web('web', { suffix });
export const who = aws.getCallerIdentity().then(caller => caller.accountId);
"""
PYTHON = """
import json
import os
import pulumi
import pulumi_aws as aws

config = pulumi.Config()
suffix = os.getenv("ENVIRONMENT_SUFFIX") or config.get("env") or "dev"


class Web(pulumi.ComponentResource):
    def __init__(self, name, suffix, opts=None):
        super().__init__("shop:web:Web", name, None, opts)
        bucket = aws.s3.Bucket("assets", bucket=f"assets-{suffix}", force_destroy=True,
                               opts=pulumi.ResourceOptions(parent=self, protect=True))
        role = aws.iam.Role("role", name=pulumi.Output.concat("role-", suffix), assume_role_policy="{}")
        aws.iam.RolePolicy("policy", role=role.id, policy=pulumi.Output.all(bucket.arn, role.arn).apply(
            lambda args: json.dumps({"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": [args[0], args[1]]}]})))


Web("web", suffix)
pulumi.export("who", aws.get_caller_identity().account_id)
"""
BOTH = pytest.mark.parametrize(("suffix", "source"), [("ts", TYPESCRIPT), ("py", PYTHON)], ids=["typescript", "python"])


@BOTH
def test_resources_have_their_tokens(tmp_path: Path, suffix: str, source: str) -> None:
    graph = program(tmp_path, "pulumi", source, suffix)
    assert deployed(graph) == ["aws:s3/bucket:Bucket", "aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"]
    assert [r.type for r in graph.resources if r.kind == "component"] == ["shop:web:Web"]


@BOTH
def test_arguments_are_in_camel_case(tmp_path: Path, suffix: str, source: str) -> None:
    graph = program(tmp_path, "pulumi", source, suffix)
    bucket = only(graph, "aws:s3/bucket:Bucket")
    assert properties(bucket) == {"bucket": "assets-${ENVIRONMENT_SUFFIX}", "forceDestroy": True}
    assert properties(only(graph, "aws:iam/role:Role"))["name"] == "role-${ENVIRONMENT_SUFFIX}"


@BOTH
def test_options_protect(tmp_path: Path, suffix: str, source: str) -> None:
    assert protections(only(program(tmp_path, "pulumi", source, suffix), "aws:s3/bucket:Bucket")) == ["protect"]


@BOTH
def test_policies_inside_callbacks_are_read(tmp_path: Path, suffix: str, source: str) -> None:
    graph = program(tmp_path, "pulumi", source, suffix)
    (statement,) = graph.statements
    assert [item.text for item in statement.actions] == ["s3:*"]
    assert len(statement.resources) == 2


@BOTH
def test_look_ups_are_data_sources(tmp_path: Path, suffix: str, source: str) -> None:
    graph = program(tmp_path, "pulumi", source, suffix)
    assert [r.construct.lower().replace("_", "") for r in graph.resources if r.kind == "data"] == [
        "@pulumi/aws.getcalleridentity"
    ]


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        ("ts", "import * as pulumi from '@pulumi/pulumi'; import * as aws from '@pulumi/aws';\nnew aws.sqs.Queue('q', { name: `${new pulumi.Config().get('team')}-${pulumi.getStack()}-${pulumi.getProject()}` });\n"),
        ("py", "import pulumi\nimport pulumi_aws as aws\naws.sqs.Queue('q', name=f\"{pulumi.Config().get('team')}-{pulumi.get_stack()}-{pulumi.get_project()}\")\n"),
    ],
)  # fmt: skip
def test_configuration_of_the_assumed_stack_is_known(tmp_path: Path, suffix: str, source: str) -> None:
    graph = program(tmp_path, "pulumi", source, suffix, **{"Pulumi.pr1234_yaml": "config:\n  shop:team: core\n"})
    assert properties(only(graph, "aws:sqs/queue:Queue"))["name"] == "core-${stack}-shop"


def test_an_unlisted_class_is_noted(tmp_path: Path) -> None:
    source = "import * as aws from '@pulumi/aws';\nnew aws.s3.Bukkit('b', {});\n"
    graph = program(tmp_path, "pulumi", source, "ts")
    assert [part.reason for part in graph.unknowns] == ["Bukkit is not in the catalog of @pulumi/aws"]
