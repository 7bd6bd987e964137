"""Methods that any value has: promises and bound functions."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import FunctionValue, MethodCode
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import join_text
from iaclint.values import ListValue, Value


def then(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    from iaclint.evaluator.calls import call_callback

    callback = arguments.at(0)
    return receiver if callback is None else call_callback(run, callback, [receiver], site)


def itself(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return receiver


def as_text(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return join_text([receiver], site.span.file.language, site.span)


def bind(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    this = arguments.at(0)
    if isinstance(receiver, FunctionValue) and this is not None:
        return receiver.bound(this)
    return receiver


def call(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``f.call(this, …)``."""
    from iaclint.evaluator.calls import call_value

    target = bind(run, receiver, arguments, site)
    return call_value(run, target, Arguments(arguments.positional[1:]), site)


def apply(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``f.apply(this, [...])``."""
    from iaclint.evaluator.calls import call_value

    target = bind(run, receiver, arguments, site)
    values = arguments.at(1)
    return call_value(run, target, Arguments(list(values.items) if isinstance(values, ListValue) else []), site)


METHODS: dict[str, MethodCode] = {
    "then": then,
    "catch": itself,
    "finally": itself,
    "toString": as_text,
    "valueOf": itself,
    "bind": bind,
    "call": call,
}
FUNCTION_METHODS: dict[str, MethodCode] = {"apply": apply}
