"""Works around tree-sitter-typescript#322: the grammar cannot read ``import('m').T[]`` and ``import('m').T<U>`` as types.

The ``import('m')`` of such a type is overwritten by a name of equal length and the file is parsed again, so that valid
code is read whole, no offset moves and no error is reported. Only files with errors pay for this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node, Parser, Tree

IMPORT = re.compile(rb"\bimport\s*\(")
TYPE_NODES = frozenset(
    {
        "type_annotation",
        "type_arguments",
        "type_alias_declaration",
        "type_query",
        "index_type_query",
        "type_predicate",
        "type_parameter",
        "constraint",
        "mapped_type_clause",
        "interface_body",
        "extends_type_clause",
        "implements_clause",
    }
)
"""Nodes that hold types, besides all those whose name ends in ``_type``."""

CASTS = frozenset({"as_expression", "satisfies_expression"})
BETWEEN = frozenset({"member_expression", "ERROR", "formal_parameters", "required_parameter"})
"""What the grammar makes of the rest of the type on its way to a node that is surely a type."""

MOST_IMPORTS = 200
ROUNDS = 3


def reparsed(parser: Parser, data: bytes, tree: Tree) -> Tree:
    """The tree of the same text with import types masked; ``tree`` itself when there is nothing to mask."""
    masked = bytearray(data)
    for _ in range(ROUNDS):
        found = list(import_types(masked, tree.root_node)) if tree.root_node.has_error else []
        if not found:
            break
        for node in found:
            size = node.end_byte - node.start_byte
            masked[node.start_byte : node.end_byte] = b"_" * size
        tree = parser.parse(bytes(masked))
    return tree


def import_types(data: bytes | bytearray, root: Node) -> Iterator[Node]:
    """The calls ``import('m')`` that stand where a type is expected."""
    for count, match in enumerate(IMPORT.finditer(data)):
        if count == MOST_IMPORTS:
            return
        keyword = root.named_descendant_for_byte_range(match.start(), match.start() + len(b"import"))
        call = keyword.parent if keyword is not None and keyword.type == "import" else None
        if call is not None and call.type == "call_expression" and is_type(call):
            yield call


def is_type(call: Node) -> bool:
    node, above = call, call.parent
    while above is not None and above.type in BETWEEN:
        node, above = above, above.parent
    if above is None:
        return False
    kind = above.type
    return kind in TYPE_NODES or kind.endswith("_type") or (kind in CASTS and above.start_byte != node.start_byte)
