"""A source frame: the line that is meant with its neighbours, and a caret line under it."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.output.style import Style
from iaclint.output.text import clean, shown, width
from iaclint.report import Place

CUT = "…"


def gutter_width(places: list[Place]) -> int:
    """The digits of the highest line number shown in any of the frames, so that they stand in one column."""
    return max((len(str(place.first_line + len(place.lines) - 1)) for place in places), default=1)


def frame(
    place: Place, gutter: int, style: Style, mark: str, colour: str, note: str = "", context: bool = True
) -> Iterator[str]:
    """The lines of a frame; none for a place without an excerpt. ``mark`` is repeated under what is meant, ``note`` follows it."""
    at = place.line - place.first_line
    if not 0 <= at < len(place.lines):
        return
    bar = style.paint("|", "blue")
    margin = f"{' ' * gutter} {bar}"
    window = _window(place, max(20, style.width - gutter - 4))
    yield margin
    for index in _shown_lines(place, at) if context else [at]:
        number = style.paint(f"{place.first_line + index:>{gutter}}", "blue")
        yield f"{number} {bar} {_cut(place.lines[index], *window)}".rstrip()
        if index == at:
            yield f"{margin} {_carets(place, at, window, style, mark, colour, note)}".rstrip()


def _shown_lines(place: Place, at: int) -> range:
    """All lines of the excerpt but blank ones at its edges."""
    first, last = 0, len(place.lines) - 1
    while first < at and not place.lines[first].strip():
        first += 1
    while last > at and not place.lines[last].strip():
        last -= 1
    return range(first, last + 1)


def _columns(place: Place, at: int) -> tuple[int, int]:
    """What is meant of the line, as half-open indices of its excerpt."""
    length = len(place.lines[at])
    start = min(max(0, place.column - 1 - place.shift), length)
    end = place.end_column - 1 - place.shift if place.end_line == place.line else length
    return start, max(start, min(end, length))


def _window(place: Place, limit: int) -> tuple[int, int]:
    """The indices of a long line to show, so that what is meant is among them."""
    at = place.line - place.first_line
    line = place.lines[at]
    if place.shift == 0 and width("".join(map(shown, line))) <= limit:
        return 0, limit
    start, end = _columns(place, at)
    # leave a third of the room for what stands before; what is meant may need more
    room = max(0, min(limit - (end - start), limit // 3))
    first = max(0, start - room)
    return first, first + limit


def _cut(line: str, first: int, limit: int) -> str:
    text = clean(line[first:limit])
    return (CUT if first and line[:first].strip() else " " if first else "") + text + (CUT if len(line) > limit else "")


def _carets(place: Place, at: int, window: tuple[int, int], style: Style, mark: str, colour: str, note: str) -> str:
    first, limit = window
    start, end = _columns(place, at)
    line = place.lines[at]
    before = width("".join(map(shown, line[first:start]))) + (1 if first else 0)
    under = width("".join(map(shown, line[start : min(end, limit)])))
    return " " * before + style.paint(mark * max(1, under) + (f" {clean(note)}" if note else ""), colour)
