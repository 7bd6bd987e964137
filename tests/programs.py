"""Resource graphs made by hand, for tests of what comes after the analysis.

A *sketch* is a source file in which a line ``resource TYPE ID key=value …`` stands for a call that deploys something; ``unreached`` before it puts it where
no entry point leads, ``!`` before it is a syntax error; ``? why`` is a place that could not be followed. Lines that say nothing of the kind are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from iaclint.api import Analysis
from iaclint.model import Resource, ResourceGraph, UnknownPart
from iaclint.project import Project
from iaclint.rule import Backend, Constraint, Declaration, Deprecation, Limits, Missing, Signature, TerraformVersion
from iaclint.source import LANGUAGE_OF_SUFFIX, Language, SourceFile, Span
from iaclint.values import Entry, Key, Known, MapValue, Unknown, Value

CONSTANTS: dict[str, Any] = {"true": True, "false": False, "null": None}


class NoFacts:
    """A catalog that knows nothing."""

    def deprecated_property(self, construct: str, name: str) -> Deprecation | None:
        return None

    def deprecated_type(self, symbol: str) -> Deprecation | None:
        return None

    def deprecated_member(self, symbol: str) -> Deprecation | None:
        return None

    def deprecated_method(self, symbol: str) -> Deprecation | None:
        return None

    def missing_member(self, symbol: str, language: Language) -> Missing | None:
        return None

    def python_name(self, symbol: str) -> str | None:
        return None

    def missing_class(self, symbol: str, language: Language) -> Missing | None:
        return None

    def removed_in_v2(self, symbol: str) -> str | None:
        return None

    def module_since_v2(self, symbol: str) -> str | None:
        return None

    def declaration(self, symbol: str) -> Declaration | None:
        return None

    def signature(self, symbol: str) -> Signature | None:
        return None

    def passes_for(self, symbol: str, wanted: str) -> bool:
        return True

    def lacks(self, wanted: str, names: frozenset[str]) -> bool:
        return False

    def name_constraint(self, type: str) -> Constraint | None:
        return None

    def limits(self, type: str) -> Limits | None:
        return None

    def unknown_part(self, type: str, path: str) -> tuple[int, list[str]] | None:
        return None

    def iam_actions(self, pattern: str) -> list[str]:
        return []

    def iam_access_level(self, action: str) -> str | None:
        return None

    def iam_resource_level(self, action: str) -> str | None:
        return None

    def managed_policy_exists(self, name: str) -> bool:
        return True

    def closest_managed_policy(self, name: str) -> str | None:
        return None

    def managed_policies_date(self) -> str:
        return ""

    def library_version(self, library: str) -> str | None:
        return None

    def struct_of(self, construct: str, name: str) -> str | None:
        return None

    def terraform_version(self, required: str | None = None) -> TerraformVersion | None:
        return None

    def backend(self, name: str) -> Backend | None:
        return None

    def backend_names(self) -> tuple[str, ...]:
        return ()


def source(text: str, path: str = "/project/app.py") -> SourceFile:
    return SourceFile(path, text.encode(), LANGUAGE_OF_SUFFIX[Path(path).suffix])


def span_of(file: SourceFile, text: str, nth: int = 0) -> Span:
    """The span of the ``nth`` occurrence of ``text``."""
    at = -1
    for _ in range(nth + 1):
        at = file.data.index(text.encode(), at + 1)
    return Span(file, at, at + len(text.encode()))


def resource(
    file: SourceFile,
    call: str,
    type: str = "AWS::RDS::DBInstance",
    reached: bool = True,
    nth: int = 0,
    **properties: Any,
) -> Resource:
    """A resource made by the call whose text is ``call``. A property that is not a ``Value`` is a constant; its key's span is found in the file."""
    span = span_of(file, call, nth)
    entries: dict[Key, Entry] = {}
    for name, value in properties.items():
        known = value if isinstance(value, Value) else Known(value)
        key = span_of(file, name) if name.encode() in file.data else None
        entries[name] = Entry(known, key, name)
    construct = "aws-cdk-lib.aws_rds.DatabaseInstance" if type.startswith("AWS::") else type
    return Resource("cdk", "resource", type, construct, Known("Thing"), MapValue(entries), span, span, reached=reached)


def graph_of(*resources: Resource, environment: str = "pr1234") -> ResourceGraph:
    graph = ResourceGraph(environment)
    graph.resources = list(resources)
    graph.calls = graph.resolved = len(resources)
    graph.files = list({r.span.file.path: r.span.file for r in resources}.values())
    return graph


_LINE = re.compile(
    r"^\s*(?P<unreached>unreached )?resource (?P<type>\S+) (?P<id>\S+)(?P<properties>( \w+=\S+)*)", re.MULTILINE
)
_PROPERTY = re.compile(r"(\w+)=(\S+)")


def sketched(project: Project, environment: str, sources: Iterable[str] = ()) -> ResourceGraph:
    """The graph of a project of sketches. ``when:ENV`` as a value is true under that environment, ``sources`` is what names the environment; ``boom``
    in a file makes the analysis fail."""
    graph = ResourceGraph(environment)
    # looked at, as the real analysis does, so that broken manifests are noticed
    assert project.entry_points is not None
    for path in project.files:
        project.resolver.resolve(path, "library", "typescript")
        overlaid = project.overlaid(str(path))
        data = path.read_bytes() if overlaid is None else overlaid
        file = SourceFile(str(path), data, LANGUAGE_OF_SUFFIX[path.suffix])
        if b"boom" in file.data:
            raise RuntimeError("the analysis failed")
        graph.files.append(file)
        graph.resources += _resources(file, environment, sources)
        for at in re.finditer(rb"^\? (.*)", file.data, re.MULTILINE):
            graph.unknowns.append(UnknownPart(Span(file, at.start(), at.end()), at[1].decode()))
        for at in re.finditer(rb"^!.*", file.data, re.MULTILINE):
            graph.syntax_errors.append(Span(file, at.start(), at.end()))
    graph.calls = graph.resolved = len(graph.resources)
    return graph


def _resources(file: SourceFile, environment: str, sources: Iterable[str]) -> Iterator[Resource]:
    text = file.data.decode("latin-1")
    for match in _LINE.finditer(text):
        properties = MapValue()
        for one in _PROPERTY.finditer(text, match.start("properties"), match.end("properties")):
            properties.set(one[1], _value(one[2], environment, sources), Span(file, *one.span(1)), one[1])
        span, name = Span(file, match.start("type"), match.end()), Span(file, *match.span("type"))
        made = Resource(
            "cdk", "resource", match["type"], "aws-cdk-lib.aws_x.Thing", Known(match["id"]), properties, span, name
        )
        made.reached = not match["unreached"]
        yield made


def _value(text: str, environment: str, sources: Iterable[str]) -> Value:
    if text == "sources":
        return Known(",".join(sources))
    if text.startswith("when:"):
        return Known(environment == text[5:])
    return Unknown("not known", "name") if text == "?" else Known(CONSTANTS.get(text, text))


def unread(*names: str) -> Analysis:
    """The analysis of sketches that cannot read the files of these names."""

    def analyze(project: Project, environment: str, sources: Iterable[str] = ()) -> ResourceGraph:
        graph = sketched(project, environment, sources)
        graph.files = [file for file in graph.files if Path(file.path).name not in names]
        return graph

    return Analysis(analyze, SKETCHED.facts)


SKETCHED = Analysis(sketched, lambda project: NoFacts())
