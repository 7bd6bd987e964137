"""Statements: what each does to scopes, and how it ends."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator import calls as _calls  # noqa: F401  (these fill the tables of what is evaluated and run)
from iaclint.evaluator import comprehensions as _comprehensions  # noqa: F401
from iaclint.evaluator import decisions as _decisions  # noqa: F401
from iaclint.evaluator import loops as _loops  # noqa: F401
from iaclint.evaluator import modules
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.attributes import find_method, get_attribute
from iaclint.evaluator.blocks import branch, define_function, exec_block, hoist, never_returns
from iaclint.evaluator.callables import FunctionValue, class_of
from iaclint.evaluator.callbacks import implicit_call
from iaclint.evaluator.classes import define_class
from iaclint.evaluator.comparisons import truth
from iaclint.evaluator.conditions import condition_of, decide, deeper, left, staying
from iaclint.evaluator.expressions import augmented, delete
from iaclint.evaluator.patterns import assign
from iaclint.evaluator.run import BROKE, CONTINUED, EXITED, NEXT, RAISED, RETURNED, Run, Thrown, executes
from iaclint.evaluator.scope import Scope
from iaclint.values import ASSUMED, Instance, Known, MapValue, Unknown, Value


@executes(ir.ExprStatement)
def expression_statement(run: Run, node: ir.ExprStatement, scope: Scope) -> int:
    return RAISED if run.eval(node.value, scope) is EXITED else NEXT


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
    answer = decide(run, node.test, test, scope)
    loose = answer is None or bool(test.labels & ASSUMED)
    if loose and never_returns(node.then):
        answer = False  # a check that throws: the program is assumed to pass it
    elif loose and node.otherwise and never_returns(node.otherwise):
        answer = True
    elif loose and answer is False and rejects(run, node.otherwise, scope):
        answer = None  # the program knows other environments than the assumed one: any of them
    if answer is not None:
        return branch(run, node.then if answer else node.otherwise, scope, language)
    condition = condition_of(run, node.test, test, scope)
    base, mark = run.guards, len(run.frame.exits)
    run.guards = deeper(base, condition)
    first = branch(run, node.then, scope, language)
    run.guards = deeper(base, condition.inverted())
    second = branch(run, node.otherwise, scope, language) if node.otherwise else NEXT
    run.guards = staying(run, base, mark)
    return min(first, second)


def rejects(run: Run, block: ir.Block, scope: Scope) -> bool:
    """Whether an ``else if`` chain takes none of its branches and throws in the end."""
    while len(block) == 1 and isinstance(block[0], ir.If):
        inner = block[0]
        if truth(run.eval(inner.test, scope), inner.span.file.language) is not False:
            return False
        block = inner.otherwise
        if never_returns(block):
            return True
    return False


@executes(ir.BlockStatement)
def block_statement(run: Run, node: ir.BlockStatement, scope: Scope) -> int:
    return branch(run, node.body, scope, "typescript")


@executes(ir.Return)
def return_statement(run: Run, node: ir.Return, scope: Scope) -> int:
    value: Value = Known(None, node.span) if node.value is None else run.eval(node.value, scope)
    run.frame.returns.append((run.guards[len(run.frame.guards) :], value))
    return left(run, RETURNED)


@executes(ir.Break)
def break_statement(run: Run, node: ir.Break, scope: Scope) -> int:
    return left(run, BROKE)


@executes(ir.Continue)
def continue_statement(run: Run, node: ir.Continue, scope: Scope) -> int:
    return left(run, CONTINUED)


@executes(ir.Raise)
def raise_statement(run: Run, node: ir.Raise, scope: Scope) -> int:
    if node.value is not None:
        run.eval(node.value, scope)
    return left(run, RAISED)


@executes(ir.Try)
def try_statement(run: Run, node: ir.Try, scope: Scope) -> int:
    """The body runs; a handler only when the body surely fails."""
    language = node.span.file.language
    signal = tried(run, node, scope)
    if signal == RAISED and node.handlers:
        handler = next((h for h in node.handlers if catches_all(h)), node.handlers[0])
        inner = Scope(scope, run.guards) if language == "typescript" else scope
        if handler.name:
            inner.names[handler.name] = Unknown("a caught error", handler.name, handler.span)
        signal = exec_block(run, handler.body, inner)
    elif signal == NEXT and node.otherwise:
        signal = exec_block(run, node.otherwise, scope)
    last = branch(run, node.final, scope, language) if node.final else NEXT
    return last or signal


def tried(run: Run, node: ir.Try, scope: Scope) -> int:
    """Runs the body, with handlers waiting for an error from within a call."""
    frame, guards, depth, loops = run.frame, run.guards, run.depth, run.loops
    run.handlers += 1 if node.handlers else 0
    try:
        return branch(run, node.body, scope, node.span.file.language)
    except Thrown:
        run.frame, run.guards, run.depth, run.loops = frame, guards, depth, loops
        return RAISED
    finally:
        run.handlers -= 1 if node.handlers else 0


def catches_all(handler: ir.Handler) -> bool:
    return not handler.types or any(each.span.text == "Exception" for each in handler.types)


@executes(ir.With)
def with_statement(run: Run, node: ir.With, scope: Scope) -> int:
    for expression, target in node.items:
        value = entered(run, run.eval(expression, scope), expression)
        if target is not None:
            assign(run, target, value, scope)
    return exec_block(run, node.body, scope)


def entered(run: Run, manager: Value, expression: ir.Expr) -> Value:
    """What ``with manager as x`` binds: the result of ``__enter__`` of an object of the program, else the manager itself."""
    klass = class_of(manager) if isinstance(manager, Instance) else None
    if klass is not None and find_method(klass, "__enter__") is not None:
        enter = get_attribute(run, manager, "__enter__", expression.span)
        return run.call(enter, Arguments(), implicit_call(expression.span, "__enter__"))
    return manager


@executes(ir.Delete)
def delete_statement(run: Run, node: ir.Delete, scope: Scope) -> int:
    for target in node.targets:
        delete(run, target, scope)
    return NEXT


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
    for decorator in node.klass.decorators:  # of libraries that we do not know, such as `jsii.implements(IAspect)`
        for argument in decorator.arguments if isinstance(decorator, ir.Call) else ():
            run.eval(argument.value, scope)
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
