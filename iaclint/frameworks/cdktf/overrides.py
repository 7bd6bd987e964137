"""Escape hatches of CDKTF: raw Terraform written over what resources, back ends and stacks make."""

from __future__ import annotations

from iaclint import ir
from iaclint.catalog import Type
from iaclint.catalog.names import camel_name
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.run import Run
from iaclint.frameworks.changes import override, resource_of, set_property, write
from iaclint.frameworks.jsii import props_type
from iaclint.model import Resource
from iaclint.values import Instance, Known, Omitted, Value


def add_override(run: Run, instance: Instance, arguments: Arguments, site: ir.Call) -> Value:
    """``resource.addOverride(path, value)`` in the resource, ``stack.addOverride(path, value)`` in the whole configuration."""
    resource = resource_of(instance)
    if resource is None:
        return Known(None, site.span)
    value = arguments.at(1, "value") or Known(None)
    made = override(run, resource, arguments.at(0, "path"), value, site.span)
    if made is None:
        return Known(None, site.span)
    names = made.path.split(".")
    if resource.kind != "stack":
        write(run, resource, [camel_name(name) for name in names], made, camel_name, names[-1])
    elif names[0] == "resource" and len(names) > 3:
        for other in addressed(run, instance, names[1], names[2]):
            write(run, other, [camel_name(name) for name in names[3:]], made, camel_name, names[-1])
    return Known(None, site.span)


def addressed(run: Run, stack: Instance, type: str, name: str) -> list[Resource]:
    """The resources of a stack under a Terraform address. Only those directly in the stack are called what their id says."""
    return [
        resource
        for resource in run.graph.resources
        if resource.type == type
        and isinstance(resource.id, Known)
        and resource.id.data == name
        and resource.scope is stack
    ]


def changes_property(kind: Type | None, name: str) -> bool:
    """Whether a method's name is that of the setter or resetter of a property (``putVersioning``, ``resetTags``)."""
    for prefix in ("put", "reset"):
        if name.startswith(prefix) and name[len(prefix) : len(prefix) + 1].isupper():
            struct = props_type(kind)
            return struct is not None and struct.property(property_behind(prefix, name)) is not None
    return False


def property_behind(prefix: str, name: str) -> str:
    at = len(prefix)
    return name[at : at + 1].lower() + name[at + 1 :]


def put_block(run: Run, instance: Instance, name: str, arguments: Arguments, site: ir.Call) -> Value:
    """``resource.putVersioning({…})`` sets a block after construction."""
    value = arguments.at(0, "value")
    if value is None and arguments.named:
        value = arguments.keywords(site.span)
    resource = resource_of(instance)
    if value is not None and resource is not None:
        set_property(run, resource, property_behind("put", name), value, site.span)
    return Known(None, site.span)


def reset_property(run: Run, instance: Instance, name: str, arguments: Arguments, site: ir.Call) -> Value:
    """``resource.resetForceDestroy()`` takes a property back."""
    resource = resource_of(instance)
    if resource is not None:
        set_property(run, resource, property_behind("reset", name), Omitted(), site.span)
    return Known(None, site.span)
