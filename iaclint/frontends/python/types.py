"""Type annotations as ``TypeRef``."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.python.grammar import kind, operands, parse_tree
from iaclint.frontends.python.literals import string
from iaclint.frontends.python.lowering import DEEPEST, Lowering
from iaclint.source import Span

TYPE = kind("type")
IDENTIFIER = kind("identifier")
ATTRIBUTE = kind("attribute")
NONE = kind("none")
STRING = kind("string")
LIST = kind("list")
GENERIC_TYPE = kind("generic_type")
TYPE_PARAMETER = kind("type_parameter")
SUBSCRIPT = kind("subscript")
UNION_TYPE = kind("union_type")
BINARY_OPERATOR = kind("binary_operator")
PARENTHESIZED = kind("parenthesized_expression")
EXPRESSION_STATEMENT = kind("expression_statement")
BAR = kind("|", named=False)

TYPING = frozenset({"typing", "t", "typing_extensions", "collections.abc", "abc", "builtins"})
LISTS = frozenset({"list", "List", "Sequence", "MutableSequence", "Iterable", "Collection"})
MAPS = frozenset({"dict", "Dict", "Mapping", "MutableMapping"})


def type_reference(lowering: Lowering, node: Node) -> ir.TypeRef:
    """The type that a ``type`` node, or an expression read as a type, stands for."""
    while node.kind_id == TYPE or node.kind_id == PARENTHESIZED:
        children = operands(node)
        if len(children) != 1:
            return unknown(lowering, node)
        node = children[0]
    if lowering.depth >= DEEPEST:
        return unknown(lowering, node)
    lowering.depth += 1
    lowered = written(lowering, node)
    lowering.depth -= 1
    return lowered


def unknown(lowering: Lowering, node: Node) -> ir.TypeRef:
    return ir.TypeRef(lowering.span(node), "?")


def written(lowering: Lowering, node: Node) -> ir.TypeRef:
    found = node.kind_id
    if found in (IDENTIFIER, ATTRIBUTE):
        name = dotted(lowering, node)
        return named(lowering.span(node), name, []) if name else unknown(lowering, node)
    if found == NONE:
        return ir.TypeRef(lowering.span(node), "None")
    if found == STRING:
        return forward_reference(lowering, node)
    if found in (GENERIC_TYPE, SUBSCRIPT):
        return generic(lowering, node)
    if found in (UNION_TYPE, BINARY_OPERATOR):
        parts = alternatives(node)
        if len(parts) == 1:
            return unknown(lowering, node)
        return union(lowering.span(node), [type_reference(lowering, part) for part in parts])
    if found == LIST:
        return ir.TypeRef(lowering.span(node), "?", [type_reference(lowering, item) for item in operands(node)])
    return unknown(lowering, node)


def dotted(lowering: Lowering, node: Node) -> str | None:
    """``a.b.c``, or nothing when the node is something else."""
    names: list[str] = []
    while node.kind_id == ATTRIBUTE:
        children = operands(node)
        names.append(lowering.name(children[-1]))
        node = children[0]
    if node.kind_id != IDENTIFIER:
        return None
    return ".".join([lowering.name(node), *reversed(names)])


def alternatives(node: Node) -> list[Node]:
    """The parts of ``A | B | C`` in order; the node itself when it is another operator."""
    parts: list[Node] = []
    pending = [node]
    while pending:
        node = pending.pop()
        children = [child for child in node.children if not child.is_extra]
        bars = [child.kind_id == BAR for child in children]
        if node.kind_id == TYPE and len(children) == 1:
            pending.append(children[0])
        elif (node.kind_id == UNION_TYPE or node.kind_id == BINARY_OPERATOR) and len(bars) == 3 and bars[1]:
            pending += [children[2], children[0]]
        else:
            parts.append(node)
    return parts


def generic(lowering: Lowering, node: Node) -> ir.TypeRef:
    """``Name[arguments]``."""
    head, *rest = operands(node)
    name = dotted(lowering, head)
    if name is None:
        return unknown(lowering, node)
    if rest and rest[0].kind_id == TYPE_PARAMETER:
        rest = operands(rest[0])
    span = lowering.span(node)
    if bare(name) == "Literal":
        return union(span, [literal_type(lowering, argument) for argument in rest])
    return named(span, name, [type_reference(lowering, argument) for argument in rest])


def bare(name: str) -> str:
    """The name without ``typing.`` and the like."""
    package, _, last = name.rpartition(".")
    return last if package in TYPING else name


def named(span: Span, name: str, arguments: list[ir.TypeRef]) -> ir.TypeRef:
    short = bare(name)
    if short in LISTS:
        return ir.TypeRef(span, "[]", arguments)
    if short in MAPS:
        return ir.TypeRef(span, "{}", arguments)
    if short == "Union" and arguments:
        return union(span, arguments)
    if short == "Optional" and arguments:
        return union(span, [*arguments, ir.TypeRef(span, "None")])
    return ir.TypeRef(span, name, arguments)


def union(span: Span, parts: list[ir.TypeRef]) -> ir.TypeRef:
    """One type that may be any of ``parts``; unions among them are dissolved, and ``None`` is there once."""
    flat: list[ir.TypeRef] = []
    for part in parts:
        for single in part.arguments if part.name == "|" else [part]:
            if single.name != "None" or all(other.name != "None" for other in flat):
                flat.append(single)
    return flat[0] if len(flat) == 1 else ir.TypeRef(span, "|", flat)


def literal_type(lowering: Lowering, node: Node) -> ir.TypeRef:
    """One value of ``Literal[…]``: a text in its quotes, ``None``, or unknown."""
    while node.kind_id == TYPE:
        node = operands(node)[0]
    if node.kind_id == NONE:
        return ir.TypeRef(lowering.span(node), "None")
    value = string(lowering, node) if node.kind_id == STRING else None
    if not isinstance(value, ir.Literal):
        return unknown(lowering, node)
    return ir.TypeRef(lowering.span(node), f"'{value.value}'")


class Quoted(Lowering):
    """The text of a forward reference: parsed alone, its spans are those of the file."""

    __slots__ = ("offset",)

    def __init__(self, outer: Lowering, text: str, offset: int) -> None:
        super().__init__(outer.file, text, outer.depth)
        self.offset = offset

    def span(self, node: Node) -> Span:
        return Span(self.file, node.start_byte + self.offset, node.end_byte + self.offset)


def forward_reference(lowering: Lowering, node: Node) -> ir.TypeRef:
    """``"Name"`` or ``"List[Name]"``: plain text without escapes that is one expression."""
    whole = lowering.text[node.start_byte : node.end_byte]
    text = whole[1:-1]
    if whole[:1] not in ("'", '"') or whole[:2] in ("''", '""') or "\\" in text:
        return unknown(lowering, node)
    quoted = Quoted(lowering, text, lowering.span(node).start + 1)
    root = parse_tree(text.encode("latin-1")).root_node
    statements = operands(root)
    if root.has_error or len(statements) != 1 or statements[0].kind_id != EXPRESSION_STATEMENT:
        return unknown(lowering, node)
    expressions = operands(statements[0])
    return type_reference(quoted, expressions[0]) if len(expressions) == 1 else unknown(lowering, node)
