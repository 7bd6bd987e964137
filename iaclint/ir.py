"""The small language that Python and TypeScript both lower to.

Frontends build it, the evaluator runs it; it knows neither syntax nor framework. Every node has a ``span``. Where the two
languages mean the same thing there is one node (``self`` and ``this`` stay names; ``a?.b`` is ``Attribute(optional=True)``;
``f"{x}"`` and a template literal are ``Template``). What a frontend cannot lower becomes ``Opaque`` with a reason.

Function bodies are lowered on first use: a large file costs only what evaluation reaches.
"""

from __future__ import annotations

from collections.abc import Callable

from iaclint.source import SourceFile, Span

Constant = str | int | float | bool | None


class Node:
    __slots__ = ("span",)

    def __init__(self, span: Span) -> None:
        self.span = span


class Expr(Node):
    __slots__ = ()


class Stmt(Node):
    __slots__ = ()


Block = list[Stmt]


# ---------------------------------------------------------------- types and modifiers


class TypeRef(Node):
    """A type as written. ``name`` is dotted (``ec2.Vpc``, ``str``); unions are ``|``, arrays and lists ``[]``, maps ``{}``,
    literal types ``'text'`` with their quotes, anything else ``?``; ``arguments`` are the parts. ``Optional[X]``, ``X | None``,
    ``X | undefined`` are a union whose other part is ``None``. ``Input<X>``, ``Promise<X>`` keep their name."""

    __slots__ = ("arguments", "name")

    def __init__(self, span: Span, name: str, arguments: list[TypeRef] | None = None) -> None:
        self.span = span
        self.name = name
        self.arguments = arguments or []


# ---------------------------------------------------------------- expressions


class Literal(Expr):
    """A constant. ``null``, ``undefined`` and ``None`` are all ``None``. Adjacent Python literals are one."""

    __slots__ = ("value",)

    def __init__(self, span: Span, value: Constant) -> None:
        self.span = span
        self.value = value


class Template(Expr):
    """Text with holes. ``parts`` are ``Literal`` (text) and other expressions (holes); a tagged template is a ``Call`` with it
    as only argument. ``raw`` marks a Python ``r''``/``b''``-like literal only where that matters to a fix."""

    __slots__ = ("parts",)

    def __init__(self, span: Span, parts: list[Expr]) -> None:
        self.span = span
        self.parts = parts


class Name(Expr):
    """A variable. ``this``, ``self`` and ``super`` are names too."""

    __slots__ = ("id",)

    def __init__(self, span: Span, id: str) -> None:
        self.span = span
        self.id = id


class Attribute(Expr):
    """``object.name``; ``optional`` for ``?.``. ``name_span`` covers the name alone. ``#private`` keeps its ``#``."""

    __slots__ = ("name", "name_span", "object", "optional")

    def __init__(self, span: Span, object: Expr, name: str, name_span: Span, optional: bool = False) -> None:
        self.span = span
        self.object = object
        self.name = name
        self.name_span = name_span
        self.optional = optional


class Index(Expr):
    """``object[key]``; ``optional`` for ``?.[``."""

    __slots__ = ("key", "object", "optional")

    def __init__(self, span: Span, object: Expr, key: Expr, optional: bool = False) -> None:
        self.span = span
        self.object = object
        self.key = key
        self.optional = optional


class Slice(Expr):
    """Python's ``object[start:stop:step]``."""

    __slots__ = ("object", "start", "step", "stop")

    def __init__(self, span: Span, object: Expr, start: Expr | None, stop: Expr | None, step: Expr | None) -> None:
        self.span = span
        self.object = object
        self.start = start
        self.stop = stop
        self.step = step


class Argument(Node):
    """One argument of a call. ``name`` for keyword arguments (with ``name_span``); ``spread`` is ``""``, ``"*"`` (also ``...x``)
    or ``"**"``."""

    __slots__ = ("name", "name_span", "spread", "value")

    def __init__(
        self, span: Span, value: Expr, name: str | None = None, name_span: Span | None = None, spread: str = ""
    ) -> None:
        self.span = span
        self.value = value
        self.name = name
        self.name_span = name_span
        self.spread = spread


