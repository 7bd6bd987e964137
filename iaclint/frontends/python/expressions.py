"""Expressions other than literals and functions.

Chains that the grammar nests to the left (``a.b().c``, ``a + b + c``, ``a and b and c``) are read in a loop: they may be
thousands of terms long.
"""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.python.grammar import ERROR, SKIPPED, kind, operands
from iaclint.frontends.python.lowering import EXPRESSIONS, SYNTAX_ERROR, Lowering, register
from iaclint.source import Span

ATTRIBUTE = kind("attribute")
CALL = kind("call")
SUBSCRIPT = kind("subscript")
BINARY_OPERATOR = kind("binary_operator")
BOOLEAN_OPERATOR = kind("boolean_operator")
GENERATOR_EXPRESSION = kind("generator_expression")
KEYWORD_ARGUMENT = kind("keyword_argument")
LIST_SPLAT = kind("list_splat")
DICTIONARY_SPLAT = kind("dictionary_splat")
PARENTHESIZED = kind("parenthesized_expression")
AWAIT = kind("await")
PAIR = kind("pair")
SLICE = kind("slice")
FOR_IN_CLAUSE = kind("for_in_clause")
IF_CLAUSE = kind("if_clause")
COLON = kind(":", named=False)
COMMA = kind(",", named=False)
FROM = kind("from", named=False)

COMPARISONS = {"is": "==", "is not": "!=", "<>": "!="}


@register(EXPRESSIONS, "identifier")
def name(lowering: Lowering, node: Node) -> ir.Expr:
    start, end = node.start_byte, node.end_byte
    if start == end:
        return lowering.opaque(node, SYNTAX_ERROR)
    text = lowering.text[start:end]
    return ir.Name(Span(lowering.file, start, end), text if text.isascii() else lowering.name(node))


# ---------------------------------------------------------------- a.b, a(b), a[b]


@register(EXPRESSIONS, "attribute", "call", "subscript")
def postfix(lowering: Lowering, node: Node) -> ir.Expr:
    spine: list[tuple[PostfixHandler, Node, list[Node]]] = []
    handler = POSTFIX.get(node.kind_id)
    while handler is not None:
        children = node.children
        if children[0].kind_id in SKIPPED or children[1].kind_id == ERROR:
            children = [child for child in children if child.kind_id != ERROR and not child.is_extra]
        spine.append((handler, node, children))
        node = children[0]
        handler = POSTFIX.get(node.kind_id)
    value = lowering.expression(node)
    while spine:
        handler, node, children = spine.pop()
        value = handler(lowering, node, children, value)
    return value


def attribute(lowering: Lowering, node: Node, children: list[Node], value: ir.Expr) -> ir.Expr:
    last = children[-1]
    start, end = last.start_byte, last.end_byte
    text = lowering.text[start:end]
    file = lowering.file
    return ir.Attribute(
        Span(file, node.start_byte, end), value, text if text.isascii() else lowering.name(last), Span(file, start, end)
    )


def call(lowering: Lowering, node: Node, children: list[Node], value: ir.Expr) -> ir.Expr:
    return ir.Call(Span(lowering.file, node.start_byte, node.end_byte), value, arguments(lowering, children[-1]))


def subscript(lowering: Lowering, node: Node, children: list[Node], value: ir.Expr) -> ir.Expr:
    span = lowering.span(node)
    keys = [child for child in children[1:] if child.kind_id not in SKIPPED]
    tuple_key = len(keys) != 1 or any(child.kind_id == COMMA for child in children)
    if not tuple_key and keys[0].kind_id == SLICE:
        return ir.Slice(span, value, *slice_bounds(lowering, keys[0]))
    lowered = [lowering.expression(key) for key in keys]
    if not lowered:
        return ir.Index(span, value, lowering.opaque(node, SYNTAX_ERROR))
    if not tuple_key:
        return ir.Index(span, value, lowered[0])
    key_span = Span(lowering.file, keys[0].start_byte, keys[-1].end_byte)
    return ir.Index(span, value, ir.ListExpr(key_span, lowered, "tuple"))


def slice_bounds(lowering: Lowering, node: Node) -> tuple[ir.Expr | None, ir.Expr | None, ir.Expr | None]:
    bounds: list[ir.Expr | None] = [None, None, None]
    at = 0
    for child in node.children:
        if child.kind_id == COLON:
            at = min(at + 1, 2)
        elif child.kind_id not in SKIPPED:
            bounds[at] = lowering.expression(child)
    return bounds[0], bounds[1], bounds[2]


@register(EXPRESSIONS, "slice")
def slice_in_tuple(lowering: Lowering, node: Node) -> ir.Expr:
    return lowering.opaque(node, "slice in a tuple")


PostfixHandler = Callable[[Lowering, Node, list[Node], ir.Expr], ir.Expr]
POSTFIX: dict[int, PostfixHandler] = {ATTRIBUTE: attribute, CALL: call, SUBSCRIPT: subscript}


