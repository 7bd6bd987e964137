"""A literal ``prod`` or ``dev`` in a name or a tag is wrong in every environment but one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from iaclint.model import ApiUse, Resource, ResourceGraph
from iaclint.model.render import render_text
from iaclint.rule import Context, Finding, Rule, came_from
from iaclint.source import Span
from iaclint.values import Instance, Known, ListValue, MapValue, Text, Value

from ._literals import follows, is_entry_of, is_written_in, spells
from ._names import physical_name
from ._words import ENVIRONMENT_TAGS, IN_TAGS, environment_words, without_environment

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
    """The outermost expression that spells the word decides: what it was made of lies within."""
    spans = [step.span for step in value.steps() if step.span is not None]
    source = next((span for span in spans if spells(word, span)), None)
    return source is not None and is_written_in(word, source)


@rule.program()
def check_tags(graph: ResourceGraph, context: Context) -> Iterator[Finding]:
    found = [tag for resource in graph.resources for tag in _resource_tags(resource)]
    found += [tag for use in graph.api_uses for tag in _added_tag(use)]
    if len({tag.value[:3].lower() for tag in found}) > 1:
        return  # one program for several environments, which says of each resource whose it is
    for tag in found:
        yield Finding(tag.span, f"the tag `{tag.key}` is `{tag.value}` in every environment", tag.resource, help=HELP)


class WrittenTag:
    """A tag whose literal value names an environment."""

    __slots__ = ("key", "resource", "span", "value")

    def __init__(self, key: str, value: str, span: Span, resource: Resource | None) -> None:
        self.key = key
        self.value = value
        self.span = span
        self.resource = resource


def _resource_tags(resource: Resource) -> Iterator[WrittenTag]:
    for name in TAG_PROPERTIES:
        yield from _tags(resource.get(name).value, resource)
    default = resource.get("defaultTags").value
    for holder in default.items if isinstance(default, ListValue) else [default]:
        properties = _map(holder)
        tags = properties.get("tags") if properties is not None else None
        if tags is not None:
            yield from _tags(tags, resource)


def _tags(value: Value, resource: Resource) -> Iterator[WrittenTag]:
    """Tags as a map, or as a list of ``{key, value}``."""
    for _, tags in value.alternatives():
        if isinstance(tags, MapValue):
            for key, entry in tags.entries.items():
                yield from _tag(key, entry.key_span, entry.value, resource)
        elif isinstance(tags, ListValue):
            for item in tags.items:
                yield from _pair(_map(item), resource)


def _pair(properties: MapValue | None, resource: Resource) -> Iterator[WrittenTag]:
    key = properties.get("key") if properties is not None else None
    entry = properties.entries.get("value") if properties is not None else None
    if isinstance(key, Known) and entry is not None:
        yield from _tag(key.data, entry.key_span, entry.value, resource)


def _map(value: Value) -> MapValue | None:
    properties = value.properties if isinstance(value, Instance) else value
    return properties if isinstance(properties, MapValue) else None


def _added_tag(use: ApiUse) -> Iterator[WrittenTag]:
    """``Tags.of(stack).add('Environment', 'Production')``."""
    if use.symbol in ("aws-cdk-lib.Tags.add", "aws-cdk-lib.TagManager.setTag") and len(use.arguments) >= 2:
        key, value = use.arguments[:2]
        if isinstance(key, Known):
            yield from _tag(key.data, key.span, value, None, looped=key.span is None)


def _tag(
    key: object, key_span: Span | None, value: Value, resource: Resource | None, looped: bool = False
) -> Iterator[WrittenTag]:
    """``looped``: a loop over a map gave the key, which is then nowhere but in the map."""
    if not isinstance(key, str) or key.lower() not in ENVIRONMENT_TAGS:
        return
    if not isinstance(value, Known) or not isinstance(value.data, str) or value.data.lower() not in IN_TAGS:
        return
    if value.span is None:
        return
    if is_entry_of(value.span, key) if looped else key_span is not None and follows(value.span, key_span):
        yield WrittenTag(key, value.data, value.span, resource)