class Call(Expr):
    """``function(arguments)``; ``new`` for ``new X(...)``; ``optional`` for ``f?.()``. ``function_span`` covers the callee: the
    place that a rule points at when something is missing in the call."""

    __slots__ = ("arguments", "function", "new", "optional")

    def __init__(
        self, span: Span, function: Expr, arguments: list[Argument], new: bool = False, optional: bool = False
    ) -> None:
        self.span = span
        self.function = function
        self.arguments = arguments
        self.new = new
        self.optional = optional


class Spread(Expr):
    """``...x`` or ``*x`` inside a list, ``...x`` or ``**x`` inside a map."""

    __slots__ = ("value",)

    def __init__(self, span: Span, value: Expr) -> None:
        self.span = span
        self.value = value


class ListExpr(Expr):
    """A list, tuple or set display (``kind``: ``list``, ``tuple``, ``set``). Items may be ``Spread``."""

    __slots__ = ("items", "kind")

    def __init__(self, span: Span, items: list[Expr], kind: str = "list") -> None:
        self.span = span
        self.items = items
        self.kind = kind


class MapEntry(Node):
    """``key: value``. A plain name or string key is a ``Literal``; a computed key any expression. ``{a}`` is ``a: a``."""

    __slots__ = ("key", "value")

    def __init__(self, span: Span, key: Expr, value: Expr) -> None:
        self.span = span
        self.key = key
        self.value = value


class MapExpr(Expr):
    """An object literal or dict display. Methods and getters in an object literal are entries whose value is a ``Function``."""

    __slots__ = ("entries",)

    def __init__(self, span: Span, entries: list[MapEntry | Spread]) -> None:
        self.span = span
        self.entries = entries


class Conditional(Expr):
    __slots__ = ("otherwise", "test", "then")

    def __init__(self, span: Span, test: Expr, then: Expr, otherwise: Expr) -> None:
        self.span = span
        self.test = test
        self.then = then
        self.otherwise = otherwise


class Logical(Expr):
    """Short-circuit: ``op`` is ``and``, ``or`` or ``??``. A Python chain ``a < b < c`` is ``and`` of two ``Binary``."""

    __slots__ = ("left", "op", "right")

    def __init__(self, span: Span, op: str, left: Expr, right: Expr) -> None:
        self.span = span
        self.op = op
        self.left = left
        self.right = right


class Unary(Expr):
    """``op``: ``not``, ``-``, ``+``, ``~``, ``typeof``, ``void``, ``delete``."""

    __slots__ = ("op", "operand")

    def __init__(self, span: Span, op: str, operand: Expr) -> None:
        self.span = span
        self.op = op
        self.operand = operand


class Binary(Expr):
    """``op``: ``+ - * / // % ** @ & | ^ << >> >>>``, ``== != < <= > >=`` (``===`` and ``is`` are ``==``), ``in``, ``not in``
    (Python's: left in right), ``has`` (JavaScript's ``key in object``), ``instanceof``."""

    __slots__ = ("left", "op", "right")

    def __init__(self, span: Span, op: str, left: Expr, right: Expr) -> None:
        self.span = span
        self.op = op
        self.left = left
        self.right = right


class AssignExpr(Expr):
    """An assignment used as an expression (``x = y``, ``x ??= y``, ``x := y``, ``i++``). ``op`` is the binary or logical operator of an
    augmented assignment, else empty. The value is the new value (the old one for ``postfix``)."""

    __slots__ = ("op", "postfix", "target", "value")

    def __init__(self, span: Span, target: Pattern, value: Expr, op: str = "", postfix: bool = False) -> None:
        self.span = span
        self.target = target
        self.value = value
        self.op = op
        self.postfix = postfix


class ComprehensionClause(Node):
    __slots__ = ("conditions", "iterable", "pattern")

    def __init__(self, span: Span, pattern: Pattern, iterable: Expr, conditions: list[Expr]) -> None:
        self.span = span
        self.pattern = pattern
        self.iterable = iterable
        self.conditions = conditions


