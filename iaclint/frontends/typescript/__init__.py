"""TypeScript and JavaScript to ``ir``, through the official tree-sitter grammars."""

from __future__ import annotations

from functools import cache

import tree_sitter_typescript
from tree_sitter import Language, Parser, Tree

from iaclint import ir
from iaclint.frontends.syntax_errors import syntax_errors
from iaclint.frontends.typescript import (
    classes,
    dispatch,
    displays,
    expressions,
    functions,
    literals,
    modules,
    statements,
)
from iaclint.frontends.typescript.import_types import reparsed
from iaclint.source import SourceFile

PLAIN_SUFFIXES = (".ts", ".mts", ".cts")
"""Elsewhere (``.tsx``, JavaScript) ``<`` at the start of an expression opens a JSX element, not a cast."""

for module in (classes, displays, expressions, functions, literals):
    dispatch.EXPRESSIONS.update(module.EXPRESSIONS)
for module in (classes, modules, statements):
    dispatch.STATEMENTS.update(module.STATEMENTS)


def lower(file: SourceFile) -> ir.Module:
    """Parses and lowers one file; function bodies follow on first use. Broken code lowers as far as it can be read."""
    root = tree_of(file).root_node
    if root.type == "program":
        body = dispatch.block(file, root.named_children, 0)
    else:
        body = dispatch.block(file, [root], 0)
    return ir.Module(file, body, syntax_errors(root, file))


parse = lower


def tree_of(file: SourceFile) -> Tree:
    parser = Parser(grammar(jsx=not file.path.endswith(PLAIN_SUFFIXES)))
    tree = parser.parse(file.data)
    return reparsed(parser, file.data, tree) if tree.root_node.has_error else tree


@cache
def grammar(jsx: bool) -> Language:
    return Language(tree_sitter_typescript.language_tsx() if jsx else tree_sitter_typescript.language_typescript())
