"""Where a grammar could not read a file."""

from __future__ import annotations

from tree_sitter import Node

from iaclint.source import SourceFile, Span


def syntax_errors(root: Node, file: SourceFile) -> list[Span]:
    """Spans of the outermost ``ERROR`` and ``MISSING`` nodes below ``root``, in source order. A missing token has no width."""
    spans: list[Span] = []
    pending = [root] if root.has_error else []
    while pending:
        node = pending.pop()
        if node.is_error or node.is_missing:
            spans.append(Span(file, node.start_byte, node.end_byte))
        else:
            pending.extend(child for child in reversed(node.children) if child.has_error)
    return spans
