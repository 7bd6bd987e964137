"""The IR of Python source as compact text, for tests: ``x = f(a, b=1)`` is ``(= x (f a b=1))``.

Calls are ``(callee argument …)``, attributes ``a.b``, other expressions ``(word part …)``, text ``'…'``, opaque things ``<reason>``.
"""

from __future__ import annotations

from collections.abc import Iterator

from iaclint import frontends, ir
from iaclint.source import SourceFile


def lowered(source: str | bytes) -> ir.Module:
    data = source.encode() if isinstance(source, str) else source
    return frontends.parse(SourceFile("/repository/app.py", data, "python"))


def dump(source: str | bytes) -> str:
    """All statements of a module, one a line."""
    return "\n".join(statement(each) for each in lowered(source).body)


def expression_of(source: str | bytes) -> ir.Expr:
    """The only statement of ``source``, which must be an expression."""
    (only,) = lowered(source).body
    assert isinstance(only, ir.ExprStatement)
    return only.value


def dump_expression(source: str | bytes) -> str:
    return expression(expression_of(source))


def words(*parts: str) -> str:
    return "(" + " ".join(part for part in parts if part) + ")"


def optional(node: ir.Expr | None) -> str:
    return "_" if node is None else expression(node)


def block(statements: ir.Block) -> str:
    return "[" + " ".join(map(statement, statements)) + "]"


def expression(node: ir.Expr) -> str:  # noqa: C901 - one case a node
    match node:
        case ir.Literal():
            return repr(node.value)
        case ir.Name():
            return node.id
        case ir.Opaque():
            return f"<{node.reason}>"
        case ir.Attribute():
            return f"{expression(node.object)}.{node.name}"
        case ir.Template():
            return words("template", *map(expression, node.parts))
        case ir.Index():
            return words("index", expression(node.object), expression(node.key))
        case ir.Slice():
            return words(
                "slice", expression(node.object), optional(node.start), optional(node.stop), optional(node.step)
            )
        case ir.Call():
            return words(expression(node.function), *map(argument, node.arguments))
        case ir.Spread():
            return f"...{expression(node.value)}"
        case ir.ListExpr():
            return words(node.kind, *map(expression, node.items))
        case ir.MapExpr():
            return words("map", *map(entry, node.entries))
        case ir.Conditional():
            return words("if", expression(node.test), expression(node.then), expression(node.otherwise))
        case ir.Logical() | ir.Binary():
            return words(node.op, expression(node.left), expression(node.right))
        case ir.Unary():
            return words(node.op, expression(node.operand))
        case ir.AssignExpr():
            return words(":=", pattern(node.target), expression(node.value))
        case ir.Comprehension():
            key = f"{expression(node.key)}: " if node.key else ""
            return words("for-" + node.kind, key + expression(node.element), *map(clause, node.clauses))
        case ir.Yield():
            return words("yield-from" if node.delegate else "yield", optional(node.value) if node.value else "")
        case ir.Function():
            return words(
                "lambda", *map(parameter, node.parameters), block(node.body), "generator" if node.generator else ""
            )
    raise AssertionError(f"no case for {type(node)}")


def argument(node: ir.Argument) -> str:
    return (f"{node.name}=" if node.name else node.spread) + expression(node.value)


def entry(node: ir.MapEntry | ir.Spread) -> str:
    if isinstance(node, ir.Spread):
        return expression(node)
    return f"{expression(node.key)}: {expression(node.value)}"


def clause(node: ir.ComprehensionClause) -> str:
    return words("in", pattern(node.pattern), expression(node.iterable), *map(expression, node.conditions))


def pattern(node: ir.Pattern) -> str:
    match node:
        case ir.NamePattern():
            return node.id
        case ir.TargetPattern():
            return expression(node.target)
        case ir.ListPattern():
            items = [pattern(item) if item else "_" for item in node.items]
            if node.rest_at >= 0:
                items[node.rest_at] = "*" + items[node.rest_at]
            return words("unpack", *items)
    raise AssertionError(f"no case for {type(node)}")


def type_(node: ir.TypeRef | None) -> str:
    if node is None:
        return ""
    return words(node.name, *map(type_, node.arguments)) if node.arguments else node.name


def parameter(node: ir.Parameter) -> str:
    mark = {"normal": "", "positional": "/", "keyword": "kw:", "rest": "*", "keywords": "**"}[node.kind]
    annotation = f":{type_(node.annotation)}" if node.annotation else ""
    default = f"={expression(node.default)}" if node.default else ""
    return f"{mark}{pattern(node.pattern)}{annotation}{default}"


