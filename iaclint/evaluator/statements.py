"""Statements: what each does to scopes, and how it ends."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator import modules
from iaclint.evaluator.callables import FunctionValue
from iaclint.evaluator.classes import define_class
from iaclint.evaluator.expressions import augmented
from iaclint.evaluator.iteration import items_of
from iaclint.evaluator.operators import equal, truth
from iaclint.evaluator.patterns import assign
from iaclint.evaluator.run import BROKE, CONTINUED, EXECUTE, MAX_UNROLLED, NEXT, RAISED, RETURNED, Run, executes
from iaclint.evaluator.scope import Scope
from iaclint.values import Condition, Known, MapValue, Unknown, Value


def exec_block(run: Run, block: ir.Block, scope: Scope) -> int:
    """Runs statements in order until one leaves the block."""
    for statement in block:
        run.steps += 1
        signal = EXECUTE[statement.__class__](run, statement, scope)
        if signal:
            return signal
    return NEXT


def hoist(run: Run, block: ir.Block, scope: Scope) -> None:
    """TypeScript's functions exist before their statement."""
    for statement in block:
        if isinstance(statement, ir.FunctionDef):
            define_function(run, statement.function, scope)


def define_function(run: Run, function: ir.Function, scope: Scope) -> FunctionValue:
    value = FunctionValue(function, scope)
    run.definitions.append(value)
    scope.names[function.name] = value
    return value


@executes(ir.ExprStatement)
def expression_statement(run: Run, node: ir.ExprStatement, scope: Scope) -> int:
    return RAISED if run.eval(node.value, scope) is EXITED else NEXT


EXITED = Unknown("the program ends")


@executes(ir.Assign)
def assignment(run: Run, node: ir.Assign, scope: Scope) -> int:
    if node.value is None:
        if node.declares:
            for target in node.targets:
                assign(run, target, Known(None, node.span), scope, node.declares)
        return NEXT
    if node.op:
        augmented(run, node.targets[0], node.op, node.value, scope, node.span)
        return NEXT
    value = run.eval(node.value, scope)
    for target in node.targets:
        assign(run, target, value, scope, node.declares)
        if node.exported:
            for name in bound_names(target):
                modules.export(scope, name, name)
    return NEXT


def bound_names(pattern: ir.Pattern | None) -> list[str]:
    """The variables that a pattern binds."""
    if isinstance(pattern, ir.NamePattern):
        return [pattern.id]
    if isinstance(pattern, ir.DefaultPattern):
        return bound_names(pattern.pattern)
    parts: list[ir.Pattern | None] = []
    if isinstance(pattern, ir.ListPattern):
        parts = pattern.items
    elif isinstance(pattern, ir.MapPattern):
        parts = [*(target for _, target in pattern.entries), pattern.rest]
    return [name for part in parts for name in bound_names(part)]


@executes(ir.If)
def if_statement(run: Run, node: ir.If, scope: Scope) -> int:
    test = run.eval(node.test, scope)
    language = node.span.file.language
    answer = truth(test, language)
    if answer is None and never_returns(node.then):
        answer = False  # a check that throws: the program is assumed to pass it
    elif answer is None and node.otherwise and never_returns(node.otherwise):
        answer = True
    if answer is not None:
        return branch(run, node.then if answer else node.otherwise, scope, language)
    condition = Condition(node.test.span.text, node.test.span)
    base = run.guards
    run.guards = (*base, condition)
    first = branch(run, node.then, scope, language)
    run.guards = (*base, condition.inverted())
    second = branch(run, node.otherwise, scope, language) if node.otherwise else NEXT
    run.guards = base
    if first and second:
        return first if first == second else RETURNED
    if first:
        run.guards = (*base, condition.inverted())
    elif second:
        run.guards = (*base, condition)
    return NEXT


def branch(run: Run, block: ir.Block, scope: Scope, language: str) -> int:
    """A block with its own scope where the language has block scopes."""
    if language == "python":
        return exec_block(run, block, scope)
    inner = Scope(scope, run.guards)
    hoist(run, block, inner)
    return exec_block(run, block, inner)


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


@executes(ir.BlockStatement)
def block_statement(run: Run, node: ir.BlockStatement, scope: Scope) -> int:
    return branch(run, node.body, scope, "typescript")


@executes(ir.For)
def for_statement(run: Run, node: ir.For, scope: Scope) -> int:
    iterable = run.eval(node.iterable, scope)
    items, known = items_of(run, iterable, node.iterable.span, keys=node.keys, name=pattern_name(node.pattern))
    base = run.guards
    for conditions, item in items:
        run.guards = base + conditions
        inner = scope if node.span.file.language == "python" else Scope(scope, run.guards)
        assign(run, node.pattern, item, inner, "const" if inner is not scope else "")
        signal = exec_block(run, node.body, inner)
        run.guards = base
        if signal == BROKE and not conditions:
            return NEXT
        if signal in (RETURNED, RAISED) and known and not conditions:
            return signal
        if run.exhausted():
            break
    return exec_block(run, node.otherwise, scope) if node.otherwise else NEXT


def pattern_name(pattern: ir.Pattern) -> str:
    return pattern.id if isinstance(pattern, ir.NamePattern) else "item"


