"""CloudFormation's resource types as records: cfn-lint's schemas, completed from aws-service-spec."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from typing import Any

from iaclint.catalog.cloudformation import OPEN, REPLACES, REQUIRED, WRITE_ONLY
from iaclint.catalog.library import Library
from iaclint.catalog.types import Type
from tools.catalog.packages import Package

Json = dict[str, Any]
Record = dict[str, Any]

REGION = "us-east-1"  # has all types but a handful
SCALARS = {"string": "s", "integer": "i", "number": "n", "boolean": "b", "object": "json"}
LIMITS = (("minLength", "maxLength", "l"), ("minimum", "maximum", "r"), ("minItems", "maxItems", "c"))
# A repeat of a repeat, or two in a row: may take exponential or cubic time.
SLOW = re.compile(r"[*+}]\)?[*+{]|\([^()]*[*+][^()]*\)[*+{]|[*+](?:\[[^\]]*\]|\.|\\\w)[*+{]")


class Schemas:
    """cfn-lint's schemas of one region."""

    def __init__(self, package: Package) -> None:
        listed = json.loads(next(package.files(f"cfnlint/data/schemas/providers/{REGION}.json".__eq__))[1])
        folder = "cfnlint/data/schemas/resources/"
        files = {f"{folder}{file}.json" for file in listed.values()}
        read = {path: json.loads(content) for path, content in package.files(files.__contains__)}
        self.types: dict[str, Json] = {name: read[f"{folder}{file}.json"] for name, file in listed.items()}

    def records(self) -> Iterator[tuple[str, Record]]:
        """(id, record) of resource types (`AWS::S3::Bucket`) and of their nested types (`AWS::S3::Bucket.LifecycleRule`).

        Record: p `{name: type or [type, flags, constraints]}`, x = 1 when other properties are accepted too; of resource
        types also i (identifying properties), o (read-only ones). Types: `s i n b json`, `[]T`, `{}T`, a nested type's
        name. Constraints: e (values), p (pattern), l (lengths), r (range), c (number of items).
        """
        for name, schema in self.types.items():
            if name.startswith("AWS::"):
                yield from _Resource(name, schema).records()


class _Resource:
    def __init__(self, name: str, schema: Json) -> None:
        self.name = name
        self.schema = schema
        self.definitions: Json = schema.get("definitions", {})
        self.created = _top_level(schema.get("createOnlyProperties", ()))
        self.maybe = _top_level(schema.get("conditionalCreateOnlyProperties", ()))
        self.written = _top_level(schema.get("writeOnlyProperties", ()))
        self.used: list[str] = []  # definitions that are objects, each once

    def records(self) -> Iterator[tuple[str, Record]]:
        read_only = _top_level(self.schema.get("readOnlyProperties", ()))
        record = self._record(self.schema, read_only)
        for key, value in (("i", _top_level(self.schema.get("primaryIdentifier", ()))), ("o", read_only)):
            if value:
                record[key] = value
        yield self.name, record
        for definition in self.used:  # grows while it is walked
            yield f"{self.name}.{definition}", self._record(self.definitions[definition], [])

    def _record(self, schema: Json, read_only: list[str]) -> Record:
        required = set(schema.get("required", ()))
        top = schema is self.schema
        properties: dict[str, Any] = {}
        for name, declared in _properties(schema).items():
            if name in read_only:
                continue
            flags = REQUIRED if name in required else 0
            if top:
                flags |= REPLACES if name in self.created else 0
                flags |= WRITE_ONLY if name in self.written else 0
            kind, limits = self._type(declared, 0)
            value = [kind, flags, limits]
            while len(value) > 1 and not value[-1]:
                value.pop()
            properties[name] = value if len(value) > 1 else kind
        record: Record = {"p": properties}
        if schema.get("additionalProperties") is not False or "patternProperties" in schema:
            record["x"] = OPEN
        return record

    def _type(self, schema: Json, depth: int) -> tuple[str, Record]:
        """(type, constraints). A reference to a definition that is no object is the definition itself."""
        if "$ref" in schema:
            name = str(schema["$ref"]).rpartition("/")[2]
            target = self.definitions.get(name)
            if target is None or depth > 8:
                return "json", {}
            if _properties(target):
                self.used += [name] if name not in self.used else []
                return name, {}
            return self._type(target, depth + 1)
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = kind[0] if len(kind) == 1 else "object" if "object" in kind else None
        if kind == "array":
            inner, limits = self._type(schema.get("items", {}), depth + 1)
            return "[]" + inner, limits | _limits(schema)
        if _properties(schema):  # an object that has no name
            return "json", {}
        patterns = schema.get("patternProperties", {})
        if kind == "object" and len(patterns) == 1 and isinstance(next(iter(patterns.values())), dict):
            return "{}" + self._type(next(iter(patterns.values())), depth + 1)[0], {}
        return SCALARS.get(str(kind), "json"), _limits(schema)


def _properties(schema: Json) -> Json:
    """The properties of an object, those of its alternatives included."""
    found: Json = {}
    for part in ("oneOf", "anyOf", "allOf"):
        for alternative in schema.get(part, ()):
            if isinstance(alternative, dict):
                found |= {k: v for k, v in alternative.get("properties", {}).items() if isinstance(v, dict) and v}
    return found | {name: value for name, value in schema.get("properties", {}).items() if isinstance(value, dict)}


