"""Functions that are called by others: callbacks, and what a call that cannot be followed may do."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import FunctionValue
from iaclint.evaluator.run import Run
from iaclint.source import Span
from iaclint.values import ENVIRONMENT, Instance, ListValue, MapValue, Unknown, Value


def has_self(function: FunctionValue) -> bool:
    """Whether the first parameter is the receiver (Python's methods)."""
    node = function.function
    return node.kind in ("method", "constructor", "getter", "setter", "class") and function.owner is not None


def implicit_call(span: Span, name: str) -> ir.Call:
    """The site of a call that the source does not spell as one: a getter, ``__enter__``, an unreached function."""
    return ir.Call(span, ir.Name(span, name), [])


def call_callback(run: Run, callback: Value, values: list[Value], site: ir.Call) -> Value:
    """Calls a callback with as many of the values as it takes."""
    if isinstance(callback, FunctionValue):
        function = callback.function
        bound = callback.this is not None and function.span.file.language == "python" and has_self(callback)
        wanted = [p for p in function.parameters[1 if bound else 0 :] if p.kind in ("normal", "positional")]
        rest = any(p.kind == "rest" for p in function.parameters)
        return run.call(callback, Arguments(list(values) if rest else values[: len(wanted)]), site)
    if isinstance(callback, Unknown):
        return Unknown(callback.reason, span=site.span)
    return run.call(callback, Arguments(values[:1]), site)


def item_name(callback: Value) -> str:
    """What a callback calls the item that it is given."""
    parameters = callback.function.parameters if isinstance(callback, FunctionValue) else []
    pattern = parameters[0].pattern if parameters else None
    return pattern.id if isinstance(pattern, ir.NamePattern) else "item"


def call_symbolically(run: Run, function: FunctionValue, span: Span) -> Value:
    """Calls a function with unknown arguments."""
    return run.call(function, Arguments(open="unknown arguments"), implicit_call(span, function.function.name))


def call_unknown(run: Run, function: Value, arguments: Arguments, site: ir.Call) -> Value:
    """A call that cannot be followed: callbacks run once with unknown arguments, maps and lists are opened."""
    text = site.function.span.text[:80]
    reason = f"value returned by {text}"
    escape(run, arguments, f"passed to {text}, which was not followed", site)
    name = text.rpartition(".")[2]
    labels = arguments.labels()
    if isinstance(function, Unknown):
        cause = reason if function.name else function.reason
        return Unknown(cause, name, site.span, labels | (function.labels & ~ENVIRONMENT))
    return run.unknown(reason, site.span, name, labels)


def escape(run: Run, arguments: Arguments, reason: str, site: ir.Call) -> None:
    """What an unfollowed call may do with its arguments."""
    for value in arguments.all():
        open_value(value, reason)
        if isinstance(value, FunctionValue):
            call_repeatedly(run, value, f"the calls by {site.function.span.text[:80]}", site)


def call_repeatedly(run: Run, callback: Value, loop: str, site: ir.Call, values: list[Value] | None = None) -> Value:
    """Calls a callback once for the unknown number of times that it will be called."""
    saved = run.loops
    run.loops = (*saved, loop)
    try:
        if values is None and isinstance(callback, FunctionValue):
            return call_symbolically(run, callback, site.span)
        return call_callback(run, callback, values or [], site)
    finally:
        run.loops = saved


def open_value(value: Value, reason: str) -> None:
    """Marks that unseen code may have changed a map, a list or an object."""
    if isinstance(value, (MapValue, ListValue)) or (isinstance(value, Instance) and not value.symbol):
        value.open = value.open or reason
