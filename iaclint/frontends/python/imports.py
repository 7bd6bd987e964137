"""Import statements."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.python.grammar import kind, operands
from iaclint.frontends.python.lowering import STATEMENTS, Lowering, register
from iaclint.source import Span

ALIASED_IMPORT = kind("aliased_import")
DOTTED_NAME = kind("dotted_name")
IMPORT_PREFIX = kind("import_prefix")
RELATIVE_IMPORT = kind("relative_import")
WILDCARD_IMPORT = kind("wildcard_import")
FUTURE = kind("__future__", named=False)


def dotted(lowering: Lowering, node: Node) -> str:
    """``a.b.c`` without the blanks that Python allows around the dots."""
    return ".".join(lowering.name(part) for part in operands(node))


def name_and_alias(lowering: Lowering, node: Node) -> tuple[Node, str, str]:
    """The node of the name, the name, and what it is called here (empty: the same)."""
    if node.kind_id == ALIASED_IMPORT:
        name, alias = operands(node)
        return name, dotted(lowering, name), lowering.name(alias)
    return node, dotted(lowering, node), ""


@register(STATEMENTS, "import_statement")
def import_modules(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    """``import a.b, c as d``: one ``Import`` a module, each with the span of the statement."""
    for child in operands(node):
        name, module, alias = name_and_alias(lowering, child)
        names = [ir.ImportedName(lowering.span(child), "*", alias)] if alias else []
        statements.append(ir.Import(lowering.span(node), module, lowering.span(name), names))


@register(STATEMENTS, "import_from_statement", "future_import_statement")
def import_names(lowering: Lowering, node: Node, statements: ir.Block) -> None:
    children = operands(node)
    module, level, module_span = "__future__", 0, lowering.span(node)
    for child in node.children:
        if child.kind_id == FUTURE:
            module_span = lowering.span(child)
    if children and children[0].kind_id == RELATIVE_IMPORT:
        module, level, module_span = relative(lowering, children.pop(0))
    elif children and node.kind_id == IMPORT_FROM:
        module, module_span = dotted(lowering, children[0]), lowering.span(children.pop(0))
    names = [imported(lowering, child) for child in children]
    statements.append(ir.Import(lowering.span(node), module, module_span, names, level))


IMPORT_FROM = kind("import_from_statement")


def imported(lowering: Lowering, node: Node) -> ir.ImportedName:
    if node.kind_id == WILDCARD_IMPORT:
        return ir.ImportedName(lowering.span(node), "*", "")
    written, name, alias = name_and_alias(lowering, node)
    return ir.ImportedName(lowering.span(written), name, alias or name)


def relative(lowering: Lowering, node: Node) -> tuple[str, int, Span]:
    """``..a.b``: the module without its dots, their number, and where the module (or else the dots) stands."""
    children = operands(node)
    level = lowering.text.count(".", children[0].start_byte, children[0].end_byte)
    if len(children) == 1:
        return "", level, lowering.span(node)
    return dotted(lowering, children[1]), level, lowering.span(children[1])
