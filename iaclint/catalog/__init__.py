"""Facts of the frameworks' own packages: constructs, properties, deprecations, IAM actions. Generated, read-only, lazy.

`load("aws-cdk-lib").get("aws_s3.Bucket")` gives a `Type`; `iaclint.catalog.iam` and `iaclint.catalog.managed_policies`
answer about IAM. The data files are written by `python -m tools.catalog build`.
"""

from iaclint.catalog.library import Library, load
from iaclint.catalog.types import Method, Property, Type

__all__ = ["Library", "Method", "Property", "Type", "load"]
