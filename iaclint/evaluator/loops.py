"""Loops and switches: unrolled over what is known, run once for the unknown number of turns otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iaclint import ir
from iaclint.evaluator.blocks import branch, exec_block, hoist, never_returns
from iaclint.evaluator.comparisons import equal, truth
from iaclint.evaluator.conditions import condition_of, decide, deeper, staying
from iaclint.evaluator.iteration import items_of
from iaclint.evaluator.patterns import assign
from iaclint.evaluator.run import BROKE, CONTINUED, MAX_UNROLLED, NEXT, RETURNED, Run, executes
from iaclint.evaluator.scope import Scope
from iaclint.evaluator.texts import hole_name
from iaclint.source import Span
from iaclint.values import ASSUMED, Condition, Known, Unknown, Value


class Turns:
    """The turns of one loop: each starts where no earlier turn has left the loop, the end is where none has left the function."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.base = run.guards
        self.mark = len(run.frame.exits)

    def start(self, conditions: tuple[Condition, ...] = ()) -> None:
        run = self.run
        run.guards = staying(run, self.base, self.mark, BROKE)
        exits = run.frame.exits
        exits[self.mark :] = [e for at, e in enumerate(exits[self.mark :]) if e[0] > CONTINUED and at < MAX_UNROLLED]
        run.guards = run.guards + conditions

    def end(self) -> None:
        self.run.guards = staying(self.run, self.base, self.mark, RETURNED)


@executes(ir.For)
def for_statement(run: Run, node: ir.For, scope: Scope) -> int:
    iterable = run.eval(node.iterable, scope)
    items, known = items_of(run, iterable, node.iterable.span, keys=node.keys, name=pattern_name(node.pattern))
    if not known:
        return symbolic_turns(run, node, items, f"a loop over {hole_name(iterable)}", scope)
    turns = Turns(run)
    for conditions, item in items:
        if out_of_steps(run, node.span):
            forget(run, assigned(node.body), "a loop that was not followed", scope)
            break
        turns.start(conditions)
        signal = one_turn(run, node, item, scope)
        if signal >= BROKE and not conditions:
            turns.end()
            return NEXT if signal == BROKE else signal
    turns.end()
    return exec_block(run, node.otherwise, scope) if node.otherwise else NEXT


def one_turn(run: Run, node: ir.For, item: Value, scope: Scope) -> int:
    inner = scope
    if node.span.file.language == "typescript":
        inner = Scope(scope, run.guards)
        hoist(run, node.body, inner)
    assign(run, node.pattern, item, inner, "const")
    return exec_block(run, node.body, inner)


def symbolic_turns(
    run: Run, node: ir.For, items: list[tuple[tuple[Condition, ...], Value]], loop: str, scope: Scope
) -> int:
    """A loop over items that are not all known: what it adds to older collections leaves them open, what it counts is unknown."""
    turns, saved = Turns(run), run.loops
    run.loops = (*saved, loop)
    for conditions, item in items:
        if out_of_steps(run, node.span):
            break
        turns.start(conditions)
        one_turn(run, node, item, scope)
    run.loops = saved
    turns.end()
    forget(run, assigned(node.body) if len(items) >= MAX_UNROLLED else counted(node.body), loop, scope)
    return NEXT


def out_of_steps(run: Run, span: Span) -> bool:
    run.steps += 1
    if run.exhausted():
        run.overrun("the program takes too many steps to be followed to its end", span)
        return True
    return False


def pattern_name(pattern: ir.Pattern) -> str:
    return pattern.id if isinstance(pattern, ir.NamePattern) else "item"


def forget(run: Run, names: Iterable[str], loop: str, scope: Scope) -> None:
    """Variables that a loop changes, not all turns of which were followed, are unknown behind it."""
    for name in names:
        holder = scope.find(name)
        if holder is not None:
            old = holder.names[name]
            holder.names[name] = Unknown(f"what {loop} makes of {name}", name, old.span, old.labels)


def assigned(block: ir.Block) -> Iterator[str]:
    """The names that a block changes in any way."""
    yield from counted(block)
    for statement in block:
        if isinstance(statement, ir.Assign) and not statement.op:
            yield from (target.id for target in statement.targets if isinstance(target, ir.NamePattern))
        elif isinstance(statement, ir.ExprStatement) and isinstance(change := statement.value, ir.AssignExpr):
            yield from [change.target.id] if isinstance(change.target, ir.NamePattern) else []
        for inner in ("then", "body", "otherwise"):
            yield from assigned(getattr(statement, inner, []))


def counted(block: ir.Block) -> Iterator[str]:
    """The names that a block changes by ``+=`` and the like: those that a loop counts up or builds up step by step."""
    for statement in block:
        if isinstance(statement, ir.Assign) and statement.op:
            yield from (target.id for target in statement.targets if isinstance(target, ir.NamePattern))
        elif isinstance(statement, ir.ExprStatement) and isinstance(statement.value, ir.AssignExpr):
            change = statement.value
            if change.op and isinstance(change.target, ir.NamePattern):
                yield change.target.id
        for inner in ("then", "body", "otherwise"):
            yield from counted(getattr(statement, inner, []))


