"""Strings, numbers and constants."""

from __future__ import annotations

import re

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.python.grammar import ERROR, kind, operands
from iaclint.frontends.python.lowering import DEEPEST, EXPRESSIONS, SYNTAX_ERROR, TOO_DEEP, Lowering, decode, register
from iaclint.source import Span

STRING_START = kind("string_start")
STRING_END = kind("string_end")
INTERPOLATION = kind("interpolation")
FORMAT_EXPRESSION = kind("format_expression")
FORMAT_SPECIFIER = kind("format_specifier")
TYPE_CONVERSION = kind("type_conversion")
EQUALS = kind("=", named=False)
BRACE = kind("{", named=False)

QUOTES = ('"', "'")
CONTROL = {
    "\n": "", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
}  # fmt: skip
_ESCAPE = r"""\\([\n\\'"abfnrtv]|[0-7]{1,3}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|N\{[^{}]+\})"""
ESCAPE = re.compile(_ESCAPE)
ESCAPE_OR_BRACES = re.compile(_ESCAPE + r"|\{\{|\}\}")


def unescaped(match: re.Match[str]) -> str:
    """The character that an escape means; an escape that means none stays as written, as in Python."""
    escape: str | None = match[1]
    if escape is None:
        return match[0][0]
    plain = CONTROL.get(escape)
    if plain is not None:
        return plain
    if escape[0] == "N":
        import unicodedata

        try:
            return unicodedata.lookup(escape[2:-1])
        except KeyError:
            return match[0]
    code = int(escape[1:], 16) if escape[0] in "xuU" else int(escape, 8)
    return chr(code) if code <= 0x10FFFF else match[0]


def text_value(latin1: str, raw: bool, braces: bool = False) -> str:
    """The value of text between quotes; ``braces`` where ``{{`` means ``{``."""
    text = decode(latin1)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\\" in text and not raw:
        return (ESCAPE_OR_BRACES if braces else ESCAPE).sub(unescaped, text)
    if braces:
        return text.replace("{{", "{").replace("}}", "}")
    return text


@register(EXPRESSIONS, "string")
def string(lowering: Lowering, node: Node) -> ir.Expr:
    start, end = node.start_byte, node.end_byte
    written = lowering.text[start:end]
    first = written[:1]
    if (
        first in QUOTES
        and written[1:2] != first
        and written[-1:] == first
        and written.isascii()
        and "\\" not in written
    ):
        return ir.Literal(Span(lowering.file, start, end), written[1:-1])
    quote_at = 0
    while written[quote_at : quote_at + 1].isalpha():
        quote_at += 1
    prefix = written[:quote_at].lower()
    quote = written[quote_at : quote_at + 1]
    width = 3 if len(written) >= quote_at + 6 and written.startswith(quote * 3, quote_at) else 1
    if quote == "`":
        return lowering.opaque(node, "Python 2 backquotes")
    if len(written) < quote_at + 2 * width or not written.endswith(quote * width):
        return lowering.opaque(node, SYNTAX_ERROR)
    if "b" in prefix:
        return lowering.opaque(node, "bytes literal")
    if "f" in prefix or "t" in prefix:
        return template(lowering, node, "r" in prefix)
    return ir.Literal(Span(lowering.file, start, end), text_value(written[quote_at + width : -width], "r" in prefix))


@register(EXPRESSIONS, "concatenated_string")
def concatenated_string(lowering: Lowering, node: Node) -> ir.Expr:
    parts: list[ir.Expr] = []
    for child in operands(node):
        lowered = lowering.expression(child)
        if isinstance(lowered, ir.Opaque):
            return lowering.opaque(node, lowered.reason)
        for part in lowered.parts if isinstance(lowered, ir.Template) else [lowered]:
            append_part(parts, part)
    return joined(lowering.span(node), parts)


def template(lowering: Lowering, node: Node, raw: bool) -> ir.Expr:
    """An f-string or t-string. Its text is what lies between the holes."""
    parts: list[ir.Expr] = []
    at = node.start_byte
    for child in node.children:
        found = child.kind_id
        if found == STRING_START:
            at = child.end_byte
        elif found in (INTERPOLATION, STRING_END, ERROR):
            append_text(lowering, parts, at, child.start_byte, raw)
            at = child.end_byte
            if found == INTERPOLATION:
                append_hole(lowering, parts, child, raw)
            elif found == ERROR:
                parts.append(lowering.opaque(child, SYNTAX_ERROR))
    return joined(lowering.span(node), parts)


def append_text(lowering: Lowering, parts: list[ir.Expr], start: int, end: int, raw: bool) -> None:
    if start < end:
        text = text_value(lowering.text[start:end], raw, braces=True)
        append_part(parts, ir.Literal(Span(lowering.file, start, end), text))


def append_part(parts: list[ir.Expr], part: ir.Expr) -> None:
    """Text after text is one part; a constant in a hole is text already."""
    if not isinstance(part, ir.Literal):
        parts.append(part)
        return
    last = parts[-1] if parts else None
    if isinstance(last, ir.Literal):
        span = Span(part.span.file, last.span.start, part.span.end)
        parts[-1] = ir.Literal(span, f"{last.value}{part.value}")
    elif part.value != "":
        parts.append(ir.Literal(part.span, str(part.value)))


