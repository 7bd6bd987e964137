"""Python's ``format`` and its relatives."""

from __future__ import annotations

import re

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import MAX_TEXT, concrete, hole_name, join_text
from iaclint.source import Span
from iaclint.values import Instance, Known, ListValue, MapValue, Unknown, Value

FIELD = re.compile(r"(\{\{|\}\}|\{[^{}]*\})")
WIDTH = re.compile(r"\d{5,}")  # would make a text of a hundred thousand letters


def format_text(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``'{} {name}'.format(…)`` and ``format_map``."""
    template = concrete(receiver)
    if not isinstance(receiver, Known) or not isinstance(template, str) or len(template) > MAX_TEXT:
        return Unknown("a format that is not known", span=site.span, labels=receiver.labels)
    mapping = arguments.at(0) if site.function.span.text.endswith("format_map") else None
    parts: list[Value] = []
    following = 0
    for piece in FIELD.split(template):
        if piece in ("{{", "}}"):
            parts.append(Known(piece[0]))
        elif piece.startswith("{") and piece.endswith("}"):
            field, _, spec = piece[1:-1].partition(":")
            field, _, conversion = field.partition("!")
            path = field or str(following)
            following += field == ""
            value = format_field(path, mapping, arguments, site.span)
            parts.append(formatted(value, spec or ("!r" if conversion == "r" else ""), site.span))
        else:
            parts.append(Known(piece))
    return join_text(parts, "python", site.span)


def format_field(path: str, mapping: Value | None, arguments: Arguments, span: Span) -> Value:
    """``name``, ``0``, ``name.attribute`` or ``name[key]``."""
    head, *rest = [step.rstrip("]") for step in re.split(r"[.\[]", path)]
    value: Value | None
    if isinstance(mapping, MapValue):
        value = mapping.get(head)
    elif head.isdigit():
        value = arguments.positional[int(head)] if int(head) < len(arguments.positional) else None
    else:
        entry = arguments.named.get(head)
        value = entry.value if entry is not None else None
    for step in rest:
        value = member(value, step)
    return value if value is not None else Unknown("a format field that is not given", path, span)


def member(value: Value | None, step: str) -> Value | None:
    if isinstance(value, MapValue):
        return value.get(step)
    if isinstance(value, ListValue) and step.isdigit() and int(step) < len(value.items):
        return value.items[int(step)]
    return value.fields.get(step) if isinstance(value, Instance) else None


def formatted(value: Value, spec: str, span: Span) -> Value:
    """A value as a field of a format prints it: ``spec`` is what stands behind the colon, or ``!r``."""
    if not spec:
        return join_text([value], "python", span)
    if not isinstance(value, Known) or WIDTH.search(spec):
        return Unknown("formatted text", hole_name(value), span, value.labels, origin=value)
    if spec.startswith("!"):
        return Known(repr(value.data) if spec == "!r" else str(value.data), span, value.labels, value)
    try:
        return Known(format(value.data, spec), span, value.labels, value)
    except (ValueError, TypeError, OverflowError):
        return Unknown("text formatted in a way that fails", span=span, labels=value.labels)
