"""Binding arguments to parameters in both languages' ways."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator import modules
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.attributes import get_attribute
from iaclint.evaluator.callables import ClassValue, FunctionValue, SuperValue
from iaclint.evaluator.callbacks import has_self
from iaclint.evaluator.defaults import with_default
from iaclint.evaluator.patterns import assign
from iaclint.evaluator.run import Run
from iaclint.evaluator.scope import Scope
from iaclint.values import Entry, Instance, Known, ListValue, Symbol, Unknown, Value, is_absent

WRAPPERS = frozenset(("|", "Partial", "Readonly", "Required", "Input", "Optional", "pulumi.Input", "Promise"))


def bind_receiver(function: FunctionValue, scope: Scope) -> None:
    if function.function.kind == "arrow" or function.this is None:
        return
    if function.span is not None and function.span.file.language == "typescript":
        scope.names["this"] = function.this
    if function.owner is not None:
        scope.names["super"] = SuperValue(function.this, function.owner)


def bind_parameters(run: Run, function: FunctionValue, arguments: Arguments, scope: Scope) -> None:
    """A parameter that surely got nothing takes its default; one that may have got something unseen is unknown."""
    node = function.function
    positional = list(arguments.positional)
    if function.this is not None and node.span.file.language == "python" and has_self(function):
        positional.insert(0, function.this)
    named = dict(arguments.named)
    for parameter in node.parameters:
        pattern = parameter.pattern
        if parameter.kind == "rest":
            assign(run, pattern, run.new(ListValue(positional, node.span, arguments.open)), scope, "const")
            positional = []
            continue
        if parameter.kind == "keywords":
            keywords = Arguments([], named, arguments.open).keywords(node.span)
            assign(run, pattern, run.new(keywords), scope, "const")
            continue
        value = take_argument(run, function, parameter, positional, named, arguments, scope)
        assign(run, pattern, value, scope, "const" if parameter.property else "let")
        if parameter.property and isinstance(pattern, ir.NamePattern) and isinstance(function.this, Instance):
            function.this.fields[pattern.id] = value


def take_argument(
    run: Run,
    function: FunctionValue,
    parameter: ir.Parameter,
    positional: list[Value],
    named: dict[str, Entry],
    arguments: Arguments,
    scope: Scope,
) -> Value:
    name = parameter.pattern.id if isinstance(parameter.pattern, ir.NamePattern) else ""
    value: Value | None = None
    if name in named and parameter.kind != "positional":
        value = named.pop(name).value
    elif positional and parameter.kind != "keyword":
        value = positional.pop(0)
    typescript = parameter.span.file.language == "typescript"
    if value is not None and not (typescript and is_absent(value) and parameter.default is not None):
        if typescript and parameter.default is not None and isinstance(value, Unknown):
            return with_default(value, run.eval(parameter.default, scope))
        return value
    if value is None and arguments.open:
        return symbolic_parameter(run, parameter, name, scope)
    if function.defaults is not None and name in function.defaults:
        return function.defaults[name]
    if parameter.default is not None:
        return run.eval(parameter.default, default_scope(function, scope))
    if typescript:
        return Known(None, parameter.span)
    return Unknown("an argument that is missing", name, parameter.span)


def default_scope(function: FunctionValue, scope: Scope) -> Scope:
    """Where a default is computed: TypeScript's sees the parameters before it, that of a Python method the names of its class."""
    if function.owner is None or function.function.span.file.language == "typescript":
        return scope
    inner = Scope(function.scope, scope.guards, is_function=True)
    inner.names = function.owner.members
    return inner


def symbolic_parameter(run: Run, parameter: ir.Parameter, name: str, scope: Scope) -> Value:
    """What a parameter is when the caller is not known: unknown, of the declared type; its default decides conditions."""
    kind = resolve_type(run, parameter.annotation, scope)
    default = run.eval(parameter.default, scope) if parameter.default is not None else None
    value = run.given(name or "argument", f"parameter {name}" if name else "a parameter", parameter.span, default, 0)
    value.type = kind
    if isinstance(kind, ClassValue) and kind.klass.kind == "enum":
        return value
    typed = run.library.symbolic(run, kind, name, parameter.span) if isinstance(kind, Symbol) else None
    return typed if typed is not None else value


def resolve_type(run: Run, annotation: ir.TypeRef | None, scope: Scope) -> Value | None:
    """The class or library symbol that an annotation names (the first of a union that is one)."""
    if annotation is None:
        return None
    if annotation.name in WRAPPERS:
        found = (resolve_type(run, part, scope) for part in annotation.arguments)
        return next((kind for kind in found if kind is not None), None)
    head, *rest = annotation.name.split(".")
    value = scope.lookup(head)
    if value is None:
        return None
    value = modules.resolved(run, value)
    for name in rest:
        value = get_attribute(run, value, name, annotation.span)
    return value if isinstance(value, (ClassValue, Symbol)) else None
