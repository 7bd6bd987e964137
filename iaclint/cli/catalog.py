"""``iaclint catalog show NAME`` and ``iaclint catalog versions``."""

from __future__ import annotations

import click


@click.group("catalog", short_help="Show what the catalog of constructs knows.")
def command() -> None:
    """The catalog: what the frameworks' published packages say of their constructs, properties, enums and IAM actions."""


@command.command("show")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
def show(names: tuple[str, ...]) -> int:
    """Show what is known of a construct, property, enum member, type, back end key, IAM action or runtime.

    NAME is for instance aws_s3.Bucket, @pulumi/aws.s3.Bucket.acl, AWS::S3::Bucket, aws_s3_bucket, terraform.backend.s3.use_lockfile, s3:GetObject.
    """
    from iaclint.catalog.description import describe

    for name in names:
        click.echo(describe(name))
    return 0


@command.command("versions")
def versions() -> int:
    """List the libraries and which of their versions are known."""
    from iaclint.catalog.description import versions as listed

    click.echo(listed())
    return 0
