"""Attributes of constructs and other library objects."""

from __future__ import annotations

from iaclint.catalog import Type
from iaclint.catalog.types import type_ids
from iaclint.evaluator.callables import BoundMethod
from iaclint.evaluator.run import Run
from iaclint.frameworks.cdk.default_names import address, default_stack_name
from iaclint.frameworks.cdk.imported import known_attribute
from iaclint.frameworks.cdk.networks import network_attribute
from iaclint.frameworks.imports import library_of
from iaclint.frameworks.jsii import catalog_type, scope_chain
from iaclint.model import Resource
from iaclint.source import Span
from iaclint.values import (
    ACCOUNT,
    DEPLOY_TIME,
    REGION,
    STACK,
    Instance,
    Known,
    ListValue,
    MapValue,
    Reference,
    Symbol,
    Unknown,
    Value,
    is_absent,
)

STACK_ATTRIBUTES = {
    "region": REGION,
    "account": ACCOUNT,
    "stackName": STACK,
    "stackId": STACK,
    "partition": 0,
    "urlSuffix": 0,
}
PRIMITIVE = frozenset({"s", "n", "b", "any", "json", "date"})


def construct_attribute(run: Run, instance: Instance, name: str, span: Span) -> Value | None:
    """``instance.name`` for a library object, or the library part of a program's object; ``None``: no such attribute is known."""
    if name == "node" and instance.resource is not None:
        return derived(instance, "constructs.Node", span)
    if name in STACK_ATTRIBUTES:
        found = stack_attribute(run, instance, name, span)
        if found is not None:
            return found
    if instance.symbol == "constructs.Node":
        return node_attribute(run, instance, name, span)
    kind = catalog_type(instance.symbol)
    if kind is None:
        return Unknown(f"attribute {name}", name, span, run.sources.labels(name)) if instance.open else None
    prop = kind.properties().get(name)
    if prop is None and kind.kind == "interface" and kind.method(name) is None:
        kind = implementation(instance.symbol) or kind
        prop = kind.properties().get(name)
    if prop is None:
        return (
            BoundMethod(instance, name, None, span) if kind.method(name) is not None else given_property(instance, name)
        )
    if name == "cfnOptions":
        return derived(instance, "aws-cdk-lib.ICfnResourceOptions", span)
    return network_attribute(instance, name, span) or typed_attribute(instance, name, prop.type, span)


def implementation(symbol: str) -> Type | None:
    """The class that an interface is named after, which a program may cast to: ``(pipeline.role as Role).addToPolicy(…)``."""
    scope, _, name = symbol.rpartition(".")
    return catalog_type(f"{scope}.{name[1:]}") if name[:1] == "I" else None


def given_property(instance: Instance, name: str) -> Value | None:
    """What a plain object was made with (``new Duration``'s or a struct's fields); for what the catalog does not list."""
    if instance.properties is not None and instance.resource is None:
        entry = instance.properties.entries.get(name)
        return entry.value if entry is not None else None
    return None


def typed_attribute(instance: Instance, name: str, type: str, span: Span) -> Value:
    """An attribute by its declared type: text and numbers are references to the deployed resource, objects are objects."""
    if given := given_property(instance, name) or known_attribute(instance, name, span):
        return given
    if type.startswith(("[]", "{}")):
        what = f"{name} of {instance.symbol.rpartition('.')[2]}"
        if type.startswith("{}"):
            return MapValue(span=span, open=what)
        return ListValue([], span, what)
    ids = [identity for identity in type_ids(type) if identity not in PRIMITIVE]
    if not ids:
        return Reference(instance, name, span)
    made = derived(instance, symbol_of(instance, ids[0]), span, name)
    if type != ids[0]:
        made.open = made.open or f"{name} may be of several kinds"
    return made


def symbol_of(instance: Instance, identity: str) -> str:
    """A catalog id as a symbol: ``/constructs.Node`` lies in another library."""
    return identity[1:] if identity.startswith("/") else f"{library_of(instance.symbol)}.{identity}"


def derived(owner: Instance, symbol: str, span: Span, attribute: str = "") -> Instance:
    """An object that belongs to another: a role of a function (its ``attribute``), the node of a construct."""
    key = f"#{symbol}.{attribute}" if attribute else f"#{symbol}"
    found = owner.fields.get(key)
    if isinstance(found, Instance):
        return found
    made = Instance(Symbol(symbol), symbol, span)
    made.fields["#owner"] = owner
    if attribute:
        made.fields["#attribute"] = Known(attribute)
    owner.fields[key] = made
    return made


def stack_attribute(run: Run, instance: Instance, name: str, span: Span) -> Value | None:
    """Region, account and name of the stack that a construct is in."""
    for scope in scope_chain(instance):
        resource = scope.resource
        if resource is None or not is_stack(resource):
            continue
        if name == "stackName":
            given: Value = resource.get("stackName").value
            if not is_absent(given) and not isinstance(given, Unknown):
                return given
            if resource.kind == "stack":  # a nested stack is named by the deployment
                return default_stack_name(scope, span)
        if name in ("region", "account"):
            given = resource.get(f"env.{name}").value
            if not is_absent(given) and not isinstance(given, Unknown):
                return given
        return Unknown(
            "known when deployed", f"AWS::{name[:1].upper()}{name[1:]}", span, STACK_ATTRIBUTES[name] | DEPLOY_TIME
        )
    if instance.symbol.endswith((".Stack", ".Construct", ".NestedStack")) or instance.resource is not None:
        kind = catalog_type(instance.symbol)
        if kind is None or "Stack" not in instance.symbol:
            return None
        return Unknown(
            "known when deployed", f"AWS::{name[:1].upper()}{name[1:]}", span, STACK_ATTRIBUTES[name] | DEPLOY_TIME
        )
    return None


def is_stack(resource: Resource) -> bool:
    return resource.kind == "stack" or resource.type == "AWS::CloudFormation::Stack"


def node_attribute(run: Run, node: Instance, name: str, span: Span) -> Value:
    owner = node.fields.get("#owner")
    if name in ("defaultChild",) and isinstance(owner, Instance):
        return default_child(owner, span)
    if name == "id" and isinstance(owner, Instance) and owner.resource is not None:
        identity: Value = owner.resource.id
        return identity
    if name == "addr" and isinstance(owner, Instance) and owner.resource is not None:
        return address(owner, span)
    if name in (
        "tryGetContext",
        "getContext",
        "addDependency",
        "setContext",
        "tryFindChild",
        "findChild",
        "addMetadata",
    ):
        return BoundMethod(node, name, None, span)
    return Unknown(f"node.{name}", name, span)


def default_child(owner: Instance, span: Span) -> Value:
    """The L1 resource of an L2 construct: overrides on it are overrides of the same resource."""
    kind = catalog_type(owner.symbol)
    symbol = (
        f"aws-cdk-lib.{kind.resource_class}" if kind is not None and kind.resource_class else "aws-cdk-lib.CfnResource"
    )
    child = derived(owner, symbol, span)
    child.resource = owner.resource
    child.fields["#l2"] = owner
    return child
