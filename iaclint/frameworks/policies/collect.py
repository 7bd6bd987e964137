"""Collects the statements of a program: those in the properties of its resources, and those that methods added."""

from __future__ import annotations

import re

from iaclint.frameworks.policies.documents import Finder, Place
from iaclint.frameworks.policies.statements import read_statement, trusts_of
from iaclint.model import ResourceGraph
from iaclint.model.policy import PolicyAddition, StatementKind
from iaclint.model.resource import Resource
from iaclint.values import is_absent

# Data protection policies are of another language.
OTHER_LANGUAGE = re.compile(r"data_?protection", re.IGNORECASE)
POLICY_PROPERTY = re.compile(r"polic|statement|document|assume", re.IGNORECASE)
IDENTITY_TYPE = re.compile(
    r"iam|lambda|instanceprofile|::iot::|[:_]iot[/_]policy|^custom::|customresource|permissionset", re.IGNORECASE
)
IDENTITY_PROPERTIES = ("policies", "initialpolicy")


def collect_statements(graph: ResourceGraph) -> None:
    """Fills ``graph.statements``. Policy document data that something refers to counts where it is used, else by itself."""
    finder = Finder()
    data: list[Resource] = []
    for resource in graph.resources:
        if resource.kind == "data" and "olicy" in resource.type:
            data.append(resource)
        elif resource.kind in ("resource", "component"):
            collect_resource(graph, resource, finder)
    for addition in graph.policy_additions:
        collect_addition(graph, addition, finder)
    for resource in data:
        collect_data(graph, resource, finder)


def collect_resource(graph: ResourceGraph, resource: Resource, finder: Finder) -> None:
    if OTHER_LANGUAGE.search(resource.type):
        return
    for name, entry in resource.properties.entries.items():
        if not holds_policies(resource, str(name)):
            continue
        span = entry.key_span or resource.name_span
        if name == "assumedBy" and not is_absent(entry.value):
            graph.statements.extend(trusts_of(entry.value, span, resource))
            continue
        kind = statement_kind(resource, str(name))
        for found in finder.statements(entry.value, Place()):
            statement = read_statement(found, kind, span, resource)
            if statement is not None:
                graph.statements.append(statement)


def holds_policies(resource: Resource, property: str) -> bool:
    """Whether a property holds policies by its name: of an organization's policies the ``content`` does."""
    if property == "content":
        return "organizations" in resource.type.lower()
    return POLICY_PROPERTY.search(property) is not None and not OTHER_LANGUAGE.search(property)


def collect_addition(graph: ResourceGraph, addition: PolicyAddition, finder: Finder) -> None:
    for found in finder.statements(addition.statement, Place()):
        statement = read_statement(found, addition.kind, addition.span, addition.receiver)
        if statement is not None:
            statement.conditions = (*addition.conditions, *found.conditions)
            statement.reached = addition.reached
            statement.holder = addition.holder
            graph.statements.append(statement)


def collect_data(graph: ResourceGraph, resource: Resource, finder: Finder) -> None:
    """Policy document data by itself: what it governs shows in its principals."""
    used = resource.instance is not None and id(resource.instance) in finder.used
    target = graph.document_statements if used else graph.statements
    for found in finder.statements(resource.properties, Place()):
        statement = read_statement(found, "identity", resource.name_span, resource)
        if statement is None:
            continue
        if statement.principals or statement.not_principals:
            texts = [item.text or "" for item in statement.actions]
            statement.kind = "trust" if any("assumerole" in text.lower() for text in texts) else "resource"
        target.append(statement)


def statement_kind(resource: Resource, property: str) -> StatementKind:
    """What a document at a property of a resource governs."""
    name = property.replace("_", "").lower()
    if "assume" in name:
        return "trust"
    if "kms" in resource.type.lower():
        return "key"
    if IDENTITY_TYPE.search(resource.type) or "inline" in name or name in IDENTITY_PROPERTIES:
        return "identity"
    return "resource"
