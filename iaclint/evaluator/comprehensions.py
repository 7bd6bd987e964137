"""Comprehensions: a list, set or map made by loops."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.comparisons import truth
from iaclint.evaluator.conditions import condition_of
from iaclint.evaluator.entries import set_entry
from iaclint.evaluator.iteration import distinct_items, items_of
from iaclint.evaluator.patterns import assign
from iaclint.evaluator.run import MAX_COLLECTION, Run, evaluates
from iaclint.evaluator.scope import Scope
from iaclint.evaluator.texts import hole_name
from iaclint.values import Condition, Known, ListValue, MapValue, Omitted, Value, choose


@evaluates(ir.Comprehension)
def comprehension(run: Run, node: ir.Comprehension, scope: Scope) -> Value:
    inner = Scope(scope, run.guards, is_function=True)
    if node.kind == "map":
        result: ListValue | MapValue = run.new(MapValue(span=node.span))
    else:
        result = run.new(ListValue([], node.span, kind="set" if node.kind == "set" else "list"))
    clauses(run, node, 0, inner, result, len(run.guards))
    if isinstance(result, ListValue) and result.kind == "set":
        return distinct_items(result)
    return result


def clauses(run: Run, node: ir.Comprehension, at: int, scope: Scope, result: ListValue | MapValue, outer: int) -> None:
    """Runs the clauses from ``at`` on; ``outer`` guards were in force before the first."""
    if at == len(node.clauses):
        add_element(run, node, scope, result, outer)
        return
    clause = node.clauses[at]
    iterable = run.eval(clause.iterable, scope)
    items, known = items_of(run, iterable, clause.iterable.span)
    if not known:
        result.open = result.open or f"a loop over {hole_name(iterable)}"
    base, loops = run.guards, run.loops
    if not known:
        run.loops = (*loops, f"a loop over {hole_name(iterable)}")
    for conditions, item in items:
        run.steps += 1
        if run.exhausted():
            result.open = result.open or "a loop that takes too many steps"
            break
        run.guards = base + conditions
        assign(run, clause.pattern, item, scope, "let")
        if passes(run, clause, scope):
            clauses(run, node, at + 1, scope, result, outer)
    run.guards, run.loops = base, loops


def passes(run: Run, clause: ir.ComprehensionClause, scope: Scope) -> bool:
    """Whether an item may pass the filters; undecided ones become guards."""
    for condition in clause.conditions:
        value = run.eval(condition, scope)
        answer = truth(value, clause.span.file.language)
        if answer is False:
            return False
        if answer is None:
            run.guards = (*run.guards, condition_of(run, condition, value, scope))
    return True


def add_element(run: Run, node: ir.Comprehension, scope: Scope, result: ListValue | MapValue, outer: int) -> None:
    conditions = run.guards[outer:]
    if isinstance(result, MapValue):
        key = run.eval(node.key, scope) if node.key is not None else Known(None)
        set_entry(run, result, key, run.eval(node.element, scope), key.span)
        return
    value = run.eval(node.element, scope)
    if len(result.items) >= MAX_COLLECTION:
        result.open = result.open or f"more than {MAX_COLLECTION} items"
        return
    result.items.append(conditional(value, conditions))


def conditional(value: Value, conditions: tuple[Condition, ...]) -> Value:
    return choose([(conditions, value), ((), Omitted())]) if conditions else value
