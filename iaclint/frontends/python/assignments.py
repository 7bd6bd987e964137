"""Assignments, plain, annotated and augmented."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.python.grammar import SKIPPED, kind, operands
from iaclint.frontends.python.lowering import EXPRESSIONS, STATEMENTS, SYNTAX_ERROR, Lowering, register
from iaclint.frontends.python.types import type_reference
from iaclint.source import Span

ASSIGNMENT = kind("assignment")
AUGMENTED_ASSIGNMENT = kind("augmented_assignment")
TYPE = kind("type")
GENERIC_TYPE = kind("generic_type")
IDENTIFIER = kind("identifier")
EQUALS = kind("=", named=False)

Assignment = tuple[list[ir.Pattern], ir.TypeRef | None, ir.Expr | None]


def assignment(lowering: Lowering, node: Node, names_only: bool = False) -> Assignment | None:
    """Targets, annotation and value of ``a = b: T = value``; ``None`` when ``names_only`` and a target is no name."""
    targets: list[Node] = []
    annotation: Node | None = None
    value: Node | None = node
    while value is not None and value.kind_id == ASSIGNMENT:
        children = value.children
        if len(children) == 3 and children[1].kind_id == EQUALS:
            left, value = children[0], children[2]
        else:
            left, annotation, value = annotated(value)
        targets.append(left)
    if names_only and any(target.kind_id != IDENTIFIER for target in targets):
        return None
    return (
        [lowering.pattern(target) for target in targets],
        type_reference(lowering, annotation) if annotation else None,
        lowering.expression(value) if value else None,
    )


def annotated(node: Node) -> tuple[Node, Node | None, Node | None]:
    """Target, annotation and value of an assignment in its long form."""
    left, *rest = operands(node)
    annotation = rest.pop(0) if rest and rest[0].kind_id == TYPE else None
    return left, annotation, rest[0] if rest else None


@register(STATEMENTS, "assignment")
def assign(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    assigned = assignment(lowering, node)
    if assigned is not None:
        targets, annotation, value = assigned
        statements.append(ir.Assign(lowering.span(node), targets, value, annotation=annotation))


@register(STATEMENTS, "augmented_assignment")
def augment(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    target, operator, value = (
        child for child in node.children if child.kind_id not in SKIPPED or child.type[-1:] == "="
    )
    lowered = lowering.expression(value)
    statements.append(ir.Assign(lowering.span(node), [lowering.pattern(target)], lowered, op=operator.type[:-1]))


@register(EXPRESSIONS, "augmented_assignment")
def misplaced(lowering: Lowering, node: Node) -> ir.Expr:
    """``a = b += c``: the grammar allows it, Python does not."""
    return lowering.opaque(node, SYNTAX_ERROR)


@register(STATEMENTS, "type_alias_statement")
def type_alias(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    """``type X[T] = value``. A value that only the grammar of types can write is opaque.

    The grammar also takes ``type(x).y = value`` for an alias; there the target is opaque.
    """
    left, right = (operands(child)[0] for child in operands(node))
    named = operands(left)[0] if left.kind_id == GENERIC_TYPE else left
    if named.kind_id == IDENTIFIER:
        target = lowering.pattern(named)
    else:
        span = Span(lowering.file, node.start_byte, left.end_byte)
        target = ir.TargetPattern(span, ir.Opaque(span, "part of a type"))
    statements.append(ir.Assign(lowering.span(node), [target], lowering.expression(right)))


@register(EXPRESSIONS, "generic_type", "union_type", "splat_type", "constrained_type", "member_type")
def type_as_value(lowering: Lowering, node: Node) -> ir.Expr:
    return lowering.opaque(node, "type")
