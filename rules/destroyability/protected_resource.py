"""Resources that the tool itself refuses to delete, or forgets instead of deleting."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource, Setting
from iaclint.model.protection import inherited_option, is_on, prevent_destroy
from iaclint.model.render import render_text
from iaclint.rule import Context, Finding, Rule, came_from

rule = Rule(
    "DEL005",
    severity="error",
    summary="A resource is protected from deletion by Pulumi or Terraform, so the environment cannot be destroyed",
    profiles=("ephemeral",),
    frameworks=("cdktf", "pulumi"),
)

IN_A_CLUSTER = "kubernetes:"  # goes with the cluster, whatever Pulumi does
STOPS = "cannot be destroyed"
STAYS = "stays when the environment is destroyed"


@rule.resources()
def check(resource: Resource, context: Context) -> Iterator[Finding]:
    if resource.framework == "cdktf":
        yield from _protected(resource, prevent_destroy(resource), STOPS)
    elif resource.framework == "pulumi" and not resource.type.startswith(IN_A_CLUSTER):
        yield from _protected(resource, inherited_option(resource, "protect"), STOPS)
        yield from _protected(resource, inherited_option(resource, "retainOnDelete"), STAYS)


def _protected(resource: Resource, setting: Setting, what: str) -> Iterator[Finding]:
    if not setting.given or not is_on(setting.value):
        return
    name = setting.spelling or setting.path.rpartition(".")[2]
    inherited = "" if setting.resource is resource else " of its parent"
    yield Finding(
        setting.span,
        f"`{resource.type}` {what}: `{name}`{inherited} is `{render_text(setting.value)}`",
        resource,
        related=came_from(setting),
        help="leave it out, or protect what is in production only",
    )
