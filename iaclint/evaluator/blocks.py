"""Blocks of statements: running them, and the functions that exist before their statement."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.callables import FunctionValue
from iaclint.evaluator.run import EXECUTE, NEXT, Run
from iaclint.evaluator.scope import Scope


def exec_block(run: Run, block: ir.Block, scope: Scope) -> int:
    """Runs statements in order until one leaves the block."""
    for statement in block:
        run.steps += 1
        signal = EXECUTE[statement.__class__](run, statement, scope)
        if signal:
            return signal
    return NEXT


def branch(run: Run, block: ir.Block, scope: Scope, language: str) -> int:
    """A block with its own scope where the language has block scopes."""
    if language == "python":
        return exec_block(run, block, scope)
    inner = Scope(scope, run.guards)
    hoist(run, block, inner)
    return exec_block(run, block, inner)


def hoist(run: Run, block: ir.Block, scope: Scope) -> None:
    """TypeScript's functions exist before their statement."""
    for statement in block:
        if isinstance(statement, ir.FunctionDef):
            define_function(run, statement.function, scope)


def make_function(run: Run, function: ir.Function, scope: Scope) -> FunctionValue:
    """The function that a definition makes. Python computes the defaults of parameters now, TypeScript in each call."""
    value = FunctionValue(function, scope)
    if function.span.file.language == "python":
        defaults = {
            parameter.pattern.id: run.eval(parameter.default, scope)
            for parameter in function.parameters
            if parameter.default is not None
            and not isinstance(parameter.default, ir.Literal)
            and isinstance(parameter.pattern, ir.NamePattern)
        }
        value.defaults = defaults or None
    run.definitions.append(value)
    return value


def define_function(run: Run, function: ir.Function, scope: Scope) -> None:
    scope.names[function.name] = make_function(run, function, scope)


def never_returns(block: ir.Block) -> bool:
    """Whether a block surely ends the program: its last statement throws or exits."""
    if not block:
        return False
    last = block[-1]
    if isinstance(last, ir.Raise):
        return True
    if isinstance(last, ir.ExprStatement) and isinstance(last.value, ir.Call):
        return last.value.function.span.text in ("process.exit", "sys.exit", "exit", "quit")
    return False
