"""Targets of assignments, loops and ``with``."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.python.grammar import kind, operands
from iaclint.frontends.python.lowering import PATTERNS, SYNTAX_ERROR, Lowering, register

COMMA = kind(",", named=False)
LIST_SPLAT = kind("list_splat")
LIST_SPLAT_PATTERN = kind("list_splat_pattern")
TUPLE_PATTERN = kind("tuple_pattern")


@register(PATTERNS, "identifier")
def name(lowering: Lowering, node: Node) -> ir.Pattern:
    return ir.NamePattern(lowering.span(node), lowering.name(node))


@register(PATTERNS, "pattern_list", "tuple_pattern", "list_pattern", "expression_list", "tuple", "list")
def unpacking(lowering: Lowering, node: Node) -> ir.Pattern:
    children = operands(node)
    # The grammar has a tuple pattern for ``(a) = x`` too.
    if len(children) == 1 and node.kind_id == TUPLE_PATTERN and all(c.kind_id != COMMA for c in node.children):
        return lowering.pattern(children[0])
    items: list[ir.Pattern | None] = []
    rest_at = -1
    for child in children:
        if child.kind_id == LIST_SPLAT or child.kind_id == LIST_SPLAT_PATTERN:
            rest_at = len(items)
        items.append(lowering.pattern(child))
    return ir.ListPattern(lowering.span(node), items, rest_at)


@register(PATTERNS, "list_splat", "list_splat_pattern", "parenthesized_expression", "as_pattern_target")
def inner(lowering: Lowering, node: Node) -> ir.Pattern:
    children = operands(node)
    if not children:
        return ir.TargetPattern(lowering.span(node), lowering.opaque(node, SYNTAX_ERROR))
    return lowering.pattern(children[0])
