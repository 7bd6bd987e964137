"""What all parts of the Python frontend share: the file, the depth reached, and the tables of handlers by node kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.python.grammar import KINDS, kind
from iaclint.source import SourceFile, Span

# Levels of nesting that are lowered. A level takes at most five Python frames, and a function body starts anew.
DEEPEST = 150
SYNTAX_ERROR = "syntax error"
TOO_DEEP = "nested too deeply"


class Lowering:
    """One walk over (a part of) one file. ``text`` is the file decoded as Latin-1, so that byte offsets index it."""

    __slots__ = ("depth", "file", "text")

    def __init__(self, file: SourceFile, text: str, depth: int = 0) -> None:
        self.file = file
        self.text = text
        self.depth = depth

    def span(self, node: Node) -> Span:
        return Span(self.file, node.start_byte, node.end_byte)

    def read(self, node: Node) -> str:
        """The text of a node; bytes that are not UTF-8 become replacement characters."""
        return decode(self.text[node.start_byte : node.end_byte])

    def name(self, node: Node) -> str:
        """The text of an identifier, in the normal form that Python compares."""
        text = self.text[node.start_byte : node.end_byte]
        if text.isascii():
            return text
        import unicodedata

        return unicodedata.normalize("NFKC", decode(text))

    def opaque(self, node: Node, reason: str) -> ir.Opaque:
        return ir.Opaque(self.span(node), reason)

    def expression(self, node: Node) -> ir.Expr:
        if self.depth >= DEEPEST:
            return self.opaque(node, TOO_DEEP)
        self.depth += 1
        lowered = EXPRESSIONS[node.kind_id](self, node)
        self.depth -= 1
        return lowered

    def pattern(self, node: Node) -> ir.Pattern:
        """What is assigned to."""
        if self.depth >= DEEPEST:
            return ir.TargetPattern(self.span(node), self.opaque(node, TOO_DEEP))
        self.depth += 1
        lowered = PATTERNS[node.kind_id](self, node)
        self.depth -= 1
        return lowered

    def block(self, node: Node | None) -> ir.Block:
        """The statements of a module, suite or unreadable piece; none when there is no suite."""
        statements: ir.Block = []
        if node is None:
            return statements
        if self.depth >= DEEPEST:
            return [ir.ExprStatement(self.span(node), self.opaque(node, TOO_DEEP))]
        self.depth += 1
        for child in node.children:
            STATEMENTS[child.kind_id](self, child, statements)
        self.depth -= 1
        return statements

    def later(self, node: Node | None) -> Callable[[], ir.Block]:
        """The block of a function, lowered when asked for. The closure keeps the tree alive until then."""
        file, text = self.file, self.text
        return lambda: Lowering(file, text).block(node)


def decode(latin1: str) -> str:
    return latin1 if latin1.isascii() else latin1.encode("latin-1").decode("utf-8", "replace")


def unreadable_expression(lowering: Lowering, node: Node) -> ir.Expr:
    return lowering.opaque(node, SYNTAX_ERROR)


def expression_as_target(lowering: Lowering, node: Node) -> ir.Pattern:
    return ir.TargetPattern(lowering.span(node), lowering.expression(node))


def expression_as_statement(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    statements.append(ir.ExprStatement(lowering.span(node), lowering.expression(node)))


def nothing(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    """Comments, punctuation, and statements without meaning for evaluation."""


ExpressionHandler = Callable[[Lowering, Node], ir.Expr]
PatternHandler = Callable[[Lowering, Node], ir.Pattern]
StatementHandler = Callable[[Lowering, Node, ir.Block], None]

EXPRESSIONS: dict[int, ExpressionHandler] = dict.fromkeys(KINDS, unreadable_expression)
PATTERNS: dict[int, PatternHandler] = dict.fromkeys(KINDS, expression_as_target)
STATEMENTS: dict[int, StatementHandler] = dict.fromkeys(KINDS, nothing)

Handler = TypeVar("Handler", ExpressionHandler, PatternHandler, StatementHandler)


def register(table: dict[int, Handler], *names: str) -> Callable[[Handler], Handler]:
    """Decorator: the handler of the named node kinds in ``table``."""

    def add(handler: Handler) -> Handler:
        for name in names:
            table[kind(name)] = handler
        return handler

    return add
