"""Escape hatches of the CDK: raw CloudFormation written over what a construct makes."""

from __future__ import annotations

import re

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.run import Run
from iaclint.frameworks.changes import override, resource_of, set_removal, write
from iaclint.frameworks.jsii import catalog_type, props_type
from iaclint.model import Resource
from iaclint.values import Instance, Known, Omitted, Symbol, Value, is_absent

RETAIN = "aws-cdk-lib.RemovalPolicy.RETAIN"
# What CloudFormation does without a DeletionPolicy: it deletes, but for these.
SNAPSHOT_BY_DEFAULT = ("AWS::RDS::DBCluster", "AWS::RDS::DBInstance")

_DOT = re.compile(r"(?<!\\)\.")
_PASCAL = re.compile(r"[A-Z](?![A-Z])")


def add_override(run: Run, instance: Instance, arguments: Arguments, site: ir.Call) -> Value:
    return raw(run, instance, arguments.at(0, "path"), arguments.at(1, "value") or Known(None), "", site)


def add_property_override(run: Run, instance: Instance, arguments: Arguments, site: ir.Call) -> Value:
    path = arguments.at(0, "property_path", "propertyPath")
    return raw(run, instance, path, arguments.at(1, "value") or Known(None), "Properties.", site)


def add_deletion_override(run: Run, instance: Instance, arguments: Arguments, site: ir.Call) -> Value:
    return raw(run, instance, arguments.at(0, "path"), Omitted(), "", site)


def add_property_deletion_override(run: Run, instance: Instance, arguments: Arguments, site: ir.Call) -> Value:
    return raw(run, instance, arguments.at(0, "property_path", "propertyPath"), Omitted(), "Properties.", site)


def raw(run: Run, instance: Instance, path: Value | None, value: Value, prefix: str, site: ir.Call) -> Value:
    """One raw write: recorded as it is, and applied to the property that it means."""
    resource = resource_of(instance)
    if resource is None:
        return Known(None, site.span)
    made = override(run, resource, path, value, site.span)
    if made is None:
        return Known(None, site.span)
    made.path = prefix + made.path
    names = [part.replace("\\.", ".") for part in _DOT.split(made.path)]
    if names == ["DeletionPolicy"]:
        if isinstance(value, Omitted):
            value = Known("Snapshot" if resource.type in SNAPSHOT_BY_DEFAULT else "Delete", made.span)
        set_removal(run, resource, "deletionPolicy", value, made.span, "DeletionPolicy")
    elif names[0] == "Properties" and len(names) > 1:
        own = [property_of(resource, names[1]), *(lower_first(name) for name in names[2:])]
        write(run, resource, own, made, lower_first, names[-1])
    return Known(None, site.span)


def property_of(resource: Resource, name: str) -> str:
    """The construct's property that a CloudFormation property is, or that of its L1."""
    if name == resource.deployed_name_property and resource.name_property:
        return resource.name_property
    kind = catalog_type(resource.construct)
    level1 = kind.library.get(kind.resource_class) if kind is not None and kind.resource_class else kind
    struct = props_type(level1)
    for candidate in struct.properties() if struct is not None else ():
        if candidate.lower() == name.lower():
            return candidate
    return lower_first(name)


def lower_first(name: str) -> str:
    """``VersioningConfiguration`` → ``versioningConfiguration``; what is all capitals is not a property's name."""
    return name[:1].lower() + name[1:] if _PASCAL.match(name) and len(name) > 1 else name


def apply_removal_policy(run: Run, instance: Instance, arguments: Arguments, site: ir.Call) -> Value:
    """``applyRemovalPolicy(policy, { default })``: without a policy, the default, which is to retain."""
    policy, options = arguments.at(0, "policy"), arguments.at(1)
    if policy is None or is_absent(policy):
        entry = getattr(options, "entries", {}).get("default") or arguments.named.get("default")
        policy = entry.value if entry is not None else Symbol(RETAIN, site.span)
    resource = resource_of(instance)
    if resource is not None:
        set_removal(run, resource, "removalPolicy", policy, policy.span or site.span)
    return Known(None, site.span)