def joined(span: Span, parts: list[ir.Expr]) -> ir.Expr:
    if not parts:
        return ir.Literal(span, "")
    if len(parts) == 1 and isinstance(parts[0], ir.Literal):
        return ir.Literal(span, parts[0].value)
    return ir.Template(span, parts)


def append_hole(lowering: Lowering, parts: list[ir.Expr], node: Node, raw: bool) -> None:
    """``{value=!r:spec}``. A conversion or specification makes it ``format(value, "!r:spec")``; specifications nest."""
    if lowering.depth >= DEEPEST:
        parts.append(lowering.opaque(node, TOO_DEEP))
        return
    lowering.depth += 1
    value, brace, equals, conversion, specifier = pieces(node)
    lowered = lowering.opaque(node, SYNTAX_ERROR) if value is None else lowering.expression(value)
    following = conversion or specifier
    if brace is not None and equals is not None:
        start, end = brace.end_byte, following.start_byte if following is not None else node.end_byte - 1
        append_part(parts, ir.Literal(Span(lowering.file, start, end), decode(lowering.text[start:end])))
    if following is not None:
        parts.append(formatted(lowering, node, lowered, format_text(lowering, following, specifier, raw)))
    elif equals is not None:
        parts.append(formatted(lowering, node, lowered, ir.Literal(lowering.span(equals), "!r")))
    else:
        append_part(parts, lowered)
    lowering.depth -= 1


def pieces(node: Node) -> tuple[Node | None, Node | None, Node | None, Node | None, Node | None]:
    """Of a hole: value, opening brace, ``=``, conversion, specification."""
    value = brace = equals = conversion = specifier = None
    for child in node.children:
        found = child.kind_id
        if found == BRACE:
            brace = child
        elif found == EQUALS:
            equals = child
        elif found == TYPE_CONVERSION:
            conversion = child
        elif found == FORMAT_SPECIFIER:
            specifier = child
        elif value is None and child.is_named and not child.is_extra:
            value = child
    return value, brace, equals, conversion, specifier


def format_text(lowering: Lowering, first: Node, specifier: Node | None, raw: bool) -> ir.Expr:
    """``.2f``, ``!r`` or ``!r:>10`` as text, with holes where the specification has some; ``first`` is its first node."""
    parts: list[ir.Expr] = []
    last = specifier or first
    at = first.start_byte + (1 if first is specifier else 0)
    for child in specifier.children if specifier else ():
        if child.kind_id == FORMAT_EXPRESSION:
            append_text(lowering, parts, at, child.start_byte, raw)
            append_hole(lowering, parts, child, raw)
            at = child.end_byte
    append_text(lowering, parts, at, last.end_byte, raw)
    return joined(Span(lowering.file, first.start_byte, last.end_byte), parts)


def formatted(lowering: Lowering, node: Node, value: ir.Expr, format: ir.Expr) -> ir.Expr:
    arguments = [ir.Argument(value.span, value), ir.Argument(format.span, format)]
    return ir.Call(lowering.span(node), ir.Name(format.span, "format"), arguments)


@register(EXPRESSIONS, "integer")
def integer(lowering: Lowering, node: Node) -> ir.Expr:
    text = lowering.text[node.start_byte : node.end_byte]
    if text[-1:] in "jJ":
        return lowering.opaque(node, "complex number")
    digits = text.rstrip("lL")
    try:
        return ir.Literal(lowering.span(node), int(digits, integer_base(digits)))
    except ValueError:
        return lowering.opaque(node, "number")


def integer_base(digits: str) -> int:
    """0 where the prefix says it. Python 2 wrote octal numbers with a leading zero."""
    if digits[1:2] in ("x", "X", "o", "O", "b", "B"):
        return 0
    return 8 if digits[:1] == "0" and digits.strip("0_") else 10


@register(EXPRESSIONS, "float")
def float_number(lowering: Lowering, node: Node) -> ir.Expr:
    text = lowering.text[node.start_byte : node.end_byte]
    if text[-1:] in "jJ":
        return lowering.opaque(node, "complex number")
    try:
        return ir.Literal(lowering.span(node), float(text))
    except ValueError:
        return lowering.opaque(node, "number")


@register(EXPRESSIONS, "true")
def true(lowering: Lowering, node: Node) -> ir.Expr:
    return ir.Literal(lowering.span(node), True)


@register(EXPRESSIONS, "false")
def false(lowering: Lowering, node: Node) -> ir.Expr:
    return ir.Literal(lowering.span(node), False)


@register(EXPRESSIONS, "none")
def none(lowering: Lowering, node: Node) -> ir.Expr:
    return ir.Literal(lowering.span(node), None)


@register(EXPRESSIONS, "ellipsis")
def ellipsis(lowering: Lowering, node: Node) -> ir.Expr:
    return lowering.opaque(node, "ellipsis")
