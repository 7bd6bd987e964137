"""Reads a meaning (``deletion_protection``, ``versioned``) off a resource, whatever notation it is written in."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache

from iaclint.model.facet_table import FACETS, Meaning
from iaclint.model.graph import ResourceGraph
from iaclint.model.resource import Resource, Setting
from iaclint.values import Choice, Instance, Known, Omitted, Output, Reference, Symbol, Text, Unknown, Value, choose

PHYSICAL_NAME = "physical_name"

_CAPITAL = re.compile(r"(?<=[a-z0-9])[A-Z]")


def facet(resource: Resource, name: str, graph: ResourceGraph | None = None) -> Setting:
    """What the resource says about ``name``: ``Omitted`` when it surely says nothing, ``Unknown`` when it may. Raises ``KeyError`` for a meaning
    that is not in the table. With ``graph``, satellite resources are read too."""
    if name == PHYSICAL_NAME:
        return resource.get(resource.name_property) if resource.name_property else Setting(resource, name, Omitted())
    unknown: Setting | None = None
    for path, meaning in rows_for(resource.type, name):
        setting = read(resource, path, graph)
        if setting.given and not isinstance(setting.value, Unknown):
            return Setting(
                setting.resource, setting.path, meant(setting.value, meaning), setting.key_span, setting.spelling
            )
        if setting.given and unknown is None:
            unknown = setting
    return unknown or Setting(resource, name, Omitted())


@lru_cache(maxsize=4096)
def rows_for(type: str, name: str) -> tuple[tuple[str, Meaning | None], ...]:
    """The paths that carry a meaning for a deployed type."""
    return tuple((row[1], row[2] if len(row) == 3 else None) for row in FACETS[name] if fnmatchcase(type, row[0]))


def read(resource: Resource, path: str, graph: ResourceGraph | None) -> Setting:
    if path.startswith("@"):
        return resource.option(path[1:])
    if ">" not in path:
        return nested(resource, path)
    satellite_type, link, inner = path.split(">")
    for satellite in satellites(resource, satellite_type, link, graph):
        setting = satellite.get(inner)
        if setting.given:
            return setting
    return Setting(resource, path, Omitted())


def nested(resource: Resource, path: str) -> Setting:
    """The property at a path. Python programs may write what lies within as dictionaries, in their own spelling."""
    setting = resource.get(path)
    if setting.given or "." not in path:
        return setting
    outer, _, inner = path.partition(".")
    snake = _CAPITAL.sub(lambda found: "_" + found[0].lower(), inner)
    return resource.get(f"{outer}.{snake}") if snake != inner else setting


def satellites(resource: Resource, type: str, link: str, graph: ResourceGraph | None) -> list[Resource]:
    """The resources of a type whose property ``link`` refers to this one."""
    if graph is None or resource.instance is None:
        return []
    return [
        other
        for other in graph.resources
        if fnmatchcase(other.type, type) and refers_to(other.get(link).value, resource.instance)
    ]


def refers_to(value: Value, instance: Instance) -> bool:
    """Whether a value is, or holds, a reference to a construct."""
    if isinstance(value, Output):
        return refers_to(value.inner, instance)
    if isinstance(value, Reference):
        return value.target is instance
    if isinstance(value, Text):
        return any(isinstance(part, Value) and refers_to(part, instance) for part in value.parts)
    return value is instance


def meant(value: Value, meaning: Meaning | None) -> Value:
    """The value in the words of the facet."""
    if meaning is None:
        return value
    if isinstance(value, Choice):
        return choose([(conditions, meant(option, meaning)) for conditions, option in value.options], value.span)
    if isinstance(value, Known) and value.data in meaning:
        return Known(meaning[value.data], value.span, value.labels, value)
    if isinstance(value, Symbol) and value.last in meaning:
        return Known(meaning[value.last], value.span, value.labels, value)
    return value


__all__ = ["facet", "satellites"]
