"""CloudFormation templates, written by hand or by ``cdk synth``: resources under the names and in the spelling of the L1 constructs."""

from __future__ import annotations

import re

from iaclint.catalog import Property, Type
from iaclint.model import Resource
from iaclint.model.render import render_text
from iaclint.model.resource import Kind
from iaclint.templates.assembly import Artifact
from iaclint.templates.intrinsics import Intrinsics
from iaclint.templates.reading import Reading, generated_name, instance_of, is_left_out, map_of, text_of
from iaclint.templates.spelling import (
    CDK,
    arguments_of,
    by_deployed_name,
    cloudformation_type,
    is_keyed,
    struct_of,
    symbol,
)
from iaclint.values import Condition, Entry, Key, Known, ListValue, MapValue, Reference, Value

STACK_TYPE = "AWS::CloudFormation::Stack"
PATH, ASSET_PATH = "aws:cdk:path", "aws:asset:path"
CUSTOM_TYPES = ("Custom::", "AWS::CloudFormation::CustomResource")  # have no properties but the author's
BOOKKEEPING_TYPE = "AWS::CDK::Metadata"
BOOKKEEPING = ("BootstrapVersion", "CheckBootstrapVersion")
# Attributes of a resource that are no properties, as the L1's ``cfnOptions`` calls them.
OPTIONS = {"DeletionPolicy": "deletionPolicy", "UpdateReplacePolicy": "updateReplacePolicy"}
# Custom resources that CDK makes for a switch of an L2 construct: their link to it, and the switch.
SWITCHES = {
    "Custom::S3AutoDeleteObjects": ("bucketName", "autoDeleteObjects"),
    "Custom::ECRAutoDeleteImages": ("repositoryName", "autoDeleteImages"),
}
_NOT_WORD = re.compile(r"[^A-Za-z0-9]")
_HASH = re.compile(r"[0-9a-f]{8}")
_SINGLETON = re.compile(r"(?:^|/)(?:Custom::[^/]*|[^/]*[0-9a-f]{32})(?:/|$)")


class NestedStack:
    """A stack within a stack: the file of its template, relative to its parent's, and what the parent passes to it. Without a file (templates need not
    say) the construct's ``path`` tells how it is called."""

    __slots__ = ("file", "given", "path")

    def __init__(self, file: str | None, path: str, given: dict[str, Value]) -> None:
        self.file = file
        self.path = path
        self.given = given


