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
    Output,
    Reference,
    Text,
    Undecided,
    Unknown,
    Value,
    over,
)

MAX_TEXT = 200_000  # letters
MAX_PARTS = 2_000


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
        if origin is None and value.span is not None and not lies_in(value.span, span):
            origin = value  # the first part that was written elsewhere
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
    if len(parts) > MAX_PARTS:
        return Unknown("a text that grew too long", span=span, labels=labels)
    return Text([p for p in parts if p != ""], span, labels, origin)


PLACEHOLDER = "\ue000"  # stands for a part of unknown text: no letter, no digit, no space


def assumed_text(part: str | Value) -> str:
    """A part as far as it is concrete."""
    text = part if isinstance(part, str) else concrete(part)
    return PLACEHOLDER if isinstance(text, Undecided) else plain(text, "typescript")


def lies_in(inner: Span, outer: Span | None) -> bool:
    """Whether a place is part of another."""
    return outer is not None and inner.file is outer.file and outer.start <= inner.start and inner.end <= outer.end


def map_text(value: Value, change: Callable[[str], str], name: str, span: Span | None) -> Value:
    """A change of text (lower case, replacing characters): literal parts and holes change on their own where that comes to the same; else
    what is left is one unknown text, which conditions still see changed."""

    def changed(option: Value) -> Value:
        if isinstance(option, Known):
            return bounded(change(plain(option.data, "typescript")), option, span)
        if not isinstance(option, Text):
            return changed_hole(option, change, name, span)
        pieces = [assumed_text(part) for part in option.parts]
        whole, after = change("".join(pieces)), [change(piece) for piece in pieces]
        if "".join(after) != whole:
            after = cut_like(whole, pieces)
        if not after:
            return derived(option, change, f"{name} of a text that is not wholly known", span)
        parts = [
            new if isinstance(part, str) else changed_hole(part, lambda _, n=new: n, name, span)  # type: ignore[misc]
            for part, new in zip(option.parts, after, strict=True)
        ]
        return Text([part for part in parts if part != ""], span, option.labels, option)

    return over(value, changed, span)


def cut_like(whole: str, pieces: list[str]) -> list[str]:
    """A text in pieces of the given lengths; none when it is not as long as they are."""
    if len(whole) != sum(map(len, pieces)):
        return []
    ends = [sum(len(piece) for piece in pieces[: at + 1]) for at in range(len(pieces))]
    return [whole[end - len(piece) : end] for end, piece in zip(ends, pieces, strict=True)]


def reordered(value: Value, change: Callable[[str], str], name: str, span: Span | None) -> Value:
    """A change of the whole text that does not keep its parts."""

    def changed(option: Value) -> Value:
        if isinstance(option, Known) and isinstance(option.data, str):
            return bounded(change(option.data), option, span)
        return derived(option, change, f"{name} of a text that is not known", span)

    return over(value, changed, span)


def derived(value: Value, change: Callable[[str], str], reason: str, span: Span | None) -> Unknown:
    """One unknown text made from another; conditions see the change of what they assume of it."""
    text = concrete(value)
    assumed = change(text)[:MAX_TEXT] if isinstance(text, str) else None
    return Unknown(reason, hole_name(value), span, value.labels, assumed, origin=value)


def bounded(text: str, origin: Value, span: Span | None) -> Value:
    if len(text) > MAX_TEXT:
        return Unknown("a text that grew too long", span=span, labels=origin.labels)
    return Known(text, span, origin.labels, origin)


def changed_hole(hole: Value, change: Callable[[str], str], name: str, span: Span | None) -> Value:
    """An unknown part after a change: still the same unknown, under the same name, with the assumption changed too."""
    if isinstance(hole, Unknown):
        text = concrete(hole)
        assumed = None if isinstance(text, Undecided) or text is None else change(plain(text, "typescript"))
        return Unknown(hole.reason, hole.name, span, hole.labels, assumed, type=hole.type, origin=hole)
    return Unknown(f"{name} of a value that is not known", hole_name(hole), span, hole.labels, origin=hole)


MAX_NAME = 200  # letters of the name of an unknown part


def hole_name(value: Value, depth: int = 0) -> str:
    """What the program calls an unknown part."""
    if isinstance(value, Unknown):
        return value.name or value.reason
    if isinstance(value, Known):
        return plain(value.data, "typescript")[:MAX_NAME]
    if isinstance(value, Instance):
        return instance_name(value)
    if depth > 3:
        return "…"
    if isinstance(value, Output):
        return hole_name(value.inner, depth + 1)
    if isinstance(value, Reference):
        return f"{instance_name(value.target)}.{value.attribute}"[:MAX_NAME]
    if isinstance(value, Choice):
        names = dict.fromkeys(hole_name(option, depth + 1) for _, option in value.options)
        return " | ".join(names)[:MAX_NAME]
    if isinstance(value, Text):
        parts = value.parts[:MAX_NAME]
        return "".join(part if isinstance(part, str) else hole_name(part, depth + 1) for part in parts)[:MAX_NAME]
    return "JSON" if isinstance(value, JsonText) else "unknown"


def name_of(value: Value) -> str:
    """The name that something made from an unknown value keeps; empty for known ones."""
    return value.name if isinstance(value, Unknown) else ""


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
        return cut_open(parts, start or 0, stop, option, span)

    return over(value, cut, span)


def cut_open(parts: list[str | Value], start: int, stop: int | None, origin: Value, span: Span | None) -> Value:
    """A part of a text of unknown length: exact where only literal text at one of its ends is taken or left off."""
    head = parts[0] if parts and isinstance(parts[0], str) else ""
    tail = parts[-1] if len(parts) > 1 and isinstance(parts[-1], str) else ""
    if 0 <= start <= len(head) and stop is not None and 0 <= stop <= len(head):
        return Known(head[start:stop], span, 0, origin)
    if -len(tail) <= start < 0 and (stop is None or -len(tail) <= stop < 0):
        return Known(tail[start:stop], span, 0, origin)
    if 0 <= start <= len(head) and (stop is None or -len(tail) <= stop < 0) and len(parts) > 1:
        kept = [head[start:], *parts[1 if head else 0 : -1 if tail else None], tail[:stop]]
        return Text([part for part in kept if part != ""], span, origin.labels, origin)
    rest = Unknown("part of a text of unknown length", hole_name(origin), span, origin.labels, origin=origin)
    if 0 <= start < len(head) and (stop is None or stop > len(head)):
        return Text([head[start:], rest], span, origin.labels, origin)
    return rest


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
