"""Findings that the author of the code has looked at and accepts: comments that say so.

``# iaclint: ignore[RULE, …] reason`` (``//`` and ``/* */`` too) at the end of a line is about that line; on a line of its own it is about the whole
statement, call argument or property that follows. ``iaclint: file-ignore[RULE, …] reason`` is about the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaclint.frontends.comments import Comment, comments
from iaclint.registry import Registry
from iaclint.settings import UnknownWordError
from iaclint.source import SourceFile, Span

MARK = b"iaclint:"
MAX_COMMENT = 4_000  # bytes looked at
_DIRECTIVE = re.compile(
    rb"(?:^|#|//|/\*|\n)[ \t*]{0,40}iaclint:[ \t]{0,9}(?P<kind>[\w-]{1,40})[ \t]{0,9}(?P<list>\[(?P<rules>[^\]\n]{0,1000})\])?(?P<reason>[^\n]{0,500})"
)
_KINDS = (b"ignore", b"file-ignore")
_WORD = re.compile(rb"[^,\s][^,]{0,200}")


class Suppression:
    """One rule that one comment silences: ``word`` as written at ``span``, the ``codes`` it stands for, the ``reason`` (may be empty), the range of bytes
    ``[start, end)`` it is about. ``used``: whether it silenced anything."""

    __slots__ = ("codes", "end", "reason", "span", "start", "used", "word")

    def __init__(self, word: str, codes: frozenset[str], reason: str, span: Span, start: int, end: int) -> None:
        self.word = word
        self.codes = codes
        self.reason = reason
        self.span = span
        self.start = start
        self.end = end
        self.used = False

    def covers(self, code: str, offset: int) -> bool:
        return code in self.codes and self.start <= offset < self.end


class Suppressions:
    """Those of one file; ``faults`` are comments that mean nothing, with the reason."""

    __slots__ = ("all", "faults")

    def __init__(self, file: SourceFile, registry: Registry) -> None:
        self.all: list[Suppression] = []
        self.faults: list[tuple[Span, str]] = []
        if MARK in file.data:
            for comment in comments(file):
                self._read(file, comment, registry)

    def match(self, code: str, offset: int) -> Suppression | None:
        """The suppression that silences a finding, the narrowest first; all that do count as used."""
        covering = [one for one in self.all if one.covers(code, offset)]
        for one in covering:
            one.used = True
        return min(covering, key=lambda one: one.end - one.start, default=None)

    def _read(self, file: SourceFile, comment: Comment, registry: Registry) -> None:
        text = file.data[comment.start : min(comment.end, comment.start + MAX_COMMENT)]
        for match in _DIRECTIVE.finditer(text) if MARK in text else ():
            span = Span(file, comment.start + match.start("kind"), comment.start + match.end("kind"))
            if match["kind"] not in _KINDS:
                if match["list"] is not None:
                    kind = match["kind"].decode("utf-8", "replace")
                    self.faults.append((span, f"`{kind}` is unknown: `ignore[…]` and `file-ignore[…]` are meant"))
            elif not (match["rules"] or b"").strip():
                self.faults.append((span, "no rule is named: write `ignore[RULE] reason`"))
            else:
                self._add(file, comment, match, registry)

    def _add(self, file: SourceFile, comment: Comment, match: re.Match[bytes], registry: Registry) -> None:
        start, end = _range(file, comment, match)
        reason = match["reason"].decode("utf-8", "replace").strip().removesuffix("*/").strip(" \t\r:-\u2013\u2014")
        for word, span in _words(file, comment.start + match.start("rules"), match["rules"]):
            try:
                codes = frozenset((registry.find(word).code,))
            except UnknownWordError as error:
                self.faults.append((span, str(error)))
                continue
            self.all.append(Suppression(word, codes, reason, span, start, end))


def _words(file: SourceFile, start: int, rules: bytes) -> Iterator[tuple[str, Span]]:
    for match in _WORD.finditer(rules):
        word = match[0].rstrip()
        yield word.decode("utf-8", "replace"), Span(file, start + match.start(), start + match.start() + len(word))


def _range(file: SourceFile, comment: Comment, match: re.Match[bytes]) -> tuple[int, int]:
    if match["kind"] == b"file-ignore":
        return 0, len(file.data) + 1
    if comment.alone:
        return comment.below or (0, 0)
    line = file.line(comment.start)
    starts = file.line_starts
    return starts[line - 1], starts[line] if line < len(starts) else len(file.data) + 1