class Comprehension(Expr):
    """``kind``: ``list``, ``set``, ``map``, ``generator``. ``key`` only for maps."""

    __slots__ = ("clauses", "element", "key", "kind")

    def __init__(
        self, span: Span, kind: str, element: Expr, key: Expr | None, clauses: list[ComprehensionClause]
    ) -> None:
        self.span = span
        self.kind = kind
        self.element = element
        self.key = key
        self.clauses = clauses


class Cast(Expr):
    """``x as T``, ``<T>x``, ``x satisfies T``. ``x!`` is just ``x``."""

    __slots__ = ("type", "value")

    def __init__(self, span: Span, value: Expr, type: TypeRef) -> None:
        self.span = span
        self.value = value
        self.type = type


class Yield(Expr):
    """``yield x`` (``delegate`` for ``yield from`` / ``yield*``). ``await x`` is just ``x``."""

    __slots__ = ("delegate", "value")

    def __init__(self, span: Span, value: Expr | None, delegate: bool = False) -> None:
        self.span = span
        self.value = value
        self.delegate = delegate


class Opaque(Expr):
    """Something outside this language, with the reason that the user will read (``regular expression``, ``JSX element``)."""

    __slots__ = ("reason",)

    def __init__(self, span: Span, reason: str) -> None:
        self.span = span
        self.reason = reason


# ---------------------------------------------------------------- patterns (what can be assigned to)


class Pattern(Node):
    __slots__ = ()


class NamePattern(Pattern):
    __slots__ = ("id",)

    def __init__(self, span: Span, id: str) -> None:
        self.span = span
        self.id = id


class TargetPattern(Pattern):
    """``a.b`` or ``a[b]`` on the left of an assignment: ``target`` is an ``Attribute`` or ``Index`` (or ``Slice``)."""

    __slots__ = ("target",)

    def __init__(self, span: Span, target: Expr) -> None:
        self.span = span
        self.target = target


class ListPattern(Pattern):
    """``[a, b = 1, ...rest]`` / ``a, *b = ...``. A hole (``[, b]``) is ``None``. ``rest_at`` is the index of the starred item or -1."""

    __slots__ = ("items", "rest_at")

    def __init__(self, span: Span, items: list[Pattern | None], rest_at: int = -1) -> None:
        self.span = span
        self.items = items
        self.rest_at = rest_at


class MapPattern(Pattern):
    """``{a, b: c = 1, ...rest}``: pairs of key and pattern."""

    __slots__ = ("entries", "rest")

    def __init__(self, span: Span, entries: list[tuple[Expr, Pattern]], rest: Pattern | None = None) -> None:
        self.span = span
        self.entries = entries
        self.rest = rest


class DefaultPattern(Pattern):
    """``pattern = default`` inside a list or map pattern (TypeScript)."""

    __slots__ = ("default", "pattern")

    def __init__(self, span: Span, pattern: Pattern, default: Expr) -> None:
        self.span = span
        self.pattern = pattern
        self.default = default


# ---------------------------------------------------------------- functions and classes


class Parameter(Node):
    """``kind``: ``normal`` (positional or keyword), ``positional`` (before ``/``), ``keyword`` (after ``*``), ``rest`` (``*args``, ``...args``),
    ``keywords`` (``**kwargs``). ``property`` for TypeScript's ``private readonly x`` in a constructor. ``pattern`` is a
    ``NamePattern`` except for destructured TypeScript parameters. ``optional`` for ``x?``."""

    __slots__ = ("annotation", "default", "kind", "optional", "pattern", "property")

    def __init__(
        self,
        span: Span,
        pattern: Pattern,
        annotation: TypeRef | None = None,
        default: Expr | None = None,
        kind: str = "normal",
        optional: bool = False,
        property: bool = False,
    ) -> None:
        self.span = span
        self.pattern = pattern
        self.annotation = annotation
        self.default = default
        self.kind = kind
        self.optional = optional
        self.property = property


