"""Classes: fields, methods and what else a class body holds."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.python.assignments import Assignment, assignment
from iaclint.frontends.python.expressions import arguments
from iaclint.frontends.python.functions import (
    BLOCK,
    CLASS_DEFINITION,
    FUNCTION_DEFINITION,
    IDENTIFIER,
    decorated,
    function,
)
from iaclint.frontends.python.grammar import kind, operands
from iaclint.frontends.python.lowering import DEEPEST, STATEMENTS, TOO_DEEP, Lowering, register

ARGUMENT_LIST = kind("argument_list")
ASSIGNMENT = kind("assignment")
DECORATED_DEFINITION = kind("decorated_definition")
EXPRESSION_STATEMENT = kind("expression_statement")

KIND_OF_DECORATOR = {
    "abstractclassmethod": "class",
    "abstractproperty": "getter",
    "abstractstaticmethod": "static",
    "cached_property": "getter",
    "classmethod": "class",
    "getter": "getter",
    "property": "getter",
    "setter": "setter",
    "staticmethod": "static",
}
KIND_OF_NAME = {"__init__": "constructor", "__class_getitem__": "class", "__init_subclass__": "class"}


@register(STATEMENTS, "class_definition")
def class_definition(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    define(lowering, node, statements, node, [])


@register(STATEMENTS, "decorated_definition")
def decorated_definition(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    decorators, definition = decorated(lowering, node)
    if definition is None:
        statements.extend(ir.ExprStatement(decorator.span, decorator) for decorator in decorators)
    elif definition.kind_id == CLASS_DEFINITION:
        define(lowering, definition, statements, node, decorators)
    else:
        lowered = function(lowering, definition, "function", node, decorators)
        statements.append(ir.FunctionDef(lowered.span, lowered))


def define(lowering: Lowering, node: Node, statements: ir.Block, whole: Node, decorators: list[ir.Expr]) -> None:
    span = lowering.span(whole)
    if lowering.depth >= DEEPEST:
        statements.append(ir.ExprStatement(span, lowering.opaque(whole, TOO_DEEP)))
        return
    name = node
    bases: list[ir.Expr] = []
    keywords: list[ir.Argument] = []
    body: Node | None = None
    for child in node.children:
        found = child.kind_id
        if found == IDENTIFIER:
            name = child
        elif found == ARGUMENT_LIST:
            for argument in arguments(lowering, child):
                if argument.name is not None or argument.spread == "**":
                    keywords.append(argument)
                else:
                    bases.append(ir.Spread(argument.span, argument.value) if argument.spread else argument.value)
        elif found == BLOCK:
            body = child
    class_name = lowering.name(name) if name is not node else ""
    lowered = ir.Class(span, class_name, lowering.span(name), bases, [], [], decorators=decorators, keywords=keywords)
    if body is not None:
        lowering.depth += 1
        class_body(lowering, body, lowered)
        lowering.depth -= 1
    statements.append(ir.ClassDef(span, lowered))


def class_body(lowering: Lowering, node: Node, klass: ir.Class) -> None:
    for child in node.children:
        found = child.kind_id
        if found == FUNCTION_DEFINITION:
            klass.methods.append(method(function(lowering, child, "method")))
        elif found == DECORATED_DEFINITION:
            decorators, definition = decorated(lowering, child)
            if definition is None or definition.kind_id == CLASS_DEFINITION:
                decorated_definition(lowering, child, klass.statements)
            elif not deletes(decorators):
                klass.methods.append(method(function(lowering, definition, "method", child, decorators)))
        elif found == EXPRESSION_STATEMENT and (assigned := field_assignment(lowering, child)):
            klass.fields.extend(fields(lowering, child, assigned))
        else:
            STATEMENTS[found](lowering, child, klass.statements)


def method(lowered: ir.Function) -> ir.Function:
    lowered.kind = KIND_OF_NAME.get(lowered.name, "method")
    for decorator in lowered.decorators:
        lowered.kind = KIND_OF_DECORATOR.get(decorator_name(decorator), lowered.kind)
    return lowered


def decorator_name(decorator: ir.Expr) -> str:
    """The last part of its name: ``setter`` for ``@x.setter``, ``getter`` for ``@pulumi.getter(name="x")``."""
    if isinstance(decorator, ir.Call):
        decorator = decorator.function
    if isinstance(decorator, ir.Attribute):
        return decorator.name
    return decorator.id if isinstance(decorator, ir.Name) else ""


def deletes(decorators: list[ir.Expr]) -> bool:
    """``@x.deleter`` defines neither a method nor a value."""
    return any(decorator_name(decorator) == "deleter" for decorator in decorators)


def field_assignment(lowering: Lowering, node: Node) -> Assignment | None:
    """The assignment that this statement is, when all its targets are names."""
    children = operands(node)
    if len(children) != 1 or children[0].kind_id != ASSIGNMENT:
        return None
    return assignment(lowering, children[0], names_only=True)


def fields(lowering: Lowering, node: Node, assigned: Assignment) -> list[ir.Field]:
    targets, annotation, value = assigned
    span, static = lowering.span(node), value is not None
    return [
        ir.Field(span, target.id, target.span, annotation, value, static)
        for target in targets
        if isinstance(target, ir.NamePattern)
    ]
