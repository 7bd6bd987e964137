"""A physical name with characters that the service does not allow: the deployment fails."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource
from iaclint.rule import Context, Finding, Rule, came_from

from ._understood import fault_in_words, limit, understood_names

rule = Rule(
    "ENV004",
    severity="error",
    summary="A physical name has a form that the service does not allow",
)


@rule.resources()
def check(resource: Resource, context: Context) -> Iterator[Finding]:
    for setting, name, constraint in understood_names(resource, context):
        if constraint.fault(name) is not None and limit(constraint, len(name)) is None:
            yield Finding(
                setting.span,
                f"`{name}` is no valid name for `{resource.type}`: {fault_in_words(constraint, name)}",
                resource,
                related=came_from(setting),
            )
            return