class Function(Expr):
    """A function, method, lambda or arrow function. ``kind``: ``function``, ``arrow`` (keeps the outer ``this``; also Python's lambda), ``method``,
    ``constructor`` (``__init__`` too), ``getter`` (``@property`` too), ``setter``, ``static``, ``class`` (``@classmethod``).
    Python methods carry ``self``/``cls`` as first parameter, TypeScript ones have an implicit ``this``.
    ``body`` lowers on first access; an arrow or lambda with an expression body has one ``Return``."""

    __slots__ = (
        "_body",
        "_lower",
        "decorators",
        "generator",
        "kind",
        "modifiers",
        "name",
        "name_span",
        "parameters",
        "returns",
    )

    def __init__(
        self,
        span: Span,
        name: str,
        name_span: Span,
        parameters: list[Parameter],
        lower: Callable[[], Block],
        kind: str = "function",
        decorators: list[Expr] | None = None,
        modifiers: frozenset[str] = frozenset(),
        returns: TypeRef | None = None,
        generator: bool = False,
    ) -> None:
        self.span = span
        self.name = name
        self.name_span = name_span
        self.parameters = parameters
        self._lower: Callable[[], Block] | None = lower
        self._body: Block = []
        self.kind = kind
        self.decorators = decorators or []
        self.modifiers = modifiers
        self.returns = returns
        self.generator = generator

    @property
    def body(self) -> Block:
        if self._lower is not None:
            lower, self._lower = self._lower, None
            self._body = lower()
        return self._body


class Field(Node):
    """A class field, dataclass field, interface member or enum member. ``value`` is absent when only declared."""

    __slots__ = ("annotation", "modifiers", "name", "name_span", "optional", "static", "value")

    def __init__(
        self,
        span: Span,
        name: str,
        name_span: Span,
        annotation: TypeRef | None = None,
        value: Expr | None = None,
        static: bool = False,
        optional: bool = False,
        modifiers: frozenset[str] = frozenset(),
    ) -> None:
        self.span = span
        self.name = name
        self.name_span = name_span
        self.annotation = annotation
        self.value = value
        self.static = static
        self.optional = optional
        self.modifiers = modifiers


class Class(Expr):
    """A class (also as an expression). ``kind``: ``class``, ``interface`` (also an object type alias), ``enum``. Python: every assignment and
    annotation in the class body is a field, ``static`` when it has a value and no dataclass decorator decides otherwise
    (the evaluator looks at ``decorators``); other statements of the body are in ``statements``."""

    __slots__ = (
        "bases",
        "decorators",
        "fields",
        "keywords",
        "kind",
        "methods",
        "modifiers",
        "name",
        "name_span",
        "statements",
    )

    def __init__(
        self,
        span: Span,
        name: str,
        name_span: Span,
        bases: list[Expr],
        fields: list[Field],
        methods: list[Function],
        kind: str = "class",
        decorators: list[Expr] | None = None,
        keywords: list[Argument] | None = None,
        statements: Block | None = None,
        modifiers: frozenset[str] = frozenset(),
    ) -> None:
        self.span = span
        self.name = name
        self.name_span = name_span
        self.bases = bases
        self.fields = fields
        self.methods = methods
        self.kind = kind
        self.decorators = decorators or []
        self.keywords = keywords or []
        self.statements = statements or []
        self.modifiers = modifiers


# ---------------------------------------------------------------- statements


class ExprStatement(Stmt):
    __slots__ = ("value",)

    def __init__(self, span: Span, value: Expr) -> None:
        self.span = span
        self.value = value


class Assign(Stmt):
    """``targets[0] = targets[1] = value``. ``op`` for augmented assignment (``+``, ``??`` …). ``value`` is ``None`` for a bare
    declaration (``let x: T;``, ``x: int``). ``declares``: ``const``, ``let``, ``var`` or empty. One statement a declarator."""

    __slots__ = ("annotation", "declares", "exported", "op", "targets", "value")

    def __init__(
        self,
        span: Span,
        targets: list[Pattern],
        value: Expr | None,
        op: str = "",
        annotation: TypeRef | None = None,
        declares: str = "",
        exported: bool = False,
    ) -> None:
        self.span = span
        self.targets = targets
        self.value = value
        self.op = op
        self.annotation = annotation
        self.declares = declares
        self.exported = exported


