"""Declarations of variables, assignments and control flow."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.typescript.dispatch import (
    DEEPEST,
    SKIPPED,
    SYNTAX_ERROR,
    body_of,
    expression,
    inner,
    inner_expression,
    part,
    span_of,
    statement,
)
from iaclint.frontends.typescript.expressions import operator_of
from iaclint.frontends.typescript.patterns import pattern, pattern_in
from iaclint.frontends.typescript.types import annotation_in
from iaclint.source import SourceFile, Span

READABLE = frozenset(
    {
        "call_expression",
        "new_expression",
        "assignment_expression",
        "augmented_assignment_expression",
        "await_expression",
    }
)
"""Expressions worth keeping when they lie bare in a stretch of broken code."""


# ---------------------------------------------------------------- declarations and assignments


def declaration(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    """``const a = 1, b = 2``: one ``Assign`` a declarator; a single one spans the whole declaration."""
    kind = node.child_by_field_name("kind")
    declares = kind.type if kind else "var"
    declarators = [child for child in node.named_children if child.type == "variable_declarator"]
    for child in declarators:
        span = span_of(file, node if len(declarators) == 1 else child)
        out.append(declarator(file, child, depth, declares, span))
    if node.has_error:
        salvage_below(file, node, depth, out)


def declarator(file: SourceFile, node: Node, depth: int, declares: str, span: Span) -> ir.Assign:
    value = node.child_by_field_name("value")
    return ir.Assign(
        span,
        [pattern_in(file, node, "name", depth)],
        expression(file, value, depth) if value else None,
        annotation=annotation_in(file, node, "type", depth),
        declares=declares,
    )


def bare_declarator(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    """A declarator that lost its declaration to a syntax error."""
    out.append(declarator(file, node, depth, "const", span_of(file, node)))


def expression_statement(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    child = inner(node)
    if child is None:
        return
    if child.type in ("internal_module", "module"):
        statement(file, child, depth + 1, out)
    else:
        effect(file, child, span_of(file, node), depth, out)
    if node.has_error:
        salvage_below(file, node, depth, out)


def effect(file: SourceFile, node: Node, span: Span, depth: int, out: ir.Block) -> None:
    """An expression that stands as a statement: ``Assign`` for assignments, one statement for each part of ``a, b``."""
    while node.type == "parenthesized_expression" and (wrapped := inner(node)):
        node = wrapped
    kind = node.type
    if kind == "sequence_expression":
        for child in node.named_children:
            if child.type not in SKIPPED:
                effect(file, child, span_of(file, child), depth + 1, out)
    elif kind == "assignment_expression":
        assignment(file, node, span, depth, out)
    elif kind == "augmented_assignment_expression":
        target = pattern_in(file, node, "left", depth)
        out.append(ir.Assign(span, [target], part(file, node, "right", depth), operator_of(node)))
    elif kind == "await_expression" and (resource := inner(node)) and resource.children[:1] and is_using(resource):
        assignment(file, resource, span, depth, out)
    else:
        out.append(ir.ExprStatement(span, expression(file, node, depth)))


def assignment(file: SourceFile, node: Node, span: Span, depth: int, out: ir.Block) -> None:
    """``a = b = c`` has two targets; ``using r = f()`` reads as an assignment in the grammar and declares ``r``."""
    declares = "const" if is_using(node) else ""
    targets = [pattern_in(file, node, "left", depth)]
    value = node.child_by_field_name("right")
    while value is not None and value.type == "assignment_expression":
        targets.append(pattern_in(file, value, "left", depth))
        value = value.child_by_field_name("right")
    lowered = expression(file, value, depth) if value else ir.Opaque(span, SYNTAX_ERROR)
    out.append(ir.Assign(span, targets, lowered, declares=declares))


def is_using(node: Node) -> bool:
    return node.type == "assignment_expression" and node.children[0].type == "using"


# ---------------------------------------------------------------- branches


def if_(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    """An ``else if`` chain of any length, without recursion."""
    into = out
    while True:
        test = part(file, node, "condition", depth + 1)
        then = body_of(file, node.child_by_field_name("consequence"), depth)
        lowered = ir.If(span_of(file, node), test, then, [])
        into.append(lowered)
        clause = node.child_by_field_name("alternative")
        otherwise = inner(clause) if clause else None
        if otherwise is None:
            return
        if otherwise.type != "if_statement":
            lowered.otherwise = body_of(file, otherwise, depth)
            return
        into, node = lowered.otherwise, otherwise


def switch(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    body = node.child_by_field_name("body")
    arms = body.named_children if body else []
    cases = [
        case(file, child, depth + 1) for child in arms if child.type == "switch_case" or child.type == "switch_default"
    ]
    if cases:
        cases[-1].falls = False
    out.append(ir.Switch(span_of(file, node), part(file, node, "value", depth + 1), cases))


def case(file: SourceFile, node: Node, depth: int) -> ir.Case:
    body: ir.Block = []
    for child in node.children_by_field_name("body"):
        statement(file, child, depth, body)
    tests = [part(file, node, "value", depth)] if node.type == "switch_case" else []
    falls = not ends(body)
    drop_break(body)
    return ir.Case(span_of(file, node), tests, body, falls=falls)


def ends(body: ir.Block) -> bool:
    """Whether control never runs past the last statement."""
    last = body[-1] if body else None
    if isinstance(last, ir.BlockStatement):
        return ends(last.body)
    if isinstance(last, ir.If):
        return ends(last.then) and ends(last.otherwise)
    return isinstance(last, ir.Break | ir.Continue | ir.Return | ir.Raise)


def drop_break(body: ir.Block) -> None:
    last = body[-1] if body else None
    if isinstance(last, ir.BlockStatement):
        drop_break(last.body)
    elif isinstance(last, ir.Break):
        body.pop()


def try_(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    handler = node.child_by_field_name("handler")
    finalizer = node.child_by_field_name("finalizer")
    out.append(
        ir.Try(
            span_of(file, node),
            body_of(file, node.child_by_field_name("body"), depth),
            [catch(file, handler, depth)] if handler else [],
            [],
            body_of(file, finalizer.child_by_field_name("body"), depth) if finalizer else [],
        )
    )


def catch(file: SourceFile, node: Node, depth: int) -> ir.Handler:
    """A destructured parameter becomes a declaration at the top of the body."""
    parameter = node.child_by_field_name("parameter")
    body = body_of(file, node.child_by_field_name("body"), depth)
    bound = pattern(file, parameter, depth) if parameter else None
    if bound is None or isinstance(bound, ir.NamePattern):
        return ir.Handler(span_of(file, node), [], bound.id if bound else "", body)
    value = ir.Opaque(bound.span, "caught exception")
    return ir.Handler(span_of(file, node), [], "", [ir.Assign(bound.span, [bound], value, declares="let"), *body])


# ---------------------------------------------------------------- loops


def for_in(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    operator = node.child_by_field_name("operator")
    out.append(
        ir.For(
            span_of(file, node),
            pattern_in(file, node, "left", depth + 1),
            part(file, node, "right", depth + 1),
            body_of(file, node.child_by_field_name("body"), depth),
            keys=operator is not None and operator.type == "in",
        )
    )


def for_(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    condition = node.child_by_field_name("condition")
    if condition is None or condition.type == "empty_statement" or not condition.is_named:
        test: ir.Expr = ir.Literal(Span(file, node.start_byte, node.start_byte), True)
    else:
        test = expression(file, condition, depth + 1)
    out.append(
        ir.While(
            span_of(file, node),
            test,
            body_of(file, node.child_by_field_name("body"), depth),
            init=clause(file, node.child_by_field_name("initializer"), depth + 1),
            update=clause(file, node.child_by_field_name("increment"), depth + 1),
        )
    )


def clause(file: SourceFile, node: Node | None, depth: int) -> ir.Block:
    """The first or last part of a ``for``: a declaration or an expression."""
    out: ir.Block = []
    if node is None or node.type == "empty_statement":
        return out
    if node.type in ("lexical_declaration", "variable_declaration"):
        declaration(file, node, depth, out)
    else:
        effect(file, node, span_of(file, node), depth, out)
    return out


def while_(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    test = part(file, node, "condition", depth + 1)
    body = body_of(file, node.child_by_field_name("body"), depth)
    out.append(ir.While(span_of(file, node), test, body, first=node.type == "do_statement"))


# ---------------------------------------------------------------- the rest


def return_(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    out.append(ir.Return(span_of(file, node), inner_expression(file, node, depth) if inner(node) else None))


def throw(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    out.append(ir.Raise(span_of(file, node), inner_expression(file, node, depth)))


def break_(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    out.append(ir.Break(span_of(file, node)))


def continue_(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    out.append(ir.Continue(span_of(file, node)))


def braces(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    out.append(ir.BlockStatement(span_of(file, node), body_of(file, node, depth)))


def labeled(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    body = node.child_by_field_name("body")
    if body is not None:
        statement(file, body, depth + 1, out)


def with_(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    """JavaScript's ``with`` makes every name below it undecidable."""
    span = span_of(file, node)
    out.append(ir.ExprStatement(span, ir.Opaque(span, "with statement")))


