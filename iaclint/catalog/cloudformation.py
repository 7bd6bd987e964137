"""CloudFormation's resource types: properties, the values they take, what a change to them does.

`resource("AWS::S3::Bucket")` gives a `ResourceType`; nested types are reached through `property("Website.IndexDocument")`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from iaclint.catalog.library import data_file

FILE = "cloudformation.blocks"
NAMES = "#names"  # record: lower-case name of a Terraform or Pulumi resource -> CloudFormation type
REQUIRED, REPLACES, WRITE_ONLY = 1, 2, 4
OPEN = 1
LONGEST_CHECKED = 1024  # characters; longer strings are not matched against patterns


class Constraint:
    """What a value must be. `values` are the allowed ones (None: any; compared without regard to case when `any_case`),
    `pattern` a regular expression that must be found in it (JSON schema: not anchored), `length`, `range` and `items`
    (lowest, highest), each None when open. `unset` are values that are right in any case."""

    __slots__ = ("any_case", "items", "length", "pattern", "range", "unset", "values")

    def __init__(self, record: dict[str, Any], unset: tuple[str | int, ...] = ()) -> None:
        self.unset = unset
        self.values: list[Any] | None = record.get("e")
        self.any_case = bool(record.get("ci"))
        self.pattern: str | None = record.get("p")
        self.length: tuple[int | None, int | None] = tuple(record.get("l", (None, None)))
        self.range: tuple[float | None, float | None] = tuple(record.get("r", (None, None)))
        self.items: tuple[int | None, int | None] = tuple(record.get("c", (None, None)))

    def fault(self, value: str | int | float) -> str | None:
        """What is wrong with a scalar: `value`, `pattern`, `length` or `range`; None when nothing is."""
        if value in self.unset:
            return None
        if self.values is not None and not self._listed(value):
            return "value"
        if isinstance(value, str):
            return self._text_fault(value)
        low, high = self.range
        if (low is not None and value < low) or (high is not None and value > high):
            return "range"
        return None

    def _listed(self, value: str | int | float) -> bool:
        assert self.values is not None
        if self.any_case:
            return str(value).lower() in {str(known).lower() for known in self.values}
        return value in self.values or str(value) in {str(known) for known in self.values}

    def _text_fault(self, value: str) -> str | None:
        low, high = self.length
        if (low is not None and len(value) < low) or (high is not None and len(value) > high):
            return "length"
        if self.pattern is not None and len(value) <= LONGEST_CHECKED:
            from re import search

            if search(self.pattern, value) is None:
                return "pattern"
        return None


class CfnProperty:
    """A property of a resource type. `type` is `s i n b json`, `[]T`, `{}T` or the name of a nested type; `constraint`
    holds for each element of a list."""

    __slots__ = ("constraint", "name", "replaces", "required", "type", "write_only")

    def __init__(self, name: str, record: Any) -> None:
        value: list[Any] = [record] if isinstance(record, str) else list(record)
        kind, flags, limits = value + [0, None][len(value) - 1 :]
        self.name = name
        self.type: str = kind
        self.required = bool(flags & REQUIRED)
        self.replaces = bool(flags & REPLACES)  # a change makes a new resource
        self.write_only = bool(flags & WRITE_ONLY)
        self.constraint: Constraint | None = Constraint(limits) if limits else None

    @property
    def nested(self) -> str | None:
        """The nested type that the value, or each element of it, is; None for others."""
        name = self.type.lstrip("[]{}")
        return None if name in ("s", "i", "n", "b", "json") else name

    def __repr__(self) -> str:
        return f"CfnProperty({self.name}: {self.type})"


class ResourceType:
    """A resource type. `identifiers` and `attributes` are the identifying and the read-only properties; `arn` is the
    template of its ARN (`arn:${Partition}:s3:::${BucketName}`) or None; `tags` the property for tags or None;
    `name_property` the one that is the physical name or None; `stateful` when it holds data."""

    __slots__ = ("arn", "attributes", "id", "identifiers", "name_property", "record", "stateful", "tags")

    def __init__(self, identity: str, record: dict[str, Any]) -> None:
        self.id = identity
        self.record = record
        self.identifiers: tuple[str, ...] = tuple(record.get("i", ()))
        self.attributes: tuple[str, ...] = tuple(record.get("o", ()))
        self.arn: str | None = record.get("a")
        self.tags: str | None = record.get("g")
        self.name_property: str | None = record.get("n")
        self.stateful = bool(record.get("s"))

    def properties(self) -> dict[str, CfnProperty]:
        """The properties that a template may set, by name."""
        return {name: CfnProperty(name, value) for name, value in self.record["p"].items()}

    def property(self, path: str) -> CfnProperty | None:
        """The property at a path (`BucketEncryption.ServerSideEncryptionConfiguration.0.BucketKeyEnabled`), indices and
        keys of mappings as in `addPropertyOverride`; None when there is none. What lies in a property whose structure
        the schema does not tell is that property."""
        found, _ = self._walk(path.split("."))
        return found

    def unknown(self, path: str) -> int | None:
        """The position of the first part of a path that the type does not have; None when it has all, or the schema
        leaves it open."""
        return self._walk(path.split("."))[1]

    def names_at(self, path: str) -> list[str]:
        """The names that may follow a path ("" for the top), sorted."""
        record = self.record if not path else self.nested(self._walk(path.split("."))[0])
        return sorted(record["p"]) if record is not None else []

    def nested(self, prop: CfnProperty | None) -> dict[str, Any] | None:
        """The record of the nested type that a property, or each element of it, is."""
        if prop is None or prop.nested is None:
            return None
        record: dict[str, Any] | None = data_file(FILE).get(f"{self.id}.{prop.nested}")
        return record

    def _walk(self, parts: list[str]) -> tuple[CfnProperty | None, int | None]:
        """(the property, None), or (None, the position of the unknown part)."""
        record: dict[str, Any] | None = self.record
        prop: CfnProperty | None = None
        rest = ""  # brackets of the property's type that are still to be entered
        for position, part in enumerate(parts):
            if rest[:2] in ("[]", "{}"):
                if rest[:2] == "[]" and not part.isdecimal():
                    return None, position
                rest = rest[2:]
                continue
            if prop is not None:
                if rest == "json":
                    return prop, None
                record = self.nested(prop)
                if record is None:
                    return None, position
            assert record is not None
            if part not in record["p"]:
                return (prop, None) if record.get("x") else (None, position)
            prop = CfnProperty(part, record["p"][part])
            rest = prop.type
        return prop, None

    def __repr__(self) -> str:
        return f"ResourceType({self.id})"


@cache
def resource(identity: str) -> ResourceType | None:
    """The resource type of that name (`AWS::S3::Bucket`), or None."""
    if "." in identity or identity.startswith("#"):
        return None
    record = data_file(FILE).get(identity)
    return ResourceType(identity, record) if record is not None else None


def types() -> tuple[str, ...]:
    """The names of all resource types, sorted."""
    return tuple(name for name in data_file(FILE).ids("AWS::") if "." not in name)


@cache
def resource_of(deployed: str) -> ResourceType | None:
    """The resource type behind a CloudFormation type, a Terraform type (`aws_s3_bucket`) or a Pulumi token
    (`aws:s3/bucket:Bucket`), by name; None when the names do not tell."""
    if "::" in deployed:
        return resource(deployed)
    key = resource_key(deployed)
    listed: dict[str, str] = data_file(FILE).get(NAMES) or {}
    return resource(listed[key]) if key is not None and key in listed else None


def resource_key(deployed: str) -> str | None:
    """What Terraform (`aws_s3_bucket`) and Pulumi (`aws:s3/bucket:Bucket`) have in common: `s3bucket`; None for other
    providers' resources."""
    if deployed.startswith("aws_"):
        return deployed.removeprefix("aws_").replace("_", "")
    if deployed.startswith("aws:"):
        module, _, name = deployed.removeprefix("aws:").partition(":")
        return (module.partition("/")[0] + name).lower()
    return None


def name_constraint(deployed: str) -> Constraint | None:
    """What the physical name of a resource must be, by the type that it is deployed as (see `resource_of`); None when
    nothing is known."""
    found = resource_of(deployed)
    if found is None or found.name_property is None:
        return None
    prop = found.property(found.name_property)
    return prop.constraint if prop is not None else None