def arguments(lowering: Lowering, node: Node) -> list[ir.Argument]:
    """Arguments of a call or class statement. An unreadable piece may be any argument: it is ``**`` something opaque."""
    if node.kind_id == GENERATOR_EXPRESSION:
        generator = lowering.expression(node)
        return [ir.Argument(generator.span, generator)]
    result: list[ir.Argument] = []
    for child in node.children:
        found = child.kind_id
        if found == KEYWORD_ARGUMENT:
            result.append(keyword_argument(lowering, child))
        elif found in (LIST_SPLAT, DICTIONARY_SPLAT):
            spread = "*" if found == LIST_SPLAT else "**"
            result.append(ir.Argument(lowering.span(child), splatted(lowering, child), spread=spread))
        elif found not in SKIPPED:
            value = lowering.expression(child)
            span = lowering.span(child) if found in (PARENTHESIZED, AWAIT) else value.span
            result.append(ir.Argument(span, value))
        elif found == ERROR:
            result.append(ir.Argument(lowering.span(child), lowering.opaque(child, SYNTAX_ERROR), spread="**"))
    return result


def keyword_argument(lowering: Lowering, node: Node) -> ir.Argument:
    children = node.children
    if len(children) != 3:
        children = operands(node)
    key, value = children[0], children[-1]
    file, start = lowering.file, key.start_byte
    return ir.Argument(
        Span(file, start, node.end_byte),
        lowering.expression(value),
        lowering.name(key),
        Span(file, start, key.end_byte),
    )


def splatted(lowering: Lowering, node: Node) -> ir.Expr:
    """The ``x`` of ``*x`` or ``**x``."""
    values = operands(node)
    return lowering.expression(values[0]) if values else lowering.opaque(node, SYNTAX_ERROR)


@register(EXPRESSIONS, "list_splat", "dictionary_splat", "list_splat_pattern")
def spread(lowering: Lowering, node: Node) -> ir.Expr:
    return ir.Spread(lowering.span(node), splatted(lowering, node))


# ---------------------------------------------------------------- operators


def left_spine(node: Node, spine_kind: int) -> tuple[Node, list[tuple[Node, str, Node]]]:
    """The innermost left operand of ``a + b + c``, and node, operator and right operand from the outermost in."""
    spine: list[tuple[Node, str, Node]] = []
    while node.kind_id == spine_kind:
        children = node.children
        if len(children) != 3:
            children = [child for child in children if child.kind_id != ERROR and not child.is_extra]
        left, operator, right = children
        spine.append((node, operator.type, right))
        node = left
    return node, spine


@register(EXPRESSIONS, "binary_operator")
def binary(lowering: Lowering, node: Node) -> ir.Expr:
    innermost, spine = left_spine(node, BINARY_OPERATOR)
    value = lowering.expression(innermost)
    for part, operator, right in reversed(spine):
        value = ir.Binary(lowering.span(part), operator, value, lowering.expression(right))
    return value


@register(EXPRESSIONS, "boolean_operator")
def boolean(lowering: Lowering, node: Node) -> ir.Expr:
    innermost, spine = left_spine(node, BOOLEAN_OPERATOR)
    value = lowering.expression(innermost)
    for part, operator, right in reversed(spine):
        value = ir.Logical(lowering.span(part), operator, value, lowering.expression(right))
    return value


@register(EXPRESSIONS, "comparison_operator")
def comparison(lowering: Lowering, node: Node) -> ir.Expr:
    """``a < b < c`` is ``a < b and b < c``, with one and the same ``b``."""
    children = [child for child in node.children if child.kind_id != ERROR and not child.is_extra]
    start = node.start_byte
    left_node = children[0]
    left = lowering.expression(left_node)
    chain: ir.Expr | None = None
    for operator, right_node in zip(children[1::2], children[2::2], strict=True):
        right = lowering.expression(right_node)
        op = operator.type
        span = Span(lowering.file, left_node.start_byte, right_node.end_byte)
        link = ir.Binary(span, COMPARISONS.get(op, op), left, right)
        chain = link if chain is None else ir.Logical(Span(lowering.file, start, span.end), "and", chain, link)
        left_node, left = right_node, right
    return left if chain is None else chain


@register(EXPRESSIONS, "not_operator")
def negation(lowering: Lowering, node: Node) -> ir.Expr:
    return ir.Unary(lowering.span(node), "not", lowering.expression(operands(node)[0]))


@register(EXPRESSIONS, "unary_operator")
def unary(lowering: Lowering, node: Node) -> ir.Expr:
    return ir.Unary(lowering.span(node), node.children[0].type, lowering.expression(operands(node)[0]))


@register(EXPRESSIONS, "conditional_expression")
def conditional(lowering: Lowering, node: Node) -> ir.Expr:
    then, test, otherwise = operands(node)
    return ir.Conditional(
        lowering.span(node), lowering.expression(test), lowering.expression(then), lowering.expression(otherwise)
    )