def dropped(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    """No effect on values: signatures, ``;``, ``debugger``."""


def broken(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    """Keeps the statements, declarators and calls inside an ERROR node; an ``Opaque`` when there are none."""
    before = len(out)
    salvage(file, node, depth, out)
    if len(out) == before:
        span = span_of(file, node)
        out.append(ir.ExprStatement(span, ir.Opaque(span, SYNTAX_ERROR)))


def salvage(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    for child in node.named_children:
        kind = child.type
        if kind in READABLE:
            effect(file, child, span_of(file, child), depth + 1, out)
        elif child.is_error:
            if depth < DEEPEST:
                salvage(file, child, depth + 1, out)
        elif kind in STATEMENTS:
            statement(file, child, depth + 1, out)


def salvage_below(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    """The same for the ERROR nodes among the parts of a declaration or expression statement."""
    for child in node.named_children:
        if child.is_error:
            salvage(file, child, depth + 1, out)


STATEMENTS = {
    "lexical_declaration": declaration,
    "variable_declaration": declaration,
    "variable_declarator": bare_declarator,
    "expression_statement": expression_statement,
    "if_statement": if_,
    "switch_statement": switch,
    "try_statement": try_,
    "for_in_statement": for_in,
    "for_statement": for_,
    "while_statement": while_,
    "do_statement": while_,
    "return_statement": return_,
    "throw_statement": throw,
    "break_statement": break_,
    "continue_statement": continue_,
    "statement_block": braces,
    "labeled_statement": labeled,
    "with_statement": with_,
    "function_signature": dropped,
    "empty_statement": dropped,
    "debugger_statement": dropped,
    "ERROR": broken,
}
