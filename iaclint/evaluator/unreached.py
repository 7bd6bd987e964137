"""Definitions that no entry point reached: evaluated once with symbolic arguments."""

from __future__ import annotations

from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import ClassValue, FunctionValue
from iaclint.evaluator.callbacks import implicit_call
from iaclint.evaluator.calls import call_function
from iaclint.evaluator.classes import instantiate, is_enum, library_base
from iaclint.evaluator.run import Run
from iaclint.values import Instance

UNKNOWN_CALLER = "its caller is not known"


def evaluate_definitions(run: Run) -> None:
    """Runs every class and function that was defined but never evaluated, classes first: their methods are then reached through them."""
    for _ in range(4):  # definitions may bring further ones
        waiting = [d for d in run.definitions if not visited(run, d)]
        if not waiting or run.exhausted():
            return
        for definition in sorted(waiting, key=lambda d: not isinstance(d, ClassValue)):
            if not visited(run, definition) and not run.exhausted():
                evaluate_safely(run, definition)


def visited(run: Run, definition: FunctionValue | ClassValue) -> bool:
    node = definition.klass if isinstance(definition, ClassValue) else definition.function
    if isinstance(definition, ClassValue) and node.kind != "class":
        return True
    return node.span.key in run.visited


def evaluate_safely(run: Run, definition: FunctionValue | ClassValue) -> None:
    frame, guards, loops, depth = run.frame, run.guards, run.loops, run.depth
    try:
        evaluate(run, definition)
    except RecursionError:
        node = definition.klass if isinstance(definition, ClassValue) else definition.function
        run.visited.add(node.span.key)
        run.overrun("code nested too deeply to be followed", node.span)
        run.frame, run.guards, run.loops, run.depth = frame, guards, loops, depth


def evaluate(run: Run, definition: FunctionValue | ClassValue) -> None:
    if isinstance(definition, FunctionValue):
        call_function(run, definition, Arguments(open=UNKNOWN_CALLER), definition.function.span)
        return
    run.visited.add(definition.klass.span.key)
    if is_enum(definition):
        return
    site = implicit_call(definition.klass.span, definition.name)
    instance = instantiate(run, definition, Arguments(open=UNKNOWN_CALLER), site)
    if isinstance(instance, Instance) and library_base(definition) is None:
        evaluate_methods(run, definition, instance)


def evaluate_methods(run: Run, klass: ClassValue, instance: Instance) -> None:
    """Methods that nobody called, on an instance whose attributes the constructor has set."""
    for method in klass.methods.values():
        if method.span.key not in run.visited and method.kind in ("method", "static", "class"):
            this = instance if method.kind == "method" else klass
            call_function(
                run, FunctionValue(method, klass.scope, this, klass), Arguments(open=UNKNOWN_CALLER), method.span
            )