class If(Stmt):
    __slots__ = ("otherwise", "test", "then")

    def __init__(self, span: Span, test: Expr, then: Block, otherwise: Block) -> None:
        self.span = span
        self.test = test
        self.then = then
        self.otherwise = otherwise


class For(Stmt):
    """``for pattern of iterable`` / ``for x in y``; ``keys`` for JavaScript's ``for … in`` (over the keys)."""

    __slots__ = ("body", "iterable", "keys", "otherwise", "pattern")

    def __init__(
        self,
        span: Span,
        pattern: Pattern,
        iterable: Expr,
        body: Block,
        keys: bool = False,
        otherwise: Block | None = None,
    ) -> None:
        self.span = span
        self.pattern = pattern
        self.iterable = iterable
        self.body = body
        self.keys = keys
        self.otherwise = otherwise or []


class While(Stmt):
    """``while``; ``do … while`` with ``first``; the classic ``for (init; test; update)`` is its ``init`` followed by this with ``update``."""

    __slots__ = ("body", "first", "init", "otherwise", "test", "update")

    def __init__(
        self,
        span: Span,
        test: Expr,
        body: Block,
        init: Block | None = None,
        update: Block | None = None,
        first: bool = False,
        otherwise: Block | None = None,
    ) -> None:
        self.span = span
        self.test = test
        self.body = body
        self.init = init or []
        self.update = update or []
        self.first = first
        self.otherwise = otherwise or []


class Return(Stmt):
    __slots__ = ("value",)

    def __init__(self, span: Span, value: Expr | None) -> None:
        self.span = span
        self.value = value


class Break(Stmt):
    __slots__ = ()


class Continue(Stmt):
    __slots__ = ()


class Raise(Stmt):
    """``raise`` / ``throw``."""

    __slots__ = ("value",)

    def __init__(self, span: Span, value: Expr | None) -> None:
        self.span = span
        self.value = value


class Handler(Node):
    """``except types as name:`` / ``catch (name)``."""

    __slots__ = ("body", "name", "types")

    def __init__(self, span: Span, types: list[Expr], name: str, body: Block) -> None:
        self.span = span
        self.types = types
        self.name = name
        self.body = body


class Try(Stmt):
    __slots__ = ("body", "final", "handlers", "otherwise")

    def __init__(self, span: Span, body: Block, handlers: list[Handler], otherwise: Block, final: Block) -> None:
        self.span = span
        self.body = body
        self.handlers = handlers
        self.otherwise = otherwise
        self.final = final


class With(Stmt):
    """Python's ``with``: pairs of context expression and target; TypeScript's ``using`` is an ``Assign``."""

    __slots__ = ("body", "items")

    def __init__(self, span: Span, items: list[tuple[Expr, Pattern | None]], body: Block) -> None:
        self.span = span
        self.items = items
        self.body = body


class Case(Node):
    """One arm. ``tests`` are compared with the subject (any may match); none means default. ``pattern`` set: a Python capture
    that always matches. ``opaque`` when the pattern is one that cannot be decided (class, mapping, sequence patterns).
    ``falls`` when control may fall into the next arm (no ``break``/``return`` at its end; TypeScript only)."""

    __slots__ = ("body", "falls", "guard", "opaque", "pattern", "tests")

    def __init__(
        self,
        span: Span,
        tests: list[Expr],
        body: Block,
        guard: Expr | None = None,
        pattern: Pattern | None = None,
        opaque: bool = False,
        falls: bool = False,
    ) -> None:
        self.span = span
        self.tests = tests
        self.body = body
        self.guard = guard
        self.pattern = pattern
        self.opaque = opaque
        self.falls = falls


