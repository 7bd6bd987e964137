"""Python: tree-sitter's concrete syntax, lowered to the IR."""

from __future__ import annotations

from iaclint import ir

# Importing these modules fills the tables of handlers.
from iaclint.frontends.python import (
    assignments,
    classes,
    expressions,
    functions,
    imports,
    literals,
    matching,
    patterns,
    statements,
)
from iaclint.frontends.python.grammar import parse_tree, readable
from iaclint.frontends.python.lowering import Lowering
from iaclint.frontends.syntax_errors import syntax_errors
from iaclint.source import SourceFile, Span

HANDLERS = (assignments, classes, expressions, functions, imports, literals, matching, patterns, statements)


def parse(file: SourceFile) -> ir.Module:
    """Lower a module; the bodies of its functions when they are asked for."""
    root = parse_tree(file.data).root_node
    body = Lowering(file, file.data.decode("latin-1")).block(root)
    errors = syntax_errors(root, file)
    end = readable(file.data)
    if end < len(file.data):
        errors.append(Span(file, end + 1, len(file.data)))
    return ir.Module(file, body, errors)
