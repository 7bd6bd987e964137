"""Methods that any value has: promises and bound functions."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import FunctionValue, MethodCode, Native
from iaclint.evaluator.callbacks import call_callback
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import join_text
from iaclint.values import ListValue, Value, is_absent


def then(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    callback = arguments.at(0)
    return receiver if callback is None else call_callback(run, callback, [receiver], site)


def afterwards(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``promise.finally(callback)``."""
    callback = arguments.at(0)
    if callback is not None:
        call_callback(run, callback, [], site)
    return receiver


def itself(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return receiver


def as_text(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return join_text([receiver], site.span.file.language, site.span)


def bind(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``f.bind(this, …)``: the further arguments come before those of the call."""
    this = arguments.at(0)
    if isinstance(receiver, FunctionValue) and this is not None and not is_absent(this):
        receiver = receiver.bound(this)
    if len(arguments.positional) < 2:
        return receiver
    return partially(receiver, Arguments(arguments.positional[1:]))


def partially(function: Value, given: Arguments) -> Native:
    """A function that already has some of its arguments."""

    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        positional = [*given.positional, *arguments.positional]
        named = {**given.named, **arguments.named}
        return run.call(function, Arguments(positional, named, given.open or arguments.open), site)

    return Native("partial", code)


def call(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``f.call(this, …)``."""
    target = bind(run, receiver, Arguments(arguments.positional[:1]), site)
    return run.call(target, Arguments(arguments.positional[1:]), site)


def apply(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``f.apply(this, [...])``."""
    target = bind(run, receiver, Arguments(arguments.positional[:1]), site)
    given = Arguments()
    given.spread(arguments.at(1) or ListValue())
    return run.call(target, given, site)


METHODS: dict[str, MethodCode] = {
    "then": then,
    "catch": itself,
    "finally": afterwards,
    "toString": as_text,
    "valueOf": itself,
}
FUNCTION_METHODS: dict[str, MethodCode] = {"bind": bind, "call": call, "apply": apply}
