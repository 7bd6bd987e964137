"""Source files and spans: bytes in, lines and columns out.

Everything inside iaclint measures in byte offsets, because tree-sitter does; lines and columns are computed only when
somebody looks (a report, a debugger). Lines and columns are 1-based, columns count code points.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

Language = Literal["python", "typescript"]

LANGUAGE_OF_SUFFIX: dict[str, Language] = {
    ".py": "python",
    ".ts": "typescript",
    ".tsx": "typescript",
    ".mts": "typescript",
    ".cts": "typescript",
    ".js": "typescript",
    ".mjs": "typescript",
}


class SourceFile:
    """The bytes of one file. ``path`` is absolute with ``/`` separators."""

    __slots__ = ("_line_starts", "data", "language", "path")

    def __init__(self, path: str, data: bytes, language: Language) -> None:
        self.path = path
        self.data = data
        self.language = language
        self._line_starts: list[int] | None = None

    @property
    def line_starts(self) -> list[int]:
        """Byte offset at which each line starts (``\\n`` ends a line; a ``\\r`` before it belongs to the line)."""
        if self._line_starts is None:
            starts, at = [0], self.data.find(b"\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.data.find(b"\n", at + 1)
            self._line_starts = starts
        return self._line_starts

    def line(self, offset: int) -> int:
        """The 1-based line that holds the byte at ``offset``."""
        return bisect_right(self.line_starts, offset)

    def column(self, offset: int) -> int:
        """The 1-based column, in code points, of the byte at ``offset``."""
        start = self.line_starts[self.line(offset) - 1]
        if start == 0 and self.data.startswith(b"\xef\xbb\xbf"):
            start = min(3, offset)
        return len(self.data[start:offset].decode("utf-8", "replace")) + 1

    def utf16_column(self, offset: int) -> int:
        """The 1-based column, in UTF-16 code units, of the byte at ``offset``: what SARIF and editors count."""
        start = self.line_starts[self.line(offset) - 1]
        if start == 0 and self.data.startswith(b"\xef\xbb\xbf"):
            start = min(3, offset)
        return len(self.data[start:offset].decode("utf-8", "replace").encode("utf-16-le")) // 2 + 1

    def line_text(self, line: int) -> str:
        """The text of a 1-based line without its line end; empty when there is no such line."""
        starts = self.line_starts
        if not 1 <= line <= len(starts):
            return ""
        end = starts[line] if line < len(starts) else len(self.data)
        return self.data[starts[line - 1] : end].decode("utf-8", "replace").rstrip("\r\n").removeprefix("\ufeff")

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r})"


class Span:
    """A half-open range of bytes ``[start, end)`` of a file."""

    __slots__ = ("end", "file", "start")

    def __init__(self, file: SourceFile, start: int, end: int) -> None:
        self.file = file
        self.start = start
        self.end = end

    @property
    def line(self) -> int:
        return self.file.line(self.start)

    @property
    def column(self) -> int:
        return self.file.column(self.start)

    @property
    def end_line(self) -> int:
        return self.file.line(self.end)

    @property
    def end_column(self) -> int:
        return self.file.column(self.end)

    @property
    def text(self) -> str:
        return self.file.data[self.start : self.end].decode("utf-8", "replace")

    @property
    def key(self) -> tuple[str, int, int]:
        """Identity of the place: path, start, end."""
        return (self.file.path, self.start, self.end)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return f"{self.file.path}:{self.line}:{self.column}"
