"""What can be assigned to: names, members, destructuring. One grammar serves declarations and assignments."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.typescript.dispatch import (
    DEEPEST,
    SKIPPED,
    SYNTAX_ERROR,
    TOO_DEEP,
    expression,
    inner,
    part,
    span_of,
    text_of,
)
from iaclint.frontends.typescript.names import key_in
from iaclint.source import SourceFile

NAMES = frozenset({"identifier", "shorthand_property_identifier_pattern", "shorthand_property_identifier"})
WRAPPERS = frozenset({"parenthesized_expression", "non_null_expression", "rest_pattern"})
DEFAULTS = frozenset({"assignment_pattern", "object_assignment_pattern"})


def pattern(file: SourceFile, node: Node, depth: int) -> ir.Pattern:
    kind = node.type
    if kind in NAMES:
        return ir.NamePattern(span_of(file, node), text_of(file, node))
    if depth > DEEPEST:
        span = span_of(file, node)
        return ir.TargetPattern(span, ir.Opaque(span, TOO_DEEP))
    if kind == "object_pattern":
        return map_pattern(file, node, depth + 1)
    if kind == "array_pattern":
        return list_pattern(file, node, depth + 1)
    if kind in DEFAULTS:
        return default_pattern(file, node, depth + 1)
    wrapped = inner(node) if kind in WRAPPERS else None
    if wrapped is not None:
        return pattern(file, wrapped, depth + 1)
    return ir.TargetPattern(span_of(file, node), expression(file, node, depth))


def pattern_in(file: SourceFile, node: Node, field: str, depth: int) -> ir.Pattern:
    child = node.child_by_field_name(field)
    if child is None:
        span = span_of(file, node)
        return ir.TargetPattern(span, ir.Opaque(span, SYNTAX_ERROR))
    return pattern(file, child, depth)


def default_pattern(file: SourceFile, node: Node, depth: int) -> ir.Pattern:
    left = pattern_in(file, node, "left", depth)
    return ir.DefaultPattern(span_of(file, node), left, part(file, node, "right", depth))


def list_pattern(file: SourceFile, node: Node, depth: int) -> ir.Pattern:
    items: list[ir.Pattern | None] = []
    rest_at = -1
    hole = True
    for child in node.children[1:]:
        kind = child.type
        if kind == ",":
            if hole:
                items.append(None)
            hole = True
        elif child.is_named and kind not in SKIPPED and not child.is_error:
            if kind == "rest_pattern":
                rest_at = len(items)
            items.append(pattern(file, child, depth))
            hole = False
    return ir.ListPattern(span_of(file, node), items, rest_at)


def map_pattern(file: SourceFile, node: Node, depth: int) -> ir.Pattern:
    entries: list[tuple[ir.Expr, ir.Pattern]] = []
    rest: ir.Pattern | None = None
    for child in node.named_children:
        kind = child.type
        if kind == "pair_pattern":
            entries.append((key_in(file, child, depth), pattern_in(file, child, "value", depth)))
        elif kind == "rest_pattern":
            rest = pattern(file, child, depth)
        elif kind in NAMES or kind in DEFAULTS:
            # {name} and {name = default}: the key is the name.
            named = child.child_by_field_name("left") or child
            entries.append((ir.Literal(span_of(file, named), text_of(file, named)), pattern(file, child, depth)))
    return ir.MapPattern(span_of(file, node), entries, rest)
