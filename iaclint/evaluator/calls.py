"""Calls: evaluating arguments, finding what is called, running bodies."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.attributes import get_attribute
from iaclint.evaluator.blocks import hoist
from iaclint.evaluator.callables import BoundMethod, ClassValue, FunctionValue, Native, SuperValue, is_callable
from iaclint.evaluator.callbacks import call_callback, call_symbolically, call_unknown
from iaclint.evaluator.classes import construct_super, instantiate
from iaclint.evaluator.conditions import narrowed
from iaclint.evaluator.expressions import short_circuited
from iaclint.evaluator.parameters import bind_parameters, bind_receiver
from iaclint.evaluator.run import (
    EXECUTE,
    MAX_DEPTH,
    MAX_UNDECIDED,
    MAX_VISITS,
    RAISED,
    RETURNED,
    Frame,
    Run,
    Thrown,
    calls,
    evaluates,
)
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
    Text,
    Unknown,
    Value,
    choose,
    is_absent,
)

LIBRARY_CALL = 20  # steps that the call of a library costs, compared with one statement


@evaluates(ir.Call)
def call(run: Run, node: ir.Call, scope: Scope) -> Value:
    run.steps += 1
    function = run.eval(node.function, scope)
    if is_absent(function) and (node.optional or short_circuited(node.function)):
        return Known(None, node.span)
    result = run.call(function, evaluate_arguments(run, node, scope), node)
    run.steps += weight(result)
    if (run.guards or run.loops) and result.span is node.span:
        run.new(result)
    return narrowed(run, result)


def weight(value: Value) -> int:
    """The steps that making a large value costs."""
    if isinstance(value, ListValue):
        return len(value.items) >> 4
    if isinstance(value, MapValue):
        return len(value.entries) >> 4
    if isinstance(value, Known):
        return len(value.data) >> 10 if isinstance(value.data, str) else 0
    return len(value.parts) >> 4 if isinstance(value, Text) else 0


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
    return run.call(function, arguments, site)


@calls(FunctionValue)
def call_program_function(run: Run, function: FunctionValue, arguments: Arguments, site: ir.Call) -> Value:
    return call_function(run, function, arguments, site.span)


@calls(ClassValue)
def call_class(run: Run, klass: ClassValue, arguments: Arguments, site: ir.Call) -> Value:
    return instantiate(run, klass, arguments, site)


@calls(Symbol)
def call_symbol(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    run.steps += LIBRARY_CALL
    return run.library.call(run, symbol, arguments, site)


@calls(Native)
def call_native(run: Run, native: Native, arguments: Arguments, site: ir.Call) -> Value:
    return native.code(run, arguments, site)


@calls(SuperValue)
def call_super(run: Run, holder: SuperValue, arguments: Arguments, site: ir.Call) -> Value:
    return holder if site.span.file.language == "python" else construct_super(run, holder, arguments, site)


@calls(Instance)
def call_instance(run: Run, instance: Instance, arguments: Arguments, site: ir.Call) -> Value:
    method = get_attribute(run, instance, "__call__", site.span)
    return run.call(method if isinstance(method, FunctionValue) else Omitted(), arguments, site)


@calls(Choice)
def call_choice(run: Run, function: Choice, arguments: Arguments, site: ir.Call) -> Value:
    base = run.guards
    results = []
    known = any(goes_over(option, ListValue) for _, option in function.options)
    for conditions, option in function.options:
        if is_absent(option) or (known and goes_over(option, Unknown)):
            continue
        run.guards = base + conditions
        results.append((conditions, run.call(option, arguments, site)))
    run.guards = base
    return choose(results, site.span) if results else run.unknown("a call of nothing", site.span)


LOOPS = ("forEach", "map", "flatMap", "filter")


def goes_over(function: Value, kind: type[Value]) -> bool:
    """Whether a function is a loop over something of a kind: beside a list that is known one that is not tells nothing more."""
    return isinstance(function, BoundMethod) and function.name in LOOPS and isinstance(function.receiver, kind)


@calls(BoundMethod)
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


calls(Value)(call_unknown)


def call_function(run: Run, function: FunctionValue, arguments: Arguments, span: Span) -> Value:
    """The result of a function of the program."""
    node = function.function
    run.visited.add(node.span.key)
    visits = run.visits.get(id(node), 0) + 1
    run.visits[id(node)] = visits
    levels = run.active.setdefault(id(node), [])
    if run.depth >= MAX_DEPTH or visits > MAX_VISITS or run.exhausted() or endless(run, levels):
        return beyond_budget(run, node, visits, span)
    levels.append(len(run.guards))
    scope = Scope(function.scope, run.guards, is_function=True)
    frame, saved, guards = Frame(run.guards), run.frame, run.guards
    run.frame = frame
    run.depth += 1
    try:
        bind_receiver(function, scope)
        bind_parameters(run, function, arguments, scope)
        return run_body(run, node, scope, frame)
    finally:
        levels.pop()
        run.depth -= 1
        run.frame = saved
        run.guards = guards


def endless(run: Run, levels: list[int]) -> bool:
    """Whether a function calls itself again and again under one more undecided condition each time (``levels``: guards at each call)."""
    return len(levels) >= MAX_UNDECIDED and len(run.guards) >= levels[-MAX_UNDECIDED] + MAX_UNDECIDED


def beyond_budget(run: Run, node: ir.Function, visits: int, span: Span) -> Value:
    name = node.name or "a function"
    if run.depth >= MAX_DEPTH:
        reason = f"calls nested more than {MAX_DEPTH} deep at {name}"
    elif visits > MAX_VISITS:
        reason = f"{name} is called more than {MAX_VISITS} times"
    elif not run.exhausted():
        reason = f"{name} calls itself, and where that ends is not known"
    else:
        reason = "the program takes too many steps to be followed to its end"
    run.overrun(reason, span)
    return run.unknown(reason, span, node.name)


def run_body(run: Run, node: ir.Function, scope: Scope, frame: Frame) -> Value:
    body = node.body
    if node.generator:
        frame.yields = []
    elif len(body) == 1 and isinstance(body[0], ir.Return) and body[0].value is not None:
        return run.eval(body[0].value, scope)
    if node.span.file.language == "typescript":
        hoist(run, body, scope)
    signal = 0
    for statement in body:
        run.steps += 1
        signal = EXECUTE[statement.__class__](run, statement, scope)
        if signal:
            break
    if frame.yields is not None:
        return run.new(ListValue(frame.yields, node.span))
    if signal == RAISED and not frame.returns:
        if run.handlers and run.guards == frame.guards:
            raise Thrown
        return Unknown("a call that fails", node.name, node.span)
    if signal not in (RETURNED, RAISED) and node.kind != "constructor":
        frame.returns.append((run.guards[len(frame.guards) :], Known(None, node.span)))
    return choose(frame.returns, node.span) if frame.returns else Known(None, node.span)


__all__ = ["call_callback", "call_function", "call_symbolically", "call_unknown", "call_value", "is_callable"]
