"""Evaluates small programs and gives their module-level names back as plain data.

Known constants, lists and maps are themselves; an object is the map of its fields; text with holes is ``"a-${name}"``, something unknown ``"${name}"``
(or its reason); a list or map that may hold more than is known ends with ``...``; what depends on undecided conditions is ``Either``.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import Any

from iaclint import frontends, ir
from iaclint.analysis import RECURSION_LIMIT
from iaclint.evaluator.modules import load, module_member
from iaclint.evaluator.run import Run
from iaclint.evaluator.sources import EnvironmentSources
from iaclint.evaluator.texts import hole_name
from iaclint.evaluator.unreached import evaluate_definitions
from iaclint.frameworks.libraries import Libraries
from iaclint.model import ResourceGraph
from iaclint.program import ProjectProgram
from iaclint.project import discover
from iaclint.source import LANGUAGE_OF_SUFFIX, Language, SourceFile, Span
from iaclint.values import (
    Choice,
    Instance,
    JsonText,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Output,
    Symbol,
    Text,
    Value,
)

sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))  # once: hypothesis minds changes within a test
Program = str | dict[str, str]
MAIN = {"python": "app.py", "typescript": "app.ts"}


class Either:
    """What a choice is equal to: condition texts and values."""

    def __init__(self, **options: Any) -> None:
        self.options = options

    @classmethod
    def of(cls, options: dict[str, Any]) -> Either:
        either = cls()
        either.options = options
        return either

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Either) and self.options == other.options

    def __hash__(self) -> int:
        return hash(tuple(self.options))

    def __repr__(self) -> str:
        return f"Either.of({self.options!r})"


OMITTED = "(omitted)"


def plain(value: Value, depth: int = 0) -> Any:
    """The value as plain data."""
    if isinstance(value, Known):
        return value.data
    if isinstance(value, Omitted):
        return OMITTED
    if isinstance(value, Text):
        return "".join(part if isinstance(part, str) else str(plain(part, depth + 1)) for part in value.parts)
    if depth > 20:
        return "…"
    if isinstance(value, (ListValue, MapValue)):
        return _collection(value, depth)
    if isinstance(value, Choice):
        return Either.of(
            {" and ".join(map(str, conditions)): plain(option, depth + 1) for conditions, option in value.options}
        )
    if isinstance(value, JsonText):
        return ("json", plain(value.content, depth + 1))
    if isinstance(value, Output):
        return ("output", plain(value.inner, depth + 1))
    if isinstance(value, Symbol):
        return f"<{value.name}>"
    if isinstance(value, Instance) and value.resource is None:
        return {name: plain(field, depth + 1) for name, field in value.fields.items()}
    return "${" + hole_name(value) + "}"


def _collection(value: ListValue | MapValue, depth: int) -> Any:
    if isinstance(value, ListValue):
        return [*(plain(item, depth + 1) for item in value.items), *([...] if value.open else [])]
    entries: dict[Any, Any] = {key: plain(entry.value, depth + 1) for key, entry in value.entries.items()}
    if value.open:
        entries[...] = ...
    return entries


class Evaluation:
    """An evaluated program: the values of its main module's names, its graph, the run."""

    def __init__(self, run: Run, main: str) -> None:
        self.run = run
        self.graph: ResourceGraph = run.graph
        self._main = main

    def value(self, name: str) -> Value:
        module = self.run.modules[self._main]
        assert module is not None
        found = module.scope.names.get(name)
        if found is not None:
            return found
        return module_member(self.run, module, name, Span(SourceFile(self._main, b"", "python"), 0, 0))

    def __getitem__(self, name: str) -> Any:
        return plain(self.value(name))

    @property
    def reasons(self) -> list[str]:
        """What the user is told could not be followed."""
        return [part.reason for part in self.graph.unknowns]

    @property
    def conditions(self) -> dict[str, str]:
        """The conditions of each resource, by its logical id; empty when it is always made."""
        return {
            str(plain(resource.id)): " and ".join(map(str, resource.conditions))
            for resource in self.graph.resources
            if resource.kind == "resource"
        }


def evaluate(
    folder: Path, program: Program, language: str, environment: str = "pr1234", unreached: bool = False
) -> Evaluation:
    """Writes a program into ``folder`` and evaluates its main file (``app.py``, ``app.ts``)."""
    main = MAIN[language]
    for name, text in (program if isinstance(program, dict) else {main: program}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")
    (project,) = [p for p in discover([folder]) if p.root == folder.resolve()]
    graph = ResourceGraph(environment)
    run = Run(ProjectProgram(project, environment, graph), Libraries(), EnvironmentSources(environment), graph)
    start = str(folder.resolve() / main)
    load(run, start, main=True)
    if unreached:
        evaluate_definitions(run)
    return Evaluation(run, start)


class OneFile:
    """A program of one file that is not on disk: for tests with many small programs."""

    root, name = "/project", ""

    def __init__(self, path: str, text: str) -> None:
        self.file = SourceFile(
            path, text.encode("utf-8", "surrogatepass"), LANGUAGE_OF_SUFFIX[path[path.rindex(".") :]]
        )

    def module(self, path: str) -> ir.Module | None:
        return frontends.parse(self.file) if path == self.file.path else None

    def resolve(self, importer: str, specifier: str, language: Language, level: int) -> str | Symbol | None:
        return None

    def submodule(self, package: str, name: str) -> str | None:
        return None

    def add_import_root(self, path: str) -> None:
        pass

    def read_data(self, path: str) -> bytes | None:
        return None

    def list_folder(self, path: str) -> list[str] | None:
        return None

    def context(self, key: str) -> object:
        return None

    def stack_config(self, key: str) -> object:
        return None


def evaluate_text(text: str, language: str, environment: str = "pr1234") -> Evaluation:
    """Evaluates a program of one file, definitions that nothing reached too."""
    path = "/project/" + MAIN[language]
    graph = ResourceGraph(environment)
    run = Run(OneFile(path, text), Libraries(), EnvironmentSources(environment), graph)
    load(run, path, main=True)
    evaluate_definitions(run)
    return Evaluation(run, path)


class Both:
    """Evaluates one concept in both languages, which must agree."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, python: Program, typescript: Program, **expected: Any) -> None:
        """The module-level names of both programs have the expected values."""
        got = {
            language: {name: evaluation[name] for name in expected}
            for language, evaluation in self.evaluate(python, typescript).items()
        }
        assert got == {"python": expected, "typescript": expected}

    def evaluate(self, python: Program, typescript: Program, **options: Any) -> dict[str, Evaluation]:
        (self._folder / ".git").mkdir(exist_ok=True)
        evaluations = {}
        for language, program in (("python", python), ("typescript", typescript)):
            folder = self._folder / language
            folder.mkdir(exist_ok=True)
            evaluations[language] = evaluate(folder, program, language, **options)
        return evaluations

    def conditions(self, python: Program, typescript: Program, **expected: str) -> None:
        """Each resource (by logical id) is made under these conditions."""
        got = {language: evaluation.conditions for language, evaluation in self.evaluate(python, typescript).items()}
        assert got == {"python": expected, "typescript": expected}
