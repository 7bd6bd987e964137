"""Buckets, repositories and vaults that can be deleted only while they are empty: ``destroy`` fails as soon as they were used."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource
from iaclint.model.facets import facet
from iaclint.model.protection import inherited_option, is_off, is_on, prevent_destroy, removal_policy
from iaclint.rule import Context, Finding, Rule, came_from

rule = Rule(
    "DEL007",
    severity="warning",
    confidence="medium",
    summary="A bucket, repository or vault is not emptied when it is destroyed, so destroying it fails",
    profiles=("ephemeral",),
)

# What empties it, in the framework's words.
SWITCHES = {
    "AWS::S3::Bucket": "autoDeleteObjects",
    "AWS::ECR::Repository": "emptyOnDelete",
    "aws_s3_bucket": "forceDestroy",
    "aws_s3_directory_bucket": "forceDestroy",
    "aws_ecr_repository": "forceDelete",
    "aws_backup_vault": "forceDestroy",
    "aws:s3/bucket:Bucket": "forceDestroy",
    "aws:s3/bucketV2:BucketV2": "forceDestroy",
    "aws:s3/directoryBucket:DirectoryBucket": "forceDestroy",
    "aws:ecr/repository:Repository": "forceDelete",
    "aws:backup/vault:Vault": "forceDestroy",
}
ALWAYS_EMPTY = ("websiteRedirect", "website.redirectAllRequestsTo")


@rule.resources(*SWITCHES)
def check(resource: Resource, context: Context) -> Iterator[Finding]:
    if not _is_deleted(resource) or any(resource.get(path).given for path in ALWAYS_EMPTY):
        return
    setting = facet(resource, "force_destroy", context.graph)
    if setting.given and not is_off(setting.value):
        return
    switch = SWITCHES[resource.type]
    yield Finding(
        setting.span,
        f"`{resource.type}` cannot be destroyed once something is in it: `{setting.spelling or switch}` is not true",
        resource,
        related=came_from(setting) if setting.given else (),
        help=f"set `{switch}` to true",
    )


def _is_deleted(resource: Resource) -> bool:
    """Whether destroying the environment tries to delete the resource, as far as is known."""
    if resource.framework == "cdk":
        # CloudFormation's own bucket has no switch
        has_switch = resource.type != "AWS::S3::Bucket" or resource.default_removal == "retain"
        return has_switch and removal_policy(resource) == "destroy"
    return not any(
        is_on(setting.value)
        for setting in (
            prevent_destroy(resource),
            inherited_option(resource, "protect"),
            inherited_option(resource, "retainOnDelete"),
        )
    )
