"""The names of properties and members, and the words in front of them."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.typescript.dispatch import SYNTAX_ERROR, inner, inner_expression, span_of, text_of
from iaclint.frontends.typescript.literals import number_value, string_value
from iaclint.source import SourceFile


def property_name(file: SourceFile, node: Node) -> str:
    """Text of a name, value of a string (``['x']`` too) or number, ``[source]`` of any other computed name."""
    computed = inner(node) if node.type == "computed_property_name" else None
    if computed is not None and computed.type == "string":
        node = computed
    if node.type == "string":
        return string_value(file.data, node.start_byte, node.end_byte)
    text = text_of(file, node)
    if node.type == "number":
        try:
            return str(number_value(text))
        except ValueError:
            return text
    return text


def key_of(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    """``Literal`` text, or the expression of a computed key."""
    if node.type == "computed_property_name":
        return inner_expression(file, node, depth)
    if node.is_error or node.is_missing:
        return ir.Opaque(span_of(file, node), SYNTAX_ERROR)
    return ir.Literal(span_of(file, node), property_name(file, node))


def key_in(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    """The key of a pair, of a pair in a pattern or of a method."""
    child = node.child_by_field_name("key") or node.child_by_field_name("name")
    return key_of(file, child, depth) if child else ir.Opaque(span_of(file, node), SYNTAX_ERROR)


def words_before_name(file: SourceFile, node: Node) -> frozenset[str]:
    """``private static async *`` … as a set; empty for a member without any."""
    words: list[str] = []
    for index, child in enumerate(node.children):
        if node.field_name_for_child(index) == "name":
            break
        kind = child.type
        if kind == "accessibility_modifier" or kind == "override_modifier":
            words.append(text_of(file, child))
        elif not child.is_named:
            words.append(kind)
    return frozenset(words)