@register(EXPRESSIONS, "parenthesized_expression", "await", "as_pattern_target")
def inner(lowering: Lowering, node: Node) -> ir.Expr:
    """Parentheses and ``await`` mean nothing here, however many."""
    while node.kind_id == PARENTHESIZED or node.kind_id == AWAIT:
        values = operands(node)
        if not values:
            return lowering.opaque(node, SYNTAX_ERROR)
        node = values[0]
    if POSTFIX.get(node.kind_id) is None and EXPRESSIONS[node.kind_id] is inner:
        return lowering.opaque(node, SYNTAX_ERROR)
    return lowering.expression(node)


@register(EXPRESSIONS, "named_expression")
def named(lowering: Lowering, node: Node) -> ir.Expr:
    target, value = operands(node)
    return ir.AssignExpr(lowering.span(node), lowering.pattern(target), lowering.expression(value))


@register(EXPRESSIONS, "yield")
def yielded(lowering: Lowering, node: Node) -> ir.Expr:
    values = operands(node)
    delegate = any(child.kind_id == FROM for child in node.children)
    return ir.Yield(lowering.span(node), lowering.expression(values[0]) if values else None, delegate)


# ---------------------------------------------------------------- displays and comprehensions


def items(lowering: Lowering, node: Node) -> list[ir.Expr]:
    """The elements of a display. An unreadable piece may be any number of them."""
    result: list[ir.Expr] = []
    for child in node.children:
        if child.kind_id not in SKIPPED:
            result.append(lowering.expression(child))
        elif child.kind_id == ERROR:
            result.append(ir.Spread(lowering.span(child), lowering.opaque(child, SYNTAX_ERROR)))
    return result


@register(EXPRESSIONS, "list", "list_pattern")
def list_display(lowering: Lowering, node: Node) -> ir.Expr:
    return ir.ListExpr(lowering.span(node), items(lowering, node))


@register(EXPRESSIONS, "tuple", "expression_list", "tuple_pattern", "pattern_list")
def tuple_display(lowering: Lowering, node: Node) -> ir.Expr:
    return ir.ListExpr(lowering.span(node), items(lowering, node), "tuple")


@register(EXPRESSIONS, "set")
def set_display(lowering: Lowering, node: Node) -> ir.Expr:
    return ir.ListExpr(lowering.span(node), items(lowering, node), "set")


@register(EXPRESSIONS, "dictionary")
def dictionary(lowering: Lowering, node: Node) -> ir.Expr:
    entries: list[ir.MapEntry | ir.Spread] = []
    for child in node.children:
        found = child.kind_id
        if found == PAIR:
            key, value = operands(child)
            entries.append(ir.MapEntry(lowering.span(child), lowering.expression(key), lowering.expression(value)))
        elif found == DICTIONARY_SPLAT:
            entries.append(ir.Spread(lowering.span(child), splatted(lowering, child)))
        elif found == ERROR:
            entries.append(ir.Spread(lowering.span(child), lowering.opaque(child, SYNTAX_ERROR)))
    return ir.MapExpr(lowering.span(node), entries)


@register(EXPRESSIONS, "list_comprehension")
def list_comprehension(lowering: Lowering, node: Node) -> ir.Expr:
    return comprehension(lowering, node, "list")


@register(EXPRESSIONS, "set_comprehension")
def set_comprehension(lowering: Lowering, node: Node) -> ir.Expr:
    return comprehension(lowering, node, "set")


@register(EXPRESSIONS, "dictionary_comprehension")
def dictionary_comprehension(lowering: Lowering, node: Node) -> ir.Expr:
    return comprehension(lowering, node, "map")


@register(EXPRESSIONS, "generator_expression")
def generator_expression(lowering: Lowering, node: Node) -> ir.Expr:
    return comprehension(lowering, node, "generator")


def comprehension(lowering: Lowering, node: Node, made: str) -> ir.Expr:
    body, *rest = operands(node)
    key: ir.Expr | None = None
    if body.kind_id == PAIR:
        key_node, body = operands(body)
        key = lowering.expression(key_node)
    element = lowering.expression(body)
    clauses: list[ir.ComprehensionClause] = []
    for child in rest:
        if child.kind_id == FOR_IN_CLAUSE:
            clauses.append(for_in_clause(lowering, child))
        elif child.kind_id == IF_CLAUSE and clauses:
            clauses[-1].conditions.append(splatted(lowering, child))
            clauses[-1].span = Span(lowering.file, clauses[-1].span.start, child.end_byte)
    return ir.Comprehension(lowering.span(node), made, element, key, clauses)


def for_in_clause(lowering: Lowering, node: Node) -> ir.ComprehensionClause:
    target, *sources = operands(node)
    values = [lowering.expression(source) for source in sources]
    iterable = values[0]
    if len(values) > 1:
        iterable = ir.ListExpr(Span(lowering.file, sources[0].start_byte, sources[-1].end_byte), values, "tuple")
    return ir.ComprehensionClause(lowering.span(node), lowering.pattern(target), iterable, [])
