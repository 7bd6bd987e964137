"""What is checked although it is no project: templates, and Markdown with programs in it. Only when the user names them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from iaclint.document_repository import DocumentRepository
from iaclint.model import ResourceGraph
from iaclint.project.entry_points import entry_points
from iaclint.project.exclusion import Exclusion
from iaclint.project.markers import MARKERS, platforms
from iaclint.project.project import Checkout, Project
from iaclint.project.repository import Repository
from iaclint.project.terraform_version import TerraformVersion, terraform_versions
from iaclint.project.walking import Walker
from iaclint.source import Language
from iaclint.templates.recognition import is_template

if TYPE_CHECKING:
    from iaclint.markdown_program import Blocks, Document
    from iaclint.project.library_versions import LibraryVersion

MARKDOWN_SUFFIXES = (".md", ".markdown")
SOURCE_ABOVE = 3  # folders above a template in which the program that made it may lie
MAX_MARKDOWN_FILES = 10_000


def documents_at(path: str, markdown: bool = False) -> list[Project]:
    """The templates or the Markdown programs that a given path is, with ``markdown`` the latter below a folder too; none when it is something else or
    does not exist. A synthesis' folder is no folder to look for programs in."""
    real = os.path.realpath(path)
    if leads_outside(path):
        return [EmptyDocument(os.path.abspath(path), "not read: this link leads out of the repository")]
    if real.lower().endswith(MARKDOWN_SUFFIXES) and os.path.isfile(real):
        return list(markdown_programs(real))
    if is_template(real):
        return [TemplateProject(real)]
    if markdown and os.path.isdir(real):
        shared: dict[str, Checkout] = {}
        return [one for file in markdown_below(real) for one in markdown_programs(file, shared, told=False)]
    return []


def holds_programs(path: str) -> bool:
    """Whether a path that was given may hold projects besides documents."""
    return os.path.isdir(path) and not leads_outside(path) and not is_template(os.path.realpath(path))


def leads_outside(path: str) -> bool:
    """Whether a path that was given stands in a repository, but what it leads to through links does not."""
    boundary = boundary_of(os.path.abspath(path))
    if not os.path.lexists(os.path.join(boundary, ".git")) or not os.path.exists(path):
        return False
    real = os.path.realpath(boundary)
    return not (os.path.realpath(path) + os.sep).startswith(real.rstrip(os.sep) + os.sep)


def markdown_below(folder: str) -> Iterator[str]:
    """The Markdown files below a folder, dependencies and build output left out."""
    excluded = Exclusion(None, (), False)
    found = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not excluded.excludes(folder, os.path.join(parent, f), True))
        for name in sorted(names):
            path = os.path.join(parent, name)
            if name.lower().endswith(MARKDOWN_SUFFIXES) and found < MAX_MARKDOWN_FILES and is_own_file(path):
                found += 1
                yield path


def is_own_file(path: str) -> bool:
    """Whether a path is a file of the folder it is in: no link, which may lead anywhere, and no pipe, which may never end."""
    return os.path.isfile(path) and not os.path.islink(path)


def checkout_of(boundary: str) -> Checkout:
    return Checkout(Repository(boundary), Walker(Exclusion(None, (), False), False), set())


def boundary_of(folder: str) -> str:
    """The repository around a folder (the nearest ``.git``), else the folder itself."""
    around = folder
    while not os.path.lexists(os.path.join(around, ".git")):
        parent = os.path.dirname(around)
        if parent == around:
            return folder
        around = parent
    return around


class DocumentProject(Project):
    """A document as the project of one file: ``root`` is its folder."""

    def __init__(self, path: str, checkout: Checkout | None = None) -> None:
        folder = path if os.path.isdir(path) else os.path.dirname(path)
        super().__init__(checkout or checkout_of(folder), folder)
        self.path = path
        self.platforms = ()
        self._faults: list[tuple[Path, str]] = []
        self.messages: dict[tuple[str, int, int], str] = {}  # what is wrong where a syntax error is
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
        from iaclint.templates.implied import set_apart
        from iaclint.templates.loading import load
        from iaclint.templates.source_map import SourceMap, environment_of
        from iaclint.templates.traces import Traces

        templates = load(self.path, environment, sources)
        if self.source is not None:
            source = analyze(self.source, environment, sources)
            written = environment_of(templates.graph, source)
            if written is not None and written != environment:
                templates = load(self.path, environment, sources, written)
            origin = SourceMap(templates.graph, source, Traces(templates.traces, str(self.source.root)))
            origin.settle()
            templates.graph.locate = origin.span_of
            set_apart(templates.graph, source.files)
        else:
            set_apart(templates.graph)
        templates.graph.synthesized = True
        self._faults = [(Path(path), message) for path, message in templates.problems]
        self.messages = templates.messages
        return templates.graph

    @cached_property
    def terraform_versions(self) -> list[TerraformVersion]:
        return self.source.terraform_versions if self.source is not None else super().terraform_versions

    @cached_property
    def source(self) -> Project | None:
        """The project whose program made the templates: in the nearest folder above with a project file, in the same repository."""
        from iaclint.project import discover

        for folder in folders_above(self.path):
            for name, _ in MARKERS:
                if os.path.isfile(os.path.join(folder, name)):
                    found = discover([Path(folder, name)])
                    return found[0] if found else None
        return None


