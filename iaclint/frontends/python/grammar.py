"""The Python grammar: its node kinds by name. A kind that a newer grammar renamed fails here, at import, not silently later."""

from __future__ import annotations

import re

import tree_sitter_python
from tree_sitter import Language, Node, Parser, Tree

LANGUAGE = Language(tree_sitter_python.language())
ERROR = 0xFFFF
# The grammar keeps the open indentations in 1,024 bytes and writes past them from the 511th on. CPython allows 100.
MAX_INDENTATIONS = 300
_INDENTATION = re.compile(rb"\n(?:[ \t\f\r]|\\\r?\n)+")
_WIDE = re.compile(rb"\n(?:[ \t\f\r]|\\\r?\n){%d}" % (MAX_INDENTATIONS // 8))  # a tab counts for 8 columns


def kind(name: str, named: bool = True) -> int:
    found = LANGUAGE.id_for_node_kind(name, named)
    if found is None:
        raise LookupError(f"tree-sitter-python has no node kind {name!r}")
    return found


def parse_tree(data: bytes) -> Tree:
    """A parser of its own for each file: parsers cannot be shared between threads, and making one is cheap."""
    return Parser(LANGUAGE).parse(data[: readable(data)])


def readable(data: bytes) -> int:
    """How many bytes can be parsed: all, unless there are more different indentations than the grammar has room for."""
    if _WIDE.search(data):
        seen: set[bytes] = set()
        for match in _INDENTATION.finditer(data):
            seen.add(match[0])
            if len(seen) > MAX_INDENTATIONS:
                return match.start()
    return len(data)


KINDS = [*range(LANGUAGE.node_kind_count), ERROR]
EXTRAS = frozenset({kind("comment"), kind("line_continuation")})
# What a handler that reads operands may skip: punctuation, keywords, comments, unreadable pieces.
SKIPPED = frozenset(k for k in KINDS if k == ERROR or not LANGUAGE.node_kind_is_named(k)) | EXTRAS


def operands(node: Node) -> list[Node]:
    """The children that carry meaning. Their number is what the grammar says, even around unreadable pieces."""
    return [child for child in node.children if child.kind_id not in SKIPPED]
