"""Types as written, reduced to ``TypeRef``."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.typescript.dispatch import DEEPEST, SKIPPED, inner, span_of, text_of
from iaclint.frontends.typescript.literals import string_value
from iaclint.source import SourceFile

LISTS = frozenset({"Array", "ReadonlyArray"})
NOTHING = frozenset({"undefined", "null"})
UNKNOWN = "?"
UNION = "|"


def annotation_in(file: SourceFile, node: Node, field: str, depth: int) -> ir.TypeRef | None:
    """The type in ``field`` of ``node``, if one is written there."""
    written = node.child_by_field_name(field)
    if written is None:
        return None
    if written.type != "type_annotation":
        return type_ref(file, written, depth)
    child = inner(written)
    return type_ref(file, child, depth) if child else None


def type_ref(file: SourceFile, node: Node, depth: int) -> ir.TypeRef:
    lower = TYPES.get(node.type)
    if lower is None or depth > DEEPEST:
        return ir.TypeRef(span_of(file, node), UNKNOWN)
    return lower(file, node, depth + 1)


def members(node: Node) -> list[Node]:
    return [child for child in node.named_children if child.type not in SKIPPED and not child.is_error]


def named(file: SourceFile, node: Node, depth: int) -> ir.TypeRef:
    return ir.TypeRef(span_of(file, node), type_name(file, node))


def predefined(file: SourceFile, node: Node, depth: int) -> ir.TypeRef:
    return ir.TypeRef(span_of(file, node), text_of(file, node))


def type_name(file: SourceFile, node: Node) -> str:
    """The dotted name; ``?`` for ``import('m').T``, which no scope holds."""
    name = "".join(text_of(file, node).split())
    return name if name and "(" not in name and "/" not in name else UNKNOWN


def generic(file: SourceFile, node: Node, depth: int) -> ir.TypeRef:
    arguments = node.child_by_field_name("type_arguments")
    lowered = [type_ref(file, child, depth) for child in members(arguments)] if arguments else []
    head = node.child_by_field_name("name")
    name = type_name(file, head) if head else UNKNOWN
    if name in LISTS and len(lowered) == 1:
        name = "[]"
    elif name == "Record" and len(lowered) == 2:
        name = "{}"
    return ir.TypeRef(span_of(file, node), name, lowered)


def list_of(file: SourceFile, node: Node, depth: int) -> ir.TypeRef:
    return ir.TypeRef(span_of(file, node), "[]", [type_ref(file, child, depth) for child in members(node)[:1]])


def union(file: SourceFile, node: Node, depth: int) -> ir.TypeRef:
    parts = [type_ref(file, child, depth) for child in operands(node, "union_type")]
    return parts[0] if len(parts) == 1 else ir.TypeRef(span_of(file, node), UNION, parts)


def intersection(file: SourceFile, node: Node, depth: int) -> ir.TypeRef:
    """``A & B`` has no name of its own, but parts."""
    parts = [type_ref(file, child, depth) for child in operands(node, "intersection_type")]
    return ir.TypeRef(span_of(file, node), UNKNOWN, parts)


def operands(node: Node, kind: str) -> list[Node]:
    """The operands of the left-deep ``A | B | C`` (or ``&``) in order; ``node`` itself when it is of another kind."""
    found: list[Node] = []
    pending = [node]
    while pending:
        part = pending.pop()
        if part.type == kind:
            pending.extend(reversed(members(part)))
        else:
            found.append(part)
    return found


def tuple_of(file: SourceFile, node: Node, depth: int) -> ir.TypeRef:
    return ir.TypeRef(span_of(file, node), UNKNOWN, [type_ref(file, child, depth) for child in members(node)])


def literal(file: SourceFile, node: Node, depth: int) -> ir.TypeRef:
    child = inner(node)
    if child is not None and child.type == "string":
        return ir.TypeRef(span_of(file, node), f"'{string_value(file.data, child.start_byte, child.end_byte)}'")
    text = text_of(file, node)
    return ir.TypeRef(span_of(file, node), "None" if text in NOTHING else text)


def wrapped(file: SourceFile, node: Node, depth: int) -> ir.TypeRef:
    """``(T)`` and ``readonly T`` are ``T``."""
    child = inner(node)
    return type_ref(file, child, depth) if child else ir.TypeRef(span_of(file, node), UNKNOWN)


def object_type(file: SourceFile, node: Node, depth: int) -> ir.TypeRef:
    """``{ [key: string]: V }`` is a map; other object types have no name."""
    entries = members(node)
    if len(entries) == 1 and entries[0].type == "index_signature":
        key = entries[0].child_by_field_name("index_type")
        value = annotation_in(file, entries[0], "type", depth)
        if key is not None and value is not None:
            return ir.TypeRef(span_of(file, node), "{}", [type_ref(file, key, depth), value])
    return ir.TypeRef(span_of(file, node), UNKNOWN)


TYPES: dict[str, Callable[[SourceFile, Node, int], ir.TypeRef]] = {
    "type_identifier": named,
    "nested_type_identifier": named,
    "predefined_type": predefined,
    "const": predefined,
    "this_type": named,
    "identifier": named,
    "generic_type": generic,
    "array_type": list_of,
    "union_type": union,
    "tuple_type": tuple_of,
    "intersection_type": intersection,
    "literal_type": literal,
    "parenthesized_type": wrapped,
    "readonly_type": wrapped,
    "object_type": object_type,
}
