"""Classes, interfaces, object type aliases and enums."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.typescript.dispatch import (
    SKIPPED,
    body_of,
    expression,
    inner_expression,
    span_of,
    text_of,
)
from iaclint.frontends.typescript.functions import method
from iaclint.frontends.typescript.names import property_name, words_before_name
from iaclint.frontends.typescript.types import annotation_in, operands
from iaclint.source import SourceFile, Span

CLASS_WORDS = frozenset({"abstract", "const"})


def class_of(file: SourceFile, node: Node, depth: int) -> ir.Class:
    """A class declaration or expression."""
    fields: list[ir.Field] = []
    methods: list[ir.Function] = []
    statements: ir.Block = []
    pending: list[ir.Expr] = []
    body = node.child_by_field_name("body")
    for child in body.named_children if body else []:
        kind = child.type
        if kind == "decorator":
            pending.append(inner_expression(file, child, depth + 1))
            continue
        if kind == "public_field_definition":
            fields.append(field(file, child, depth + 1))
        elif kind == "method_definition":
            methods.append(method(file, child, depth + 1, pending))
        elif kind == "class_static_block":
            span = span_of(file, child)
            statements.append(ir.BlockStatement(span, body_of(file, child.child_by_field_name("body"), depth + 1)))
        if kind not in SKIPPED:
            pending = []
    span, name, name_span = title(file, node)
    modifiers = CLASS_WORDS & {child.type for child in node.children}
    return ir.Class(
        span,
        name,
        name_span,
        bases(file, node, depth + 1),
        fields,
        methods,
        decorators=decorators_of(file, node, depth),
        statements=statements,
        modifiers=frozenset(modifiers),
    )


def title(file: SourceFile, node: Node) -> tuple[Span, str, Span]:
    """The span of a declaration, its name and the span of that (empty, at the start, for none)."""
    name = node.child_by_field_name("name")
    start = node.start_byte
    span = Span(file, start, node.end_byte)
    return (span, text_of(file, name), span_of(file, name)) if name else (span, "", Span(file, start, start))


def decorators_of(file: SourceFile, node: Node, depth: int) -> list[ir.Expr]:
    return [inner_expression(file, child, depth + 1) for child in node.children_by_field_name("decorator")]


def bases(file: SourceFile, node: Node, depth: int) -> list[ir.Expr]:
    """What the class extends; ``implements`` promises nothing about values."""
    found: list[ir.Expr] = []
    for heritage in node.named_children:
        if heritage.type != "class_heritage":
            continue
        for clause in heritage.named_children:
            if clause.type == "extends_clause":
                found.extend(expression(file, value, depth) for value in clause.children_by_field_name("value"))
    return found


def field(file: SourceFile, node: Node, depth: int) -> ir.Field:
    """A field of a class, or a property of an interface."""
    words = words_before_name(file, node)
    name = node.child_by_field_name("name")
    value = node.child_by_field_name("value")
    return ir.Field(
        span_of(file, node),
        property_name(file, name) if name else "",
        span_of(file, name or node),
        annotation_in(file, node, "type", depth),
        expression(file, value, depth) if value else None,
        static="static" in words,
        optional=any(child.type == "?" for child in node.children),
        modifiers=words,
    )


# ---------------------------------------------------------------- interfaces and type aliases


def interface(file: SourceFile, node: Node, depth: int) -> ir.Class:
    span, name, name_span = title(file, node)
    extended: list[ir.Expr] = []
    for clause in node.named_children:
        if clause.type == "extends_type_clause":
            extended.extend(type_as_expression(file, value) for value in clause.children_by_field_name("type"))
    body = node.child_by_field_name("body")
    fields = properties(file, body, depth + 1) if body else []
    return ir.Class(span, name, name_span, extended, fields, [], kind="interface")


def alias(file: SourceFile, node: Node, depth: int) -> ir.Class | None:
    """``type T = {…}`` and ``type T = A & {…}`` say what an interface says; other aliases have no fields."""
    value = node.child_by_field_name("value")
    parts = operands(value, "intersection_type") if value else []
    if not any(part.type == "object_type" for part in parts):
        return None
    extended: list[ir.Expr] = []
    fields: list[ir.Field] = []
    for part in parts:
        if part.type == "object_type":
            fields.extend(properties(file, part, depth + 1))
        else:
            extended.append(type_as_expression(file, part))
    span, name, name_span = title(file, node)
    return ir.Class(span, name, name_span, extended, fields, [], kind="interface")


def properties(file: SourceFile, node: Node, depth: int) -> list[ir.Field]:
    return [field(file, child, depth) for child in node.named_children if child.type == "property_signature"]


def type_as_expression(file: SourceFile, node: Node) -> ir.Expr:
    """``a.B<C>`` as the expression ``a.B``: what an interface extends is looked up like a base class."""
    if node.type == "generic_type":
        node = node.child_by_field_name("name") or node
    if node.type == "type_identifier" or node.type == "identifier":
        return ir.Name(span_of(file, node), text_of(file, node))
    module, name = node.child_by_field_name("module"), node.child_by_field_name("name")
    if node.type != "nested_type_identifier" or module is None or name is None:
        return ir.Opaque(span_of(file, node), "type expression")
    return ir.Attribute(span_of(file, node), expression(file, module, 0), text_of(file, name), span_of(file, name))


# ---------------------------------------------------------------- enums


def enum(file: SourceFile, node: Node, depth: int) -> ir.Class:
    span, name, name_span = title(file, node)
    body = node.child_by_field_name("body")
    members = [child for child in body.named_children if child.type not in SKIPPED] if body else []
    fields = [member(file, child, depth + 1) for child in members if not child.is_error]
    modifiers = CLASS_WORDS & {child.type for child in node.children}
    return ir.Class(span, name, name_span, [], fields, [], kind="enum", modifiers=frozenset(modifiers))


def member(file: SourceFile, node: Node, depth: int) -> ir.Field:
    """``A`` or ``A = value``; a member without a value counts on from the one before."""
    named = node.child_by_field_name("name") if node.type == "enum_assignment" else node
    value = node.child_by_field_name("value")
    return ir.Field(
        span_of(file, node),
        property_name(file, named) if named else "",
        span_of(file, named or node),
        value=expression(file, value, depth) if value else None,
        static=True,
    )


# ---------------------------------------------------------------- as expressions and statements


def class_expression(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    return class_of(file, node, depth)


def class_statement(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    out.append(declared(file, node, depth))


def alias_statement(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    klass = alias(file, node, depth)
    if klass is not None:
        out.append(ir.ClassDef(klass.span, klass))


def declared(file: SourceFile, node: Node, depth: int) -> ir.ClassDef:
    kind = node.type
    lower = interface if kind == "interface_declaration" else enum if kind == "enum_declaration" else class_of
    klass = lower(file, node, depth)
    return ir.ClassDef(klass.span, klass)


EXPRESSIONS = {"class": class_expression}

STATEMENTS = {
    "class_declaration": class_statement,
    "abstract_class_declaration": class_statement,
    "interface_declaration": class_statement,
    "enum_declaration": class_statement,
    "type_alias_declaration": alias_statement,
}
