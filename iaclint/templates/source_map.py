"""From what is deployed back to the source: by construct path, which both sides know."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iaclint.model import PolicyStatement, Resource, ResourceGraph
from iaclint.model.listing import construct_path
from iaclint.model.policy import PolicyItem
from iaclint.model.protection import inherited_option, removal_policy
from iaclint.model.render import render_text
from iaclint.source import Span
from iaclint.templates.reading import generated_name
from iaclint.templates.traces import Traces
from iaclint.values import (
    ENVIRONMENT,
    EXTERNAL,
    NONDETERMINISTIC,
    SECRET,
    STACK,
    Entry,
    Instance,
    Known,
    ListValue,
    Omitted,
    Text,
    Unknown,
    Value,
)

# What one side says with another property than the other.
DEPLOYED_REMOVAL = ("deletionPolicy", "updateReplacePolicy")
REMOVAL = ("removalPolicy", *DEPLOYED_REMOVAL)
OTHER_NAMES = dict.fromkeys(DEPLOYED_REMOVAL, ("removalPolicy",))
LIBRARIES = ("aws-cdk-lib.", "@aws-cdk/")
MAX_STAGES = 2
TOLD_BY_SOURCE = ENVIRONMENT | STACK | NONDETERMINISTIC | EXTERNAL | SECRET
SHORTEST = 5  # a shorter name is part of too many
_HOLE = re.compile(r"\$\{[^{}]*\}")
_ANY = "\0"


class SourceMap:
    """``deployed`` is the graph of the templates, ``source`` that of the program that they were made from."""

    def __init__(self, deployed: ResourceGraph, source: ResourceGraph, traces: Traces | None = None) -> None:
        self._deployed = deployed
        self._source = source
        self._traces = traces
        self._places: dict[int, list[tuple[list[str], Resource]]] = {}
        for resource in sorted(source.resources, key=lambda resource: not resource.reached):
            if resource.kind in ("resource", "component", "data", "provider", "stack"):
                pattern = _HOLE.sub(_ANY, construct_path(resource)).split("/")
                self._places.setdefault(len(pattern), []).append((pattern, resource))

    def source_of(self, resource: Resource) -> Resource | None:
        """The call in the source that makes a deployed resource, itself or by way of a construct around it."""
        return self._found(resource)[0]

    def _found(self, resource: Resource) -> tuple[Resource | None, bool]:
        """The same, and whether it makes the resource itself."""
        if resource.kind == "backend":
            return self._backend_of(resource), False
        path = construct_path(resource).split("/")
        for outer in range(min(len(path), MAX_STAGES + 1)):  # in the model of the source, stages are no part of a path
            found, exact = self._source_at(path[outer:], resource)
            if found is not None or resource.framework == "pulumi":
                return found, exact
        return None, False

    def _backend_of(self, resource: Resource) -> Resource | None:
        """The back end in the same stack, else the stack, which got it without being told."""
        path = construct_path(resource).split("/")
        stack = next(iter(one for pattern, one in self._places.get(1, ()) if matches(pattern, path[:1])), None)
        made = (one for one in self._source.resources if one.kind == "backend" and one.label == resource.label)
        own = (one for one in made if stack is not None and one.scope is stack.instance)
        return next(own, stack)

    def _source_at(self, path: list[str], resource: Resource) -> tuple[Resource | None, bool]:
        for length in range(len(path), 0, -1):
            found = [r for pattern, r in self._places.get(length, ()) if matches(pattern, path[:length])]
            same = [r for r in found if r.type == resource.type]
            if same:
                return same[0], length == len(path)
            if resource.framework == "pulumi":
                return None, False
            made = [r for r in found if r.kind != "stack"]
            if made:
                return made[0], False
        return None, False

    def settle(self) -> None:
        """Lets the source tell what the author wrote: which resources are his, what their names depend on, and which retention is no setting but the
        construct's default."""
        for resource in self._deployed.deployed():
            source, exact = self._found(resource)
            if source is None:
                continue
            if resource.framework == "cdk":
                # a construct of the library made what the source does not know
                by_library = source.construct.startswith(LIBRARIES)
                resource.implicit = not exact and (resource.implicit or by_library)
                self._take_default(resource, source)
            if source.type == resource.type:
                take_labels(resource, source)

    def _take_default(self, resource: Resource, source: Resource) -> None:
        if source.type != resource.type or resource.implicit:
            return
        resource.default_removal = source.default_removal
        said = any(name in source.properties.entries for name in REMOVAL) or source.properties.open is not None
        if not said and removal_policy(resource) == source.default_removal:
            for name in DEPLOYED_REMOVAL:
                resource.properties.entries.pop(name, None)

    def span_of(self, span: Span) -> Span | None:
        """The place in the source that a place in a template comes from: the same property where the source has it, else the construct's name."""
        around = [one for one in self._deployed.statements if _holds(one.span, span)]
        if around:
            # statements in a text may all have the text's place, their items have places of their own
            statement = max(around, key=lambda one: any(item.span == span for item in _items(one)))
            written = self._statement(statement, span)
            if written is not None:
                return written
        resource = next((r for r in self._deployed.resources if _holds(r.span, span)), None)
        source = self.source_of(resource) if resource is not None else None
        if resource is not None and source is None and self._traces is not None:
            return self._traces.place_of(construct_path(resource))
        if resource is None or source is None:
            return None
        return self._property(resource, source, span) or source.name_span

    def _property(self, resource: Resource, source: Resource, span: Span) -> Span | None:
        for name, entry in resource.properties.entries.items():
            if _is_at(entry, span):
                for candidate in self._names(str(name), resource, source):
                    setting = source.get(candidate)
                    if setting.given and setting.key_span is not None:
                        return _same_item(entry.value, setting.value, span) or setting.key_span
        if resource.kind in ("backend", "stack"):
            return _overriding(resource, source, span)
        for name, entry in resource.options.entries.items() if resource.options is not None else ():
            if _is_at(entry, span):
                return inherited_option(source, str(name)).key_span
        return None

    def _names(self, name: str, resource: Resource, source: Resource) -> list[str]:
        """What a property may be called in the source, the likeliest first."""
        names = [name, *OTHER_NAMES.get(name, ())]
        if name == resource.name_property and source.name_property is not None:
            names.append(source.name_property)
        return names + [
            other for other in map(str, source.properties.entries) if are_alike(name.lower(), other.lower())
        ]

    def _statement(self, statement: PolicyStatement, span: Span) -> Span | None:
        """The statement of the source with the same actions that has most in common with a deployed one, and in it the item that is meant."""
        actions = _texts(statement.actions)
        same = [
            one for one in self._source.statements if one.effect == statement.effect and _texts(one.actions) == actions
        ]
        if not same:
            return None
        owner = self.source_of(statement.owner) if statement.owner is not None else None
        written = max(same, key=lambda one: (_likeness(statement, one), one.owner is owner))
        for mine, theirs in zip(_items(statement), _items(written), strict=False):
            if mine.span == span and mine.text == theirs.text:
                return theirs.span
        return written.span


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


