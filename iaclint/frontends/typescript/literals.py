"""Strings, numbers, templates and the other constants."""

from __future__ import annotations

import re

from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.typescript.dispatch import SYNTAX_ERROR, expression, inner, span_of
from iaclint.source import SourceFile, Span

ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-3][0-7]{0,2}|[4-7][0-7]?)|(\r\n|.))", re.DOTALL
)
SIMPLE_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
LINE_ENDS = frozenset({"\n", "\r", "\r\n", "\u2028", "\u2029"})
LARGEST_EXACT = 2**53
RADIX = {"0x": 16, "0o": 8, "0b": 2}


def string(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    start, end = node.start_byte, node.end_byte
    return ir.Literal(Span(file, start, end), string_value(file.data, start, end))


def string_value(data: bytes, start: int, end: int) -> str:
    """The value of the quoted literal at ``[start, end)``; its closing quote may be missing."""
    closed = end - start > 1 and data[end - 1] == data[start]
    raw = data[start + 1 : end - 1 if closed else end]
    value = raw.decode("utf-8", "replace")
    return unescaped(value) if b"\\" in raw else value


def unescaped(text: str) -> str:
    value = ESCAPE.sub(_escape, text)
    if any("\ud800" <= char <= "\udfff" for char in value):
        # JavaScript strings are UTF-16: two escapes may make one character; half of one has no UTF-8 form.
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value


def _escape(match: re.Match[str]) -> str:
    braced, four, two, octal, other = match.groups()
    if other is not None:
        return "" if other in LINE_ENDS else SIMPLE_ESCAPES.get(other, other)
    if octal is not None:
        return chr(int(octal, 8))
    point = int(braced or four or two, 16)
    return chr(point) if point <= 0x10FFFF else "\ufffd"


def number(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    span = span_of(file, node)
    if span.start == span.end:
        return ir.Opaque(span, SYNTAX_ERROR)
    try:
        return ir.Literal(span, number_value(span.text))
    except ValueError:
        return ir.Opaque(span, "number")


def number_value(text: str) -> int | float:
    """What JavaScript computes: doubles, and an integral double is an ``int``. Raises ValueError for what is no number."""
    digits = text.replace("_", "").lower()
    radix = RADIX.get(digits[:2])
    if digits.endswith("n"):
        return int(digits[2:-1], radix) if radix else int(digits[:-1])
    if radix is None and len(digits) > 1 and digits[0] == "0" and digits.isdigit() and digits.isascii():
        radix, digits = (8, "0o" + digits) if digits.strip("01234567") == "" else (None, digits)
    if radix is None:
        return _double(float(digits))
    whole = int(digits[2:], radix)
    try:
        return whole if whole <= LARGEST_EXACT else _double(float(whole))
    except OverflowError:
        return float("inf")


def _double(value: float) -> int | float:
    return int(value) if value.is_integer() and abs(value) < 1e21 else value


def template(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    """A template without holes is a plain ``Literal``."""
    lowered = tagged(file, node, depth)
    span, parts = lowered.span, lowered.parts
    if not parts:
        return ir.Literal(span, "")
    first = parts[0]
    if isinstance(first, ir.Literal) and first.span.start == span.start + 1 and first.span.end == span.end - 1:
        return ir.Literal(span, first.value)
    return lowered


def tagged(file: SourceFile, node: Node, depth: int) -> ir.Template:
    """The template as the argument of its tag: always a ``Template``, neighbouring text in one part."""
    parts: list[ir.Expr] = []
    text_start = text_end = -1
    for child in node.named_children:
        kind = child.type
        if kind == "string_fragment" or kind == "escape_sequence":
            text_start = child.start_byte if text_start < 0 else text_start
            text_end = child.end_byte
            continue
        if kind != "template_substitution":
            continue
        if text_start >= 0:
            parts.append(_text(file, text_start, text_end))
            text_start = -1
        hole = inner(child)
        parts.append(expression(file, hole, depth + 1) if hole else ir.Opaque(span_of(file, child), SYNTAX_ERROR))
    if text_start >= 0:
        parts.append(_text(file, text_start, text_end))
    return ir.Template(span_of(file, node), parts)


def _text(file: SourceFile, start: int, end: int) -> ir.Literal:
    raw = file.data[start:end]
    value = raw.decode("utf-8", "replace")
    if b"\r" in raw:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    return ir.Literal(Span(file, start, end), unescaped(value) if b"\\" in raw else value)


def true(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    return ir.Literal(span_of(file, node), True)


def false(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    return ir.Literal(span_of(file, node), False)


def nothing(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    return ir.Literal(span_of(file, node), None)


def regex(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    return ir.Opaque(span_of(file, node), "regular expression")


def jsx(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    return ir.Opaque(span_of(file, node), "JSX element")


def meta_property(file: SourceFile, node: Node, depth: int) -> ir.Expr:
    span = span_of(file, node)
    return ir.Opaque(span, "".join(span.text.split()))


EXPRESSIONS = {
    "string": string,
    "number": number,
    "template_string": template,
    "true": true,
    "false": false,
    "null": nothing,
    "undefined": nothing,
    "regex": regex,
    "jsx_element": jsx,
    "jsx_self_closing_element": jsx,
    "jsx_fragment": jsx,
    "meta_property": meta_property,
}
