"""Functions, lambdas and their parameters."""

from __future__ import annotations

from collections.abc import Callable

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.python.grammar import kind, operands
from iaclint.frontends.python.lowering import EXPRESSIONS, STATEMENTS, SYNTAX_ERROR, Lowering, register
from iaclint.frontends.python.types import type_reference
from iaclint.source import Span

BLOCK = kind("block")
DECORATOR = kind("decorator")
FUNCTION_DEFINITION = kind("function_definition")
CLASS_DEFINITION = kind("class_definition")
LAMBDA = kind("lambda")
IDENTIFIER = kind("identifier")
PARAMETERS_NODE = kind("parameters")
LAMBDA_PARAMETERS = kind("lambda_parameters")
TYPE = kind("type")
YIELD = kind("yield")
ASYNC = kind("async", named=False)
LIST_SPLAT_PATTERN = kind("list_splat_pattern")
DICTIONARY_SPLAT_PATTERN = kind("dictionary_splat_pattern")
KEYWORD_SEPARATOR = kind("keyword_separator")
POSITIONAL_SEPARATOR = kind("positional_separator")

SCOPES = frozenset({FUNCTION_DEFINITION, CLASS_DEFINITION, LAMBDA})
ASYNCHRONOUS = frozenset({"async"})
NO_MODIFIERS: frozenset[str] = frozenset()


# ---------------------------------------------------------------- parameters


def parameters(lowering: Lowering, node: Node) -> list[ir.Parameter]:
    result: list[ir.Parameter] = []
    kind_now = "normal"
    for child in node.children:
        found = child.kind_id
        if found == POSITIONAL_SEPARATOR:
            for parameter in result:
                parameter.kind = "positional"
        elif found == KEYWORD_SEPARATOR:
            kind_now = "keyword"
        elif found in PARAMETER_HANDLERS:
            parameter = PARAMETER_HANDLERS[found](lowering, child)
            if parameter.kind == "normal":
                parameter.kind = kind_now
            elif parameter.kind == "rest":
                kind_now = "keyword"
            result.append(parameter)
    return result


def plain(lowering: Lowering, node: Node) -> ir.Parameter:
    pattern = lowering.pattern(node)
    return ir.Parameter(pattern.span, pattern)


def starred(lowering: Lowering, node: Node) -> ir.Parameter:
    made = "rest" if node.kind_id == LIST_SPLAT_PATTERN else "keywords"
    return ir.Parameter(lowering.span(node), lowering.pattern(operands(node)[0]), kind=made)


def typed(lowering: Lowering, node: Node) -> ir.Parameter:
    name, annotation = operands(node)
    inner = PARAMETER_HANDLERS[name.kind_id](lowering, name)
    return ir.Parameter(lowering.span(node), inner.pattern, type_reference(lowering, annotation), kind=inner.kind)


def with_default(lowering: Lowering, node: Node) -> ir.Parameter:
    name, *annotation, value = operands(node)
    return ir.Parameter(
        lowering.span(node),
        lowering.pattern(name),
        type_reference(lowering, annotation[0]) if annotation else None,
        lowering.expression(value),
    )


PARAMETER_HANDLERS: dict[int, Callable[[Lowering, Node], ir.Parameter]] = {
    IDENTIFIER: plain,
    kind("tuple_pattern"): plain,
    LIST_SPLAT_PATTERN: starred,
    DICTIONARY_SPLAT_PATTERN: starred,
    kind("typed_parameter"): typed,
    kind("default_parameter"): with_default,
    kind("typed_default_parameter"): with_default,
}


# ---------------------------------------------------------------- functions


def function(
    lowering: Lowering,
    node: Node,
    made: str = "function",
    whole: Node | None = None,
    decorators: list[ir.Expr] | None = None,
) -> ir.Function:
    """A ``def``; ``whole`` is the node with the decorators."""
    name = body = returns = None
    formal: list[ir.Parameter] = []
    modifiers = NO_MODIFIERS
    for child in node.children:
        found = child.kind_id
        if found == IDENTIFIER:
            name = child
        elif found == PARAMETERS_NODE:
            formal = parameters(lowering, child)
        elif found == BLOCK:
            body = child
        elif found == TYPE:
            returns = type_reference(lowering, child)
        elif found == ASYNC:
            modifiers = ASYNCHRONOUS
    named = name or node
    return ir.Function(
        lowering.span(whole or node),
        lowering.name(name) if name else "",
        lowering.span(named),
        formal,
        lowering.later(body),
        made,
        decorators,
        modifiers,
        returns,
        body is not None and yields(lowering, body),
    )


def yields(lowering: Lowering, body: Node) -> bool:
    """Whether a ``yield`` belongs to the function with this body, not to one inside it."""
    if lowering.text.find("yield", body.start_byte, body.end_byte) < 0:
        return False
    pending = [body]
    while pending:
        node = pending.pop()
        if node.kind_id == YIELD:
            return True
        if node.kind_id not in SCOPES:
            pending.extend(node.children)
    return False


@register(EXPRESSIONS, "lambda")
def lambda_function(lowering: Lowering, node: Node) -> ir.Expr:
    formal: list[ir.Parameter] = []
    children = operands(node)
    if children and children[0].kind_id == LAMBDA_PARAMETERS:
        formal = parameters(lowering, children[0])
    if not children or children[-1].kind_id == LAMBDA_PARAMETERS:
        return lowering.opaque(node, SYNTAX_ERROR)
    value, file, text = children[-1], lowering.file, lowering.text

    def body() -> ir.Block:
        lowered = Lowering(file, text).expression(value)
        return [ir.Return(Span(file, value.start_byte, value.end_byte), lowered)]

    start = node.start_byte
    name_span = Span(file, start, start + len("lambda"))
    generator = yields(lowering, value)
    return ir.Function(lowering.span(node), "", name_span, formal, body, "arrow", generator=generator)


@register(STATEMENTS, "function_definition")
def function_definition(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    lowered = function(lowering, node)
    statements.append(ir.FunctionDef(lowered.span, lowered))


def decorated(lowering: Lowering, node: Node) -> tuple[list[ir.Expr], Node | None]:
    """The decorators, and what they decorate."""
    decorators: list[ir.Expr] = []
    definition: Node | None = None
    for child in node.children:
        if child.kind_id == DECORATOR:
            decorators.extend(lowering.expression(value) for value in operands(child)[:1])
        elif child.kind_id == FUNCTION_DEFINITION or child.kind_id == CLASS_DEFINITION:
            definition = child
    return decorators, definition
