"""The IR of TypeScript source as compact text, for tests: ``x = f(a, ...b)`` is ``(= x (f a ...b))``.

Calls are ``(callee argument …)``, other nodes ``(word part …)``, text ``'…'``, opaque things ``<reason>``, blocks ``[…]``.
"""

from __future__ import annotations

from collections.abc import Iterator

from iaclint import ir
from iaclint.frontends import typescript
from iaclint.source import SourceFile


def lowered(source: str | bytes, path: str = "/repository/app.ts") -> ir.Module:
    data = source.encode() if isinstance(source, str) else source
    return typescript.lower(SourceFile(path, data, "typescript"))


def dump(source: str | bytes, path: str = "/repository/app.ts") -> str:
    """All statements of a module, one a line; the source must be free of errors."""
    module = lowered(source, path)
    assert module.errors == []
    return "\n".join(statement(each) for each in module.body)


def words(*parts: str) -> str:
    return "(" + " ".join(part for part in parts if part) + ")"


def block(statements: ir.Block) -> str:
    return "[" + " ".join(map(statement, statements)) + "]"


def value_of(node: ir.Expr | None) -> str:
    return "_" if node is None else expression(node)


def expression(node: ir.Expr) -> str:  # noqa: C901 - one case a node
    match node:
        case ir.Literal():
            return repr(node.value)
        case ir.Name():
            return node.id
        case ir.Opaque():
            return f"<{node.reason}>"
        case ir.Attribute():
            return f"{expression(node.object)}{'?.' if node.optional else '.'}{node.name}"
        case ir.Template():
            return words("template", *map(expression, node.parts))
        case ir.Index():
            return words("?index" if node.optional else "index", expression(node.object), expression(node.key))
        case ir.Call():
            head = "new " * node.new + "?" * node.optional + expression(node.function)
            return words(head, *(("..." if each.spread else "") + expression(each.value) for each in node.arguments))
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
            word = f"{node.op}:=" + " postfix" * node.postfix
            return words(word, pattern(node.target), expression(node.value))
        case ir.Cast():
            return words("as", expression(node.value), type_(node.type))
        case ir.Yield():
            return words("yield*" if node.delegate else "yield", expression(node.value) if node.value else "")
        case ir.Function():
            return function(node)
        case ir.Class():
            return class_(node)
    raise AssertionError(f"no case for {type(node)}")


def entry(node: ir.MapEntry | ir.Spread) -> str:
    if isinstance(node, ir.Spread):
        return expression(node)
    return f"{expression(node.key)}: {expression(node.value)}"


def pattern(node: ir.Pattern | None) -> str:
    match node:
        case None:
            return "_"
        case ir.NamePattern():
            return node.id
        case ir.TargetPattern():
            return expression(node.target)
        case ir.DefaultPattern():
            return f"{pattern(node.pattern)}={expression(node.default)}"
        case ir.ListPattern():
            items = [("..." if at == node.rest_at else "") + pattern(item) for at, item in enumerate(node.items)]
            return words("unpack", *items)
        case ir.MapPattern():
            rest = "..." + pattern(node.rest) if node.rest else ""
            return words("pick", *(f"{expression(key)}: {pattern(item)}" for key, item in node.entries), rest)
    raise AssertionError(f"no case for {type(node)}")


def type_(node: ir.TypeRef | None) -> str:
    if node is None:
        return ""
    return words(node.name, *map(type_, node.arguments)) if node.arguments else node.name


def annotated(node: ir.TypeRef | None) -> str:
    return f":{type_(node)}" if node else ""


def default(node: ir.Expr | None) -> str:
    return f"={expression(node)}" if node else ""


def parameter(node: ir.Parameter) -> str:
    mark = "property " * node.property + "..." * (node.kind == "rest")
    return f"{mark}{pattern(node.pattern)}{'?' * node.optional}{annotated(node.annotation)}{default(node.default)}"


def function(node: ir.Function) -> str:
    flags = [*sorted(node.modifiers), *(["generator"] if node.generator else [])]
    decorators = [f"@{expression(decorator)}" for decorator in node.decorators]
    returns = f"->{type_(node.returns)}" if node.returns else ""
    parameters = map(parameter, node.parameters)
    return words(node.kind, node.name, *decorators, *flags, *parameters, returns, block(node.body))


def class_(node: ir.Class) -> str:
    parts = [node.kind, node.name, *(f"@{expression(decorator)}" for decorator in node.decorators)]
    parts += sorted(node.modifiers)
    parts += (f"<{expression(base)}" for base in node.bases)
    for field in node.fields:
        flags = sorted(field.modifiers | ({"static"} if field.static else frozenset()))
        name = f"{field.name}{'?' * field.optional}{annotated(field.annotation)}{default(field.value)}"
        parts.append(words("field", *flags, name))
    parts += map(function, node.methods)
    parts += map(statement, node.statements)
    return words(*parts)


def exported(flag: bool | str) -> str:
    return f"export-{flag} " if isinstance(flag, str) and flag else "export " if flag else ""


def statement(node: ir.Stmt) -> str:  # noqa: C901 - one case a node
    match node:
        case ir.ExprStatement():
            return expression(node.value)
        case ir.Assign():
            word = f"{exported(node.exported)}{node.declares}{node.op}="
            return words(word, *map(pattern, node.targets), annotated(node.annotation), value_of(node.value))
        case ir.If():
            return words("if", expression(node.test), block(node.then), block(node.otherwise) if node.otherwise else "")
        case ir.For():
            word = "for-in" if node.keys else "for"
            return words(word, pattern(node.pattern), expression(node.iterable), block(node.body))
        case ir.While():
            word = "do" if node.first else "while"
            around = (block(part) if part else "" for part in (node.init, node.update))
            return words(word, expression(node.test), block(node.body), *around)
        case ir.Return():
            return words("return", expression(node.value) if node.value else "")
        case ir.Raise():
            return words("throw", value_of(node.value))
        case ir.Break() | ir.Continue():
            return type(node).__name__.lower()
        case ir.Try():
            handlers = (words("catch", handler.name, block(handler.body)) for handler in node.handlers)
            return words("try", block(node.body), *handlers, words("finally", block(node.final)) if node.final else "")
        case ir.Switch():
            return words("switch", expression(node.subject), *map(case_, node.cases))
        case ir.BlockStatement():
            return words("block", block(node.body))
        case ir.FunctionDef():
            return exported(node.exported) + function(node.function)
        case ir.ClassDef():
            return exported(node.exported) + class_(node.klass)
        case ir.NamespaceDef():
            return exported(node.exported) + words("namespace", node.name, block(node.body))
        case ir.Import():
            flags = ["for-effect"] * node.for_effect + ["type-only"] * node.type_only
            return words("import", node.module, *map(imported, node.names), *flags)
        case ir.Export():
            source = f"from {node.module}" if node.module is not None else ""
            return words("export", *map(imported, node.names), expression(node.value) if node.value else "", source)
    raise AssertionError(f"no case for {type(node)}")


def imported(node: ir.ImportedName) -> str:
    return f"{node.name}>{node.alias}"


def case_(node: ir.Case) -> str:
    tests = "|".join(map(expression, node.tests)) or "default"
    return words("case", tests, block(node.body), "falls" if node.falls else "")


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
