"""A physical name that is longer than the service allows once the environment suffix is in it: the deployment fails."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource
from iaclint.rule import Context, Finding, Rule, came_from

from ._understood import limit, understood_names

rule = Rule(
    "ENV005",
    severity="error",
    summary="A physical name is longer than the service allows",
)


@rule.resources()
def check(resource: Resource, context: Context) -> Iterator[Finding]:
    for setting, name, constraint in understood_names(resource, context):
        most = limit(constraint, len(name))
        if most is not None:
            yield Finding(
                setting.span,
                f"`{name}` has {len(name)} characters, but the name of a `{resource.type}` may have {most}",
                resource,
                related=came_from(setting),
            )
            return
