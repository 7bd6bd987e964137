"""Text of the scanned program on a terminal: how wide it is, and nothing that drives the terminal."""

from __future__ import annotations

import os
import unicodedata
from contextlib import suppress

from iaclint.report import Diagnostic

TAB = "    "


def shown(character: str) -> str:
    """What is printed for one code point: tabs as blanks, control and direction marks as a replacement."""
    if character == "\t":
        return TAB
    if character < " " or character == "\x7f":
        return chr(0x2400 + ord(character)) if character < " " else "␡"
    if character < "\x7f":
        return character
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else character


def width(text: str) -> int:
    """The terminal columns of printable text."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def clean(text: str) -> str:
    """One line of text, safe to print."""
    return text if text.isascii() and text.isprintable() else "".join(map(shown, text))


def remarks(diagnostic: Diagnostic) -> str:
    """What a line about a finding adds to its message: under which environment it holds, that its author accepts it."""
    when = f" (only when {diagnostic.when})" if diagnostic.when else ""
    return when + ("" if diagnostic.suppression is None else f" (suppressed{_reason(diagnostic.suppression)})")


def _reason(text: str) -> str:
    return f": {text}" if text else ""


def display_path(path: str) -> str:
    """A path relative to the working directory, ``/``-separated; bytes that are not UTF-8 are replaced."""
    with suppress(OSError, ValueError):  # the working directory is gone; another drive
        path = os.path.relpath(path)
    return path.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