def _top_level(pointers: list[str]) -> list[str]:
    """`/properties/Name` → `Name`; what lies deeper is left out."""
    names = (pointer.removeprefix("/properties/") for pointer in pointers)
    return sorted({name for name in names if "/" not in name})


def _limits(schema: Json) -> Record:
    found: Record = {}
    values = schema.get("enum") or ([schema["const"]] if "const" in schema else None)
    if values and all(isinstance(value, str | int | float) for value in values):
        found["e"] = sorted(values, key=str)
    if "enumCaseInsensitive" in schema:
        found["e"], found["ci"] = sorted(schema["enumCaseInsensitive"], key=str), 1
    pattern = schema.get("pattern")
    if pattern and "e" not in found and usable(pattern):
        found["p"] = pattern
    for low, high, key in LIMITS:
        if low in schema or high in schema:
            found[key] = [schema.get(low), schema.get(high)]
    return found


def usable(pattern: str) -> bool:
    """Whether a pattern tells something, means the same in Python as in a schema, and takes no more than quadratic time."""
    if pattern in (".*", "^.*$", ".+", "^.+$", "[\\s\\S]*", "^[\\s\\S]*$") or "\\p" in pattern or "\\u" in pattern:
        return False
    if len(pattern) > 400 or SLOW.search(pattern):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # `[[a-z]]` means something else in the next Python
            re.compile(pattern)
    except (re.error, OverflowError, Warning):
        return False
    return True


def complete(
    records: dict[str, Record], entities: list[Json], names: dict[str, str], limits: dict[str, Record]
) -> None:
    """Add what aws-service-spec knows, in place: a (ARN template), s (holds data), g (the property for tags), n (the
    property that is the physical name), replacement of properties; `limits` are the services' own constraints on names."""
    for entity in entities:
        kind = entity["cloudFormationType"]
        record = records.get(kind)
        if record is None:
            continue
        if entity.get("arnTemplate"):
            record["a"] = entity["arnTemplate"]
        if entity.get("isStateful"):
            record["s"] = 1
        if entity.get("tagInformation"):
            record["g"] = entity["tagInformation"]["tagPropertyName"]
        if names.get(kind):
            record["n"] = names[kind]
        for name, declared in entity["properties"].items():
            if name not in record["p"]:  # read-only by the schema, but CloudFormation documents it as settable
                record["p"][name] = SCALARS.get(declared["type"].get("type", ""), "json")
            if declared.get("causesReplacement") == "yes":
                fields = _fields(record["p"][name])
                record["p"][name] = [fields[0], fields[1] | REPLACES, *fields[2:]]
    for kind, constraint in limits.items():
        name = records[kind]["n"]
        records[kind]["p"][name] = [*_fields(records[kind]["p"][name])[:2], constraint]


def extend(records: dict[str, Record], cdk: Library) -> None:
    """Add, in place, the properties that only aws-cdk-lib's L1 classes have: the schemas may be some weeks older."""
    for identity in cdk.ids():
        kind = cdk.get(identity) if ".Cfn" in identity else None
        if kind is None or kind.kind != "construct" or kind.until or kind.deployed_type not in records:
            continue
        waiting = [(kind.deployed_type, kind.props_struct or "")]
        seen = set(waiting)
        for name, struct in waiting:  # grows while it is walked
            inner = _add_missing(records, name, kind.deployed_type, cdk.get(struct))
            waiting += [pair for pair in inner if pair not in seen]
            seen.update(inner)


def _add_missing(records: dict[str, Record], name: str, resource: str, struct: Type | None) -> list[tuple[str, str]]:
    """Add the properties of an L1 struct that the type lacks; gives the pairs of nested types and structs."""
    properties = records[name]["p"]
    by_lower = {known.lower(): known for known in properties}
    pairs = []
    for prop in struct.properties().values() if struct is not None else ():
        known = by_lower.get(prop.name.lower())
        if known is None and prop.until is None:
            properties[prop.name[0].upper() + prop.name[1:]] = "json"
        elif known is not None and prop.struct:
            nested = f"{resource}.{_fields(properties[known])[0].lstrip('[]{}')}"
            if nested in records:
                pairs.append((nested, prop.struct))
    return pairs


def _fields(value: Any) -> list[Any]:
    fields: list[Any] = [value] if isinstance(value, str) else list(value)
    return fields + [0] * (2 - len(fields))


def resource_names(records: dict[str, Record], aliases: dict[str, str]) -> dict[str, str]:
    """What Terraform and Pulumi call a resource (`s3bucket`; for EC2 also `vpc`) -> its CloudFormation type. Of types
    with a physical name only: nothing else is asked of them."""
    found = dict(aliases)
    for name, record in records.items():
        if "n" in record:
            _, service, kind = name.lower().split("::")
            found.setdefault(service + kind, name)
            if service == "ec2":
                found.setdefault(kind, name)
    return {key: name for key, name in found.items() if name in records}
