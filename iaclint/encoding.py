"""Source files that are not what the grammars read: UTF-8 with lines that end in LF."""

from __future__ import annotations

import codecs

from iaclint.source import SourceFile, Span

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
HEAD = 4  # bytes that tell


def wide_encoding(head: bytes) -> str | None:
    """The encoding that the first bytes of a file announce, when it is one that no source is read in."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def encoding_fault(file: SourceFile) -> tuple[Span, str] | None:
    """Where and why a file would be misread; ``None`` for what is as it should be. Binary data is no concern of this."""
    wide = wide_encoding(file.data[:HEAD])
    if wide is not None:
        return Span(file, 0, 0), f"not read: it is {wide}, and source is read as UTF-8"
    if b"\r" in file.data and b"\n" not in file.data and file.data.strip(b"\r"):
        return Span(file, 0, 0), "not read as it is meant: its lines end in CR alone, not in LF"
    try:
        file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Span(file, error.start, error.end), "not UTF-8: what is written from here on may be misread"
    return None
