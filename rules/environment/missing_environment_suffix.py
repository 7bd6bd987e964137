"""A physical name without the environment suffix is the same in every environment, so the second one cannot be deployed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from iaclint.model import Resource, ResourceGraph, Setting
from iaclint.model.render import render_text
from iaclint.rule import Context, Finding, Rule, came_from
from iaclint.values import (
    ACCOUNT,
    ENVIRONMENT,
    EXTERNAL,
    NONDETERMINISTIC,
    PROJECT,
    REGION,
    SECRET,
    STACK,
    Choice,
    Known,
    Output,
    Reference,
    Text,
    Value,
)

from ._literals import is_for_one_environment
from ._names import physical_name
from ._words import EnvironmentWords, words_of

rule = Rule(
    "ENV001",
    severity="warning",
    summary="A physical name does not carry the environment suffix, so two environments collide",
    profiles=("ephemeral",),
    deployed=True,
)

TELLS_APART = ENVIRONMENT | STACK | NONDETERMINISTIC | EXTERNAL | SECRET
PLACE = REGION | ACCOUNT
SHARED = PLACE | PROJECT
PLACE_LOOKUPS = ("aws_caller_identity", "aws_region", "aws_partition", "aws_availability_zones")

ABSENT = "add the environment suffix, or leave the name out so that one is generated"
LOST = "the suffix in it is a constant in this program: pass the environment's on to here"
_ENVIRONMENT_HOLE = re.compile(r"\{[^{}]*(?:suffix|environment|env|stage)[^{}]*\}", re.IGNORECASE)


@rule.program()
def check(graph: ResourceGraph, context: Context) -> Iterator[Finding]:
    named: dict[tuple[str, int, int], list[tuple[Resource, Setting]]] = defaultdict(list)
    if graph.synthesized and graph.locate is None and not _knows_the_environment(graph):
        return
    words = words_of(context.environment_names)
    for resource in graph.deployed():
        setting = physical_name(resource)
        if setting is not None and _is_fixed(setting.value) and not _is_chosen_by_environment(setting.value, words):
            named[setting.span.key].append((resource, setting))
    for uses in named.values():
        if not _one_for_each_environment([render_text(setting.value) for _, setting in uses], words):
            for resource, setting in uses:
                yield _finding(resource, setting)


def _knows_the_environment(graph: ResourceGraph) -> bool:
    """Whether a template has the assumed environment in any name. One that was made for another has its suffix in the names, unrecognised."""
    names = filter(None, map(physical_name, graph.deployed()))
    return any(setting.value.labels & TELLS_APART for setting in names)


def _finding(resource: Resource, setting: Setting) -> Finding:
    name = render_text(setting.value)
    lack = (
        "which only region and account tell apart" if setting.value.labels & PLACE else "without the environment suffix"
    )
    return Finding(
        setting.span,
        f"`{resource.type}` is named `{name}`, {lack}",
        resource,
        related=came_from(setting),
        help=LOST if _means_the_environment(setting.value) else ABSENT,
    )


def _means_the_environment(name: Value) -> bool:
    """Whether the name is written with the environment in it (``logs-${environmentSuffix}``), which then turned out to be a constant."""
    return name.span is not None and _ENVIRONMENT_HOLE.search(name.span.text) is not None


def _is_fixed(value: Value) -> bool:
    """Whether the name is the same in every environment, whatever the undecided conditions are."""
    return all(_is_fixed_text(option) for _, option in value.alternatives())


def _is_fixed_text(value: Value) -> bool:
    if value.labels & TELLS_APART:
        return False
    if isinstance(value, Known):
        return isinstance(value.data, str) and bool(value.data)
    if isinstance(value, Text):
        return all(isinstance(part, str) or _is_place(part) for part in value.parts)
    return isinstance(value, Output) and _is_fixed_text(value.inner)


def _is_place(hole: Value) -> bool:
    """Region, account or project, or literal text that a condition chooses: none tells one environment from another."""
    if isinstance(hole, Choice):
        return all(_is_place(option) or _is_fixed_text(option) for _, option in hole.options)
    if isinstance(hole, Output):
        return _is_place(hole.inner)
    if isinstance(hole, Reference):
        made = hole.target.resource
        return isinstance(made, Resource) and made.kind == "data" and made.type in PLACE_LOOKUPS
    return bool(hole.labels & SHARED) and not hole.labels & TELLS_APART


def _is_chosen_by_environment(value: Value, words: EnvironmentWords) -> bool:
    """Whether a map with an entry for each environment holds the name."""
    return any(step.span is not None and is_for_one_environment(step.span, words) for step in value.steps())


def _one_for_each_environment(names: list[str], words: EnvironmentWords) -> bool:
    """Whether one place in the source names the resources of several environments (``orders-dev``, ``orders-prod``)."""
    distinct = set(names)
    return len({words.left_out(name) for name in distinct}) < len(distinct)
