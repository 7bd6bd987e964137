"""Imports, exports, namespaces, and the functions that a module declares."""

from __future__ import annotations

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.typescript.classes import decorators_of
from iaclint.frontends.typescript.dispatch import SKIPPED, body_of, expression, inner, span_of, statement, text_of
from iaclint.frontends.typescript.functions import function
from iaclint.frontends.typescript.names import property_name
from iaclint.frontends.typescript.statements import broken
from iaclint.source import SourceFile, Span

CLAUSES = frozenset({"import_clause", "import_require_clause"})
TYPES_ONLY = frozenset({"interface_declaration", "type_alias_declaration"})


# ---------------------------------------------------------------- imports


def import_(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    """Names imported with their own ``type`` come in a second, type-only ``Import``."""
    source = source_of(node)
    if source is None:
        broken(file, node, depth, out)
        return
    span, module, module_span = span_of(file, node), property_name(file, source), span_of(file, source)
    values: list[ir.ImportedName] = []
    types: list[ir.ImportedName] = []
    clause = next((child for child in node.named_children if child.type in CLAUSES), None)
    if clause is not None:
        imported(file, clause, values, types)
    if any(child.type == "type" for child in node.children):
        out.append(ir.Import(span, module, module_span, values + types, type_only=True))
        return
    if values or not types:
        out.append(ir.Import(span, module, module_span, values, for_effect=not values))
    if types:
        out.append(ir.Import(span, module, module_span, types, type_only=True))


def source_of(node: Node) -> Node | None:
    for clause in (node, *node.named_children):
        source = clause.child_by_field_name("source")
        if source is not None:
            return source
    return None


def imported(file: SourceFile, clause: Node, values: list[ir.ImportedName], types: list[ir.ImportedName]) -> None:
    for child in clause.named_children:
        kind = child.type
        if kind == "identifier":
            name = "*" if clause.type == "import_require_clause" else "default"
            values.append(ir.ImportedName(span_of(file, child), name, text_of(file, child)))
        elif kind == "namespace_import":
            named = inner(child)
            values.append(ir.ImportedName(span_of(file, child), "*", text_of(file, named) if named else ""))
        elif kind == "named_imports":
            for specifier in child.named_children:
                if specifier.type == "import_specifier":
                    into = types if specifier.children[0].type == "type" else values
                    into.append(renamed(file, specifier))


def renamed(file: SourceFile, node: Node) -> ir.ImportedName:
    """``a as b``, also in an export."""
    named, alias = node.child_by_field_name("name"), node.child_by_field_name("alias")
    name = property_name(file, named) if named else ""
    return ir.ImportedName(span_of(file, named or node), name, property_name(file, alias) if alias else name)


def import_alias(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    """``import q = N.M`` is a constant."""
    operands = [child for child in node.named_children if child.type not in SKIPPED]
    if len(operands) >= 2:
        target = ir.NamePattern(span_of(file, operands[0]), text_of(file, operands[0]))
        value = expression(file, operands[1], depth)
        out.append(ir.Assign(span_of(file, node), [target], value, declares="const"))


# ---------------------------------------------------------------- exports


def export(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    declaration = node.child_by_field_name("declaration")
    default = any(child.type == "default" for child in node.children)
    if declaration is not None:
        exported_declaration(file, node, declaration, "default" if default else "named", depth, out)
        return
    span = span_of(file, node)
    source = node.child_by_field_name("source")
    module = property_name(file, source) if source else None
    value = node.child_by_field_name("value")
    if value is not None:
        out.append(ir.Export(span, [], None, expression(file, value, depth)))
        return
    for child in node.children:
        kind = child.type
        if kind == "*":
            out.append(ir.Export(span, [ir.ImportedName(span_of(file, child), "*", "")], module))
        elif kind == "namespace_export":
            named = inner(child)
            alias = property_name(file, named) if named else ""
            out.append(ir.Export(span, [ir.ImportedName(span_of(file, child), "*", alias)], module))
        elif kind == "export_clause":
            specifiers = [part for part in child.named_children if part.type == "export_specifier"]
            out.append(ir.Export(span, [renamed(file, part) for part in specifiers], module))
        elif kind == "=":
            assigned = child.next_named_sibling
            if assigned is not None:
                out.append(ir.Export(span, [], None, expression(file, assigned, depth)))


def exported_declaration(
    file: SourceFile, node: Node, declaration: Node, exported: str, depth: int, out: ir.Block
) -> None:
    """Lowers the declaration as if it stood alone and marks what came out."""
    before = len(out)
    statement(file, declaration, depth, out)
    for lowered in out[before:]:
        if isinstance(lowered, ir.Assign):
            lowered.exported = True
        elif isinstance(lowered, ir.FunctionDef | ir.ClassDef | ir.NamespaceDef):
            lowered.exported = exported
        if isinstance(lowered, ir.ClassDef):
            decorate(lowered, decorators_of(file, node, depth))


def decorate(lowered: ir.ClassDef, decorators: list[ir.Expr]) -> None:
    """Adds the decorators that stand before ``export``; the class then begins with them."""
    if decorators:
        lowered.klass.decorators[:0] = decorators
        lowered.span = Span(lowered.span.file, decorators[0].span.start, lowered.span.end)
        lowered.klass.span = lowered.span


# ---------------------------------------------------------------- declarations


def function_declaration(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    lowered = function(file, node, depth)
    out.append(ir.FunctionDef(lowered.span, lowered))


def namespace(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    """``namespace A.B {}`` is B inside A; ``declare module 'x'`` only describes and never gets here."""
    named = node.child_by_field_name("name")
    body = body_of(file, node.child_by_field_name("body"), depth)
    span = span_of(file, node)
    outer, *rest = "".join(text_of(file, named).split()).split(".") if named else [""]
    for name in reversed(rest):
        body = [ir.NamespaceDef(span, name, body, "named")]
    out.append(ir.NamespaceDef(span, outer, body))


def ambient(file: SourceFile, node: Node, depth: int, out: ir.Block) -> None:
    """``declare …`` describes code that is elsewhere; only types have any meaning here."""
    for child in node.named_children:
        if child.type in TYPES_ONLY:
            statement(file, child, depth, out)


STATEMENTS = {
    "import_statement": import_,
    "import_alias": import_alias,
    "export_statement": export,
    "function_declaration": function_declaration,
    "generator_function_declaration": function_declaration,
    "internal_module": namespace,
    "module": namespace,
    "ambient_declaration": ambient,
}
