"""The stacks of a CDKTF program and the back ends in them."""

from __future__ import annotations

from iaclint.model import Resource, ResourceGraph
from iaclint.model.resource import Kind
from iaclint.values import Instance

MAX_SCOPES = 40


def scope_of(resource: Resource, kind: Kind) -> Resource | None:
    """The nearest scope of a kind around a resource."""
    scope = resource.scope
    for _ in range(MAX_SCOPES):
        found = scope.resource if isinstance(scope, Instance) else None
        if not isinstance(found, Resource):
            return None
        if found.kind == kind:
            return found
        scope = found.scope
    return None


def backends_of(stack: Resource, graph: ResourceGraph) -> list[Resource]:
    """The back ends that are made in a stack, itself or through constructs in it."""
    return [
        resource for resource in graph.resources if resource.kind == "backend" and scope_of(resource, "stack") is stack
    ]
