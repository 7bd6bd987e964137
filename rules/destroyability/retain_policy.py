"""A resource that is retained stays behind when its environment is destroyed, keeps its name, and costs money."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource
from iaclint.model.protection import removal_policy
from iaclint.model.render import render_text
from iaclint.rule import Context, Finding, Rule, came_from

rule = Rule(
    "DEL001",
    severity="error",
    summary="A resource is retained, so it stays when the environment is destroyed",
    profiles=("ephemeral",),
    frameworks=("cdk",),
)

HELP = "use `RemovalPolicy.DESTROY`, or retain in production only"
IN_A_TEMPLATE = "use `DeletionPolicy: Delete`, or retain in production only"
RETAINING = ("Retain", "RetainExceptOnCreate")


@rule.resources("AWS::*")
def check_resource(resource: Resource, context: Context) -> Iterator[Finding]:
    written_by_hand = context.graph.synthesized and context.graph.locate is None
    for name in ("removalPolicy", "deletionPolicy"):
        setting = resource.get(name)
        if setting.given:
            if removal_policy(resource) == "retain":
                yield Finding(
                    setting.span,
                    f"`{resource.type}` stays when the environment is destroyed: "
                    f"`{setting.spelling or name}` is `{render_text(setting.value)}`",
                    resource,
                    related=came_from(setting),
                    help=IN_A_TEMPLATE if written_by_hand else HELP,
                )
            return
