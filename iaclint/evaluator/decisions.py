"""Expressions that choose: ``x ? a : b``, ``and``, ``or``, ``??``."""

from __future__ import annotations

from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.comparisons import truth
from iaclint.evaluator.conditions import condition_of, decide, deeper
from iaclint.evaluator.defaults import made_of_nothing, not_given, with_default
from iaclint.evaluator.run import Run, evaluates
from iaclint.evaluator.scope import Scope
from iaclint.values import Choice, Condition, Known, ListValue, Undecided, Unknown, Value, choose, is_absent, relabelled


def under(run: Run, condition: Condition, node: ir.Expr, scope: Scope) -> Value:
    """An expression where a condition holds."""
    base = run.guards
    run.guards = deeper(base, condition)
    value = run.eval(node, scope)
    run.guards = base
    return value


@evaluates(ir.Conditional)
def conditional(run: Run, node: ir.Conditional, scope: Scope) -> Value:
    test = run.eval(node.test, scope)
    answer = decide(run, node.test, test, scope)
    if answer is not None:
        chosen = run.eval(node.then if answer else node.otherwise, scope)
        return relabelled(chosen, test.labels) if test.labels else chosen
    holds = condition_of(run, node.test, test, scope)
    fails = holds.inverted()
    then, otherwise = under(run, holds, node.then, scope), under(run, fails, node.otherwise, scope)
    return choose([((holds,), then), ((fails,), otherwise)], node.span)


@evaluates(ir.Logical)
def logical(run: Run, node: ir.Logical, scope: Scope) -> Value:
    chain: list[ir.Logical] = []
    first: ir.Expr = node
    while isinstance(first, ir.Logical):  # long chains are left-deep: no recursion on them
        chain.append(first)
        first = first.left
    value = run.eval(first, scope)
    for step in reversed(chain):
        run.steps += 1
        value = LOGICAL[step.op](run, value, step, scope)
    return value


def nullish(run: Run, left: Value, node: ir.Logical, scope: Scope) -> Value:
    """``left ?? right``."""
    if is_absent(left):
        return relabelled(run.eval(node.right, scope), left.labels)
    if isinstance(left, Choice):
        return default_of_options(run, left, node, scope, is_absent)
    if isinstance(left, ListValue) and may_be_skipped(node.left):
        left = made_of_nothing(left) or left
    undecided = isinstance(left, Unknown) and isinstance(left.assumed, Undecided)
    return with_default(left, run.eval(node.right, scope)) if undecided else left


def either(run: Run, left: Value, node: ir.Logical, scope: Scope) -> Value:
    """``left || right``. What is given from outside stays the outside's when it is assumed to be empty."""
    answer = decide(run, node.left, left, scope)
    if answer:
        missing = made_of_nothing(left) if may_be_skipped(node.left) else None
        return left if missing is None else with_default(missing, run.eval(node.right, scope))
    if answer is False:
        right = run.eval(node.right, scope)
        given = isinstance(left, Unknown) and isinstance(right, (Known, Unknown)) and not isinstance(left.assumed, bool)
        return with_default(left, right) if given else relabelled(right, left.labels)
    if isinstance(left, Choice):
        return default_of_options(run, left, node, scope, lambda v: truth(v, node.span.file.language) is False)
    right = run.eval(node.right, scope)
    if isinstance(right, Known) and isinstance(right.data, bool) and not not_given(left):
        return right if right.data else left
    return with_default(left, right)


def may_be_skipped(node: ir.Expr) -> bool:
    """Whether an expression ends early where something in it is missing: ``a?.b.c()``."""
    while isinstance(node, (ir.Call, ir.Attribute, ir.Index, ir.Logical)):
        if isinstance(node, ir.Logical):
            node = node.right
        elif node.optional:
            return True
        else:
            node = node.function if isinstance(node, ir.Call) else node.object
    return False


def default_of_options(
    run: Run, left: Choice, node: ir.Logical, scope: Scope, missing: Callable[[Value], bool]
) -> Value:
    """The default in place of the options of a choice that are missing, made where they are."""
    options = []
    for conditions, option in left.options:
        if missing(option):
            base = run.guards
            run.guards = base + conditions
            option = run.eval(node.right, scope)
            run.guards = base
        options.append((conditions, option))
    return choose(options, node.span)


def both(run: Run, left: Value, node: ir.Logical, scope: Scope) -> Value:
    """``left && right``."""
    language = node.span.file.language
    answer = decide(run, node.left, left, scope)
    if answer is not None:
        return relabelled(run.eval(node.right, scope), left.labels) if answer else left
    holds = condition_of(run, node.left, left, scope)
    right = under(run, holds, node.right, scope)
    if isinstance(right, Known) and not truth(right, language):
        return right
    if isinstance(right, Known) and isinstance(right.data, bool) and not isinstance(left, Choice):
        return Unknown("an undecided condition", span=node.span, labels=left.labels | right.labels)
    if isinstance(right, Unknown) and truth(right, language) is None:
        return Unknown("an undecided condition", right.name, node.span, left.labels | right.labels)
    fails: Value = Known(False, node.span)
    if isinstance(left, Choice):
        falsy = [(c, option) for c, option in left.options if truth(option, language) is False]
        fails = choose(falsy, node.span) if falsy else fails
    return choose([((holds,), right), ((holds.inverted(),), fails)], node.span)


LOGICAL = {"??": nullish, "or": either, "and": both}
