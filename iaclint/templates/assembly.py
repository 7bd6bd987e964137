"""What a synthesis left behind: the template files of a cloud assembly (``cdk.out``) or of ``cdktf.out``."""

from __future__ import annotations

import os
from collections.abc import Iterator

from iaclint.templates.document import MalformedError, UnreadableError, open_document, parse
from iaclint.templates.reading import map_of, text_of
from iaclint.templates.recognition import STACK_FILE
from iaclint.values import ListValue, MapValue

STACK, ASSEMBLY, LOGICAL_ID = "aws:cloudformation:stack", "cdk:cloud-assembly", "aws:cdk:logicalId"
NESTED = ".nested.template.json"
MAX_DEPTH = 8  # stages within stages
MAX_FILES = 2_000


class TemplateFile:
    """A stack's template, and the construct paths of its resources by logical id as far as the manifest tells them."""

    __slots__ = ("construct_paths", "path")

    def __init__(self, path: str, construct_paths: dict[str, str] | None = None) -> None:
        self.path = path
        self.construct_paths = construct_paths or {}


def template_files(folder: str, depth: int = 0) -> Iterator[TemplateFile]:
    """The templates of all stacks below a folder, those of nested stacks left out: their parents lead to them. What the manifest does not tell
    is looked for by name."""
    own = inside(folder, STACK_FILE)
    if own is not None and os.path.isfile(own):
        yield TemplateFile(own)
        return
    stated = list(_stated(folder, depth)) if depth < MAX_DEPTH else []
    yield from stated or map(TemplateFile, _named(folder))


def _stated(folder: str, depth: int) -> Iterator[TemplateFile]:
    """What ``manifest.json`` lists; nothing when there is none or it is broken."""
    try:
        manifest = map_of(parse(open_document(os.path.join(folder, "manifest.json"))))
    except (UnreadableError, MalformedError):
        return
    for entry in map_of(manifest.get("artifacts")).entries.values():
        artifact = map_of(entry.value)
        properties = map_of(artifact.get("properties"))
        kind = text_of(artifact.get("type"))
        name = text_of(properties.get("templateFile" if kind == STACK else "directoryName"))
        inner = inside(folder, name) if name is not None else None
        if inner is not None and kind == STACK:
            yield TemplateFile(inner, _construct_paths(artifact))
        elif inner is not None and kind == ASSEMBLY:
            yield from template_files(inner, depth + 1)
    for entry in map_of(manifest.get("stacks")).entries.values():
        name = text_of(map_of(entry.value).get("synthesizedStackPath"))
        inner = inside(folder, name) if name is not None else None
        if inner is not None:
            yield TemplateFile(inner)


def _construct_paths(artifact: MapValue) -> dict[str, str]:
    """``"/Orders/Bucket/Resource": [{"type": "aws:cdk:logicalId", "data": "Bucket83908E77"}]``"""
    found: dict[str, str] = {}
    for path, entry in map_of(artifact.get("metadata")).entries.items():
        for item in entry.value.items if isinstance(entry.value, ListValue) else []:
            logical_id = text_of(map_of(item).get("data"))
            if logical_id is not None and text_of(map_of(item).get("type")) == LOGICAL_ID:
                found.setdefault(logical_id, str(path).lstrip("/"))
    return found


def _named(folder: str) -> list[str]:
    found: list[str] = []
    for place in (folder, *_listing(os.path.join(folder, "stacks"))):
        for path in _listing(place):
            real = inside(folder, path)
            if (
                path.endswith((".template.json", os.sep + STACK_FILE))
                and not path.endswith(NESTED)
                and real is not None
            ):
                found.append(real)
    return found[:MAX_FILES]


def _listing(folder: str) -> list[str]:
    try:
        return sorted(os.path.join(folder, name) for name in os.listdir(folder))
    except OSError:
        return []


def inside(folder: str, name: str) -> str | None:
    """The real path of a file below a folder; ``None`` for one that lies elsewhere."""
    try:
        path = os.path.realpath(os.path.join(folder, name))
    except ValueError:
        return None
    return path if path.startswith(folder.rstrip(os.sep) + os.sep) else None
