"""Python's ``'%s' % value``."""

from __future__ import annotations

import re

from iaclint.evaluator.texts import join_text, name_of
from iaclint.source import Span
from iaclint.values import (
    Known,
    ListValue,
    MapValue,
    Unknown,
    Value,
)

FIELD = re.compile(r"%(?:\((\w{1,80})\))?([-+ #0]{0,5})(\d{0,4})(?:\.(\d{1,3}))?([a-zA-Z%])")


def percent_format(left: Known, right: Value, span: Span) -> Value:
    """Python's ``'%s-%03d' % (a, b)`` and ``'%(name)s' % {...}``."""
    template = str(left.data)
    values = list(right.items) if isinstance(right, ListValue) and right.kind == "tuple" else [right]
    parts: list[Value] = []
    end = used = 0
    for field in FIELD.finditer(template):
        parts.append(Known(template[end : field.start()]))
        end = field.end()
        if field[5] == "%":
            parts.append(Known("%"))
            continue
        value = right.get(field[1]) if field[1] and isinstance(right, MapValue) else None
        if value is None and used < len(values):
            value = values[used]
            used += 1
        parts.append(percent_field(field, value, span))
    parts.append(Known(template[end:]))
    return join_text(parts, "python", span)


def percent_field(field: re.Match[str], value: Value | None, span: Span) -> Value:
    if value is None:
        return Unknown("a format field that is not given", field[1] or "", span)
    if field[5] in "sdi" and not field[2] and not field[3] and not field[4]:
        return value
    if not isinstance(value, Known):
        return Unknown("a formatted value", name_of(value), span, value.labels, origin=value)
    try:
        return Known(field[0].replace(f"({field[1]})", "") % (value.data,), span, value.labels, value)
    except (TypeError, ValueError):
        return Unknown("text formatted in a way that fails", span=span, labels=value.labels)