def folders_above(path: str) -> Iterator[str]:
    """The nearest folders around a template, up to the repository's root; none that others can write to or that holds all files of a user."""
    folder = path
    home = os.path.realpath(os.path.expanduser("~"))
    for _ in range(SOURCE_ABOVE):
        inner, folder = folder, os.path.dirname(folder)
        shared = os.path.isdir(folder) and os.stat(folder).st_mode & stat.S_ISVTX
        if folder == home or shared or os.path.lexists(os.path.join(inner, ".git")):
            return
        yield folder


class MarkdownProject(DocumentProject):
    """One program of a Markdown file, with the manifests and project files that the document shows; library versions that it does not show are those of
    the repository ``around`` it."""

    def __init__(self, document: Document, blocks: Blocks, around: Checkout) -> None:
        shown = document.files_of(blocks)
        repository = DocumentRepository(document.path, {name: document.content(one) for name, one in shown.items()})
        super().__init__(document.path, Checkout(repository, around.walker, set()))
        self._around = around
        self._document = document
        self._blocks = blocks
        self._root = shown_root(document.path, shown)
        self.platforms = platforms(repository.folder(self._root))

    def graph(self, environment: str, sources: Iterable[str] = ()) -> ResourceGraph:
        from iaclint.analysis import evaluate
        from iaclint.markdown_program import MarkdownProgram

        graph = ResourceGraph(environment)
        program = MarkdownProgram(self._document, self._blocks, self, self._root, graph)
        programs = [block.path for block in self._blocks if block.is_program]
        entries = [path for path in map(str, self.entry_points) if path in programs]
        evaluate(program, graph, sources, entries, programs)
        own = next(iter(self.languages), "typescript")
        graph.files = [program.settle("python" if own == "python" else "typescript")]
        return graph

    @cached_property
    def entry_points(self) -> list[Path]:
        return [Path(path) for path in entry_points(self._repository, self._root)]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        found = (block.fence.language for block in self._blocks if block.platform)
        return tuple(dict.fromkeys(language for language in found if language is not None))

    def library_version(self, name: str, language: Language) -> LibraryVersion | None:
        """What the document itself shows counts more than what the configuration says of the repository around it."""
        shown = self._checkout.libraries.find(self._root, name, language)
        if shown is not None or name in self._stated_versions:
            return shown or super().library_version(name, language)
        return self._around.libraries.find(str(self.root), name, language)

    @cached_property
    def terraform_versions(self) -> list[TerraformVersion]:
        """Those that the document shows or the configuration states, then those of the repository around it."""
        return super().terraform_versions + terraform_versions(self._around.repository, str(self.root))


def shown_root(document: str, paths: Iterable[str]) -> str:
    """The folder of the outermost project file that a document shows, else the document."""
    names = {name for name, _ in MARKERS}
    folders = (os.path.dirname(path) for path in paths if os.path.basename(path) in names)
    return min(folders, key=len, default=document)


class EmptyDocument(DocumentProject):
    """A Markdown file without a program, or one that cannot be read (``problem``)."""

    def __init__(self, path: str, problem: str = "") -> None:
        super().__init__(path)
        self._faults = [(Path(path), problem)] if problem else []

    def graph(self, environment: str, sources: Iterable[str] = ()) -> ResourceGraph:
        return ResourceGraph(environment)


def markdown_programs(
    path: str, shared: dict[str, Checkout] | None = None, told: bool = True
) -> Iterator[DocumentProject]:
    """The programs of a Markdown file, each a project of its own. ``shared``: the repositories that other documents lie in, by their boundary. ``told``:
    the user named the file, so that one without programs counts as well."""
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
    if found:
        boundary = boundary_of(os.path.dirname(path))
        checkouts = shared if shared is not None else {}
        around = checkouts.setdefault(boundary, checkouts.get(boundary) or checkout_of(boundary))
        for blocks in found:
            yield MarkdownProject(document, blocks, around)
    elif told:
        yield EmptyDocument(path)


def lint_markdown(path: str, environment: str, sources: Iterable[str] = ()) -> list[ResourceGraph]:
    """The graphs of the programs in a Markdown file, spans and all in the Markdown."""
    return [document.graph(environment, sources) for document in markdown_programs(os.path.realpath(path))]
