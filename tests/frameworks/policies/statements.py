"""The policy statements of small programs, for tests: what each notation says, in one form."""

from __future__ import annotations

from pathlib import Path

from iaclint.model import PolicyItem, PolicyStatement
from iaclint.model.render import render
from tests.frameworks.programs import program

IMPORTS = {
    ("cdk", "ts"): """\
import * as cdk from 'aws-cdk-lib';
import { aws_iam as iam, aws_kms as kms, aws_s3 as s3, aws_sqs as sqs, aws_ec2 as ec2, aws_ecr as ecr, aws_sns as sns } from 'aws-cdk-lib';
import { aws_secretsmanager as secretsmanager, aws_apigateway as apigateway, aws_lambda as lambda, custom_resources as cr } from 'aws-cdk-lib';
import * as fs from 'fs';
const stack = new cdk.Stack(new cdk.App(), 'S');
const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
""",
    ("cdk", "py"): """\
import json
import aws_cdk as cdk
from aws_cdk import aws_iam as iam, aws_kms as kms, aws_s3 as s3, aws_sqs as sqs, aws_ec2 as ec2, aws_ecr as ecr, aws_sns as sns
from aws_cdk import aws_secretsmanager as secretsmanager, aws_apigateway as apigateway, aws_lambda as lambda_, custom_resources as cr
stack = cdk.Stack(cdk.App(), "S")
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
""",
    ("cdktf", "ts"): """\
import { App, Fn, TerraformStack } from 'cdktf';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
const stack = new TerraformStack(new App(), 's');
""",
    ("cdktf", "py"): """\
import json
from cdktf import App, Fn, TerraformStack
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.data_aws_iam_policy_document import DataAwsIamPolicyDocument, DataAwsIamPolicyDocumentStatement
stack = TerraformStack(App(), "s")
""",
    ("pulumi", "ts"): """\
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as fs from 'fs';
const bucket = new aws.s3.Bucket('b');
""",
    ("pulumi", "py"): """\
import json
import pulumi
import pulumi_aws as aws
bucket = aws.s3.Bucket("b")
""",
}


def statements(
    folder: Path, platform: str, suffix: str, source: str, keep_trust: bool = False, **files: str
) -> list[PolicyStatement]:
    """The statements of a program, without the trust policy of the role that the imports bring along."""
    graph = program(folder, platform, IMPORTS[platform, suffix] + source, suffix, **files)
    return [statement for statement in graph.statements if keep_trust or statement.notation != "function"]


def line(statement: PolicyStatement) -> str:
    """``identity Allow s3:GetObject on *`` and so on, with what it has."""
    parts = [statement.kind, statement.effect or "?"]
    for word, items in (
        ("", statement.actions),
        ("not", statement.not_actions),
        ("on", statement.resources),
        ("not on", statement.not_resources),
        ("by", statement.principals),
        ("not by", statement.not_principals),
    ):
        if items:
            parts += [word, ",".join(text(item) for item in items)]
    keys = statement.condition_keys
    if statement.conditional:
        parts += ["if", ",".join(keys) if keys is not None else "?"]
    return " ".join(part for part in parts if part)


def text(item: PolicyItem) -> str:
    rendered = str(render(item.value))
    return f"{item.type}:{rendered}" if item.type else rendered


def written(statement: PolicyStatement) -> list[str]:
    """The source text of each action and resource."""
    return [item.span.text.strip("'\"") for item in (*statement.actions, *statement.resources)]