class CloudFormation:
    """One template; ``given`` are parameters that a parent stack passes, ``construct_paths`` those of resources that do not tell themselves."""

    def __init__(
        self,
        reading: Reading,
        root: MapValue,
        given: dict[str, Value] | None = None,
        construct_paths: dict[str, str] | None = None,
    ) -> None:
        self._reading = reading
        self._root = root
        self._run = Intrinsics(reading, root, given or {})
        self._construct_paths = construct_paths or {}
        self._paths: list[tuple[Resource, str]] = []
        self.nested: list[NestedStack] = []

    def read(self) -> None:
        """Adds the template's resources, parameters and outputs to the graph."""
        resources = map_of(self._root.get("Resources"))
        for name, entry in resources.entries.items():
            type = text_of(map_of(entry.value).get("Type"))
            if type is not None and self._is_made(map_of(entry.value)):
                kind = cloudformation_type(type)
                self._run.instances[str(name)] = instance_of(symbol(kind) if kind is not None else f"{CDK}.CfnResource")
        for name, entry in resources.entries.items():
            if str(name) in self._run.instances:
                self._resource(str(name), entry, map_of(entry.value))
        self._switches()
        self._mark_implicit()
        self._others("Parameters", "variable", "CfnParameter")
        self._others("Outputs", "output", "CfnOutput")

    def _is_made(self, body: MapValue) -> bool:
        if text_of(body.get("Type")) == BOOKKEEPING_TYPE:
            return False
        return self._run.condition(text_of(body.get("Condition")) or "") is not False

    def _resource(self, logical_id: str, entry: Entry, body: MapValue) -> None:
        type = text_of(body.get("Type")) or ""
        kind = cloudformation_type(type)
        known = kind is not None or type.startswith(CUSTOM_TYPES)
        self._reading.graph.resolved += known
        if not known:
            self._reading.note(f"`{type}` is not in the catalog", entry)
        properties = self._properties(body, kind)
        instance = self._run.instances[logical_id]
        metadata = map_of(body.get("Metadata"))
        path = text_of(metadata.get(PATH)) or self._construct_paths.get(logical_id, "")
        resource = self._reading.record(
            "cdk", "resource", type, instance.symbol, construct_path(path) or logical_id, properties, entry, instance
        )
        if kind is not None:
            resource.default_removal = kind.default_removal
            resource.name_property = kind.physical_name
            resource.deployed_name_property = kind.cfn_name
            self._generated_name(resource, logical_id, map_of(body.get("Properties")))
        condition = text_of(body.get("Condition"))
        if condition is not None and self._run.condition(condition) is None:
            resource.conditions = (Condition(condition, body.entries["Condition"].value.span),)
        self._paths.append((resource, path))
        asset = text_of(metadata.get(ASSET_PATH))
        if type == STACK_TYPE:
            passed = map_of(properties.get("parameters"))
            given = {str(key): e.value for key, e in passed.entries.items()}
            self.nested.append(NestedStack(asset, construct_path(path), given))

    def _properties(self, body: MapValue, kind: Type | None) -> MapValue:
        given = map_of(body.get("Properties"))
        properties = self._fields(given, arguments_of(kind), True)
        properties.span = given.span or body.span
        for attribute, name in OPTIONS.items():
            entry = body.entries.get(attribute)
            if entry is not None:
                properties.entries[name] = Entry(self._value(entry.value), entry.key_span, attribute)
        return properties

    def _generated_name(self, resource: Resource, logical_id: str, given: MapValue) -> None:
        """A name that CDK made out of the construct's path is not the author's."""
        entry = resource.properties.entries.get(resource.name_property or "")
        written = text_of(given.get(entry.spelling or "")) if entry is not None else None
        if entry is not None and written is not None and is_generated(written, logical_id, render_text(resource.id)):
            entry.value = generated_name(entry)

    # -- values, in the library's spelling

    def _value(self, value: Value, struct: Type | None = None, keyed: bool = False) -> Value:
        if isinstance(value, ListValue):
            items = [self._value(item, struct, keyed) for item in value.items]
            return ListValue([item for item in items if not is_left_out(item)], value.span)
        if not isinstance(value, MapValue):
            return self._run.plain(value)
        if len(value.entries) == 1 and "Fn::If" in value.entries:
            branches = value.entries["Fn::If"].value
            if isinstance(branches, ListValue) and len(branches.items) == 3:
                name, *arms = branches.items
                when, otherwise = (self._value(arm, struct, keyed) for arm in arms)
                return self._run.chosen(text_of(name) or "", value.span, when, otherwise)
        computed = self._run.call(value)
        if computed is not None:
            return computed
        if keyed:
            entries = {
                key: Entry(self._value(e.value, struct), e.key_span, str(key)) for key, e in value.entries.items()
            }
            return MapValue(_without_omitted(entries), value.span)
        return self._fields(value, struct, struct is not None)

    def _fields(self, value: MapValue, struct: Type | None, lower: bool) -> MapValue:
        """A map by the properties of a struct; other keys begin in lower case or stay as they are."""
        known: dict[str, Property] = by_deployed_name(struct, False) if struct is not None else {}
        entries: dict[Key, Entry] = {}
        for key, entry in value.entries.items():
            prop = known.get(str(key).lower())
            inner = self._value(entry.value, struct_of(struct, prop), prop is not None and is_keyed(prop))
            name = prop.name if prop is not None else first_lower(str(key)) if lower else key
            entries[name] = Entry(inner, entry.key_span, str(key))
        return MapValue(_without_omitted(entries), value.span)

    # -- what is no resource

    def _others(self, section: str, kind: Kind, construct: str) -> None:
        for name, entry in map_of(self._root.get(section)).entries.items():
            if str(name) in BOOKKEEPING or not isinstance(entry.value, MapValue):
                continue
            properties = MapValue(span=entry.value.span)
            for key, field in entry.value.entries.items():
                value = self._run.plain(field.value)
                properties.entries[first_lower(str(key))] = Entry(value, field.key_span, str(key))
            export = properties.get("export")
            if isinstance(export, MapValue) and "Name" in export.entries:
                properties.entries["exportName"] = export.entries["Name"]
            name_of_class = f"{CDK}.{construct}"
            self._reading.record("cdk", kind, name_of_class, name_of_class, str(name), properties, entry)

    def _switches(self) -> None:
        """Sets the properties of L2 constructs that become a custom resource."""
        for resource, _ in self._paths:
            link, switch = SWITCHES.get(resource.type, ("", ""))
            owner = resource.properties.get(link)
            if isinstance(owner, Reference) and owner.target.properties is not None:
                entry = resource.properties.entries[link]
                owner.target.properties.entries[switch] = Entry(Known(True, owner.span), entry.key_span, switch)

    def _mark_implicit(self) -> None:
        """Marks what an L2 construct made for itself: it lies below a construct that has a main resource of its own, or is shared by the stack."""
        owners = {path.removesuffix("/Resource") for _, path in self._paths if path.endswith("/Resource")}
        for resource, path in self._paths:
            above = construct_path(path).split("/")[:-1]
            inside = any("/".join(above[:length]) in owners for length in range(1, len(above) + 1))
            resource.implicit = inside or is_singleton(path)


