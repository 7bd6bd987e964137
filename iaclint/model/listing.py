"""The resource graph as plain data: what ``iaclint model --format json`` prints."""

from __future__ import annotations

import os
from typing import Any

from iaclint.model.graph import ResourceGraph
from iaclint.model.policy import PolicyStatement
from iaclint.model.protection import protections
from iaclint.model.render import render, render_text
from iaclint.model.resource import Resource
from iaclint.model.unknowns import unknown_values
from iaclint.source import Span
from iaclint.values import Condition, Instance, Value

SECTIONS = ("resources", "unreached", "data_sources", "iam_statements", "other", "unknown")


def listing(graph: ResourceGraph, root: str) -> dict[str, Any]:
    """Resources, unreached code, data sources, the rest and what is unknown, each with ``file`` relative to ``root`` and the first line of its call."""
    data: dict[str, Any] = {section: [] for section in SECTIONS}
    implied = graph.implied()
    for resource in (*graph.resources, *implied.resources):
        if resource.kind == "resource":
            data["resources" if resource.reached else "unreached"].append(
                _resource(resource, root, implied.names.get(id(resource)))
            )
        elif resource.kind == "data":
            data["data_sources"].append(
                {"type": resource.type, "properties": render(resource.properties), **_place(resource.span, root)}
            )
        else:
            data["other"].append({"kind": resource.kind, **_resource(resource, root)})
    data["iam_statements"] = [
        _statement(statement, root)
        for statement in (*graph.statements, *graph.document_statements, *implied.statements)
        if statement.reached
    ]
    data["unknown"] = [
        {**_place(part.span, root), "reason": part.reason} for part in (*graph.unknowns, *unknown_values(graph))
    ]
    data["coverage"] = {"calls": graph.calls, "resolved": graph.resolved}
    return data


def combined(parts: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """The listings of several projects (root, listing) as one; with several, each item says its ``project``, relative to the working directory."""
    if len(parts) == 1:
        return parts[0][1]
    data: dict[str, Any] = {section: [] for section in SECTIONS}
    calls = resolved = 0
    for root, part in parts:
        project = os.path.relpath(root).replace(os.sep, "/")
        for section in SECTIONS:
            data[section] += [{**item, "project": project} for item in part[section]]
        calls += part["coverage"]["calls"]
        resolved += part["coverage"]["resolved"]
    data["coverage"] = {"calls": calls, "resolved": resolved}
    return data


def _resource(resource: Resource, root: str, default_name: Value | None = None) -> dict[str, Any]:
    properties = render(resource.properties)
    deployed = resource.deployed_name_property
    name = resource.name_property or ""
    if resource.framework == "cdk" and deployed and name in properties and name.lower() != deployed.lower():
        properties.setdefault(deployed, properties[name])
    if default_name is not None and deployed:
        properties[deployed] = render(default_name)
    return {
        "type": resource.type,
        "construct": resource.construct,
        "id": construct_path(resource),
        **_place(resource.span, root),
        "properties": properties,
        "protection": protections(resource),
        "condition": condition_text(resource.conditions),
        **_implicit(resource),
    }


def _statement(statement: PolicyStatement, root: str) -> dict[str, Any]:
    return {
        "effect": statement.effect or "${unknown}",
        "actions": [render(item.value) for item in statement.actions],
        "not_actions": [render(item.value) for item in statement.not_actions],
        "resources": [render(item.value) for item in statement.resources],
        "not_resources": [render(item.value) for item in statement.not_resources],
        "kind": statement.kind,
        **_place(statement.span, root),
        **_implicit(statement),
    }


def _implicit(item: Resource | PolicyStatement) -> dict[str, bool]:
    """Marks what the library made by itself."""
    return {"implicit": True} if item.implicit else {}


def construct_path(resource: Resource) -> str:
    """The ids of a construct and its scopes below the app (``Stack/Queue``); Pulumi's resources have a name of their own."""
    path = [render_text(resource.id)]
    scope = resource.scope
    while resource.framework != "pulumi" and isinstance(scope, Instance) and isinstance(scope.resource, Resource):
        if scope.resource.kind == "app" or len(path) > 40:
            break
        path.append(render_text(scope.resource.id))
        scope = scope.resource.scope
    return "/".join(reversed(path))


def condition_text(conditions: tuple[Condition, ...]) -> str | None:
    return " and ".join(str(condition) for condition in conditions) or None


def _place(span: Span, root: str) -> dict[str, Any]:
    return {"file": os.path.relpath(span.file.path, root).replace(os.sep, "/"), "line": span.line}
