"""From a path to the resource graph of what is deployed there."""

from __future__ import annotations

import os
from collections.abc import Iterable

from iaclint.evaluator.sources import DEFAULT_SOURCES, EnvironmentSources
from iaclint.frameworks.policies import collect_statements
from iaclint.model import ResourceGraph
from iaclint.source import Span
from iaclint.templates.assembly import TemplateFile, inside, template_files
from iaclint.templates.cloudformation import CloudFormation
from iaclint.templates.document import MalformedError, UnreadableError, open_document, parse
from iaclint.templates.pulumi import Preview
from iaclint.templates.reading import Reading
from iaclint.templates.recognition import notation_of
from iaclint.templates.terraform import Terraform
from iaclint.values import MapValue, Value

MAX_NESTING = 8


class Templates:
    """What was read: ``graph``, and the ``problems`` of files that could not be had (path, message). Files that are malformed are in the
    graph's syntax errors, with what is wrong in ``messages`` by the span's key."""

    __slots__ = ("graph", "messages", "problems")

    def __init__(self, graph: ResourceGraph) -> None:
        self.graph = graph
        self.problems: list[tuple[str, str]] = []
        self.messages: dict[tuple[str, int, int], str] = {}


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

    def load(self, path: str) -> Templates:
        files = list(template_files(path)) if os.path.isdir(path) else [TemplateFile(path)]
        if not files:
            self._templates.problems.append((path, "holds no template"))
        for file in files:
            self._file(file, {}, 0)
        graph = self._templates.graph
        collect_statements(graph)
        graph.statements = [s for s in graph.statements if s.owner is None or not s.owner.implicit]  # the author's
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
            self._templates.graph.syntax_errors.append(error.span)
            self._templates.messages[error.span.key] = str(error)
            return
        self._read(file, root, given, depth)

    def _read(self, file: TemplateFile, root: MapValue, given: dict[str, Value], depth: int) -> None:
        notation = notation_of(file.path) or "cloudformation"
        if notation == "terraform":
            Terraform(self._reading, root).read()
        elif notation == "pulumi":
            Preview(self._reading, root).read()
        else:
            template = CloudFormation(self._reading, root, given, file.construct_paths)
            template.read()
            for nested in template.nested if depth < MAX_NESTING else []:
                inner = inside(os.path.dirname(file.path), nested.file)
                if inner is not None and os.path.isfile(inner):
                    self._file(TemplateFile(inner), nested.given, depth + 1)
