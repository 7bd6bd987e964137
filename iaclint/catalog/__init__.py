"""Facts of the frameworks' own packages: constructs, properties, deprecations, IAM actions. Generated, read-only, lazy.

`load("aws-cdk-lib").get("aws_s3.Bucket")` gives a `Type`. The modules `backends` (Terraform), `cloudformation`, `engines`,
`iam`, `managed_policies`, `regions`, `runtimes` and `v1` (what CDK v2 removed) answer about the rest. The data files are
written by `python -m tools.catalog build`.
"""

from iaclint.catalog.library import Library, libraries, load
from iaclint.catalog.types import Method, Property, Type

__all__ = ["Library", "Method", "Property", "Type", "describe", "libraries", "load"]


def describe(text: str) -> str:
    """What the catalog knows of a construct, property, CloudFormation type, back end's key, IAM action … in words; see
    `iaclint.catalog.description`. `versions` lists the libraries."""
    from iaclint.catalog import description

    return description.describe(text)