def are_alike(one: str, other: str) -> bool:
    """``deletionProtection`` and ``deletionProtectionEnabled``, ``managedPolicies`` and ``managedPolicyArns``."""
    shorter = min(len(one), len(other))
    if shorter < SHORTEST:
        return False
    same = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    return one in other or other in one or 4 * same >= 3 * shorter


def take_labels(resource: Resource, source: Resource) -> None:
    """What a physical name depends on: in the template it is written out."""
    entry = resource.properties.entries.get(resource.name_property or "")
    if entry is None or not source.name_property:
        return
    written = source.get(source.name_property).value
    if isinstance(written, Omitted) and resource.framework == "cdk":
        entry.value = generated_name(entry)
        return
    value, labels = entry.value, written.labels & TOLD_BY_SOURCE
    if isinstance(value, Known):
        entry.value = Known(value.data, value.span, value.labels | labels)
    elif isinstance(value, Text):
        entry.value = Text(value.parts, value.span, value.labels | labels)


def _same_item(deployed: Value, written: Value, span: Span) -> Span | None:
    """Of two lists of the same length, the item that stands where a place is."""
    if not isinstance(deployed, ListValue) or not isinstance(written, ListValue):
        return None
    if len(deployed.items) != len(written.items):
        return None
    for mine, theirs in zip(deployed.items, written.items, strict=True):
        if mine.span is not None and _holds(mine.span, span):
            return theirs.span
    return None


def _overriding(resource: Resource, source: Resource, span: Span) -> Span | None:
    """Where the program writes over its back end or stack what stands at a place in the configuration."""
    path = next((one.path for one in resource.overrides if one.span == span), None)
    stack = source.scope.resource if isinstance(source.scope, Instance) else None
    owners = [source, *([stack] if isinstance(stack, Resource) else [])]
    for override in (one for owner in owners for one in owner.overrides):
        if path is not None and (override.path == path or override.path.endswith(f".{path}")):
            return override.span
    return None


def _is_at(entry: Entry, span: Span) -> bool:
    places = (entry.key_span, entry.value.span)
    return entry.key_span is not None and any(place is not None and _holds(place, span) for place in places)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.file is inner.file and outer.start <= inner.start and inner.end <= outer.end


def _texts(items: list[PolicyItem]) -> list[str]:
    return sorted(render_text(item.value) for item in items)


def _items(statement: PolicyStatement) -> list[PolicyItem]:
    what = [*statement.actions, *statement.not_actions, *statement.resources, *statement.not_resources]
    return [*what, *statement.principals, *statement.not_principals]


def _likeness(one: PolicyStatement, other: PolicyStatement) -> int:
    """How many known texts two statements share."""
    texts = {item.text for item in _items(one) if item.text is not None}
    return len(texts & {item.text for item in _items(other)}) + (len(_items(one)) == len(_items(other)))
