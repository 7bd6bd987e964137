"""Where the lowering of expressions and statements meets: tables from node type to function, filled by the package.

Every lowering function takes the file, the tree-sitter node and the depth of the syntax above it, and recurses only
through ``expression`` and ``statement``, which cut at ``DEEPEST``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tree_sitter import Node

from iaclint import ir
from iaclint.source import SourceFile, Span

LowerExpression = Callable[[SourceFile, Node, int], ir.Expr]
LowerStatement = Callable[[SourceFile, Node, int, ir.Block], None]

EXPRESSIONS: dict[str, LowerExpression] = {}
STATEMENTS: dict[str, LowerStatement] = {}

DEEPEST = 150
"""Levels of nested syntax that are lowered; a level costs at most four Python frames, and a function body starts anew."""

SKIPPED = frozenset({"comment", "html_comment", "hash_bang_line"})

SYNTAX_ERROR = "syntax error"
TOO_DEEP = "nested too deeply"


def span_of(file: SourceFile, node: Node) -> Span:
    return Span(file, node.start_byte, node.end_byte)


def text_of(file: SourceFile, node: Node) -> str:
    return file.data[node.start_byte : node.end_byte].decode("utf-8", "replace")


def expression(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    lower = EXPRESSIONS.get(node.type)
    if lower is None:
        return unreadable(file, node)
    if depth > DEEPEST:
        return ir.Opaque(Span(file, node.start_byte, node.end_byte), TOO_DEEP)
    return lower(file, node, depth)


def unreadable(file: SourceFile, node: Node) -> ir.Expr:
    if node.is_error or node.is_missing or not node.is_named or node.type in SKIPPED:
        return ir.Opaque(span_of(file, node), SYNTAX_ERROR)
    return ir.Opaque(span_of(file, node), node.type.replace("_", " "))


def part(file: SourceFile, node: Node, field: str, depth: int) -> ir.Expr:
    """The expression in a field that the grammar requires."""
    child = node.child_by_field_name(field)
    if child is None:
        return ir.Opaque(Span(file, node.end_byte, node.end_byte), SYNTAX_ERROR)
    return expression(file, child, depth)


def inner(node: Node) -> Node | None:
    """The first named child that is no comment and no error."""
    for child in node.named_children:
        if child.type not in SKIPPED and not child.is_error:
            return child
    return None


def inner_expression(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    """The one operand of ``(x)``, ``await x``, ``x!``, ``...x``."""
    child = inner(node)
    if child is None:
        return ir.Opaque(span_of(file, node), SYNTAX_ERROR)
    return expression(file, child, depth + 1)


def statement(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    """Appends what ``node`` lowers to: nothing (a type, a comment), one statement or several."""
    lower = STATEMENTS.get(node.type)
    if lower is None:
        if node.type not in SKIPPED:
            out.append(ir.ExprStatement(span_of(file, node), unreadable(file, node)))
    elif depth > DEEPEST:
        span = span_of(file, node)
        out.append(ir.ExprStatement(span, ir.Opaque(span, TOO_DEEP)))
    else:
        lower(file, node, depth, out)


def block(file: SourceFile, nodes: Iterable[Node], depth: int) -> ir.Block:
    out: ir.Block = []
    for node in nodes:
        statement(file, node, depth, out)
    return out


def body_of(file: SourceFile, node: Node | None, depth: int) -> ir.Block:
    """The statements of a ``{ … }``, or the one statement that stands in its place."""
    if node is None:
        return []
    if node.type == "statement_block":
        return block(file, node.named_children, depth + 1)
    out: ir.Block = []
    statement(file, node, depth + 1, out)
    return out
