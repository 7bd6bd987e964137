"""Statements other than definitions, assignments, imports and ``match``."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.python.assignments import assign, augment
from iaclint.frontends.python.grammar import ERROR, kind, operands
from iaclint.frontends.python.lowering import (
    STATEMENTS,
    SYNTAX_ERROR,
    Lowering,
    expression_as_statement,
    nothing,
    register,
)
from iaclint.source import Span

AS_PATTERN = kind("as_pattern")
ASSIGNMENT = kind("assignment")
AUGMENTED_ASSIGNMENT = kind("augmented_assignment")
BLOCK = kind("block")
COMMA = kind(",", named=False)
ELIF_CLAUSE = kind("elif_clause")
ELSE_CLAUSE = kind("else_clause")
EXCEPT_CLAUSE = kind("except_clause")
EXPRESSION_LIST = kind("expression_list")
FINALLY_CLAUSE = kind("finally_clause")
LIST = kind("list")
PARENTHESIZED = kind("parenthesized_expression")
TUPLE = kind("tuple")
WITH_CLAUSE = kind("with_clause")


# ---------------------------------------------------------------- simple statements


@register(STATEMENTS, "expression_statement")
def expression_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    children = node.children
    if len(children) > 1:
        children = operands(node)
        if len(children) != 1 or any(child.kind_id == COMMA for child in node.children):
            span = lowering.span(node)
            items = [lowering.expression(child) for child in children]
            statements.append(ir.ExprStatement(span, ir.ListExpr(span, items, "tuple")))
            return
    for child in children:
        if child.kind_id == ASSIGNMENT:
            assign(lowering, child, statements)
        elif child.kind_id == AUGMENTED_ASSIGNMENT:
            augment(lowering, child, statements)
        else:
            expression_as_statement(lowering, child, statements)


@register(STATEMENTS, "return_statement")
def return_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    values = operands(node)
    statements.append(ir.Return(lowering.span(node), lowering.expression(values[0]) if values else None))


@register(STATEMENTS, "raise_statement")
def raise_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    values = operands(node)
    statements.append(ir.Raise(lowering.span(node), lowering.expression(values[0]) if values else None))


@register(STATEMENTS, "break_statement")
def break_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    statements.append(ir.Break(lowering.span(node)))


@register(STATEMENTS, "continue_statement")
def continue_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    statements.append(ir.Continue(lowering.span(node)))


@register(STATEMENTS, "delete_statement")
def delete_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    targets: list[ir.Expr] = []
    pending = operands(node)[::-1]
    while pending:
        target = pending.pop()
        if target.kind_id in (EXPRESSION_LIST, TUPLE, LIST, PARENTHESIZED):
            pending.extend(reversed(operands(target)))
        else:
            targets.append(lowering.expression(target))
    statements.append(ir.Delete(lowering.span(node), targets))


@register(STATEMENTS, "print_statement", "exec_statement")
def python_2_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    statements.append(ir.ExprStatement(lowering.span(node), lowering.opaque(node, "Python 2 statement")))


for ignored in ("pass_statement", "assert_statement", "global_statement", "nonlocal_statement", "comment"):
    register(STATEMENTS, ignored)(nothing)


# ---------------------------------------------------------------- compound statements


def suite(lowering: Lowering, node: Node) -> ir.Block:
    """The statements of a clause (``else:``, ``finally:``)."""
    for child in node.children:
        if child.kind_id == BLOCK:
            return lowering.block(child)
    return []


@register(STATEMENTS, "if_statement")
def if_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    """``elif`` is an ``If`` in ``otherwise`` that spans the rest of the statement."""
    arms = [node]
    otherwise: ir.Block = []
    for child in node.children:
        if child.kind_id == ELIF_CLAUSE:
            arms.append(child)
        elif child.kind_id == ELSE_CLAUSE:
            otherwise = suite(lowering, child)
    for arm in reversed(arms):
        test = lowering.expression(operands(arm)[0])
        then = suite(lowering, arm)
        if is_type_checking(test):
            for statement in then:
                if isinstance(statement, ir.Import):
                    statement.type_only = True
        otherwise = [ir.If(Span(lowering.file, arm.start_byte, node.end_byte), test, then, otherwise)]
    statements.extend(otherwise)


def is_type_checking(test: ir.Expr) -> bool:
    if isinstance(test, ir.Attribute):
        return test.name == "TYPE_CHECKING"
    return isinstance(test, ir.Name) and test.id == "TYPE_CHECKING"


@register(STATEMENTS, "for_statement")
def for_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    left, right, *rest = operands(node)
    otherwise = [statement for child in rest if child.kind_id == ELSE_CLAUSE for statement in suite(lowering, child)]
    pattern, iterable = lowering.pattern(left), lowering.expression(right)
    statements.append(ir.For(lowering.span(node), pattern, iterable, suite(lowering, node), otherwise=otherwise))


@register(STATEMENTS, "while_statement")
def while_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    test, *rest = operands(node)
    otherwise = [statement for child in rest if child.kind_id == ELSE_CLAUSE for statement in suite(lowering, child)]
    statements.append(
        ir.While(lowering.span(node), lowering.expression(test), suite(lowering, node), otherwise=otherwise)
    )


@register(STATEMENTS, "with_statement")
def with_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    items: list[tuple[ir.Expr, ir.Pattern | None]] = []
    for clause in operands(node):
        if clause.kind_id == WITH_CLAUSE:
            for item in operands(clause):
                items.extend(with_item(lowering, value) for value in with_values(operands(item)[0]))
    statements.append(ir.With(lowering.span(node), items, suite(lowering, node)))


def with_values(node: Node) -> list[Node]:
    """The items within one ``with_item``: parentheses may hold several of the form ``a as b``."""
    while node.kind_id == PARENTHESIZED and len(operands(node)) == 1:
        node = operands(node)[0]
    children = operands(node)
    if node.kind_id == TUPLE and any(child.kind_id == AS_PATTERN for child in children):
        return children
    return [node]


def with_item(lowering: Lowering, node: Node) -> tuple[ir.Expr, ir.Pattern | None]:
    if node.kind_id == AS_PATTERN:
        value, target = operands(node)
        return lowering.expression(value), lowering.pattern(target)
    return lowering.expression(node), None


@register(STATEMENTS, "try_statement")
def try_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    handlers: list[ir.Handler] = []
    otherwise: ir.Block = []
    final: ir.Block = []
    for child in node.children:
        if child.kind_id == EXCEPT_CLAUSE:
            handlers.append(except_clause(lowering, child))
        elif child.kind_id == ELSE_CLAUSE:
            otherwise = suite(lowering, child)
        elif child.kind_id == FINALLY_CLAUSE:
            final = suite(lowering, child)
    statements.append(ir.Try(lowering.span(node), suite(lowering, node), handlers, otherwise, final))


def except_clause(lowering: Lowering, node: Node) -> ir.Handler:
    """``except A as e``, ``except (A, B)``, ``except A, B``, ``except*``."""
    values = [child for child in operands(node) if child.kind_id != BLOCK]
    name = ""
    if len(values) == 1 and values[0].kind_id == AS_PATTERN:
        value, alias = operands(values[0])
        values, name = [value], lowering.read(alias)
    if len(values) == 1 and values[0].kind_id == TUPLE:
        values = operands(values[0])
    types = [lowering.expression(value) for value in values]
    return ir.Handler(lowering.span(node), types, name, suite(lowering, node))


# ---------------------------------------------------------------- broken code


@register(STATEMENTS, "block")
def stray_block(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    statements.extend(lowering.block(node))


for stray in ("call", "await", "yield", "attribute"):
    register(STATEMENTS, stray)(expression_as_statement)


def unreadable(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    """Keep the statements and calls within an unreadable piece; say that something is missing when there are none."""
    kept = lowering.block(node)
    statements.extend(kept or [ir.ExprStatement(lowering.span(node), lowering.opaque(node, SYNTAX_ERROR))])


STATEMENTS[ERROR] = unreadable
