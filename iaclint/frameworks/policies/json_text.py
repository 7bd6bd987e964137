"""Policy documents written as JSON text with holes: f-strings, template literals, ``pulumi.interpolate``."""

from __future__ import annotations

import json
from typing import Any

from iaclint.evaluator.texts import join_text
from iaclint.source import Span
from iaclint.values import Entry, JsonText, Known, ListValue, MapValue, Text, Value

OPEN, CLOSE = "\ue000", "\ue001"  # private characters around the number of a hole
MAX_TEXT = 100_000


def parse_text(value: Known | Text) -> Value | None:
    """The document in a JSON text, holes and all; ``None`` when it is not JSON. Texts inside keep spans of their own."""
    parts: list[str | Value] = value.parts if isinstance(value, Text) else [str(value.data)]
    holes = [part for part in parts if not isinstance(part, str)]
    numbered = iter(range(len(holes)))
    text = "".join(part if isinstance(part, str) else hole_text(part, next(numbered)) for part in parts).strip()
    if not text.startswith(("{", "[")) or len(text) > MAX_TEXT:
        return None
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return Builder(holes, value.span).value(data)


def hole_text(part: Value, number: int) -> str:
    """A hole in the text: the text of nested JSON, else a marker."""
    if isinstance(part, JsonText):
        return f'"{OPEN}{number}{CLOSE}"'
    return f"{OPEN}{number}{CLOSE}"


class Builder:
    """Turns parsed JSON into values, finding each text in the source again for its span."""

    def __init__(self, holes: list[Value], span: Span | None) -> None:
        self._holes = holes
        self._span = span
        self._at = span.start if span is not None else 0

    def value(self, data: Any, depth: int = 0) -> Value:
        if depth > 40:
            return Known(None)
        if isinstance(data, dict):
            result = MapValue(span=self._span)
            for key, item in data.items():
                key_span = self._find(key)
                result.entries[key] = Entry(self.value(item, depth + 1), key_span, key)
            return result
        if isinstance(data, list):
            return ListValue([self.value(item, depth + 1) for item in data], self._span)
        if isinstance(data, str):
            return self._text(data)
        return Known(data, self._span)

    def _text(self, text: str) -> Value:
        span = self._find(text)
        pieces: list[Value] = []
        while OPEN in text:
            before, _, rest = text.partition(OPEN)
            number, _, text = rest.partition(CLOSE)
            pieces += [Known(before), self._holes[int(number)]]
        if not pieces:
            return Known(text, span)
        if len(pieces) == 2 and isinstance(pieces[0], Known) and pieces[0].data == "" and not text:
            return pieces[1]
        return join_text([*pieces, Known(text)], "typescript", span)

    def _find(self, text: str) -> Span | None:
        """The next place of a text in the source, from where the last one was found."""
        if self._span is None or not text:
            return self._span
        wanted = text.partition(OPEN)[0].encode()
        at = self._span.file.data.find(wanted, self._at, self._span.end) if wanted else -1
        if at < 0:
            return self._span
        self._at = at + len(wanted)
        return Span(self._span.file, at, self._at)
