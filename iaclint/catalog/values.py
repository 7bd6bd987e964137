"""What the properties of resources may be set to: CloudFormation's constraints, and for Terraform's and Pulumi's resources
those of them that surely hold there too.

`limits("AWS::DynamoDB::Table")`, `limits("aws_dynamodb_table")` and `limits("aws:dynamodb/table:Table")` answer
`of("billingMode")` with a `Constraint`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Protocol

from iaclint.catalog import cloudformation
from iaclint.catalog.cloudformation import CfnProperty, Constraint
from iaclint.catalog.library import data_file

FILE = "values.blocks"
ALIASES = "#terraform"  # record: plain name of a Terraform resource -> Pulumi's, where they differ
NATIVE = "#native"  # record: `s3bucket` -> CloudFormation type
BLOCK = "in"  # in the record of a property: the properties of the block that it holds
UNSET = (0, -1, "", "0", "-1")  # what Terraform takes for "not set"


class Limits(Protocol):
    """The constraints on the properties of a resource, or of a block in one. Names in any notation."""

    def of(self, name: str) -> Constraint | None:
        """What the property, or each element of its list, must be; None when nothing is known."""

    def within(self, name: str) -> Limits | None:
        """The properties of the block that the property, or each element of it, holds; None for others."""


class CloudFormationLimits:
    """Of a CloudFormation type or of a nested one."""

    __slots__ = ("_names", "_properties", "_record", "_type")

    def __init__(self, kind: cloudformation.ResourceType, record: dict[str, Any]) -> None:
        self._type = kind
        self._record = record
        self._names = {name.lower(): name for name in record["p"]}
        self._properties: dict[str, CfnProperty | None] = {}

    def of(self, name: str) -> Constraint | None:
        prop = self._property(name)
        return prop.constraint if prop is not None else None

    def within(self, name: str) -> Limits | None:
        prop = self._property(name)
        nested = self._type.nested(prop) if prop is not None else None
        return CloudFormationLimits(self._type, nested) if nested is not None else None

    def _property(self, name: str) -> CfnProperty | None:
        if name not in self._properties:
            known = self._names.get(name.lower())
            self._properties[name] = CfnProperty(known, self._record["p"][known]) if known is not None else None
        return self._properties[name]


class ProviderLimits:
    """Of a Terraform or Pulumi resource or of a block in it."""

    __slots__ = ("_constraints", "_record")

    def __init__(self, record: dict[str, Any]) -> None:
        self._record = record
        self._constraints: dict[str, Constraint | None] = {}

    def of(self, name: str) -> Constraint | None:
        if name not in self._constraints:
            record = self._record.get(plain(name))
            self._constraints[name] = Constraint(record, UNSET) if record and BLOCK not in record else None
        return self._constraints[name]

    def within(self, name: str) -> Limits | None:
        record = self._record.get(plain(name), {}).get(BLOCK)
        return ProviderLimits(record) if record else None


@lru_cache(maxsize=1024)
def limits(type: str) -> Limits | None:
    """The constraints on the properties of a CloudFormation type, a Terraform type or a Pulumi token."""
    if type.startswith("aws-native:"):
        name = type.removeprefix("aws-native:").replace(":", "").lower()
        type = (data_file(FILE).get(NATIVE) or {}).get(name, "")
    if "::" in type:
        kind = cloudformation.resource(type)
        return CloudFormationLimits(kind, kind.record) if kind is not None else None
    key = cloudformation.resource_key(type)
    if key is None:
        return None
    record = data_file(FILE).get(key)
    if record is None and type.startswith("aws_"):
        record = data_file(FILE).get((data_file(FILE).get(ALIASES) or {}).get(key, ""))
    return ProviderLimits(record) if record is not None else None


def plain(name: str) -> str:
    """A name without what the notations differ in: capitals, underscores, the plural of a list."""
    word = name.replace("_", "").lower()
    return word[:-3] + "y" if word.endswith("ies") else word.rstrip("s")
