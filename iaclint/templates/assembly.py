"""What a synthesis left behind: the template files of a cloud assembly (``cdk.out``) or of ``cdktf.out``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Literal

from iaclint.source import SourceFile
from iaclint.templates.document import MalformedError, UnreadableError, open_document, parse
from iaclint.templates.reading import map_of, text_of
from iaclint.templates.recognition import STACK_FILE
from iaclint.values import Entry, ListValue, MapValue

ArtifactKind = Literal["stack", "stage"]

LOGICAL_ID = "aws:cdk:logicalId"
_KINDS: dict[str, ArtifactKind] = {"aws:cloudformation:stack": "stack", "cdk:cloud-assembly": "stage"}
NESTED = ".nested.template.json"
MAX_DEPTH = 8  # stages within stages
MAX_FILES = 2_000


class Artifact:
    """What a manifest says of a stack or of the assembly of a stage: ``entry`` stands at its name, ``path`` is that of its construct."""

    __slots__ = ("entry", "kind", "path")

    def __init__(self, kind: ArtifactKind, path: str, entry: Entry) -> None:
        self.kind: ArtifactKind = kind
        self.path = path
        self.entry = entry


class TemplateFile:
    """A stack's template; as far as a manifest tells them, the construct paths of its resources by logical id, where in the program each was made
    (a stack trace, by construct path), and its ``artifacts``: the stages around the stack, and the stack."""

    __slots__ = ("artifacts", "construct_paths", "path", "traces")

    def __init__(self, path: str, artifacts: tuple[Artifact, ...] = ()) -> None:
        self.path = path
        self.artifacts = artifacts
        self.construct_paths: dict[str, str] = {}
        self.traces: dict[str, list[str]] = {}
        if artifacts:
            self._read_metadata(map_of(map_of(artifacts[-1].entry.value).get("metadata")))

    def _read_metadata(self, metadata: MapValue) -> None:
        """``"/Orders/Bucket/Resource": [{"type": "aws:cdk:logicalId", "data": "Bucket83908E77", "trace": […]}]``"""
        for path, entry in metadata.entries.items():
            for item in map(map_of, entry.value.items if isinstance(entry.value, ListValue) else []):
                logical_id = text_of(item.get("data"))
                if logical_id is not None and text_of(item.get("type")) == LOGICAL_ID:
                    self.construct_paths.setdefault(logical_id, str(path).lstrip("/"))
                trace = item.get("trace")
                if isinstance(trace, ListValue):
                    frames = [frame for frame in map(text_of, trace.items) if frame is not None]
                    self.traces.setdefault(str(path).lstrip("/"), frames)


class Assembly:
    """The templates of all stacks below a folder, those of nested stacks left out: their parents lead to them. What no manifest tells is looked for by
    name. ``manifests``: those that were read; ``broken``: what is wrong with others."""

    __slots__ = ("broken", "manifests", "templates")

    def __init__(self, folder: str) -> None:
        self.manifests: list[SourceFile] = []
        self.broken: list[MalformedError] = []
        self.templates: list[TemplateFile] = list(self._below(folder, ()))

    def _below(self, folder: str, stages: tuple[Artifact, ...]) -> Iterator[TemplateFile]:
        own = inside(folder, STACK_FILE)
        if own is not None and os.path.isfile(own):
            yield TemplateFile(own)
            return
        stated = list(self._stated(folder, stages)) if len(stages) < MAX_DEPTH else []
        yield from stated or map(TemplateFile, _named(folder))

    def _stated(self, folder: str, stages: tuple[Artifact, ...]) -> Iterator[TemplateFile]:
        """What ``manifest.json`` lists; nothing when there is none or it is broken."""
        manifest = self._manifest(folder)
        for name, entry in map_of(manifest.get("artifacts")).entries.items():
            found = map_of(entry.value)
            properties = map_of(found.get("properties"))
            kind = _KINDS.get(text_of(found.get("type")) or "")
            file = text_of(properties.get("templateFile" if kind == "stack" else "directoryName"))
            inner = inside(folder, file) if file is not None else None
            if inner is None or kind is None:
                continue
            shown = text_of(found.get("displayName")) or text_of(properties.get("displayName")) or str(name)
            artifacts = (*stages, Artifact(kind, shown.partition(" (")[0], entry))
            if kind == "stack":
                yield TemplateFile(inner, artifacts)
            else:
                yield from self._below(inner, artifacts)
        for entry in map_of(manifest.get("stacks")).entries.values():
            file = text_of(map_of(entry.value).get("synthesizedStackPath"))
            inner = inside(folder, file) if file is not None else None
            if inner is not None:
                yield TemplateFile(inner)

    def _manifest(self, folder: str) -> MapValue:
        path = inside(folder, "manifest.json")
        if path is None or not os.path.isfile(path):
            return MapValue()
        try:
            file = open_document(path)
            manifest = map_of(parse(file))
        except UnreadableError:
            return MapValue()
        except MalformedError as error:
            self.broken.append(error)
            return MapValue()
        self.manifests.append(file)
        return manifest


def _named(folder: str) -> list[str]:
    found: list[str] = []
    for place in (folder, *listing(os.path.join(folder, "stacks"))):
        for path in listing(place):
            real = inside(folder, path)
            if (
                path.endswith((".template.json", os.sep + STACK_FILE))
                and not path.endswith(NESTED)
                and real is not None
            ):
                found.append(real)
    return found[:MAX_FILES]


def listing(folder: str) -> list[str]:
    """The paths of what is in a folder, sorted."""
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
