"""Names, chains, calls, operators and assignments.

Everything whose first child is again an expression (``a.b(c)[d]! + e as T``) is lowered by ``chain`` without recursion:
thousands of links are common in generated code.
"""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.typescript.dispatch import (
    SKIPPED,
    SYNTAX_ERROR,
    expression,
    inner,
    inner_expression,
    part,
    span_of,
    text_of,
)
from iaclint.frontends.typescript.literals import tagged
from iaclint.frontends.typescript.patterns import pattern, pattern_in
from iaclint.frontends.typescript.types import type_ref
from iaclint.source import SourceFile, Span

Link = Callable[[SourceFile, Node, ir.Expr, int], ir.Expr]

LOGICAL = {"&&": "and", "||": "or", "??": "??"}
BINARY = {"===": "==", "!==": "!=", "in": "has"}
OPTIONAL = frozenset({"?.", "optional_chain"})


def name(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    start, end = node.start_byte, node.end_byte
    if start == end:
        return ir.Opaque(Span(file, start, end), SYNTAX_ERROR)
    return ir.Name(Span(file, start, end), file.data[start:end].decode("utf-8", "replace"))


def private_name(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    """The key of ``#p in object``."""
    return ir.Literal(span_of(file, node), text_of(file, node))


# ---------------------------------------------------------------- chains


def chain(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    links: list[tuple[Link, Node]] = []
    while (link := LINKS.get(node.type)) is not None:
        links.append((link, node))
        node = node.children[0]
    depth += 1
    value = expression(file, node, depth)
    while links:
        link, node = links.pop()
        value = link(file, node, value, depth)
    return value


def attribute(file: SourceFile, node: Node, value: ir.Expr, depth: int) -> ir.Expr:
    children = node.children
    optional = False
    if len(children) == 3:
        optional = children[1].is_named
        named: Node | None = children[2]
    else:
        named = node.child_by_field_name("property")
        optional = node.child_by_field_name("optional_chain") is not None
    span = Span(file, node.start_byte, node.end_byte)
    if named is None:
        return ir.Opaque(span, SYNTAX_ERROR)
    start, end = named.start_byte, named.end_byte
    return ir.Attribute(span, value, file.data[start:end].decode("utf-8", "replace"), Span(file, start, end), optional)


def index(file: SourceFile, node: Node, value: ir.Expr, depth: int) -> ir.Expr:
    key = part(file, node, "index", depth)
    return ir.Index(span_of(file, node), value, key, node.child_by_field_name("optional_chain") is not None)


def call(file: SourceFile, node: Node, value: ir.Expr, depth: int) -> ir.Expr:
    children = node.children
    span = Span(file, node.start_byte, node.end_byte)
    if children[0].type == "import":
        return ir.Opaque(span, "dynamic import")
    optional = len(children) > 2 and any(child.type in OPTIONAL for child in children)
    return ir.Call(span, value, arguments_of(file, node, depth), optional=optional)


def new(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    constructor = part(file, node, "constructor", depth + 1)
    return ir.Call(span_of(file, node), constructor, arguments_of(file, node, depth + 1), new=True)


def arguments_of(file: SourceFile, node: Node, depth: int) -> list[ir.Argument]:
    last = node.children[-1]
    listed = last if last.type == "arguments" else node.child_by_field_name("arguments")
    if listed is None:
        return []
    if listed.type == "template_string":
        template = tagged(file, listed, depth)
        return [ir.Argument(template.span, template)]
    arguments: list[ir.Argument] = []
    for child in listed.named_children:
        kind = child.type
        if kind == "spread_element":
            arguments.append(ir.Argument(span_of(file, child), inner_expression(file, child, depth), spread="*"))
        elif kind not in SKIPPED:
            value = expression(file, child, depth)
            arguments.append(ir.Argument(value.span, value))
    return arguments


def binary(file: SourceFile, node: Node, value: ir.Expr, depth: int) -> ir.Expr:
    operator = node.child_by_field_name("operator")
    op = operator.type if operator else ""
    right = part(file, node, "right", depth)
    if op in LOGICAL:
        return ir.Logical(span_of(file, node), LOGICAL[op], value, right)
    return ir.Binary(span_of(file, node), BINARY.get(op, op), value, right)


def same(file: SourceFile, node: Node, value: ir.Expr, depth: int) -> ir.Expr:
    """``x!`` and ``f<T>`` are ``x`` and ``f``."""
    return value


def cast(file: SourceFile, node: Node, value: ir.Expr, depth: int) -> ir.Expr:
    written = node.children[-1]
    return ir.Cast(span_of(file, node), value, type_ref(file, written, depth))


LINKS: dict[str, Link] = {
    "member_expression": attribute,
    "nested_identifier": attribute,
    "subscript_expression": index,
    "call_expression": call,
    "binary_expression": binary,
    "non_null_expression": same,
    "instantiation_expression": same,
    "as_expression": cast,
    "satisfies_expression": cast,
}


# ---------------------------------------------------------------- operators


def unary(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    operator = node.child_by_field_name("operator")
    op = operator.type if operator else ""
    return ir.Unary(span_of(file, node), "not" if op == "!" else op, part(file, node, "argument", depth + 1))


def conditional(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    test, then, otherwise = (
        part(file, node, field, depth + 1) for field in ("condition", "consequence", "alternative")
    )
    return ir.Conditional(span_of(file, node), test, then, otherwise)


def prefix_cast(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    """``<T>x``"""
    written = inner(node)
    kinds = written.named_children or written.children[1:2] if written else []
    value = node.children[-1]
    if not kinds or value == written:
        return ir.Opaque(span_of(file, node), SYNTAX_ERROR)
    return ir.Cast(span_of(file, node), expression(file, value, depth + 1), type_ref(file, kinds[0], depth))


def sequence(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    """``(a, b)``: its value; real code only writes ``(0, f)(…)``."""
    values = [child for child in node.named_children if child.type not in SKIPPED]
    return expression(file, values[-1], depth + 1) if values else ir.Opaque(span_of(file, node), SYNTAX_ERROR)


def yielded(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    value = inner(node)
    delegate = any(child.type == "*" for child in node.children)
    return ir.Yield(span_of(file, node), expression(file, value, depth + 1) if value else None, delegate)


# ---------------------------------------------------------------- assignments


def assignment(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    target = pattern_in(file, node, "left", depth + 1)
    return ir.AssignExpr(span_of(file, node), target, part(file, node, "right", depth + 1), operator_of(node))


def operator_of(node: Node) -> str:
    """The binary or logical operator of ``x op= y``; empty for ``=``."""
    operator = node.child_by_field_name("operator")
    op = operator.type.removesuffix("=") if operator else ""
    return LOGICAL.get(op, op)


def update(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    """``i++``, ``--i``"""
    argument, operator = node.child_by_field_name("argument"), node.child_by_field_name("operator")
    span = span_of(file, node)
    if argument is None or operator is None:
        return ir.Opaque(span, SYNTAX_ERROR)
    one = ir.Literal(span_of(file, operator), 1)
    postfix = operator.start_byte > argument.start_byte
    return ir.AssignExpr(span, pattern(file, argument, depth + 1), one, operator.type[:1], postfix)


EXPRESSIONS = {
    **dict.fromkeys(LINKS, chain),
    "identifier": name,
    "this": name,
    "super": name,
    "property_identifier": name,
    "private_property_identifier": private_name,
    "new_expression": new,
    "parenthesized_expression": inner_expression,
    "await_expression": inner_expression,
    "unary_expression": unary,
    "ternary_expression": conditional,
    "type_assertion": prefix_cast,
    "sequence_expression": sequence,
    "yield_expression": yielded,
    "assignment_expression": assignment,
    "augmented_assignment_expression": assignment,
    "update_expression": update,
}
