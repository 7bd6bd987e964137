"""A literal ``prod`` or ``dev`` in a name or a tag is wrong in every environment but one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from iaclint.model import ApiUse, Resource, ResourceGraph, Setting
from iaclint.model.render import render_text
from iaclint.rule import Context, Finding, Rule, came_from
from iaclint.source import Span
from iaclint.values import Entry, Instance, Known, ListValue, MapValue, Text, Value

from ._names import physical_name
from ._words import ENVIRONMENT_TAGS, IN_TAGS, environment_words, follows, is_written_in, without_environment

rule = Rule(
    "ENV002",
    severity="warning",
    summary="An environment is written into a name or a tag, whatever environment is deployed",
    profiles=("ephemeral",),
)

HELP = "use the environment suffix that the program is given"
TAG_PROPERTIES = ("tags", "tag")


@rule.program()
def check_names(graph: ResourceGraph, context: Context) -> Iterator[Finding]:
    siblings: dict[tuple[str, str], set[str]] = defaultdict(set)
    found = []
    for resource in graph.deployed():
        setting = physical_name(resource)
        if setting is None:
            continue
        name = render_text(setting.value)
        siblings[resource.type, without_environment(name)].add(name)
        word = _written_word(setting.value)
        if word is not None:
            found.append((setting, name, word))
    roles = _roles(siblings.values())
    for setting, name, word in found:
        if word.lower() not in roles:
            message = f"the name `{name}` says `{word}` in every environment"
            yield Finding(setting.span, message, setting.resource, related=came_from(setting), help=HELP)


def _roles(groups: Iterable[set[str]]) -> set[str]:
    """The environment words that tell resources of one program apart (``deploy-staging`` beside ``deploy-prod``): it has something for each."""
    return {word.lower() for names in groups if len(names) > 1 for name in names for word in environment_words(name)}


def _written_word(value: Value) -> str | None:
    """An environment word that the author wrote into the text, not one that a condition or a default chose."""
    words = []
    for _, option in value.alternatives():
        if not isinstance(option, (Known, Text)):
            return None
        text = str(option.data) if isinstance(option, Known) else "".join(_literal(part) for part in option.parts)
        words.append(next((word for word in environment_words(text) if _is_written(word, option)), None))
    return words[0] if words and None not in words else None


def _literal(part: str | Value) -> str:
    return part if isinstance(part, str) else "-"


def _is_written(word: str, value: Value) -> bool:
    return any(step.span is not None and is_written_in(word, step.span) for step in value.steps())


@rule.program()
def check_tags(graph: ResourceGraph, context: Context) -> Iterator[Finding]:
    for resource in graph.resources:
        for name in TAG_PROPERTIES:
            yield from _tags(resource.get(name), resource)
        default = resource.get("defaultTags")
        holders = default.value.items if isinstance(default.value, ListValue) else [default.value]
        for holder in holders:
            yield from _tags(_member(holder, "tags", resource), resource)


def _member(holder: Value, name: str, resource: Resource) -> Setting:
    properties = holder.properties if isinstance(holder, Instance) else holder
    value = properties.get(name) if isinstance(properties, MapValue) else None
    return Setting(resource, name, value or Known(None))


def _tags(setting: Setting, resource: Resource) -> Iterator[Finding]:
    """Tags as a map, or as a list of ``{key, value}``."""
    for _, tags in setting.value.alternatives():
        if isinstance(tags, MapValue):
            for key, entry in tags.entries.items():
                if entry.key_span is not None:
                    yield from _tag(key, entry.key_span, entry.value, resource)
        elif isinstance(tags, ListValue):
            for item in tags.items:
                properties = item.properties if isinstance(item, Instance) else item
                if isinstance(properties, MapValue):
                    yield from _pair(properties.entries.get("key"), properties.entries.get("value"), resource)


def _pair(key: Entry | None, value: Entry | None, resource: Resource) -> Iterator[Finding]:
    if key is not None and value is not None and isinstance(key.value, Known) and value.key_span is not None:
        yield from _tag(key.value.data, value.key_span, value.value, resource)


@rule.api_uses()
def check_added_tags(use: ApiUse, context: Context) -> Iterator[Finding]:
    """``Tags.of(stack).add('Environment', 'Production')``."""
    if use.symbol in ("aws-cdk-lib.Tags.add", "aws-cdk-lib.TagManager.setTag") and len(use.arguments) >= 2:
        key, value = use.arguments[:2]
        if isinstance(key, Known) and key.span is not None:
            yield from _tag(key.data, key.span, value, None)


def _tag(key: object, key_span: Span, value: Value, resource: Resource | None) -> Iterator[Finding]:
    if not isinstance(key, str) or key.lower() not in ENVIRONMENT_TAGS:
        return
    if not isinstance(value, Known) or not isinstance(value.data, str) or value.data.lower() not in IN_TAGS:
        return
    if value.span is not None and follows(value.span, key_span):
        yield Finding(value.span, f"the tag `{key}` is `{value.data}` in every environment", resource, help=HELP)