def _without_omitted(entries: dict[Key, Entry]) -> dict[Key, Entry]:
    return {key: entry for key, entry in entries.items() if not is_left_out(entry.value)}


def construct_path(path: str) -> str:
    """The path of the construct that the author wrote: without the L1 inside it, and a nested stack without its stand-in."""
    path = path.removesuffix("/Resource").removesuffix("/Default")
    parent, _, last = path.rpartition("/")
    if last.endswith(".NestedStackResource") and parent.endswith(".NestedStack"):
        return parent.removesuffix(".NestedStack")
    return path


def record_stack(reading: Reading, artifact: Artifact) -> None:
    """Adds a stack or a stage of a cloud assembly's manifest, in the words of its construct."""
    body = map_of(artifact.entry.value)
    given = map_of(body.get("properties"))
    properties = MapValue(span=given.span or body.span)
    for name in ("stackName", "terminationProtection", "tags"):
        if name in given.entries:
            entry = given.entries[name]
            value = Intrinsics(reading, MapValue(), {}).plain(entry.value)
            properties.entries[name] = Entry(value, entry.key_span, name)
    construct = f"{CDK}.Stack" if artifact.kind == "stack" else f"{CDK}.Stage"
    kind: Kind = "stack" if artifact.kind == "stack" else "app"
    reading.record("cdk", kind, construct, construct, artifact.path, properties, artifact.entry)


def is_singleton(path: str) -> bool:
    """Whether a construct path is that of a function which CDK puts into a stack once, for custom resources and the like."""
    return _SINGLETON.search(path) is not None


def is_generated(name: str, logical_id: str, path: str) -> bool:
    """Whether a physical name is the construct's id or the logical one, or consists of the construct's path and eight digits of its hash."""
    plain = _NOT_WORD.sub("", name).lower()
    parts = path.split("/")
    kept = [part for at, part in enumerate(parts) if part != "Resource" and not (at and parts[at - 1].endswith(part))]
    stem = _NOT_WORD.sub("", "".join(kept)).lower()
    return name in (logical_id, parts[-1]) or (plain.startswith(stem) and _HASH.fullmatch(plain, len(stem)) is not None)


def first_lower(name: str) -> str:
    return name[:1].lower() + name[1:]