@executes(ir.While)
def while_statement(run: Run, node: ir.While, scope: Scope) -> int:
    language = node.span.file.language
    scope = Scope(scope, run.guards) if node.init else scope
    exec_block(run, node.init, scope)
    turns = Turns(run)
    for turn in range(MAX_UNROLLED):
        turns.start()
        test = run.eval(node.test, scope)
        answer = True if node.first and turn == 0 else decide(run, node.test, test, scope)
        if answer is False and node.otherwise:
            turns.end()
            return exec_block(run, node.otherwise, scope)
        if answer is False:
            break
        if out_of_steps(run, node.span):
            forget(run, assigned([*node.body, *node.update]), "a loop that was not followed", scope)
            break
        if answer is None:
            run.guards = (*run.guards, condition_of(run, node.test, test, scope))
        signal = branch(run, node.body, scope, language)
        if signal >= BROKE and answer:
            turns.end()
            return NEXT if signal == BROKE else signal
        if answer is None:
            forget(run, counted([*node.body, *node.update]), f"a loop while {node.test.span.text[:40]}", scope)
            break
        scope = next_turn(run, node, scope)
    else:
        run.overrun(f"a loop that goes round more than {MAX_UNROLLED} times", node.span)
        forget(run, assigned([*node.body, *node.update]), f"a loop of more than {MAX_UNROLLED} turns", scope)
    turns.end()
    return NEXT


def next_turn(run: Run, node: ir.While, scope: Scope) -> Scope:
    """The scope of the next turn: ``let`` variables of a classic ``for`` are fresh in each, closures keep their own."""
    if node.init:
        fresh = Scope(scope.parent, scope.guards)
        fresh.names.update(scope.names)
        scope = fresh
    exec_block(run, node.update, scope)
    return scope


# ---------------------------------------------------------------- switches


def rejected(run: Run, node: ir.Switch, subject: Value, scope: Scope) -> bool:
    """Whether the program knows other environments than the assumed one: no arm is for it, and the default throws."""
    if isinstance(subject, Known) or not subject.labels & ASSUMED:
        return False
    answers = [case_answer(run, case, subject, scope) for case in node.cases if not is_default(case)]
    return (
        not any(answers)
        and None not in answers
        and any(is_default(case) and never_returns(case.body) for case in node.cases)
    )


@executes(ir.Switch)
def switch_statement(run: Run, node: ir.Switch, scope: Scope) -> int:
    """``remaining``: that no earlier arm was the one."""
    subject = run.eval(node.subject, scope)
    base, mark = run.guards, len(run.frame.exits)
    ended: list[int] = []
    remaining: tuple[Condition, ...] = ()
    falling = False
    unsure = rejected(run, node, subject, scope)
    for case in node.cases:
        answer = True if falling else None if unsure else case_answer(run, case, subject, scope)
        if answer is False or (not answer and never_returns(case.body)):
            continue
        condition = case_condition(run, node, case, subject)
        run.guards = base + remaining + (() if answer or is_default(case) else (condition,))
        signal = run_case(run, node, case, subject, scope)
        if signal == NEXT and case.falls and answer:
            falling = True
            continue
        ended.append(signal)
        if answer or is_default(case):
            break
        remaining = deeper(remaining, condition.inverted())
    else:
        ended.append(NEXT)
    run.guards = staying(run, base, mark)
    signal = min(ended, default=NEXT)
    return NEXT if signal == BROKE else signal


def run_case(run: Run, node: ir.Switch, case: ir.Case, subject: Value, scope: Scope) -> int:
    inner = Scope(scope, run.guards) if node.span.file.language == "typescript" else scope
    if case.pattern is not None:
        assign(run, case.pattern, subject, inner)
    return exec_block(run, case.body, inner)


def is_default(case: ir.Case) -> bool:
    return not case.tests and not case.opaque and case.guard is None


def case_condition(run: Run, node: ir.Switch, case: ir.Case, subject: Value) -> Condition:
    wanted = case.tests[0].span.text if case.tests else "other"
    return Condition(f"{node.subject.span.text} is {wanted}", case.span)


def case_answer(run: Run, case: ir.Case, subject: Value, scope: Scope) -> bool | None:
    """Whether an arm is taken; ``None`` when undecided."""
    if case.opaque:
        return None
    answer: bool | None = True
    if case.tests:
        answers = [equal(subject, run.eval(test, scope)) for test in case.tests]
        answer = True if True in answers else None if None in answers else False
    if answer is not False and case.guard is not None:
        guard = truth(run.eval(case.guard, scope), case.span.file.language)
        return guard if answer else (False if guard is False else None)
    return answer
