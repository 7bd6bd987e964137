"""Termination protection of a stack: the first ``destroy`` is refused, and the environment stays until somebody switches it off by hand."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ResourceGraph
from iaclint.model.facets import facet
from iaclint.model.protection import is_on
from iaclint.model.render import render_text
from iaclint.rule import Context, Finding, Rule, came_from

rule = Rule(
    "DEL003",
    severity="error",
    summary="Termination protection is on, so the stack cannot be destroyed",
    profiles=("ephemeral",),
    frameworks=("cdk",),
    deployed=True,
)


@rule.program()
def check(graph: ResourceGraph, context: Context) -> Iterator[Finding]:
    for resource in graph.resources:
        if resource.framework != "cdk" or resource.kind not in ("stack", "resource"):
            continue
        setting = facet(resource, "termination_protection")
        if setting.given and is_on(setting.value):
            what = "the stack" if resource.kind == "stack" else f"`{resource.type}`"
            name = setting.spelling or setting.path.rpartition(".")[2]
            yield Finding(
                setting.span,
                f"{what} cannot be destroyed: `{name}` is `{render_text(setting.value)}`",
                resource,
                related=came_from(setting),
                help="leave it off, or turn it on for production only",
            )
