"""One evaluation of one program under one assumed environment: the state that everything else works on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from iaclint import ir
from iaclint.evaluator.callables import ClassValue, FunctionValue, ModuleValue
from iaclint.evaluator.library import Library
from iaclint.evaluator.scope import Scope
from iaclint.model import ResourceGraph, UnknownPart
from iaclint.source import Language, Span
from iaclint.values import ENVIRONMENT, EXTERNAL, Condition, Symbol, Unknown, Value

if TYPE_CHECKING:
    from iaclint.evaluator.sources import EnvironmentSources

MAX_STEPS = 600_000  # statements and calls in one program: about two seconds
MAX_DEPTH = 48  # calls within calls
MAX_VISITS = 600  # evaluations of one function
MAX_UNROLLED = 300  # iterations of one loop
MAX_COLLECTION = 5_000


class Program(Protocol):
    """The files of the scanned project, as the evaluator sees them."""

    def module(self, path: str) -> ir.Module | None:
        """The lowered file, ``None`` when it cannot be read."""

    def resolve(self, importer: str, specifier: str, language: Language, level: int) -> str | Symbol | None:
        """The project's file (or package folder) that an import means, the symbol of generated bindings; ``None`` for libraries."""

    def submodule(self, package: str, name: str) -> str | None:
        """The file of module ``name`` in a Python package (given by its folder or ``__init__`` file)."""

    def add_import_root(self, path: str) -> None:
        """The program adds a folder to ``sys.path``."""

    def read_data(self, path: str) -> bytes | None:
        """A data file inside the boundary, bounded in size."""

    def context(self, key: str) -> object:
        """A value of the ``context`` of ``cdk.json``/``cdktf.json``; ``None`` when absent."""

    def stack_config(self, key: str) -> object:
        """A value of the assumed Pulumi stack's configuration; ``None`` when absent."""

    @property
    def root(self) -> str:
        """The project's folder."""

    @property
    def name(self) -> str:
        """The project's name (Pulumi)."""


class Frame:
    """One call in progress: the guards at its start and what it returned so far."""

    __slots__ = ("guards", "returns", "yields")

    def __init__(self, guards: tuple[Condition, ...]) -> None:
        self.guards = guards
        self.returns: list[tuple[tuple[Condition, ...], Value]] = []
        self.yields: list[Value] | None = None


class Run:
    """``guards``: the undecided conditions in force. ``reached``: whether an entry point led here. ``visited``: the functions and classes that were
    evaluated, by span."""

    def __init__(self, program: Program, library: Library, sources: EnvironmentSources, graph: ResourceGraph) -> None:
        self.program = program
        self.library = library
        self.sources = sources
        self.graph = graph
        self.guards: tuple[Condition, ...] = ()
        self.frame = Frame(())
        self.depth = 0
        self.steps = 0
        self.reached = True
        self.modules: dict[str, ModuleValue | None] = {}
        self.visited: set[tuple[str, int, int]] = set()
        self.visits: dict[int, int] = {}
        self.definitions: list[FunctionValue | ClassValue] = []
        self.noted: set[tuple[str, int, str]] = set()

    # -- dispatch

    def eval(self, node: ir.Expr, scope: Scope) -> Value:
        return EVALUATE[node.__class__](self, node, scope)

    def exec(self, statement: ir.Stmt, scope: Scope) -> int:
        self.steps += 1
        return EXECUTE[statement.__class__](self, statement, scope)

    # -- unknowns

    def unknown(
        self, reason: str, span: Span, name: str = "", labels: int = 0, note: bool = True, type: Value | None = None
    ) -> Unknown:
        """An unknown value; with ``note`` it is listed for the user as a place that could not be followed."""
        if note:
            self.note(reason, span)
        return Unknown(reason, name, span, labels, type=type)

    def note(self, reason: str, span: Span) -> None:
        key = (span.file.path, span.start, reason)
        if key not in self.noted:
            self.noted.add(key)
            self.graph.unknowns.append(UnknownPart(span, reason))

    def given(
        self, name: str, kind: str, span: Span | None, default: Value | None = None, external: int = EXTERNAL
    ) -> Unknown:
        """A value given from outside the program (an environment variable, a context key, a parameter), with the assumption when the name is
        that of an environment source, else with the literal default."""
        labels = self.sources.labels(name)
        assumed: object = self.sources.assumed if labels & ENVIRONMENT else None
        if assumed is None and default is not None:
            from iaclint.evaluator.texts import concrete
            from iaclint.values import UNDECIDED

            data = concrete(default)
            assumed = None if data is UNDECIDED else data
            labels |= default.labels
        return Unknown(kind, name, span, labels | external, assumed, origin=default)

    def frame_guards(self) -> tuple[Condition, ...]:
        """The conditions under which the current function was called: writes inside are relative to them."""
        return self.frame.guards

    def exhausted(self) -> bool:
        return self.steps > MAX_STEPS


Evaluate = Callable[[Run, "ir.Expr", Scope], Value]
Execute = Callable[[Run, "ir.Stmt", Scope], int]

EVALUATE: dict[type, Evaluate] = {}
EXECUTE: dict[type, Execute] = {}


N = TypeVar("N", bound=ir.Expr)
S = TypeVar("S", bound=ir.Stmt)


def evaluates(
    node_type: type[N],
) -> Callable[[Callable[[Run, N, Scope], Value]], Callable[[Run, N, Scope], Value]]:
    """Registers the evaluation of one kind of expression."""

    def register(function: Callable[[Run, N, Scope], Value]) -> Callable[[Run, N, Scope], Value]:
        EVALUATE[node_type] = function  # type: ignore[assignment]
        return function

    return register


def executes(
    node_type: type[S],
) -> Callable[[Callable[[Run, S, Scope], int]], Callable[[Run, S, Scope], int]]:
    """Registers the execution of one kind of statement, which answers with a signal (``NEXT``, ``RETURNED`` …)."""

    def register(function: Callable[[Run, S, Scope], int]) -> Callable[[Run, S, Scope], int]:
        EXECUTE[node_type] = function  # type: ignore[assignment]
        return function

    return register


# How a statement ended.
NEXT, RETURNED, BROKE, CONTINUED, RAISED = range(5)
