"""Text: building it from values, and what is concretely known of a value."""

from __future__ import annotations

from collections.abc import Callable

from iaclint.source import Language, Span
from iaclint.values import (
    UNDECIDED,
    Choice,
    Constant,
    Instance,
    JsonText,
    Known,
    Text,
    Undecided,
    Unknown,
    Value,
    over,
)

MAX_TEXT = 200_000


def concrete(value: Value) -> Constant | Undecided:
    """The constant that conditions may rely on: a known one, or what the assumption makes of an unknown; else ``UNDECIDED``."""
    if isinstance(value, Known):
        return value.data
    if isinstance(value, Unknown):
        assumed: Constant | Undecided = value.assumed
        return assumed
    if isinstance(value, Text):
        pieces: list[str] = []
        for part in value.parts:
            piece = part if isinstance(part, str) else concrete(part)
            if isinstance(piece, Undecided) or piece is None:
                return UNDECIDED
            pieces.append(plain(piece, "typescript"))
        return "".join(pieces)
    if isinstance(value, Instance) and "value" in value.fields and value.symbol == "enum":
        return concrete(value.fields["value"])
    return UNDECIDED


def plain(data: Constant, language: Language) -> str:
    """A constant as the language prints it."""
    if isinstance(data, str):
        return data
    if data is None:
        return "None" if language == "python" else "undefined"
    if isinstance(data, bool):
        return str(data) if language == "python" else str(data).lower()
    if isinstance(data, float) and data.is_integer() and language == "typescript" and abs(data) < 1e21:
        return str(int(data))
    return str(data)


def text_parts(value: Value, language: Language) -> list[str | Value]:
    """The parts that a value contributes to a text."""
    if isinstance(value, Known):
        return [plain(value.data, language)]
    if isinstance(value, Text):
        return value.parts
    if isinstance(value, Instance) and value.symbol == "enum":
        return text_parts(value.fields["value"], language)
    return [value]


def join_text(values: list[Value], language: Language, span: Span | None) -> Value:
    """The concatenation of values as text: ``Known`` when all is known."""
    parts: list[str | Value] = []
    labels = 0
    origin: Value | None = None
    for value in values:
        labels |= value.labels
        if value.span is not None and (value.span is not span):
            origin = origin or value
        for part in text_parts(value, language):
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            else:
                parts.append(part)
    if not parts:
        return Known("", span, labels)
    if len(parts) == 1 and isinstance(parts[0], str):
        if len(parts[0]) > MAX_TEXT:
            return Unknown("a text that grew too long", span=span, labels=labels)
        return Known(parts[0], span, labels, origin)
    return Text([p for p in parts if p != ""], span, labels, origin)


def map_text(value: Value, change: Callable[[str], str], name: str, span: Span | None) -> Value:
    """A change that works letter by letter (lower case, replacing characters): literal parts and holes change on their own."""

    def changed(option: Value) -> Value:
        if isinstance(option, Known):
            text = option.data if isinstance(option.data, str) else plain(option.data, "typescript")
            return Known(change(text), span, option.labels, option)
        if isinstance(option, Text):
            parts: list[str | Value] = [
                change(part) if isinstance(part, str) else changed_hole(part, change, name, span)
                for part in option.parts
            ]
            return Text(parts, span, option.labels, option)
        return changed_hole(option, change, name, span)

    return over(value, changed, span)


def changed_hole(hole: Value, change: Callable[[str], str], name: str, span: Span | None) -> Value:
    """An unknown part after a change: still the same unknown, under the same name, with the assumption changed too."""
    if isinstance(hole, Unknown):
        assumed = change(hole.assumed) if isinstance(hole.assumed, str) else None
        return Unknown(hole.reason, hole.name, span, hole.labels, assumed, type=hole.type, origin=hole)
    return Unknown(f"{name} of a value that is not known", hole_name(hole), span, hole.labels, origin=hole)


def hole_name(value: Value) -> str:
    """What the program calls an unknown part."""
    if isinstance(value, Unknown):
        return value.name or value.reason
    from iaclint.values import Output, Reference

    if isinstance(value, Output):
        return hole_name(value.inner)
    if isinstance(value, Reference):
        return f"{instance_name(value.target)}.{value.attribute}"
    if isinstance(value, Choice):
        return " | ".join(dict.fromkeys(hole_name(option) for _, option in value.options))
    if isinstance(value, Known):
        return plain(value.data, "typescript")
    if isinstance(value, Text):
        return "".join(part if isinstance(part, str) else hole_name(part) for part in value.parts)
    if isinstance(value, JsonText):
        return "JSON"
    if isinstance(value, Instance):
        return instance_name(value)
    return "unknown"


def instance_name(instance: Instance) -> str:
    """A short name for an object: its logical id, else its class."""
    resource = instance.resource
    if resource is not None:
        data = concrete(resource.id)
        if isinstance(data, str) and data:
            return data
    return instance.symbol.rpartition(".")[2] or getattr(instance.klass, "name", "") or "object"


def slice_text(value: Value, start: int | None, stop: int | None, span: Span | None) -> Value:
    """``text[start:stop]`` with holes: cut exactly where the lengths of all parts are known, else unknown with the same labels."""

    def cut(option: Value) -> Value:
        whole = concrete(option)
        if isinstance(option, Known) and isinstance(whole, str):
            return Known(whole[start:stop], span, option.labels, option)
        parts: list[str | Value] = option.parts if isinstance(option, Text) else [option]
        if isinstance(whole, str):
            first, last, _ = slice(start, stop).indices(len(whole))
            return cut_parts(parts, first, last, option, span)
        if not start and stop is not None and stop >= 0 and parts and isinstance(parts[0], str):
            if stop <= len(parts[0]):
                return Known(parts[0][:stop], span, 0, option)
            rest = Unknown("the beginning of a text of unknown length", hole_name(option), span, option.labels,
                           origin=option)  # fmt: skip
            return Text([parts[0], rest], span, option.labels, option)
        return Unknown("part of a text of unknown length", hole_name(option), span, option.labels, origin=option)

    return over(value, cut, span)


def cut_parts(parts: list[str | Value], first: int, last: int, origin: Value, span: Span | None) -> Value:
    """The parts between two positions of the concrete text; a hole that is cut keeps its name."""
    kept: list[str | Value] = []
    labels = at = 0
    for part in parts:
        text = part if isinstance(part, str) else concrete(part)
        piece = plain(text, "typescript") if not isinstance(text, Undecided) else ""
        begin, end = max(first - at, 0), min(last - at, len(piece))
        at += len(piece)
        if begin >= end:
            continue
        if isinstance(part, str):
            kept.append(part[begin:end])
            continue
        labels |= part.labels
        if begin == 0 and end == len(piece):
            kept.append(part)
        else:
            kept.append(changed_hole(part, lambda text, b=begin, e=end: text[b:e], "part", span))  # type: ignore[misc]
    if all(isinstance(part, str) for part in kept):
        return Known("".join(part for part in kept if isinstance(part, str)), span, labels, origin)
    return Text(kept, span, labels, origin)
