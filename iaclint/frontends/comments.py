"""The comments of a file, as its grammar sees them: what looks like one inside a string is none."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from iaclint.source import SourceFile

# Nodes that begin with their first statement without being one.
_BLOCKS = frozenset(("module", "program", "block"))
# Statements with a body of their own: what stands before them is about their head.
_BODIES = frozenset(
    ("block", "statement_block", "class_body", "switch_body", "object_type", "interface_body", "enum_body")
)
_COMPOUND = frozenset(
    (
        "class_definition",
        "class_declaration",
        "abstract_class_declaration",
        "function_definition",
        "function_declaration",
        "method_definition",
        "generator_function_declaration",
        "internal_module",
        "module",
        "if_statement",
        "for_statement",
        "for_in_statement",
        "while_statement",
        "do_statement",
        "try_statement",
        "with_statement",
        "match_statement",
        "switch_statement",
        "decorated_definition",
        "export_statement",
        "interface_declaration",
        "enum_declaration",
    )
)
_WRAPPERS = frozenset(("decorated_definition", "export_statement"))


class Comment:
    """``start``/``end``: its bytes. ``alone``: whether it stands on lines of its own; ``below``: then, the range of the statement, argument or
    property that follows it, if any does."""

    __slots__ = ("alone", "below", "end", "start")

    def __init__(self, start: int, end: int, alone: bool, below: tuple[int, int] | None) -> None:
        self.start = start
        self.end = end
        self.alone = alone
        self.below = below


def comments(file: SourceFile) -> list[Comment]:
    """All comments of a file, in source order."""
    root = _root(file)
    nodes = list(_comment_nodes(root))
    ends = {node.start_byte: node.end_byte for node in nodes}
    made = []
    for node in nodes:
        alone = _is_alone(file, node)
        below = _below(file.data, root, node.end_byte, ends) if alone else None
        made.append(Comment(node.start_byte, node.end_byte, alone, below))
    return made


def _root(file: SourceFile) -> Node:
    if file.language == "python":
        from iaclint.frontends.python.grammar import parse_tree

        return parse_tree(file.data).root_node
    from iaclint.frontends.typescript import tree_of

    return tree_of(file).root_node


def _comment_nodes(root: Node) -> Iterator[Node]:
    cursor = root.walk()
    while True:
        node = cursor.node
        if node is not None and node.type == "comment":
            yield node
        elif cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return


def _is_alone(file: SourceFile, comment: Node) -> bool:
    """Whether nothing else stands on the lines of a comment."""
    line_start = file.line_starts[file.line(comment.start_byte) - 1]
    line_end = file.data.find(b"\n", comment.end_byte)
    after = file.data[comment.end_byte : line_end if line_end >= 0 else len(file.data)]
    return not file.data[line_start : comment.start_byte].strip(b" \t\xef\xbb\xbf") and not after.strip()


def _below(data: bytes, root: Node, at: int, ends: dict[int, int]) -> tuple[int, int] | None:
    """The range of what follows; ``ends`` are those of the comments, by their start."""
    while at < len(data) and (at in ends or data[at : at + 1].isspace()):
        at = ends.get(at, at + 1)
    node = root.descendant_for_byte_range(at, at + 1) if at < len(data) else None
    if node is None or node.type in (")", "]", "}", ";", ","):
        return None
    while node.parent is not None and node.parent.start_byte == at and node.parent.type not in _BLOCKS:
        node = node.parent
    return at, _end(node)


def _end(node: Node) -> int:
    """Where what a comment above a node is about ends: with the node, or with the head of a statement that has a body."""
    if node.type not in _COMPOUND:
        return node.end_byte
    for child in node.children:
        if child.type in _BODIES:
            return child.start_byte
    inner = [child for child in node.named_children if child.type in _COMPOUND] if node.type in _WRAPPERS else []
    return _end(inner[-1]) if inner else node.end_byte
