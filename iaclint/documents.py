"""What is checked although it is no project: templates, and Markdown with programs in it. Only when the user names them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iaclint.model import ResourceGraph
from iaclint.project.exclusion import Exclusion
from iaclint.project.markers import MARKERS
from iaclint.project.project import Checkout, Project
from iaclint.project.repository import Repository
from iaclint.project.walking import Walker
from iaclint.source import Language
from iaclint.templates.recognition import is_template

if TYPE_CHECKING:
    from iaclint.markdown_program import Block, Document

MARKDOWN_SUFFIXES = (".md", ".markdown")
SOURCE_ABOVE = 3  # folders above a template in which the program that made it may lie
MAX_MARKDOWN_FILES = 10_000


def documents_at(path: str, markdown: bool = False) -> list[Project]:
    """The templates or the Markdown programs that a given path is, with ``markdown`` the latter below a folder too; none when it is something else or
    does not exist. A synthesis' folder is no folder to look for programs in."""
    real = os.path.realpath(path)
    if real.lower().endswith(MARKDOWN_SUFFIXES) and os.path.isfile(real):
        return list(markdown_programs(real))
    if is_template(real):
        return [TemplateProject(real)]
    if markdown and os.path.isdir(real):
        return [one for file in markdown_below(real) for one in markdown_programs(file, told=False)]
    return []


def holds_programs(path: str) -> bool:
    """Whether a path that was given may hold projects besides documents."""
    return os.path.isdir(path) and not is_template(os.path.realpath(path))


def markdown_below(folder: str) -> Iterator[str]:
    """The Markdown files below a folder, dependencies and build output left out."""
    excluded = Exclusion(None, (), False)
    found = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not excluded.excludes(folder, os.path.join(parent, f), True))
        for name in sorted(names):
            if name.lower().endswith(MARKDOWN_SUFFIXES) and found < MAX_MARKDOWN_FILES:
                found += 1
                yield os.path.join(parent, name)


class DocumentProject(Project):
    """A document as the project of one file: ``root`` is its folder, beyond which nothing is read."""

    def __init__(self, path: str) -> None:
        folder = path if os.path.isdir(path) else os.path.dirname(path)
        walker = Walker(Exclusion(None, (), False), False)
        super().__init__(Checkout(Repository(folder), walker, set()), folder)
        self.path = path
        self.platforms = ()
        self._faults: list[tuple[Path, str]] = []
        self.report([path], named=True)

    def graph(self, environment: str, sources: Iterable[str] = ()) -> ResourceGraph:
        """What the document would deploy under an assumed environment."""
        raise NotImplementedError

    @cached_property
    def files(self) -> list[Path]:
        return self.reported

    @cached_property
    def relevant_files(self) -> list[Path]:
        return []

    @cached_property
    def entry_points(self) -> list[Path]:
        return []

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return ()

    def library_version(self, name: str, language: Language) -> Any:
        return None

    @cached_property
    def terraform_versions(self) -> list[Any]:
        return []

    @property
    def problems(self) -> list[tuple[Path, str]]:
        return self._faults


class TemplateProject(DocumentProject):
    """A template, or a folder that a synthesis wrote. Findings are told at the source when that is found: all places count as asked for."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        if os.path.isdir(path):
            self._reported.clear()
            self._named.clear()
            self.reported = [Path(path)]  # a folder holds what is supported, whatever its templates are called

    def reports(self, path: Path) -> bool:
        return True

    def graph(self, environment: str, sources: Iterable[str] = ()) -> ResourceGraph:
        from iaclint.analysis import analyze
        from iaclint.templates.loading import load
        from iaclint.templates.source_map import SourceMap, environment_of

        templates = load(self.path, environment, sources)
        project = self._source()
        if project is not None:
            source = analyze(project, environment, sources)
            written = environment_of(templates.graph, source)
            if written is not None and written != environment:
                templates = load(self.path, environment, sources, written)
            origin = SourceMap(templates.graph, source)
            origin.take_defaults()
            templates.graph.locate = origin.span_of
        templates.graph.synthesized = True
        self._faults = [(Path(path), message) for path, message in templates.problems]
        return templates.graph

    def _source(self) -> Project | None:
        """The project whose program made the templates: in the nearest folder above with a project file."""
        from iaclint.project import discover

        folder = self.path
        for _ in range(SOURCE_ABOVE):
            folder = os.path.dirname(folder)
            for name, _ in MARKERS:
                if os.path.isfile(os.path.join(folder, name)):
                    found = discover([Path(folder, name)])
                    return found[0] if found else None
        return None


class MarkdownProject(DocumentProject):
    """One program of a Markdown file."""

    def __init__(self, document: Document, blocks: list[Block]) -> None:
        super().__init__(document.path)
        self._document = document
        self._blocks = blocks

    def graph(self, environment: str, sources: Iterable[str] = ()) -> ResourceGraph:
        from iaclint.analysis import evaluate
        from iaclint.markdown_program import MarkdownProgram

        graph = ResourceGraph(environment)
        program = MarkdownProgram(self._document, self._blocks, graph)
        evaluate(program, graph, sources, [], [block.path for block in self._blocks])
        own = next((block.fence.language for block in self._blocks if block.platform), None)
        graph.files = [program.settle(own or "typescript")]
        return graph


class EmptyDocument(DocumentProject):
    """A Markdown file without a program, or one that cannot be read (``problem``)."""

    def __init__(self, path: str, problem: str = "") -> None:
        super().__init__(path)
        self._faults = [(Path(path), problem)] if problem else []

    def graph(self, environment: str, sources: Iterable[str] = ()) -> ResourceGraph:
        return ResourceGraph(environment)


def markdown_programs(path: str, told: bool = True) -> Iterator[DocumentProject]:
    """The programs of a Markdown file, each a project of its own. ``told``: the user named it, so that one without programs counts as well."""
    from iaclint.markdown_program import MAX_MARKDOWN, Document, infrastructure

    try:
        with open(path, "rb") as stream:
            data = stream.read(MAX_MARKDOWN + 1)
    except OSError as error:
        yield EmptyDocument(path, f"cannot be read: {error.strerror}")
        return
    if len(data) > MAX_MARKDOWN:
        yield EmptyDocument(path, f"not read: larger than {MAX_MARKDOWN // 1_000_000} MB")
        return
    document = Document(path, data)
    found = infrastructure(document.programs)
    for blocks in found:
        yield MarkdownProject(document, blocks)
    if not found and told:
        yield EmptyDocument(path)


def lint_markdown(path: str, environment: str, sources: Iterable[str] = ()) -> list[ResourceGraph]:
    """The graphs of the programs in a Markdown file, spans and all in the Markdown."""
    return [document.graph(environment, sources) for document in markdown_programs(os.path.realpath(path))]
