"""The files of a project as the evaluator sees them."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from iaclint import frontends, ir
from iaclint.frameworks.imports import generated
from iaclint.model import ResourceGraph
from iaclint.project.resolution import NamespacePackage
from iaclint.source import LANGUAGE_OF_SUFFIX, Language, SourceFile
from iaclint.values import Symbol

if TYPE_CHECKING:
    from iaclint.project import Project

MAX_SOURCE = 2_000_000  # bytes; what is larger was not written by hand
MAX_DATA = 1_000_000
MAX_LISTED = 1_000  # names in a folder


class ProjectProgram:
    """Implements ``evaluator.run.Program`` on a project; broken files and syntax errors go to the graph."""

    def __init__(self, project: Project, environment: str, graph: ResourceGraph) -> None:
        self._project = project
        self._environment = environment
        self._graph = graph
        self._extra_roots: list[Path] = []
        self.root = str(project.root)
        self._boundary = str(project.boundary)

    @property
    def name(self) -> str:
        pulumi = self._project.pulumi
        return pulumi.project if pulumi is not None else ""

    def module(self, path: str) -> ir.Module | None:
        language = LANGUAGE_OF_SUFFIX.get(os.path.splitext(path)[1])
        if language is None:
            return None
        data = self._read(path, MAX_SOURCE)
        if data is None:
            return None
        file = SourceFile(path, data, language)
        self._graph.files.append(file)
        module = frontends.parse(file)
        self._graph.syntax_errors.extend(module.errors)
        return module

    def relevant(self, path: Path) -> bool:
        return LANGUAGE_OF_SUFFIX.get(path.suffix) is not None

    def _read(self, path: str, limit: int) -> bytes | None:
        """The bytes of a file inside the boundary."""
        overlaid = self._project.overlaid(path)
        if overlaid is not None:
            return overlaid if len(overlaid) <= limit else None
        try:
            real = os.path.realpath(path)
            # no pipes either: opening one might wait for ever
            if not self._inside(real) or not os.path.isfile(real) or os.path.getsize(real) > limit:
                return None
            with open(real, "rb") as stream:
                return stream.read(limit + 1)[:limit]
        except OSError:
            return None

    def _inside(self, real: str) -> bool:
        return (real + os.sep).startswith(self._boundary.rstrip(os.sep) + os.sep)

    def resolve(self, importer: str, specifier: str, language: Language, level: int) -> str | Symbol | None:
        dotted = "." * level + specifier if language == "python" else specifier
        found = self._project.resolver.resolve(Path(importer), dotted, language, self._extra_roots)
        if found is None:
            return None
        if isinstance(found, Path):
            return str(found)
        if isinstance(found, NamespacePackage):
            return str(found.folder)
        return Symbol(generated(found.name, found.module)) if found.kind == "providers" else Symbol("cdktf.modules")

    def submodule(self, package: str, name: str) -> str | None:
        place = NamespacePackage(Path(package)) if os.path.isdir(package) else Path(package)
        found = self._project.resolver.submodule(place, name)
        if found is None:
            return None
        return str(found.folder if isinstance(found, NamespacePackage) else found)

    def add_import_root(self, path: str) -> None:
        if Path(path) not in self._extra_roots and len(self._extra_roots) < 50:
            self._extra_roots.insert(0, Path(path))

    def read_data(self, path: str) -> bytes | None:
        return self._read(os.path.join(self.root, path), MAX_DATA)

    def list_folder(self, path: str) -> list[str] | None:
        try:
            real = os.path.realpath(os.path.join(self.root, path))
            if not self._inside(real):
                return None
            with os.scandir(real) as entries:
                names = [entry.name for entry in islice(entries, MAX_LISTED + 1)]
        except OSError:
            return None
        return sorted(names) if len(names) <= MAX_LISTED else None

    def context(self, key: str) -> object:
        return self._project.context.get(key)

    def stack_config(self, key: str) -> object:
        """The configuration of the assumed stack; without its file, the project's defaults."""
        pulumi = self._project.pulumi
        if pulumi is None:
            return None
        stack = pulumi.stacks.get(self._environment, {})
        value = stack.get(key, pulumi.defaults.get(key))
        return value if isinstance(value, (str, int, float, bool, list, dict)) else None
