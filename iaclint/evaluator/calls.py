"""Calls: evaluating arguments, binding parameters, running bodies."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator import modules
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.attributes import get_attribute
from iaclint.evaluator.callables import BoundMethod, ClassValue, FunctionValue, Native, SuperValue, is_callable
from iaclint.evaluator.classes import construct_super, instantiate
from iaclint.evaluator.patterns import assign, with_default
from iaclint.evaluator.run import EXECUTE, MAX_DEPTH, MAX_VISITS, RETURNED, Frame, Run, evaluates
from iaclint.evaluator.scope import Scope
from iaclint.source import Span
from iaclint.values import (
    Choice,
    Entry,
    Instance,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Output,
    Reference,
    Symbol,
    Unknown,
    Value,
    choose,
    is_absent,
)


@evaluates(ir.Call)
def call(run: Run, node: ir.Call, scope: Scope) -> Value:
    run.steps += 1
    function = callee(run, node, scope)
    if node.optional and is_absent(function):
        return Known(None, node.span)
    arguments = evaluate_arguments(run, node, scope)
    return call_value(run, function, arguments, node)


def callee(run: Run, node: ir.Call, scope: Scope) -> Value:
    function = node.function
    if isinstance(function, ir.Name) and function.id in ("require", "super"):
        found = scope.lookup(function.id)
        if found is None and function.id == "require":
            return Native("require", lambda run, arguments, site: modules.require(run, arguments, site))
    return run.eval(function, scope)


def evaluate_arguments(run: Run, node: ir.Call, scope: Scope) -> Arguments:
    arguments = Arguments()
    for argument in node.arguments:
        value = run.eval(argument.value, scope)
        if argument.spread == "*":
            arguments.spread(value)
        elif argument.spread == "**":
            arguments.spread_named(value)
        elif argument.name is not None:
            arguments.named[argument.name] = Entry(value, argument.name_span, argument.name)
        else:
            arguments.positional.append(value)
    return arguments


def call_value(run: Run, function: Value, arguments: Arguments, site: ir.Call) -> Value:
    """Calls anything. Never raises: what cannot be followed is unknown, and what it was given is opened."""
    if isinstance(function, FunctionValue):
        return call_function(run, function, arguments, site.span)
    if isinstance(function, ClassValue):
        return instantiate(run, function, arguments, site)
    if isinstance(function, Symbol):
        return run.library.call(run, function, arguments, site)
    if isinstance(function, Native):
        return function.code(run, arguments, site)
    if isinstance(function, BoundMethod):
        return call_method(run, function, arguments, site)
    if isinstance(function, SuperValue):
        if site.span.file.language == "python":
            return function
        return construct_super(run, function, arguments, site)
    if isinstance(function, Choice):
        return call_choice(run, function, arguments, site)
    if isinstance(function, Instance):
        method = get_attribute(run, function, "__call__", site.span)
        if isinstance(method, FunctionValue):
            return call_function(run, method, arguments, site.span)
    return call_unknown(run, function, arguments, site)


def call_choice(run: Run, function: Choice, arguments: Arguments, site: ir.Call) -> Value:
    base = run.guards
    results = []
    for conditions, option in function.options:
        if isinstance(option, Omitted) or (isinstance(option, Known) and option.data is None):
            continue
        run.guards = base + conditions
        results.append((conditions, call_value(run, option, arguments, site)))
    run.guards = base
    return choose(results, site.span) if results else run.unknown("a call of nothing", site.span)


def call_method(run: Run, method: BoundMethod, arguments: Arguments, site: ir.Call) -> Value:
    receiver = method.receiver
    if isinstance(receiver, SuperValue):
        return construct_super(run, receiver, arguments, site, method.name)
    if method.code is not None:
        return method.code(run, receiver, arguments, site)
    if isinstance(receiver, (Output, Reference)):
        result = run.library.value_call(run, receiver, method.name, arguments, site)
        if result is not None:
            return result
    if isinstance(receiver, Instance):
        return run.library.instance_call(run, receiver, method.name, arguments, site)
    return call_unknown(run, method, arguments, site)


def call_unknown(run: Run, function: Value, arguments: Arguments, site: ir.Call) -> Value:
    """A call that cannot be followed: callbacks run once with unknown arguments, maps and lists are opened."""
    text = site.function.span.text[:80]
    reason = f"result of {text}"
    escape(run, arguments, f"passed to {text}, which was not followed", site)
    if isinstance(function, Unknown):
        return Unknown(function.reason if not function.name else reason, text.rpartition(".")[2], site.span,
                       function.labels & ~1)  # fmt: skip
    return run.unknown(reason, site.span, text.rpartition(".")[2])


def escape(run: Run, arguments: Arguments, reason: str, site: ir.Call) -> None:
    """What an unfollowed call may do with its arguments."""
    for value in arguments.all():
        open_value(value, reason)
        if isinstance(value, FunctionValue):
            call_symbolically(run, value, site.span)


def open_value(value: Value, reason: str) -> None:
    """Marks that unseen code may have changed a map, a list or an object."""
    if isinstance(value, (MapValue, ListValue)) or (isinstance(value, Instance) and not value.symbol):
        value.open = value.open or reason


def call_symbolically(run: Run, function: FunctionValue, span: Span) -> Value:
    """Calls a function with unknown arguments."""
    arguments = Arguments(open="unknown arguments")
    return call_function(run, function, arguments, span)


def call_callback(run: Run, callback: Value, values: list[Value], site: ir.Call) -> Value:
    """Calls a callback with as many of the values as it takes."""
    if isinstance(callback, FunctionValue):
        function = callback.function
        offset = (
            1 if callback.this is not None and function.span.file.language == "python" and has_self(callback) else 0
        )
        wanted = [p for p in function.parameters[offset:] if p.kind in ("normal", "positional")]
        rest = any(p.kind == "rest" for p in function.parameters)
        taken = values if rest else values[: len(wanted)]
        return call_function(run, callback, Arguments(list(taken)), site.span)
    if isinstance(callback, Unknown):
        return Unknown(callback.reason, span=site.span)
    return call_value(run, callback, Arguments(values[:1]), site)


def call_function(run: Run, function: FunctionValue, arguments: Arguments, span: Span) -> Value:
    """The result of a function of the program."""
    node = function.function
    run.visited.add(node.span.key)
    visits = run.visits.get(id(node), 0) + 1
    run.visits[id(node)] = visits
    if run.depth >= MAX_DEPTH or visits > MAX_VISITS or run.exhausted():
        limit = "calls nested too deeply" if run.depth >= MAX_DEPTH else "too many steps in this program"
        run.note(f"{limit} ({node.name or 'function'})", span)
        return Unknown(limit, node.name, span)
    scope = Scope(function.scope, run.guards, is_function=True)
    frame, saved, guards = Frame(run.guards), run.frame, run.guards
    run.frame = frame
    run.depth += 1
    try:
        bind_receiver(function, scope)
        bind_parameters(run, function, arguments, scope)
        return run_body(run, node, scope, frame)
    finally:
        run.depth -= 1
        run.frame = saved
        run.guards = guards


def run_body(run: Run, node: ir.Function, scope: Scope, frame: Frame) -> Value:
    body = node.body
    if node.generator:
        frame.yields = []
    elif len(body) == 1 and isinstance(body[0], ir.Return) and body[0].value is not None:
        return run.eval(body[0].value, scope)
    hoist_functions(run, body, scope)
    signal = 0
    for statement in body:
        run.steps += 1
        signal = EXECUTE[statement.__class__](run, statement, scope)
        if signal:
            break
    if frame.yields is not None:
        return ListValue(frame.yields, node.span)
    if not frame.returns:
        return Known(None, node.span) if signal in (0, RETURNED) else Unknown("a call that fails", node.name, node.span)
    if signal != RETURNED and node.name not in ("constructor", "__init__"):
        frame.returns.append(((), Known(None, node.span)))
    return choose(frame.returns, node.span)


def hoist_functions(run: Run, body: ir.Block, scope: Scope) -> None:
    if body and body[0].span.file.language == "typescript":
        from iaclint.evaluator.statements import hoist

        hoist(run, body, scope)


def has_self(function: FunctionValue) -> bool:
    """Whether the first parameter is the receiver (Python's methods)."""
    node = function.function
    return node.kind in ("method", "constructor", "getter", "setter", "class") and function.owner is not None


def bind_receiver(function: FunctionValue, scope: Scope) -> None:
    if function.function.kind == "arrow" or function.this is None:
        return
    if function.span is not None and function.span.file.language == "typescript":
        scope.names["this"] = function.this
    if function.owner is not None:
        scope.names["super"] = SuperValue(function.this, function.owner)


def bind_parameters(run: Run, function: FunctionValue, arguments: Arguments, scope: Scope) -> None:
    """Binds arguments to parameters in both languages' ways. A parameter that surely got nothing takes its default; one that may have got
    something unseen is unknown."""
    node = function.function
    positional = list(arguments.positional)
    if function.this is not None and node.span.file.language == "python" and has_self(function):
        positional.insert(0, function.this)
    named = dict(arguments.named)
    for parameter in node.parameters:
        pattern = parameter.pattern
        if parameter.kind == "rest":
            assign(run, pattern, ListValue(positional, node.span, arguments.open), scope, "const")
            positional = []
            continue
        if parameter.kind == "keywords":
            assign(run, pattern, Arguments([], named, arguments.open).keywords(node.span), scope, "const")
            continue
        value = take_argument(run, parameter, positional, named, arguments, scope)
        assign(run, pattern, value, scope, "const" if parameter.property else "let")
        if parameter.property and isinstance(pattern, ir.NamePattern) and isinstance(function.this, Instance):
            function.this.fields[pattern.id] = value


def take_argument(
    run: Run,
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
            return with_default(run, value, run.eval(parameter.default, scope))
        return value
    if value is None and arguments.open:
        return symbolic_parameter(run, parameter, name, scope)
    if parameter.default is not None:
        return run.eval(parameter.default, scope)
    if typescript:
        return Known(None, parameter.span)
    return Unknown("an argument that is missing", name, parameter.span)


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
    if annotation.name in ("|", "Partial", "Readonly", "Required", "Input", "Optional", "pulumi.Input", "Promise"):
        for part in annotation.arguments:
            found = resolve_type(run, part, scope)
            if found is not None:
                return found
        return None
    head, *rest = annotation.name.split(".")
    value = scope.lookup(head)
    if value is None:
        return None
    value = modules.resolved(run, value)
    for name in rest:
        value = get_attribute(run, value, name, annotation.span)
    return value if isinstance(value, (ClassValue, Symbol)) else None


__all__ = ["call_callback", "call_function", "call_symbolically", "call_unknown", "call_value", "is_callable"]
