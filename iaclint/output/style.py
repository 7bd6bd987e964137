"""Colours and links on terminals, none elsewhere."""

from __future__ import annotations

import os
from typing import TextIO

_CODES = {"bold": "1", "red": "1;31", "yellow": "1;33", "blue": "1;34", "cyan": "1;36", "dim": "2"}
SEVERITY_COLOUR = {"error": "red", "warning": "yellow", "info": "cyan"}
DEFAULT_WIDTH = 140  # of source lines where there is no terminal: a file, a pipe, a CI log


class Style:
    """``width``: columns a source line may take. ``paint`` wraps text in a colour if ``colour`` is set; ``link`` makes it a link if ``links`` is."""

    __slots__ = ("colour", "links", "width")

    def __init__(self, colour: bool = False, width: int = DEFAULT_WIDTH, links: bool = False) -> None:
        self.colour = colour
        self.width = width
        self.links = links

    @classmethod
    def of(cls, out: TextIO) -> Style:
        """What suits a stream; respects ``NO_COLOR`` and ``FORCE_COLOR``."""
        terminal = out.isatty()
        forced = bool(os.environ.get("FORCE_COLOR"))
        colour = (terminal or forced) and not os.environ.get("NO_COLOR")
        if not terminal:
            return cls(colour)
        from shutil import get_terminal_size

        return cls(colour, max(40, get_terminal_size().columns), os.environ.get("TERM") != "dumb")

    def paint(self, text: str, colour: str) -> str:
        return f"\033[{_CODES[colour]}m{text}\033[0m" if self.colour and text else text

    def link(self, text: str, path: str) -> str:
        """Text that opens a file (OSC 8)."""
        if not self.links or not os.path.isabs(path):
            return text
        from urllib.parse import quote

        return f"\033]8;;file://{quote(os.fsencode(path))}\033\\{text}\033]8;;\033\\"
