"""``match`` statements. Only what compares with ``==`` is decided; other patterns are opaque but still bind their names."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.python.grammar import SKIPPED, kind, operands
from iaclint.frontends.python.lowering import EXPRESSIONS, STATEMENTS, Lowering, register
from iaclint.source import Span

AS_PATTERN = kind("as_pattern")
BLOCK = kind("block")
CASE_CLAUSE = kind("case_clause")
CASE_PATTERN = kind("case_pattern")
CLASS_PATTERN = kind("class_pattern")
COMMA = kind(",", named=False)
COMPLEX_PATTERN = kind("complex_pattern")
DOTTED_NAME = kind("dotted_name")
IDENTIFIER = kind("identifier")
IF_CLAUSE = kind("if_clause")
KEYWORD_PATTERN = kind("keyword_pattern")
MINUS = kind("-", named=False)
SPLAT_PATTERN = kind("splat_pattern")
TUPLE_PATTERN = kind("tuple_pattern")
UNION_PATTERN = kind("union_pattern")
WILDCARD = kind("_", named=False)
VALUES = frozenset(
    kind(name) for name in ("string", "concatenated_string", "true", "false", "none", "integer", "float")
)


@register(STATEMENTS, "match_statement")
def match_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    *subjects, block = operands(node)
    subject = lowering.expression(subjects[0])
    if len(subjects) > 1 or any(child.kind_id == COMMA for child in node.children):
        span = Span(lowering.file, subjects[0].start_byte, subjects[-1].end_byte)
        items = [subject, *(lowering.expression(other) for other in subjects[1:])]
        subject = ir.ListExpr(span, items, "tuple")
    cases = [case_clause(lowering, child) for child in block.children if child.kind_id == CASE_CLAUSE]
    statements.append(ir.Switch(lowering.span(node), subject, cases))


def case_clause(lowering: Lowering, node: Node) -> ir.Case:
    patterns: list[Node] = []
    guard: ir.Expr | None = None
    body: ir.Block = []
    sequence = False
    for child in node.children:
        found = child.kind_id
        if found == CASE_PATTERN:
            patterns.append(child)
        elif found == COMMA:
            sequence = True
        elif found == IF_CLAUSE:
            guard = lowering.expression(operands(child)[0])
        elif found == BLOCK:
            body = lowering.block(child)
    case = ir.Case(lowering.span(node), [], body, guard, opaque=sequence or len(patterns) != 1)
    if not case.opaque:
        decide(lowering, patterns[0], case)
    if case.pattern is None:
        unknown = [captured(lowering, name) for pattern in patterns for name in captures(pattern)]
        case.body = [*unknown, *body]
    return case


def decide(lowering: Lowering, node: Node, case: ir.Case) -> None:
    """Fill in ``tests``, ``pattern`` or ``opaque`` of an arm with one pattern."""
    node = ungrouped(node)
    if node.kind_id == AS_PATTERN:
        node, alias = operands(node)
        node = ungrouped(node)
        if is_wildcard(node):
            case.pattern = lowering.pattern(alias)
            return
    name = capture_name(node)
    if name is not None:
        case.pattern = lowering.pattern(name)
        return
    if is_wildcard(node):
        return
    for alternative in operands(node) if node.kind_id == UNION_PATTERN else [node]:
        test = value(lowering, ungrouped(alternative))
        if test is None:
            case.opaque = True
            case.tests = []
            return
        case.tests.append(test)


def ungrouped(node: Node) -> Node:
    """The pattern within ``case_pattern`` nodes and parentheses."""
    while True:
        inner = [child for child in node.children if child.kind_id not in SKIPPED or child.kind_id == WILDCARD]
        grouped = node.kind_id == TUPLE_PATTERN and all(child.kind_id != COMMA for child in node.children)
        if len(inner) != 1 or not (grouped or node.kind_id == CASE_PATTERN) or is_negative(node):
            return node
        node = inner[0]


def is_wildcard(node: Node) -> bool:
    return node.kind_id == WILDCARD


def is_negative(node: Node) -> bool:
    return node.kind_id == CASE_PATTERN and bool(node.children) and node.children[0].kind_id == MINUS


def capture_name(node: Node) -> Node | None:
    """The identifier when the pattern is a plain name."""
    names = operands(node) if node.kind_id == DOTTED_NAME else []
    return names[0] if len(names) == 1 else None


def value(lowering: Lowering, node: Node) -> ir.Expr | None:
    """What the subject is compared with; ``None`` for other patterns."""
    if node.kind_id in VALUES:
        return lowering.expression(node)
    if is_negative(node):
        return ir.Unary(lowering.span(node), "-", lowering.expression(operands(node)[0]))
    if node.kind_id == DOTTED_NAME:
        names = operands(node)
        if len(names) > 1:
            return attributes(lowering, names)
    return None


def attributes(lowering: Lowering, names: list[Node]) -> ir.Expr:
    lowered = lowering.expression(names[0])
    for name in names[1:]:
        span = Span(lowering.file, names[0].start_byte, name.end_byte)
        lowered = ir.Attribute(span, lowered, lowering.name(name), lowering.span(name))
    return lowered


def captures(pattern: Node) -> list[Node]:
    """The identifiers that a pattern binds, in source order."""
    found: list[Node] = []
    pending = [pattern]
    while pending:
        node = pending.pop()
        children = operands(node)
        name = capture_name(node)
        if name is not None:
            found.append(name)
        elif node.kind_id == SPLAT_PATTERN or node.kind_id == IDENTIFIER:
            found.extend(children or ([node] if node.kind_id == IDENTIFIER else []))
        elif node.kind_id == CLASS_PATTERN or node.kind_id == KEYWORD_PATTERN:
            pending.extend(reversed(children[1:]))
        elif node.kind_id != DOTTED_NAME and node.kind_id not in VALUES:
            pending.extend(reversed(children))
    return found


def captured(lowering: Lowering, name: Node) -> ir.Stmt:
    target = lowering.pattern(name)
    return ir.Assign(target.span, [target], lowering.opaque(name, "part of a matched value"))


@register(EXPRESSIONS, "case_pattern")
def misplaced(lowering: Lowering, node: Node) -> ir.Expr:
    return lowering.opaque(node, "match pattern")
