"""What a framework's own checker says of a program."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_TEST = re.compile(r"(?:^|/)(?:tests?|__tests__)/|\.(?:test|spec|int|unit)\.|(?:^|/)test_|_test\.")
_NAME = re.compile(r"'([^']+)'|unexpected keyword argument:? '?(\w+)|missing (?:\d+ )?required \S+ arguments?: '?(\w+)")


class Fault:
    """An error at a ``line`` of ``file`` (a path in the program's folder), in a value that goes on to the line ``end``, in a ``call`` from one line to another.
    ``code``: ``TS2339``, or the class of an exception. ``library``: whether what it violates is declared by a library."""

    __slots__ = ("call", "code", "end", "file", "library", "line", "message")

    def __init__(
        self, code: str, file: str, line: int, end: int, message: str, library: bool, call: Sequence[int] = ()
    ) -> None:
        self.call = tuple(call) or (line, end)
        self.code = code
        self.file = file
        self.line = line
        self.end = end
        self.message = message
        self.library = library

    @property
    def named(self) -> set[str]:
        """The names that the message quotes, underscores and case left off."""
        return {plain(name) for found in _NAME.findall(self.message) for name in found if name}

    @property
    def in_test(self) -> bool:
        """Whether it lies in a test, which is no part of the program."""
        return _TEST.search(self.file) is not None

    def record(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    @staticmethod
    def of(record: dict[str, Any]) -> Fault:
        return Fault(**record)


def plain(name: str) -> str:
    return name.replace("_", "").lower()
