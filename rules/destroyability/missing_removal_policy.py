"""Constructs that CDK retains unless it is told otherwise: said nothing, they stay behind when the environment is destroyed."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource
from iaclint.model.protection import removal_setting
from iaclint.rule import Context, Finding, Rule

rule = Rule(
    "DEL006",
    severity="warning",
    summary="No removal policy is given to a construct that CDK retains by default",
    profiles=("ephemeral",),
    frameworks=("cdk",),
)

# They go with the resource they belong to, or hold nothing that can be kept.
PARTS = frozenset(("AWS::S3::BucketPolicy", "AWS::Logs::LogStream"))


@rule.resources("AWS::*")
def check(resource: Resource, context: Context) -> Iterator[Finding]:
    if resource.default_removal != "retain" or resource.implicit or resource.type in PARTS:
        return
    setting = removal_setting(resource)
    if not setting.given:
        yield Finding(
            setting.span,
            f"`{resource.type}` stays when the environment is destroyed: CDK retains it, because no removal policy is given",
            resource,
            help="give it `RemovalPolicy.DESTROY`, or retain it in production only",
        )
