"""Object and array literals, and the names of properties wherever they occur."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.typescript.dispatch import (
    SKIPPED,
    SYNTAX_ERROR,
    expression,
    inner_expression,
    part,
    span_of,
    text_of,
)
from iaclint.frontends.typescript.functions import method
from iaclint.frontends.typescript.names import key_in
from iaclint.source import SourceFile, Span


def array(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    items: list[ir.Expr] = []
    hole = True
    for child in node.children[1:]:
        kind = child.type
        if kind == ",":
            if hole:
                items.append(ir.Literal(Span(file, child.start_byte, child.start_byte), None))
            hole = True
        elif child.is_named and kind not in SKIPPED:
            items.append(spread(file, child, depth) if kind == "spread_element" else expression(file, child, depth + 1))
            hole = False
    return ir.ListExpr(span_of(file, node), items)


def spread(file: SourceFile, node: Node, depth: int) -> ir.Spread:
    return ir.Spread(span_of(file, node), inner_expression(file, node, depth))


def map_of(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    entries: list[ir.MapEntry | ir.Spread] = []
    data = file.data
    depth += 1
    for child in node.named_children:
        kind = child.type
        if kind == "pair":
            children = child.children
            if len(children) == 3 and (named := children[0]).type == "property_identifier":
                start, stop = named.start_byte, named.end_byte
                key = ir.Literal(Span(file, start, stop), data[start:stop].decode("utf-8", "replace"))
                value = expression(file, children[2], depth)
                entries.append(ir.MapEntry(Span(file, start, child.end_byte), key, value))
            else:
                entries.append(pair(file, child, depth))
        elif kind == "shorthand_property_identifier":
            span, name = span_of(file, child), text_of(file, child)
            entries.append(ir.MapEntry(span, ir.Literal(span, name), ir.Name(span, name)))
        elif kind == "spread_element":
            entries.append(spread(file, child, depth))
        elif kind == "method_definition":
            function = method(file, child, depth)
            entries.append(ir.MapEntry(function.span, key_in(file, child, depth), function))
        elif kind not in SKIPPED:
            span = span_of(file, child)
            entries.append(ir.Spread(span, ir.Opaque(span, SYNTAX_ERROR)))
    return ir.MapExpr(span_of(file, node), entries)


def pair(file: SourceFile, node: Node, depth: int) -> ir.MapEntry:
    return ir.MapEntry(span_of(file, node), key_in(file, node, depth), part(file, node, "value", depth))


EXPRESSIONS = {"array": array, "object": map_of}
