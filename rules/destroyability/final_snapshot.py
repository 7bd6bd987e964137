"""A database that wants a final snapshot: ``destroy`` fails without a name for it, and with one the snapshot stays behind."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource, Setting
from iaclint.model.facets import facet
from iaclint.model.protection import is_on, removal_policy, removal_setting
from iaclint.rule import Context, Finding, Rule, came_from

rule = Rule(
    "DEL004",
    severity="error",
    summary="A final snapshot is wanted when the database is destroyed, which fails or leaves the snapshot behind",
    profiles=("ephemeral",),
)

DATABASES = (
    "aws_db_instance",
    "aws_rds_cluster",
    "aws_docdb_cluster",
    "aws_neptune_cluster",
    "aws_redshift_cluster",
    "aws:rds/instance:Instance",
    "aws:rds/cluster:Cluster",
    "aws:docdb/cluster:Cluster",
    "aws:neptune/cluster:Cluster",
    "aws:redshift/cluster:Cluster",
)
SOURCES = ("sourceDatabaseInstance", "sourceDbInstanceIdentifier")


@rule.resources(*DATABASES)
def check_terraform(resource: Resource, context: Context) -> Iterator[Finding]:
    """Terraform's provider asks for a snapshot unless it is told to skip it, and for its name."""
    wanted, name = facet(resource, "final_snapshot"), facet(resource, "final_snapshot_name")
    if wanted.given and not is_on(wanted.value):  # a facet: `skipFinalSnapshot` the other way round
        return
    if not name.given:
        yield finding(
            resource,
            wanted,
            "cannot be destroyed: a final snapshot is not skipped, and has no name",
            "set `skipFinalSnapshot` to true",
        )
    else:
        yield finding(
            resource,
            wanted,
            "leaves a final snapshot behind when the environment is destroyed",
            "set `skipFinalSnapshot` to true, or keep the snapshot in production only",
            warning=True,
        )


@rule.resources("AWS::*")
def check_cdk(resource: Resource, context: Context) -> Iterator[Finding]:
    if removal_policy(resource) == "snapshot" and not is_replica(resource):
        yield finding(
            resource,
            removal_setting(resource),
            "leaves a snapshot behind when the environment is destroyed",
            "use `RemovalPolicy.DESTROY`, or keep the snapshot in production only",
            warning=True,
        )


def is_replica(resource: Resource) -> bool:
    """RDS takes no snapshot of a read replica."""
    return any(resource.get(name).given for name in SOURCES)


def finding(resource: Resource, setting: Setting, what: str, help: str, warning: bool = False) -> Finding:
    return Finding(
        setting.span,
        f"`{resource.type}` {what}",
        resource,
        related=came_from(setting) if setting.given else (),
        help=help,
        severity="warning" if warning else None,
    )
