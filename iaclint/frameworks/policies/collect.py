"""Collects the statements of a program: those in the properties of its resources, and those that methods added."""

from __future__ import annotations

import re

from iaclint.frameworks.policies.documents import statements_in
from iaclint.frameworks.policies.statements import read_statement
from iaclint.model import ResourceGraph
from iaclint.model.policy import StatementKind
from iaclint.model.resource import Resource

POLICY_PROPERTY = re.compile(r"polic|statement|document|assume", re.IGNORECASE)
IDENTITY_TYPE = re.compile(r"iam|lambda|instanceprofile", re.IGNORECASE)


def collect_statements(graph: ResourceGraph) -> None:
    """Fills ``graph.statements``."""
    for resource in graph.resources:
        if resource.kind in ("resource", "component", "data"):
            collect_resource(graph, resource)
    for addition in graph.policy_additions:
        for value, conditions in statements_in(addition.statement):
            statement = read_statement(value, addition.kind, addition.span, addition.receiver, conditions)
            if statement is not None:
                statement.conditions = (*addition.conditions, *conditions)
                statement.reached = addition.reached
                graph.statements.append(statement)


def collect_resource(graph: ResourceGraph, resource: Resource) -> None:
    if resource.kind == "data" and "olicy" not in resource.type:
        return
    for name, entry in resource.properties.entries.items():
        if not POLICY_PROPERTY.search(str(name)):
            continue
        kind = statement_kind(resource, str(name))
        for value, conditions in statements_in(entry.value):
            statement = read_statement(value, kind, entry.key_span or resource.name_span, resource, conditions)
            if statement is not None:
                graph.statements.append(statement)


def statement_kind(resource: Resource, property: str) -> StatementKind:
    """What a document at a property of a resource governs."""
    name = property.replace("_", "").lower()
    if "assume" in name:
        return "trust"
    if "kms" in resource.type.lower():
        return "key"
    if IDENTITY_TYPE.search(resource.type) or "inline" in name or name == "policies":
        return "identity"
    return "identity" if resource.kind == "data" else "resource"
