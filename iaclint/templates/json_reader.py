"""JSON with positions: every key and value knows its bytes. Linear in the file's size, bounded in depth."""

from __future__ import annotations

import json
import re

from iaclint.source import SourceFile, Span
from iaclint.templates.document import DEPTH_LIMIT, MalformedError
from iaclint.values import Entry, Known, ListValue, MapValue, Value

# Possessive throughout: a token is found or not found, never tried again in another way.
_TOKEN = re.compile(
    rb"""[ \t\r\n]*+(?:
        (?P<mark>[{}\[\]:,])
      | (?P<text>"[^"\\\x00-\x1f]*+(?:\\[^\x00-\x1f][^"\\\x00-\x1f]*+)*+")
      | (?P<number>-?+(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+)
      | (?P<word>true|false|null)
    )""",
    re.VERBOSE,
)
_BLANK = re.compile(rb"[ \t\r\n]*+")
_WORDS = {b"true": True, b"false": False, b"null": None}
_BOM = b"\xef\xbb\xbf"


def read_json(file: SourceFile) -> Value:
    """The one value in a file. Of a key that is there twice the last counts. Raises ``MalformedError``."""
    reader = _Reader(file)
    value = reader.value(0)
    reader.end()
    return value


class _Reader:
    """``_at`` is the byte after the last token."""

    __slots__ = ("_at", "_data", "_file")

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._data = file.data
        self._at = len(_BOM) if file.data.startswith(_BOM) else 0

    def value(self, depth: int) -> Value:
        token = self._token()
        kind, (start, end) = token.lastgroup, token.span(token.lastgroup or 0)
        span = Span(self._file, start, end)
        if kind == "text":
            return Known(self._text(start, end), span)
        if kind == "number":
            return Known(self._number(start, end), span)
        if kind == "word":
            return Known(_WORDS[token["word"]], span)
        if depth >= DEPTH_LIMIT:
            raise MalformedError("nested too deeply", span)
        if token["mark"] == b"{":
            return self._object(start, depth + 1)
        if token["mark"] == b"[":
            return self._array(start, depth + 1)
        raise MalformedError("a value is missing", span)

    def _object(self, start: int, depth: int) -> MapValue:
        entries: dict[str | int | float | bool | None, Entry] = {}
        if self._next_is(b"}"):
            return MapValue(entries, Span(self._file, start, self._at))
        while True:
            token = self._token()
            key_span = Span(self._file, *token.span(token.lastgroup or 0))
            if token.lastgroup != "text":
                raise MalformedError("a key is missing", key_span)
            key = self._text(key_span.start, key_span.end)
            self._expect(b":")
            entries[key] = Entry(self.value(depth), key_span, key)
            if self._expect(b",", b"}") == b"}":
                return MapValue(entries, Span(self._file, start, self._at))

    def _array(self, start: int, depth: int) -> ListValue:
        items: list[Value] = []
        if self._next_is(b"]"):
            return ListValue(items, Span(self._file, start, self._at))
        while True:
            items.append(self.value(depth))
            if self._expect(b",", b"]") == b"]":
                return ListValue(items, Span(self._file, start, self._at))

    def end(self) -> None:
        at = self._blank()
        if at < len(self._data):
            raise MalformedError("text after the end", Span(self._file, at, at + 1))

    def _token(self) -> re.Match[bytes]:
        token = _TOKEN.match(self._data, self._at)
        if token is None:
            at = self._blank()
            raise MalformedError("not JSON", Span(self._file, at, min(at + 1, len(self._data))))
        self._at = token.end()
        return token

    def _expect(self, *marks: bytes) -> bytes:
        at = self._blank()
        found = self._data[at : at + 1]
        if found not in marks:
            wanted = " or ".join(mark.decode() for mark in marks)
            raise MalformedError(f"`{wanted}` is missing", Span(self._file, at, at + len(found)))
        self._at = at + 1
        return found

    def _next_is(self, mark: bytes) -> bool:
        at = self._blank()
        if self._data[at : at + 1] != mark:
            return False
        self._at = at + 1
        return True

    def _blank(self) -> int:
        blank = _BLANK.match(self._data, self._at)
        return blank.end() if blank is not None else self._at

    def _text(self, start: int, end: int) -> str:
        """A text without its quotes; half of a surrogate pair, which no output could write, is replaced."""
        raw = self._data[start + 1 : end - 1]
        try:
            text = raw.decode("utf-8")
            if b"\\" not in raw:
                return text
            unescaped: str = json.loads(f'"{text}"')
            return unescaped.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        except ValueError as error:
            raise MalformedError(f"a text that cannot be read: {error}", Span(self._file, start, end)) from error

    def _number(self, start: int, end: int) -> int | float:
        raw = self._data[start:end]
        try:
            return float(raw) if any(mark in raw for mark in b".eE") else int(raw)
        except ValueError as error:
            raise MalformedError("a number that is too long", Span(self._file, start, end)) from error
