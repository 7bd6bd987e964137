"""Fenced code blocks of a Markdown text: which bytes they are, and the same bytes at the same place in an otherwise blank file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from iaclint.source import Language

LANGUAGES: dict[str, Language] = {
    **dict.fromkeys(("python", "py", "python3"), "python"),
    **dict.fromkeys(("typescript", "ts", "tsx", "mts", "javascript", "js", "jsx", "mjs", "node"), "typescript"),
}
MARKDOWN = ("markdown", "md")
MAX_NESTING = 4  # Markdown within Markdown
MAX_INDENT = (
    3  # columns that a closing fence may stand further right than the opening one; else it is content (a docstring's)
)
TAB = 4
_FENCE = re.compile(rb"(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]{1,4})?(?P<mark>`{3,}|~{3,})(?P<info>[^\r\n]*)")
_WORD = re.compile(r"[{.\s]*([\w+#-]*)")
_MARKS = b" \t>"  # what may stand before a fence: indentation and quotation
_FILE_COMMENT = re.compile(
    rb"^(?://|#)[ \t]{0,4}(?:[Ff]ile(?:name)?:[ \t]{0,4})?(?:[\w.@-]{1,80}/){0,12}[\w.@-]{1,80}\.(?:py|tsx?|m?js)[ \t]{0,4}\r?$",
    re.MULTILINE,
)
_CODE_FENCE = re.compile(rb"^[ \t>]{0,20}`{3,}(\w{1,20})[ \t]*\r?$", re.MULTILINE)
_COMMENTS = ("#", "//", "/*", "*", "-")
_KEYWORDS = frozenset(("import", "from", "export", "declare", "type", "async", "const", "return", "if", "for", "raise", "assert", "with"))  # fmt: skip
_SENTENCE = re.compile(r"[A-Z\u00c0-\uffff][^=(){}\[\];<>]*[.!:?]?")
MAX_FILES = 50  # in one block
_NOT_NEWLINE = re.compile(rb"[^\n]")
_BLOCK = b"if 1:"  # makes indented Python a block; a fence of Python is never shorter


class Fence:
    """``start``/``end``: the bytes of the content; ``opening``: where the line of the fence itself starts. ``language``: of the programs that are read, else
    ``None``; ``word`` as written, ``info`` the rest of that line."""

    __slots__ = ("end", "info", "language", "opening", "start", "word")

    def __init__(self, opening: int, start: int, end: int, info: str) -> None:
        self.opening = opening
        self.start = start
        self.end = end
        found = _WORD.match(info)
        self.word = found[1].lower() if found is not None else ""
        self.info = info[found.end() :] if found is not None else ""
        self.language = LANGUAGES.get(self.word)


def fences(data: bytes) -> list[Fence]:
    """All fenced blocks, in order; of Markdown in Markdown those inside. A block that is never closed ends with the file."""
    return list(_fences(data, 0, len(data), 0))


def _fences(data: bytes, start: int, end: int, depth: int) -> Iterator[Fence]:
    mark, info, opening, content, margin = b"", "", 0, 0, 0
    for at, line in _lines(data, start, end):
        plain = line.strip(_MARKS + b"\r\n")
        if not mark:
            found = _FENCE.fullmatch(plain)
            if found is not None and not (found["mark"][:1] == b"`" and b"`" in found["info"]):
                mark, info = found["mark"], found["info"].decode("utf-8", "replace")
                opening, content, margin = at, at + len(line), _margin(line, mark) + MAX_INDENT
        elif plain.startswith(mark) and not plain.strip(mark[:1]) and _margin(line, mark) <= margin:
            yield from _inner(data, Fence(opening, content, at, info), depth)
            mark = b""
    if mark:
        yield from _inner(data, Fence(opening, content, end, info), depth)


def _margin(line: bytes, mark: bytes) -> int:
    """The column at which the mark of a fence stands."""
    return len(line[: line.index(mark)].expandtabs(TAB))


def _inner(data: bytes, fence: Fence, depth: int) -> Iterator[Fence]:
    if depth < MAX_NESTING and (fence.word in MARKDOWN or _is_wrapper(data, fence)):
        yield from _fences(data, fence.start, fence.end, depth + 1)
        return
    if fence.language is not None and is_prose(data[fence.start : fence.end]):
        fence.language, fence.word = None, "prose"
    yield fence


def _is_wrapper(data: bytes, fence: Fence) -> bool:
    """Whether a block of code holds fenced blocks of code: a whole answer was put between fences."""
    return fence.language is not None and any(
        LANGUAGES.get(found[1].decode()) is not None for found in _CODE_FENCE.finditer(data, fence.start, fence.end)
    )


def is_prose(content: bytes) -> bool:
    """Whether the first line that is no comment is a sentence: text between fences that belong elsewhere."""
    for line in content[:5_000].splitlines():
        text = line.decode("utf-8", "replace").strip()
        if text and not text.startswith(_COMMENTS):
            words = text.split()
            return len(words) >= 6 and words[0] not in _KEYWORDS and _SENTENCE.fullmatch(text[:500]) is not None
    return False


def _lines(data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    while start < end:
        newline = data.find(b"\n", start, end)
        stop = end if newline < 0 else newline + 1
        yield start, data[start:stop]
        start = stop


def files_in(data: bytes, fence: Fence) -> list[Fence]:
    """A block cut where a comment at the margin is nothing but a path: it holds several files."""
    cuts = [
        match.start()
        for match in _FILE_COMMENT.finditer(data, fence.start, fence.end)
        if data[fence.start : match.start()].strip()
    ]
    if fence.language is None or not cuts:
        return [fence]
    edges = [fence.start, *cuts[:MAX_FILES], fence.end]
    pieces = []
    for start, end in pairwise(edges):
        piece = Fence(fence.opening if start == fence.start else start, start, end, fence.word)
        piece.language = fence.language
        pieces.append(piece)
    return pieces


def blank(data: bytes) -> bytes:
    """As many lines, as many bytes, nothing on them."""
    return _NOT_NEWLINE.sub(b" ", data)


def alone(data: bytes, blanked: bytes, fences: list[Fence]) -> bytes:
    """A file in which only these blocks are left, every byte where it was. ``blanked`` is ``blank(data)``."""
    pieces, at = [], 0
    for fence in fences:
        content = unquoted(data[fence.start : fence.end])
        before = blanked[at : fence.start]
        line = fence.opening - at
        if fence.language == "python" and 0 <= line <= len(before) - len(_BLOCK) and _is_indented(content):
            before = before[:line] + _BLOCK + before[line + len(_BLOCK) :]
        pieces += [before, content]
        at = fence.end
    return b"".join([*pieces, blanked[at:]])


def unquoted(content: bytes) -> bytes:
    """Content without the marks of quotation (``> ``), which become spaces, when all of it is quoted."""
    lines = content.splitlines(keepends=True)
    if not lines or not all(line.lstrip(b" \t").startswith(b">") or not line.strip() for line in lines):
        return content
    return b"".join(_without_marks(line) for line in lines)


def _without_marks(line: bytes) -> bytes:
    rest = line.lstrip(_MARKS)
    return line[: len(line) - len(rest)].replace(b">", b" ") + rest


def _is_indented(content: bytes) -> bool:
    """Whether every line with something on it is indented."""
    lines = [line for line in content.splitlines() if line.strip()]
    return bool(lines) and all(line[:1] in b" \t" for line in lines)