class Switch(Stmt):
    """``switch`` / ``match``. A trailing ``break`` of an arm is dropped by the frontend."""

    __slots__ = ("cases", "subject")

    def __init__(self, span: Span, subject: Expr, cases: list[Case]) -> None:
        self.span = span
        self.subject = subject
        self.cases = cases


class Delete(Stmt):
    """``del a[b], c.d`` (JavaScript's ``delete`` is an expression)."""

    __slots__ = ("targets",)

    def __init__(self, span: Span, targets: list[Expr]) -> None:
        self.span = span
        self.targets = targets


class BlockStatement(Stmt):
    """A nested block ``{ … }`` with its own ``let``/``const`` scope (TypeScript)."""

    __slots__ = ("body",)

    def __init__(self, span: Span, body: Block) -> None:
        self.span = span
        self.body = body


class FunctionDef(Stmt):
    """``exported``: empty, ``named`` or ``default``."""

    __slots__ = ("exported", "function")

    def __init__(self, span: Span, function: Function, exported: str = "") -> None:
        self.span = span
        self.function = function
        self.exported = exported


class ClassDef(Stmt):
    __slots__ = ("exported", "klass")

    def __init__(self, span: Span, klass: Class, exported: str = "") -> None:
        self.span = span
        self.klass = klass
        self.exported = exported


class NamespaceDef(Stmt):
    """TypeScript's ``namespace N { … }``."""

    __slots__ = ("body", "exported", "name")

    def __init__(self, span: Span, name: str, body: Block, exported: str = "") -> None:
        self.span = span
        self.name = name
        self.body = body
        self.exported = exported


class ImportedName(Node):
    """``name as alias``, of which the span is the ``name`` alone; ``*`` is the star import or the namespace; ``default`` the default export."""

    __slots__ = ("alias", "name")

    def __init__(self, span: Span, name: str, alias: str) -> None:
        self.span = span
        self.name = name
        self.alias = alias


class Import(Stmt):
    """Brings names of ``module`` into scope.

    * ``import a.b.c`` (Python): module ``a.b.c``, names ``[]``, binds the root name ``a``; ``import a.b as x``: names ``[("*", "x")]``.
    * ``from .a import b as c``: module ``a``, ``level`` 1, names ``[("b", "c")]``; ``from a import *``: ``[("*", "")]``.
    * ``import * as x from 'm'``: ``[("*", "x")]``; ``import x from 'm'``: ``[("default", "x")]``; ``import {b as c}``: ``[("b", "c")]``;
      ``import 'm'`` and ``import type``: names ``[]`` with ``for_effect`` / ``type_only``. ``import x = require('m')``: ``[("*", "x")]``.
    ``const x = require('m')`` stays an ordinary call. Inside functions it is the same statement.
    """

    __slots__ = ("for_effect", "level", "module", "module_span", "names", "type_only")

    def __init__(
        self,
        span: Span,
        module: str,
        module_span: Span,
        names: list[ImportedName],
        level: int = 0,
        for_effect: bool = False,
        type_only: bool = False,
    ) -> None:
        self.span = span
        self.module = module
        self.module_span = module_span
        self.names = names
        self.level = level
        self.for_effect = for_effect
        self.type_only = type_only


class Export(Stmt):
    """``export {a as b}`` (``names`` local → exported), ``export {a as b} from 'm'`` / ``export * from 'm'`` / ``export * as x from 'm'`` (with
    ``module``; the star is ``("*", "")`` or ``("*", "x")``), ``export default expr`` and ``export = expr`` (``value``)."""

    __slots__ = ("module", "names", "value")

    def __init__(
        self, span: Span, names: list[ImportedName], module: str | None = None, value: Expr | None = None
    ) -> None:
        self.span = span
        self.names = names
        self.module = module
        self.value = value


class Module:
    """One lowered file. ``errors`` are the spans that the grammar could not read (outermost only); the rest is lowered."""

    __slots__ = ("body", "errors", "file")

    def __init__(self, file: SourceFile, body: Block, errors: list[Span]) -> None:
        self.file = file
        self.body = body
        self.errors = errors
