"""The Python grammar: its node kinds by name. A kind that a newer grammar renamed fails here, at import, not silently later."""

from __future__ import annotations

import tree_sitter_python
from tree_sitter import Language, Node, Parser, Tree

LANGUAGE = Language(tree_sitter_python.language())
ERROR = 0xFFFF


def kind(name: str, named: bool = True) -> int:
    found = LANGUAGE.id_for_node_kind(name, named)
    if found is None:
        raise LookupError(f"tree-sitter-python has no node kind {name!r}")
    return found


def parse_tree(data: bytes) -> Tree:
    """A parser of its own for each file: parsers cannot be shared between threads, and making one is cheap."""
    return Parser(LANGUAGE).parse(data)


KINDS = [*range(LANGUAGE.node_kind_count), ERROR]
EXTRAS = frozenset({kind("comment"), kind("line_continuation")})
# What a handler that reads operands may skip: punctuation, keywords, comments, unreadable pieces.
SKIPPED = frozenset(k for k in KINDS if k == ERROR or not LANGUAGE.node_kind_is_named(k)) | EXTRAS


def operands(node: Node) -> list[Node]:
    """The children that carry meaning. Their number is what the grammar says, even around unreadable pieces."""
    return [child for child in node.children if child.kind_id not in SKIPPED]