def function(node: ir.Function) -> str:
    returns = f"->{type_(node.returns)}" if node.returns else ""
    decorators = [f"@{expression(decorator)}" for decorator in node.decorators]
    flags = [*sorted(node.modifiers), *(["generator"] if node.generator else [])]
    return words(node.kind, node.name, *decorators, *flags, *map(parameter, node.parameters), returns, block(node.body))


def class_(node: ir.Class) -> str:
    parts: list[str] = [node.kind, node.name, *(f"@{expression(decorator)}" for decorator in node.decorators)]
    parts += map(expression, node.bases)
    parts += map(argument, node.keywords)
    for field in node.fields:
        annotation = f":{type_(field.annotation)}" if field.annotation else ""
        value = f"={expression(field.value)}" if field.value else ""
        parts.append(words("field", f"{field.name}{annotation}{value}", "static" if field.static else ""))
    parts += map(function, node.methods)
    parts += map(statement, node.statements)
    return words(*parts)


def statement(node: ir.Stmt) -> str:  # noqa: C901 - one case a node
    match node:
        case ir.ExprStatement():
            return expression(node.value)
        case ir.Assign():
            annotation = f":{type_(node.annotation)}" if node.annotation else ""
            return words(f"{node.op}=", *map(pattern, node.targets), annotation, optional(node.value))
        case ir.If():
            return words("if", expression(node.test), block(node.then), block(node.otherwise))
        case ir.For():
            otherwise = block(node.otherwise) if node.otherwise else ""
            return words("for", pattern(node.pattern), expression(node.iterable), block(node.body), otherwise)
        case ir.While():
            otherwise = block(node.otherwise) if node.otherwise else ""
            return words("while", expression(node.test), block(node.body), otherwise)
        case ir.Return():
            return words("return", optional(node.value) if node.value else "")
        case ir.Raise():
            return words("raise", optional(node.value) if node.value else "")
        case ir.Break():
            return "break"
        case ir.Continue():
            return "continue"
        case ir.Try():
            return words("try", block(node.body), *try_parts(node))
        case ir.With():
            items = [expression(value) + (f" as {pattern(target)}" if target else "") for value, target in node.items]
            return words("with", ", ".join(items), block(node.body))
        case ir.Switch():
            return words("match", expression(node.subject), *map(case_, node.cases))
        case ir.Delete():
            return words("del", *map(expression, node.targets))
        case ir.FunctionDef():
            return function(node.function)
        case ir.ClassDef():
            return class_(node.klass)
        case ir.Import():
            return import_(node)
    raise AssertionError(f"no case for {type(node)}")


def try_parts(node: ir.Try) -> Iterator[str]:
    for handler in node.handlers:
        name = f"as {handler.name}" if handler.name else ""
        yield words("except", *map(expression, handler.types), name, block(handler.body))
    if node.otherwise:
        yield words("else", block(node.otherwise))
    if node.final:
        yield words("finally", block(node.final))


def case_(node: ir.Case) -> str:
    tests = "|".join(map(expression, node.tests))
    bound = f"bind {pattern(node.pattern)}" if node.pattern else ""
    guard = f"when {expression(node.guard)}" if node.guard else ""
    return words("case", tests, bound, "opaque" if node.opaque else "", guard, block(node.body))


def import_(node: ir.Import) -> str:
    names = [f"{each.name}>{each.alias}" for each in node.names]
    flags = "type-only" if node.type_only else ""
    return words("import", "." * node.level + node.module, *names, flags)


def children(node: ir.Node) -> Iterator[ir.Node]:
    """The nodes directly below a node; lowers the bodies of functions."""
    for owner in type(node).__mro__:
        for slot in getattr(owner, "__slots__", ()):
            if slot not in ("span", "_lower"):
                yield from nodes_in(getattr(node, "body" if slot == "_body" else slot))


def nodes_in(value: object) -> Iterator[ir.Node]:
    if isinstance(value, ir.Node):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from nodes_in(item)


def descendants(module: ir.Module) -> Iterator[ir.Node]:
    """All nodes of a module, without recursion: chains may be long."""
    pending: list[ir.Node] = list(module.body)
    while pending:
        node = pending.pop()
        yield node
        pending.extend(children(node))
