"""What a library made by itself, set apart from what the author wrote: rules judge the latter."""

from __future__ import annotations

from collections.abc import Sequence

from iaclint.model import PolicyStatement, Resource, ResourceGraph
from iaclint.model.graph import Implied
from iaclint.model.render import render_text
from iaclint.source import SourceFile
from iaclint.templates.cloudformation import is_singleton

DEFAULT_POLICY = "/DefaultPolicy"  # made by the library, for what the author added to a role


def set_apart(graph: ResourceGraph, sources: Sequence[SourceFile] = ()) -> None:
    """Moves implicit resources and their statements to ``graph.implied()``. ``sources``: the program, when it is there: in policies that both author and
    library add to, the author's statements are those with an action that stands in it."""
    found = Implied()
    for statement in graph.statements:
        statement.implicit = _is_implied(statement, sources)
    found.resources = [resource for resource in graph.resources if resource.implicit]
    found.statements = [statement for statement in graph.statements if statement.implicit]
    graph.resources = [resource for resource in graph.resources if not resource.implicit]
    graph.statements = [statement for statement in graph.statements if not statement.implicit]
    graph.imply = lambda _: found


def _is_implied(statement: PolicyStatement, sources: Sequence[SourceFile]) -> bool:
    owner = statement.owner
    if owner is None or owner.framework != "cdk":
        return False
    if not _is_shared(owner):
        return owner.implicit
    actions = [item.text.encode() for item in (*statement.actions, *statement.not_actions) if item.text]
    written = any(action in file.data for action in actions for file in sources)
    return bool(sources and actions) and not written


def _is_shared(resource: Resource) -> bool:
    path = render_text(resource.id)
    return path.endswith(DEFAULT_POLICY) and not is_singleton(path)
