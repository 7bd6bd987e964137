"""Tags that say which environment a resource belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse, Resource
from iaclint.source import Span
from iaclint.values import Instance, Known, ListValue, MapValue, Value

from ._literals import follows, is_entry_of
from ._words import ENVIRONMENT_TAGS, EnvironmentWords

TAG_PROPERTIES = ("tags", "tag")


class WrittenTag:
    """A tag for the environment with a literal value. ``key_span`` is ``None`` when a loop over a map gave the key, which is then nowhere but in
    the map."""

    __slots__ = ("key", "key_span", "resource", "span", "value")

    def __init__(self, key: str, key_span: Span | None, value: str, span: Span, resource: Resource | None) -> None:
        self.key = key
        self.key_span = key_span
        self.value = value
        self.span = span
        self.resource = resource

    def is_written(self, words: EnvironmentWords) -> bool:
        """Whether the value stands at the key, for every environment."""
        if self.key_span is None:
            return is_entry_of(self.span, self.key, words)
        return follows(self.span, self.key_span, words)


def resource_tags(resource: Resource) -> Iterator[WrittenTag]:
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
                if entry.key_span is not None:
                    yield from _tag(key, entry.key_span, entry.value, resource)
        elif isinstance(tags, ListValue):
            for item in tags.items:
                yield from _pair(_map(item), resource)


def _pair(properties: MapValue | None, resource: Resource) -> Iterator[WrittenTag]:
    key = properties.get("key") if properties is not None else None
    entry = properties.entries.get("value") if properties is not None else None
    if isinstance(key, Known) and entry is not None and entry.key_span is not None:
        yield from _tag(key.data, entry.key_span, entry.value, resource)


def _map(value: Value) -> MapValue | None:
    properties = value.properties if isinstance(value, Instance) else value
    return properties if isinstance(properties, MapValue) else None


def added_tag(use: ApiUse) -> Iterator[WrittenTag]:
    """``Tags.of(stack).add('Environment', 'Production')``."""
    if use.symbol in ("aws-cdk-lib.Tags.add", "aws-cdk-lib.TagManager.setTag") and len(use.arguments) >= 2:
        key, value = use.arguments[:2]
        if isinstance(key, Known):
            yield from _tag(key.data, key.span, value, None)


def _tag(key: object, key_span: Span | None, value: Value, resource: Resource | None) -> Iterator[WrittenTag]:
    if not isinstance(key, str) or key.lower() not in ENVIRONMENT_TAGS or value.span is None:
        return
    if isinstance(value, Known) and isinstance(value.data, str):
        yield WrittenTag(key, key_span, value.data, value.span, resource)
