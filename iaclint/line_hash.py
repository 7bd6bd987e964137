"""GitHub code scanning's fingerprint of a line: the same line gives the same hash wherever it moves, as long as what follows is the same."""

from __future__ import annotations

from collections import Counter

WINDOW = 100  # UTF-16 code units, from the line's first that is not a blank
BASE = 37
MODULUS = 1 << 64
END = b"\xff\xff"  # one unit, after the last


class LineHashes:
    """The fingerprints (``primaryLocationLineHash``) of the lines of one file, by 1-based number."""

    __slots__ = ("_hashes", "_windows")

    def __init__(self, data: bytes) -> None:
        text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        lines = text.replace(" ", "").replace("\t", "").split("\n")
        self._windows = _windows(lines)
        self._hashes: dict[int, str] = {}

    def of(self, line: int) -> str:
        """The fingerprint of a line; that of the last one for a line beyond the end."""
        at = min(max(line, 1), len(self._windows)) - 1
        if at not in self._hashes:
            window = self._windows[at]
            nth = Counter(self._windows[: at + 1])[window]
            self._hashes[at] = f"{_hash(window):x}:{nth}"
        return self._hashes[at]


def _windows(lines: list[str]) -> list[bytes]:
    """What follows from the start of each line, one window long, in UTF-16; padded with zeros."""
    encoded = [line.encode("utf-16-le", "surrogatepass") for line in lines]
    stream = b"\n\0".join(encoded) + END + bytes(2 * WINDOW)
    windows, start = [], 0
    for line in encoded:
        windows.append(stream[start : start + 2 * WINDOW])
        start += len(line) + 2
    return windows


def _hash(window: bytes) -> int:
    value = 0
    for at in range(0, 2 * WINDOW, 2):
        value = (value * BASE + int.from_bytes(window[at : at + 2], "little")) % MODULUS
    return value