@executes(ir.While)
def while_statement(run: Run, node: ir.While, scope: Scope) -> int:
    language = node.span.file.language
    outer = Scope(scope, run.guards) if language == "typescript" else scope
    exec_block(run, node.init, outer)
    base = run.guards
    for turn in range(MAX_UNROLLED):
        answer = True if node.first and turn == 0 else truth(run.eval(node.test, outer), language)
        if answer is False or run.exhausted():
            break
        if answer is None:
            run.guards = (*base, Condition(node.test.span.text, node.test.span))
        signal = branch(run, node.body, outer, language)
        run.guards = base
        if signal == BROKE or answer is None:
            break
        if signal in (RETURNED, RAISED):
            return signal
        exec_block(run, node.update, outer)
    return NEXT


@executes(ir.Return)
def return_statement(run: Run, node: ir.Return, scope: Scope) -> int:
    value: Value = Known(None, node.span) if node.value is None else run.eval(node.value, scope)
    run.frame.returns.append((run.guards[len(run.frame.guards) :], value))
    return RETURNED


@executes(ir.Break)
def break_statement(run: Run, node: ir.Break, scope: Scope) -> int:
    return BROKE


@executes(ir.Continue)
def continue_statement(run: Run, node: ir.Continue, scope: Scope) -> int:
    return CONTINUED


@executes(ir.Raise)
def raise_statement(run: Run, node: ir.Raise, scope: Scope) -> int:
    return RAISED


@executes(ir.Try)
def try_statement(run: Run, node: ir.Try, scope: Scope) -> int:
    language = node.span.file.language
    signal = branch(run, node.body, scope, language)
    if signal == RAISED and node.handlers:
        handler = node.handlers[0]
        inner = Scope(scope, run.guards) if language == "typescript" else scope
        if handler.name:
            inner.names[handler.name] = Unknown("a caught error", handler.name, handler.span)
        signal = exec_block(run, handler.body, inner)
    elif signal == NEXT and node.otherwise:
        signal = exec_block(run, node.otherwise, scope)
    last = branch(run, node.final, scope, language) if node.final else NEXT
    return last or signal


@executes(ir.With)
def with_statement(run: Run, node: ir.With, scope: Scope) -> int:
    for expression, target in node.items:
        value = run.eval(expression, scope)
        if target is not None:
            assign(run, target, value, scope)
    return exec_block(run, node.body, scope)


@executes(ir.Switch)
def switch_statement(run: Run, node: ir.Switch, scope: Scope) -> int:
    subject = run.eval(node.subject, scope)
    base = run.guards
    ended: list[int] = []
    remaining: tuple[Condition, ...] = ()
    falling = False
    for case in node.cases:
        answer = True if falling else case_answer(run, case, subject, scope)
        if answer is False:
            continue
        inner = Scope(scope, run.guards) if node.span.file.language == "typescript" else scope
        if case.pattern is not None:
            assign(run, case.pattern, subject, inner)
        condition = Condition(
            f"{node.subject.span.text} is {case.tests[0].span.text if case.tests else 'other'}", case.span
        )
        run.guards = base + remaining + (() if answer else (condition,))
        signal = exec_block(run, case.body, inner)
        run.guards = base
        if answer:
            if signal == NEXT and case.falls:
                falling = True
                continue
            ended.append(signal)
            break
        ended.append(signal)
        remaining = (*remaining, condition.inverted())
    else:
        ended.append(NEXT)
    signals = {NEXT if s == BROKE else s for s in ended}
    return signals.pop() if len(signals) == 1 else NEXT


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


@executes(ir.Delete)
def delete_statement(run: Run, node: ir.Delete, scope: Scope) -> int:
    for target in node.targets:
        if isinstance(target, ir.Index):
            remove_key(run, run.eval(target.object, scope), run.eval(target.key, scope))
        elif isinstance(target, ir.Name):
            holder = scope.find(target.id)
            if holder is not None:
                del holder.names[target.id]
    return NEXT


def remove_key(run: Run, holder: Value, key: Value) -> None:
    if isinstance(holder, MapValue):
        if isinstance(key, Known):
            holder.entries.pop(key.data, None)
        else:
            holder.open = holder.open or "an unknown key was deleted"


@executes(ir.FunctionDef)
def function_definition(run: Run, node: ir.FunctionDef, scope: Scope) -> int:
    function = scope.names.get(node.function.name)
    if not (isinstance(function, FunctionValue) and function.function is node.function):
        define_function(run, node.function, scope)
    if node.exported:
        modules.export(scope, "default" if node.exported == "default" else node.function.name, node.function.name)
    return NEXT


@executes(ir.ClassDef)
def class_definition(run: Run, node: ir.ClassDef, scope: Scope) -> int:
    scope.names[node.klass.name] = define_class(run, node.klass, scope)
    if node.exported:
        modules.export(scope, "default" if node.exported == "default" else node.klass.name, node.klass.name)
    return NEXT


@executes(ir.NamespaceDef)
def namespace_definition(run: Run, node: ir.NamespaceDef, scope: Scope) -> int:
    inner = Scope(scope, run.guards, is_function=True)
    hoist(run, node.body, inner)
    exec_block(run, node.body, inner)
    namespace = MapValue(span=node.span)
    for name, value in inner.names.items():
        namespace.set(name, value)
    scope.names[node.name] = namespace
    if node.exported:
        modules.export(scope, node.name, node.name)
    return NEXT


@executes(ir.Import)
def import_statement(run: Run, node: ir.Import, scope: Scope) -> int:
    modules.bind_import(run, node, scope)
    return NEXT


@executes(ir.Export)
def export_statement(run: Run, node: ir.Export, scope: Scope) -> int:
    modules.execute_export(run, node, scope)
    return NEXT
