"""Deletion protection keeps an environment from being destroyed: the first ``destroy`` fails and leaves half a stack behind."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource
from iaclint.model.protection import deletion_protection
from iaclint.model.render import render_text
from iaclint.rule import Context, Finding, Rule, came_from

rule = Rule(
    "DEL002",
    severity="error",
    summary="Deletion protection is on, so the environment cannot be destroyed",
    profiles=("ephemeral",),
    frameworks=("cdk", "pulumi"),
)


@rule.resources()
def check(resource: Resource, context: Context) -> Iterator[Finding]:
    for setting in deletion_protection(resource):
        name = setting.spelling or setting.path
        yield Finding(
            setting.span,
            f"`{resource.type}` cannot be destroyed: `{name}` is `{render_text(setting.value)}`",
            resource,
            related=came_from(setting),
            help="leave it off, or turn it on for production only",
        )
