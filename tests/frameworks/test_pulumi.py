"""Pulumi: resources, components, configuration and outputs, in both languages alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.analysis import analyze
from iaclint.model.protection import protections
from iaclint.model.render import render
from iaclint.project import discover
from iaclint.rule import Context
from iaclint.values import PROJECT
from rules.environment.missing_environment_suffix import check
from tests.frameworks.programs import deployed, only, program, properties
from tests.programs import NoFacts

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


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        ("ts", "import * as pulumi from '@pulumi/pulumi'; import * as aws from '@pulumi/aws';\nnew aws.sqs.Queue('q', { name: `${pulumi.getProject()}-x` });\nnew aws.sqs.Queue('r', { name: `${new pulumi.Config().name}-y` });\nnew aws.sqs.Queue('s', { name: `${pulumi.getProject()}-${pulumi.getStack()}` });\n"),
        ("py", "import pulumi\nimport pulumi_aws as aws\naws.sqs.Queue('q', name=f'{pulumi.get_project()}-x')\naws.sqs.Queue('r', name=f'{pulumi.Config().name}-y')\naws.sqs.Queue('s', name=f'{pulumi.get_project()}-{pulumi.get_stack()}')\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("named", [True, False])
def test_the_name_of_the_project_is_the_same_in_every_environment(
    tmp_path: Path, suffix: str, source: str, named: bool
) -> None:
    graph = program(tmp_path, "pulumi", source, suffix)
    if not named:
        (tmp_path / "Pulumi.yaml").write_text(
            f"runtime: {'python' if suffix == 'py' else 'nodejs'}\nmain: main.{suffix}\n", "utf-8"
        )
        graph = analyze(discover([tmp_path])[0], "pr1234")
    project = "shop" if named else "${project}"
    values = [queue.properties.entries["name"].value for queue in graph.deployed()]
    assert [render(value) for value in values] == [f"{project}-x", f"{project}-y", f"{project}-" + "${stack}"]
    assert all(value.labels & PROJECT for value in values)
    findings = list(check(graph, Context(graph, "pr1234", NoFacts(), {})))
    assert [finding.message.partition("named ")[2] for finding in findings] == [
        f"`{project}-x`, without the environment suffix",
        f"`{project}-y`, without the environment suffix",
    ]


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        ("py", "import pulumi\nimport pulumi_aws as aws\nopts = pulumi.ResourceOptions()\nopts.protect = True\nargs = aws.sqs.QueueArgs(delay_seconds=1)\nargs.visibility_timeout_seconds = 9\naws.sqs.Queue('q', args, opts=opts)\n"),
        ("ts", "import * as pulumi from '@pulumi/pulumi'; import * as aws from '@pulumi/aws';\nconst opts: pulumi.CustomResourceOptions = {};\nopts.protect = true;\nconst args: aws.sqs.QueueArgs = { delaySeconds: 1 };\nargs.visibilityTimeoutSeconds = 9;\nnew aws.sqs.Queue('q', args, opts);\n"),
    ],
)  # fmt: skip
def test_arguments_and_options_may_be_written_to_before_they_are_used(tmp_path: Path, suffix: str, source: str) -> None:
    queue = only(program(tmp_path, "pulumi", source, suffix), "aws:sqs/queue:Queue")
    assert properties(queue) == {"delaySeconds": 1, "visibilityTimeoutSeconds": 9}
    assert protections(queue) == ["protect"]
