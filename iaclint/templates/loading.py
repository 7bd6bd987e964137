"""From a path to the resource graph of what is deployed there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from iaclint.evaluator.sources import DEFAULT_SOURCES, EnvironmentSources
from iaclint.frameworks.policies import collect_statements
from iaclint.model import ResourceGraph
from iaclint.source import Span
from iaclint.templates.assembly import NESTED, Assembly, TemplateFile, inside, listing
from iaclint.templates.cloudformation import PATH, CloudFormation, NestedStack, record_stack
from iaclint.templates.document import MalformedError, UnreadableError, open_document, parse
from iaclint.templates.environment import Marking
from iaclint.templates.pulumi import Preview
from iaclint.templates.reading import Reading, map_of, text_of
from iaclint.templates.recognition import notation_of
from iaclint.templates.terraform import Terraform
from iaclint.values import Entry, MapValue, Value

MAX_NESTING = 8


class Templates:
    """What was read: ``graph``, and the ``problems`` of files that could not be had (path, message). Files that are malformed are in the
    graph's syntax errors, with what is wrong in ``messages`` by the span's key. ``traces``: where in the program CDK says that constructs were made, by
    path."""

    __slots__ = ("graph", "messages", "problems", "traces")

    def __init__(self, graph: ResourceGraph) -> None:
        self.graph = graph
        self.problems: list[tuple[str, str]] = []
        self.messages: dict[tuple[str, int, int], str] = {}
        self.traces: dict[str, list[str]] = {}

    def malformed(self, error: MalformedError) -> None:
        self.graph.syntax_errors.append(error.span)
        self.messages[error.span.key] = str(error)


def load(path: str, environment: str, sources: Iterable[str] = (), written: str | None = None) -> Templates:
    """What the templates at ``path`` (a file, or a folder that a synthesis wrote) deploy. ``environment`` is the assumed one; ``written`` the
    one that they were made for, when that is known to be another. Bad input never raises."""
    return _Loading(environment, sources, written).load(os.path.realpath(path))


class _Loading:
    def __init__(self, environment: str, sources: Iterable[str], written: str | None) -> None:
        graph = ResourceGraph(environment)
        known = EnvironmentSources(environment, tuple(sources) or DEFAULT_SOURCES)
        self._reading = Reading(graph, environment if written is None else written, known)
        self._templates = Templates(graph)
        self._recorded: list[Entry] = []

    def load(self, path: str) -> Templates:
        if not os.path.isdir(path):
            self._file(TemplateFile(path), {}, 0)
        else:
            assembly = Assembly(path)
            self._templates.graph.files += assembly.manifests
            for error in assembly.broken:
                self._templates.malformed(error)
            if not assembly.templates:
                self._templates.problems.append((path, "holds no template"))
            for file in assembly.templates:
                self._stacks(file)
                self._file(file, {}, 0)
        collect_statements(self._templates.graph)
        return self._templates

    def _file(self, file: TemplateFile, given: dict[str, Value], depth: int) -> None:
        try:
            source = open_document(file.path)
            self._templates.graph.files.append(source)
            root = parse(source)
            if not isinstance(root, MapValue):
                raise MalformedError("not a template", root.span or Span(source, 0, 0))
        except UnreadableError as error:
            self._templates.problems.append((file.path, str(error)))
            return
        except MalformedError as error:
            self._templates.malformed(error)
            return
        self._templates.traces.update(file.traces)
        self._read(file, root, given, depth)

    def _stacks(self, file: TemplateFile) -> None:
        """Adds the stack of a template, and the stages around it, each once."""
        for artifact in file.artifacts:
            if artifact.entry not in self._recorded:
                self._recorded.append(artifact.entry)
                record_stack(self._reading, artifact)

    def _read(self, file: TemplateFile, root: MapValue, given: dict[str, Value], depth: int) -> None:
        notation = notation_of(file.path) or "cloudformation"
        if notation == "terraform":
            Terraform(self._reading, root).read()
        elif notation == "pulumi":
            Preview(self._reading, root).read()
        else:
            self._reading.marking = Marking(self._reading.marking.environment, stack_names(file, root))
            template = CloudFormation(self._reading, root, given, file.construct_paths)
            template.read()
            for nested in template.nested if depth < MAX_NESTING else []:
                inner = nested_template(os.path.dirname(file.path), nested)
                if inner is not None:
                    self._file(TemplateFile(inner), nested.given, depth + 1)


def stack_names(file: TemplateFile, root: MapValue) -> set[str]:
    """The names of the stack that a template is of, and of those around it."""
    names = {artifact.path.rpartition("/")[2] for artifact in file.artifacts}
    for entry in map_of(root.get("Resources")).entries.values():
        path = text_of(map_of(map_of(entry.value).get("Metadata")).get(PATH)) or ""
        names.add(path.partition("/")[0])
    return names - {""}


def nested_template(folder: str, nested: NestedStack) -> str | None:
    """The file of a nested stack's template: as the parent says, else named after the construct's path."""
    if nested.file is not None:
        path = inside(folder, nested.file)
        return path if path is not None and os.path.isfile(path) else None
    stem = re.sub(r"[^A-Za-z0-9]", "", nested.path)
    name = re.compile(re.escape(stem) + "[0-9A-F]{8}" + re.escape(NESTED))
    return next((path for path in listing(folder) if stem and name.fullmatch(os.path.basename(path))), None)
