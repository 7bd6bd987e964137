"""A stack without a remote back end keeps its state on the machine that deployed it: nobody else can change or destroy what it made."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource, ResourceGraph
from iaclint.rule import Context, Finding, Rule

from ._stacks import backends_of, scope_of

rule = Rule(
    "BKD002",
    severity="warning",
    summary="A stack has no remote back end, so its state stays on the machine that deployed it",
    profiles=("production", "security"),
    frameworks=("cdktf",),
    deployed=True,
)

BACKENDS = ("terraform.backend", "terraform.cloud")


@rule.program()
def check(graph: ResourceGraph, context: Context) -> Iterator[Finding]:
    if any(resource.kind == "backend" and scope_of(resource, "stack") is None for resource in graph.resources):
        return  # of a stack that is not known
    for stack in graph.resources:
        if stack.framework != "cdktf" or stack.kind != "stack" or not stack.reached or _is_overridden(stack):
            continue
        made = backends_of(stack, graph)
        local = next((backend for backend in made if backend.label == "LocalBackend"), None)
        if not made or local is not None:
            yield Finding(
                (local or stack).name_span,
                "the state of this stack stays on the machine that deploys it: the stack has no remote back end",
                stack,
                help="give the stack an `S3Backend` or another remote back end",
            )


def _is_overridden(stack: Resource) -> bool:
    return stack.properties.open is not None or any(override.path.startswith(BACKENDS) for override in stack.overrides)
