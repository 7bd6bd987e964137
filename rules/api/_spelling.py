"""Names that were probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from iaclint.rule import Declaration

CLOSE = 0.8  # similarity from which a name is taken for a slip of another
MARGIN = 0.03  # by which it must be more similar than the next


def closest(declaration: Declaration, name: str, given: set[object]) -> list[str]:
    """The one property that was probably meant, of those not given; none when that is not plain."""
    return nearest(name, [known for known in declaration.names() if known not in given])


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """The one name that is the same but for case, spelt nearly so, or has more or fewer words; none when there is none, or several."""
    free = list(names)
    folded = fold(name)
    same = [known for known in free if fold(known) == folded]
    if same:
        return same[:1] if len(same) == 1 else []
    from difflib import get_close_matches

    near = get_close_matches(name, free, n=2, cutoff=CLOSE)
    if near and (len(near) == 1 or similar(name, near[0]) - similar(name, near[1]) > MARGIN):
        return near[:1]
    part = [
        known for known in free if len(known) > 3 and (folded.endswith(fold(known)) or fold(known).endswith(folded))
    ]
    return part if len(part) == 1 else []


def fold(name: str) -> str:
    return name.replace("_", "").lower()


def similar(name: str, other: str) -> float:
    from difflib import SequenceMatcher

    return 1.0 if fold(name) == fold(other) else SequenceMatcher(None, name, other).ratio()
