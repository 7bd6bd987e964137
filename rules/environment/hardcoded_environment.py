"""A literal ``prod`` or ``dev`` in a name or a tag is wrong in every environment but one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from iaclint.model import ResourceGraph
from iaclint.model.render import render_text
from iaclint.rule import Context, Finding, Rule, came_from
from iaclint.values import Known, Text, Value

from ._literals import is_written_in, spells
from ._names import physical_name
from ._tags import added_tag, resource_tags
from ._words import EnvironmentWords, words_of

rule = Rule(
    "ENV002",
    severity="warning",
    summary="An environment is written into a name or a tag, whatever environment is deployed",
    profiles=("ephemeral",),
)

HELP = "use the environment suffix that the program is given"


@rule.program()
def check_names(graph: ResourceGraph, context: Context) -> Iterator[Finding]:
    words = words_of(context.environment_names)
    siblings: dict[tuple[str, str], set[str]] = defaultdict(set)
    found = []
    for resource in graph.deployed():
        setting = physical_name(resource)
        if setting is None:
            continue
        name = render_text(setting.value)
        siblings[resource.type, words.left_out(name)].add(name)
        word = _written_word(setting.value, words)
        if word is not None:
            found.append((setting, name, word))
    roles = _roles(siblings.values(), words)
    for setting, name, word in found:
        if word.lower() not in roles:
            message = f"the name `{name}` says `{word}` in every environment"
            yield Finding(setting.span, message, setting.resource, related=came_from(setting), help=HELP)


def _roles(groups: Iterable[set[str]], words: EnvironmentWords) -> set[str]:
    """The environment words that tell resources of one program apart (``deploy-staging`` beside ``deploy-prod``): it has something for each."""
    return {word.lower() for names in groups if len(names) > 1 for name in names for word in words.within(name)}


def _written_word(value: Value, words: EnvironmentWords) -> str | None:
    """An environment word that the author wrote into the text, not one that a condition or a default chose."""
    found = []
    for _, option in value.alternatives():
        if not isinstance(option, (Known, Text)):
            return None
        text = str(option.data) if isinstance(option, Known) else "".join(_literal(part) for part in option.parts)
        found.append(next((word for word in words.within(text) if _is_written(word, option, words)), None))
    return found[0] if found and None not in found else None


def _literal(part: str | Value) -> str:
    return part if isinstance(part, str) else "-"


def _is_written(word: str, value: Value, words: EnvironmentWords) -> bool:
    """The outermost expression that spells the word decides: what it was made of lies within."""
    spans = [step.span for step in value.steps() if step.span is not None]
    source = next((span for span in spans if spells(word, span, words)), None)
    return source is not None and is_written_in(word, source, words)


@rule.program()
def check_tags(graph: ResourceGraph, context: Context) -> Iterator[Finding]:
    words = words_of(context.environment_names)
    tags = [tag for resource in graph.resources for tag in resource_tags(resource)]
    tags += [tag for use in graph.api_uses for tag in added_tag(use)]
    found = [tag for tag in tags if tag.value.lower() in words.in_tags and tag.is_written(words)]
    if len({tag.value[:3].lower() for tag in found}) > 1:
        return  # one program for several environments, which says of each resource whose it is
    for tag in found:
        yield Finding(tag.span, f"the tag `{tag.key}` is `{tag.value}` in every environment", tag.resource, help=HELP)
