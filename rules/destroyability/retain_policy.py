"""A resource that is retained stays behind when its environment is destroyed, keeps its name, and costs money."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse, Resource
from iaclint.model.protection import removal_policy
from iaclint.model.render import render_text
from iaclint.rule import Context, Finding, Rule, came_from
from iaclint.values import Known

rule = Rule(
    "DEL001",
    severity="error",
    summary="A resource is retained, so it stays when the environment is destroyed",
    profiles=("ephemeral",),
    frameworks=("cdk",),
)

HELP = "use `RemovalPolicy.DESTROY`, or retain in production only"
RETAINING = ("Retain", "RetainExceptOnCreate")


@rule.resources("AWS::*")
def check_resource(resource: Resource, context: Context) -> Iterator[Finding]:
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
                    help=HELP,
                )
            return


@rule.api_uses()
def check_call(use: ApiUse, context: Context) -> Iterator[Finding]:
    """Retention that is no property: ``addOverride('DeletionPolicy', 'Retain')`` and ``RemovalPolicies.of(stack).retain()``."""
    owner, _, method = use.symbol.rpartition(".")
    if method == "addOverride" and owner.startswith("aws-cdk-lib.") and len(use.arguments) == 2:
        path, value = use.arguments
        if _is(path, ("DeletionPolicy",)) and _is(value, RETAINING):
            yield Finding(
                use.name_span,
                f"a resource stays when the environment is destroyed: `DeletionPolicy` is `{render_text(value)}`",
                help=HELP,
            )
    elif method == "retain" and owner.endswith(".RemovalPolicies"):
        yield Finding(use.name_span, "every resource in this scope stays when the environment is destroyed", help=HELP)


def _is(value: object, words: tuple[str, ...]) -> bool:
    return isinstance(value, Known) and value.data in words
