"""Where in the program a construct was made, by the stack trace that CDK leaves in the manifest when it is told to."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence

from iaclint.source import LANGUAGE_OF_SUFFIX, SourceFile, Span

_FRAME = re.compile(r"(?:file://)?([^\s()]{1,1000}\.(?:[cm]?tsx?|m?js|py)):(\d{1,7})(?::(\d{1,7}))?\)?$")
_FOREIGN = ("/node_modules/", "/site-packages/", "node:", "/internal/")
_MAIN = ("/Resource", "/Default")
MAX_SOURCE = 2_000_000  # bytes


class Traces:
    """``frames``: the stack traces by construct path; ``root``: the project's folder. Programs are synthesised elsewhere (in CI): a frame's file is the one in
    the project whose path is the longest end of the frame's."""

    def __init__(self, frames: Mapping[str, Sequence[str]], root: str) -> None:
        self._frames = frames
        self._root = os.path.realpath(root)
        self._files: dict[str, SourceFile | None] = {}

    def place_of(self, construct_path: str) -> Span | None:
        """Where the program made a construct; ``None`` when nothing says."""
        known = (self._frames.get(construct_path + main) for main in ("", *_MAIN))
        for frame in next(filter(None, known), ()):
            found = _FRAME.search(frame.strip()[:2000].replace(os.sep, "/"))
            if found is None or any(part in frame for part in _FOREIGN):
                continue
            file = self._file(found[1])
            if file is not None:
                return span_at(file, int(found[2]), int(found[3] or 1))
        return None

    def _file(self, path: str) -> SourceFile | None:
        if path not in self._files:
            parts = [part for part in path.split("/") if part not in ("", ".", "..")]
            ends = (os.path.join(self._root, *parts[at:]) for at in range(len(parts)))
            real = next((end for end in ends if self._is_source(end)), None)
            self._files[path] = read(real) if real is not None else None
        return self._files[path]

    def _is_source(self, path: str) -> bool:
        real = os.path.realpath(path)
        return real.startswith(self._root + os.sep) and os.path.isfile(real) and os.path.getsize(real) <= MAX_SOURCE


def read(path: str) -> SourceFile | None:
    language = LANGUAGE_OF_SUFFIX.get(os.path.splitext(path)[1])
    try:
        with open(path, "rb") as stream:
            return SourceFile(path.replace(os.sep, "/"), stream.read(MAX_SOURCE), language) if language else None
    except OSError:
        return None


def span_at(file: SourceFile, line: int, column: int) -> Span | None:
    """The word at a line and column (in UTF-16 code units, as node counts); ``None`` when the file has no such line."""
    if not 1 <= line <= len(file.line_starts):
        return None
    text = file.line_text(line)
    before = text.encode("utf-16-le")[: 2 * (column - 1)].decode("utf-16-le", "replace")
    start = file.line_starts[line - 1] + len(before.encode())
    start = min(start, len(file.data))
    word = re.match(rb"(?:new\s+)?[\w.]*", file.data[start : start + 200])
    return Span(file, start, start + (word.end() if word is not None else 0))
