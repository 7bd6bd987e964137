"""A deleted secret keeps its name for the recovery window: the environment cannot be made again before it has passed."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource
from iaclint.model.facets import PHYSICAL_NAME, facet
from iaclint.model.render import render_text
from iaclint.rule import Context, Finding, Rule, came_from
from iaclint.values import DEPLOY_TIME, NONDETERMINISTIC, Known

rule = Rule(
    "DEL008",
    severity="warning",
    summary="A deleted secret keeps its name for days, so the environment cannot be deployed again",
    profiles=("ephemeral",),
    frameworks=("cdktf", "pulumi"),
)

DEFAULT_DAYS = 30
NEVER_THE_SAME = DEPLOY_TIME | NONDETERMINISTIC


@rule.resources("aws_secretsmanager_secret", "aws:secretsmanager/secret:Secret")
def check(resource: Resource, context: Context) -> Iterator[Finding]:
    name = facet(resource, PHYSICAL_NAME)
    if not name.given or name.value.labels & NEVER_THE_SAME:
        return
    window = facet(resource, "recovery_window")
    days = window.value.data if window.given and isinstance(window.value, Known) else None
    if not window.given:
        days = DEFAULT_DAYS
    if not isinstance(days, int) or days == 0:
        return
    yield Finding(
        window.span,
        f"`{resource.type}` keeps its name `{render_text(name.value)}` for {days} days after it was destroyed",
        resource,
        related=came_from(window) if window.given else (),
        help="set `recoveryWindowInDays` to 0, or leave the name out so that one is generated",
    )
