"""One evaluation of one program under one assumed environment: the state that everything else works on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import ClassValue, FunctionValue, ModuleValue
from iaclint.evaluator.library import Library
from iaclint.evaluator.scope import Scope
from iaclint.evaluator.texts import concrete
from iaclint.model import ResourceGraph, UnknownPart
from iaclint.source import Language, Span
from iaclint.values import ENVIRONMENT, EXTERNAL, UNDECIDED, Condition, Symbol, Unknown, Value

if TYPE_CHECKING:
    from iaclint.evaluator.sources import EnvironmentSources

MAX_STEPS = 400_000  # statements, calls and the like in one program: about two seconds
MAX_DEPTH = 48  # calls within calls
MAX_VISITS = 600  # evaluations of one function
MAX_UNDECIDED = 5  # calls of a function within itself, each under one more undecided condition
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

    def list_folder(self, path: str) -> list[str] | None:
        """The names in a folder inside the boundary, sorted; ``None`` when there is none, or it holds very many."""

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
    """One call in progress: the guards at its start, what it returned so far, and the undecided conditions under which it, a loop or a turn of a
    loop was left (``exits``: signal and guards)."""

    __slots__ = ("exits", "guards", "returns", "yields")

    def __init__(self, guards: tuple[Condition, ...]) -> None:
        self.guards = guards
        self.exits: list[tuple[int, tuple[Condition, ...]]] = []
        self.returns: list[tuple[tuple[Condition, ...], Value]] = []
        self.yields: list[Value] | None = None


class Made:
    """Under which guards and in which loops of unknown length a map, list or object was made."""

    __slots__ = ("guards", "loops", "value")

    def __init__(self, value: Value, guards: tuple[Condition, ...], loops: tuple[str, ...]) -> None:
        self.value = value  # held, so that its identity stays its own
        self.guards = guards
        self.loops = loops


class Thrown(Exception):  # noqa: N818  (it is the program's error, not ours)
    """The program surely throws, and a handler is waiting."""


class Run:
    """``guards``: the undecided conditions in force; ``loops``: the loops of unknown length that are being run once. ``handlers``: how many ``try``
    are waiting for an error. ``reached``: whether an entry point led here. ``visited``: the functions and classes that were evaluated, by span.
    ``made``: the collections and objects that were not made unconditionally, by identity."""

    def __init__(self, program: Program, library: Library, sources: EnvironmentSources, graph: ResourceGraph) -> None:
        self.program = program
        self.library = library
        self.sources = sources
        self.graph = graph
        self.guards: tuple[Condition, ...] = ()
        self.loops: tuple[str, ...] = ()
        self.handlers = 0
        self.frame = Frame(())
        self.depth = 0
        self.steps = 0
        self.reached = True
        self.modules: dict[str, ModuleValue | None] = {}
        self.visited: set[tuple[str, int, int]] = set()
        self.visits: dict[int, int] = {}
        self.active: dict[int, list[int]] = {}
        self.definitions: list[FunctionValue | ClassValue] = []
        self.noted: set[tuple[str, int, str]] = set()
        self.made: dict[int, Made] = {}
        self.names_in: dict[ir.Expr, list[str]] = {}
        self.facts: dict[tuple[Condition, ...], frozenset[tuple[object, bool]]] = {}

    # -- dispatch

    def eval(self, node: ir.Expr, scope: Scope) -> Value:
        return EVALUATE[node.__class__](self, node, scope)

    def exec(self, statement: ir.Stmt, scope: Scope) -> int:
        self.steps += 1
        return EXECUTE[statement.__class__](self, statement, scope)

    def call(self, function: Value, arguments: Arguments, site: ir.Call) -> Value:
        """Calls anything. Never raises: what cannot be followed is unknown, and what it was given is opened."""
        return CALL.get(function.__class__, CALL[Value])(self, function, arguments, site)

    def new(self, value: V) -> V:
        """Remembers when a collection or object was made, so that later writes know their conditions."""
        if self.guards or self.loops:
            self.made[id(value)] = Made(value, self.guards, self.loops)
        return value

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

    def overrun(self, reason: str, span: Span) -> None:
        """Notes that a bound of the evaluation was met: what comes behind was not looked at."""
        if all(part.reason != reason or part.span.file is not span.file for part in self.graph.overruns):
            self.graph.overruns.append(UnknownPart(span, reason))
        self.note(reason, span)

    def given(
        self, name: str, kind: str, span: Span | None, default: Value | None = None, external: int = EXTERNAL
    ) -> Unknown:
        """A value given from outside the program (an environment variable, a context key, a parameter), with the assumption when the name is
        that of an environment source, else with the literal default."""
        labels = self.sources.labels(name)
        assumed: object = self.sources.assumed if labels & ENVIRONMENT else None
        if assumed is None and default is not None:
            data = concrete(default)
            assumed = None if data is UNDECIDED else data
            labels |= default.labels
        return Unknown(kind, name, span, labels | external, assumed, origin=default)

    def frame_guards(self) -> tuple[Condition, ...]:
        """The conditions under which the current function was called: writes inside are relative to them."""
        return self.frame.guards

    def exhausted(self) -> bool:
        """Whether the program took so many steps that the rest is not followed."""
        return self.steps > MAX_STEPS


V = TypeVar("V", bound=Value)
Evaluate = Callable[[Run, "ir.Expr", Scope], Value]
Execute = Callable[[Run, "ir.Stmt", Scope], int]

Call = Callable[[Run, Any, "Arguments", "ir.Call"], Value]

EVALUATE: dict[type, Evaluate] = {}
EXECUTE: dict[type, Execute] = {}
CALL: dict[type, Call] = {}  # by the class of what is called


N = TypeVar("N", bound=ir.Expr)
S = TypeVar("S", bound=ir.Stmt)
C = TypeVar("C", bound=Call)


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


def calls(*kinds: type) -> Callable[[C], C]:
    """Registers the call of values of these classes."""

    def register(function: C) -> C:
        for kind in kinds:
            CALL[kind] = function
        return function

    return register


# How a statement ended, the further out the higher.
NEXT, CONTINUED, BROKE, RETURNED, RAISED = range(5)

EXITED = Unknown("the program ends")  # what a call that ends the program gives
