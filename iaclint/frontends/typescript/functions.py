"""Functions of all kinds, with their parameters. Bodies are lowered on first use."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.typescript.dispatch import SKIPPED, block, body_of, expression, inner, span_of, text_of
from iaclint.frontends.typescript.names import property_name, words_before_name
from iaclint.frontends.typescript.patterns import pattern
from iaclint.frontends.typescript.types import annotation_in
from iaclint.source import SourceFile, Span

ACCESSORS = {"get": "getter", "set": "setter"}
PROPERTY_WORDS = frozenset({"accessibility_modifier", "override_modifier", "readonly"})


def function(file: SourceFile, node: Node, depth: int) -> ir.Function:
    """A function declaration or expression, or an arrow function."""
    kind = node.type
    name = node.child_by_field_name("name")
    start = node.start_byte
    body = node.child_by_field_name("body")
    words = frozenset({"async"}) if node.children[0].type == "async" else frozenset()
    return ir.Function(
        Span(file, start, node.end_byte),
        text_of(file, name) if name else "",
        span_of(file, name) if name else Span(file, start, start),
        parameters(file, node, depth + 1),
        lambda: body_or_return(file, body),
        kind="arrow" if kind == "arrow_function" else "function",
        modifiers=words,
        returns=annotation_in(file, node, "return_type", depth + 1),
        generator=kind.startswith("generator"),
    )


def body_or_return(file: SourceFile, node: Node | None) -> ir.Block:
    if node is None:
        return []
    if node.type == "statement_block":
        return block(file, node.named_children, 0)
    return [ir.Return(span_of(file, node), expression(file, node, 0))]


def method(file: SourceFile, node: Node, depth: int, decorators: list[ir.Expr] | None = None) -> ir.Function:
    """A method, accessor or constructor of a class or of an object literal."""
    words = words_before_name(file, node)
    name = node.child_by_field_name("name")
    start = decorators[0].span.start if decorators else node.start_byte
    body = node.child_by_field_name("body")
    label = property_name(file, name) if name else ""
    return ir.Function(
        Span(file, start, node.end_byte),
        label,
        span_of(file, name) if name else Span(file, start, start),
        parameters(file, node, depth + 1),
        lambda: body_of(file, body, 0),
        kind=method_kind(label, words),
        decorators=decorators,
        modifiers=words - {"*", "get", "set"},
        returns=annotation_in(file, node, "return_type", depth + 1),
        generator="*" in words,
    )


def method_kind(name: str, words: frozenset[str]) -> str:
    for word, kind in ACCESSORS.items():
        if word in words:
            return kind
    if "static" in words:
        return "static"
    return "constructor" if name == "constructor" else "method"


def parameters(file: SourceFile, node: Node, depth: int) -> list[ir.Parameter]:
    single = node.child_by_field_name("parameter")
    if single is not None:
        return [ir.Parameter(span_of(file, single), pattern(file, single, depth))]
    listed = node.child_by_field_name("parameters")
    if listed is None:
        return []
    return [
        parameter(file, child, depth)
        for child in listed.named_children
        if child.type not in SKIPPED and not child.is_error and not _is_this(child)
    ]


def _is_this(node: Node) -> bool:
    """``this: T`` types the receiver and is no parameter."""
    named = node.child_by_field_name("pattern")
    return named is not None and named.type == "this"


def parameter(file: SourceFile, node: Node, depth: int) -> ir.Parameter:
    named = node.child_by_field_name("pattern") or node
    kind = "normal"
    if named.type == "rest_pattern":
        kind, named = "rest", inner(named) or named
    value = node.child_by_field_name("value")
    return ir.Parameter(
        span_of(file, node),
        pattern(file, named, depth),
        annotation_in(file, node, "type", depth),
        expression(file, value, depth + 1) if value else None,
        kind,
        optional=node.type == "optional_parameter",
        property=any(child.type in PROPERTY_WORDS for child in node.children),
    )


def function_expression(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    return function(file, node, depth)


EXPRESSIONS = {
    "arrow_function": function_expression,
    "function_expression": function_expression,
    "generator_function": function_expression,
}
