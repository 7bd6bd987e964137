"""From what is deployed back to the source: by construct path, which both sides know."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iaclint.model import PolicyStatement, Resource, ResourceGraph
from iaclint.model.listing import construct_path
from iaclint.model.policy import PolicyItem
from iaclint.model.protection import removal_policy
from iaclint.model.render import render_text
from iaclint.source import Span
from iaclint.values import ENVIRONMENT, Text, Unknown

# What one side says with another property than the other.
DEPLOYED_REMOVAL = ("deletionPolicy", "updateReplacePolicy")
REMOVAL = ("removalPolicy", *DEPLOYED_REMOVAL)
OTHER_NAMES = dict.fromkeys(DEPLOYED_REMOVAL, ("removalPolicy",))
SHORTEST = 5  # a shorter name is part of too many
_HOLE = re.compile(r"\$\{[^{}]*\}")
_ANY = "\0"


class SourceMap:
    """``deployed`` is the graph of the templates, ``source`` that of the program that they were made from."""

    def __init__(self, deployed: ResourceGraph, source: ResourceGraph) -> None:
        self._deployed = deployed
        self._source = source
        self._places: dict[int, list[tuple[list[str], Resource]]] = {}
        for resource in sorted(source.resources, key=lambda resource: not resource.reached):
            if resource.kind in ("resource", "component", "data", "provider", "stack"):
                pattern = _HOLE.sub(_ANY, construct_path(resource)).split("/")
                self._places.setdefault(len(pattern), []).append((pattern, resource))

    def source_of(self, resource: Resource) -> Resource | None:
        """The call in the source that makes a deployed resource, itself or by way of a construct around it."""
        path = construct_path(resource).split("/")
        for length in range(len(path), 0, -1):
            found = [r for pattern, r in self._places.get(length, ()) if matches(pattern, path[:length])]
            same = [r for r in found if r.type == resource.type]
            if same:
                return same[0]
            if resource.framework == "pulumi":
                return None
            made = [r for r in found if r.kind != "stack"]
            if made:
                return made[0]
        return None

    def take_defaults(self) -> None:
        """Lets deployed resources say what their constructs say: a retention that CDK adds by itself is the construct's default, no setting."""
        for resource in self._deployed.resources:
            source = self.source_of(resource) if resource.framework == "cdk" else None
            if source is None or source.type != resource.type or resource.implicit:
                continue
            resource.default_removal = source.default_removal
            said = any(name in source.properties.entries for name in REMOVAL) or source.properties.open is not None
            if not said and removal_policy(resource) == source.default_removal:
                for name in DEPLOYED_REMOVAL:
                    resource.properties.entries.pop(name, None)

    def span_of(self, span: Span) -> Span | None:
        """The place in the source that a place in a template comes from: the same property where the source has it, else the construct's name."""
        statement = next((s for s in self._deployed.statements if _holds(s.span, span)), None)
        if statement is not None:
            written = self._statement(statement, span)
            if written is not None:
                return written
        resource = next((r for r in self._deployed.resources if _holds(r.span, span)), None)
        source = self.source_of(resource) if resource is not None else None
        if resource is None or source is None:
            return None
        return self._property(resource, source, span) or source.name_span

    def _property(self, resource: Resource, source: Resource, span: Span) -> Span | None:
        for name, entry in resource.properties.entries.items():
            key = entry.key_span
            if key is None or not (_holds(key, span) or (entry.value.span and _holds(entry.value.span, span))):
                continue
            for candidate in self._names(str(name), resource, source):
                setting = source.get(candidate)
                if setting.given and setting.key_span is not None:
                    return setting.key_span
        return None

    def _names(self, name: str, resource: Resource, source: Resource) -> list[str]:
        """What a property may be called in the source, the likeliest first."""
        names = [name, *OTHER_NAMES.get(name, ())]
        if name == resource.name_property and source.name_property is not None:
            names.append(source.name_property)
        plain = name.lower()
        for other in map(str, source.properties.entries):  # `deletionProtection` and `deletionProtectionEnabled`
            if len(other) >= SHORTEST and (other.lower() in plain or plain in other.lower()):
                names.append(other)
        return names

    def _statement(self, statement: PolicyStatement, span: Span) -> Span | None:
        """The statement of the source with the same actions, and in it the item that is meant."""
        actions = _texts(statement.actions)
        for candidate in self._source.statements:
            if candidate.effect == statement.effect and _texts(candidate.actions) == actions:
                for mine, theirs in zip(_items(statement), _items(candidate), strict=False):
                    if mine.span == span and mine.text == theirs.text:
                        return theirs.span
                return candidate.span
        return None


def source_of(resource: Resource, graph_of_source: ResourceGraph) -> Resource | None:
    """See ``SourceMap.source_of``, which is for more than one question."""
    return SourceMap(ResourceGraph(graph_of_source.environment), graph_of_source).source_of(resource)


def environment_of(deployed: ResourceGraph, source: ResourceGraph) -> str | None:
    """The environment that templates were made for, read off their stacks: what stands where the source's stack has it (``Orders${suffix}``)."""
    heads = {
        construct_path(resource).split("/")[0] for resource in deployed.resources if resource.framework != "pulumi"
    }
    for stack in source.resources:
        if stack.kind != "stack" or not isinstance(stack.id, (Text, Unknown)):
            continue
        parts = stack.id.parts if isinstance(stack.id, Text) else [stack.id]
        holes = [part for part in parts if not isinstance(part, str)]
        if len(holes) == 1 and holes[0].labels & ENVIRONMENT:
            before, after = (("".join(p for p in side if isinstance(p, str))) for side in _around(parts, holes[0]))
            for head in sorted(heads):
                inner = head[len(before) : len(head) - len(after)]
                if inner and head.startswith(before) and head.endswith(after) and inner.replace("-", "").isalnum():
                    return inner
    return None


def _around(parts: Sequence[object], hole: object) -> tuple[Sequence[object], Sequence[object]]:
    at = next(index for index, part in enumerate(parts) if part is hole)
    return parts[:at], parts[at + 1 :]


def matches(pattern: list[str], path: list[str]) -> bool:
    """Whether a path fits one with holes, part by part."""
    return len(pattern) == len(path) and all(fits(one, other) for one, other in zip(pattern, path, strict=True))


def fits(pattern: str, text: str) -> bool:
    first, *rest = pattern.split(_ANY)
    if not rest:
        return pattern == text
    last = rest.pop()
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in rest:
        at = text.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def _holds(outer: Span, inner: Span) -> bool:
    return outer.file is inner.file and outer.start <= inner.start and inner.end <= outer.end


def _texts(items: list[PolicyItem]) -> list[str]:
    return sorted(render_text(item.value) for item in items)


def _items(statement: PolicyStatement) -> list[PolicyItem]:
    return [*statement.actions, *statement.not_actions, *statement.resources, *statement.not_resources]
