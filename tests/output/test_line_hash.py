"""The fingerprints of lines are those that GitHub computes itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.line_hash import LineHashes

LINES = ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (" a\nb\n  \t\tc\n d", LINES),
        (" a\r\nb\r\n  \t\tc\r\n d", LINES),
        (" a\rb\r  \t\tc\r d", LINES),
    ],
)
def test_published_vectors(text: str, hashes: list[str]) -> None:
    made = LineHashes(text.encode())
    assert [made.of(line) for line in range(1, len(hashes) + 1)] == hashes


def test_repeated_lines_are_counted() -> None:
    made = LineHashes(b"x" * 200 + b"\n" + b"x" * 200 + b"\n" + b"x" * 200)
    first, second, third = (made.of(line) for line in (1, 2, 3))
    assert (first[-2:], second[-2:]) == (":1", ":2")
    assert first[:-2] == second[:-2] == third[:-2]


@given(st.text(alphabet="ab \t\n😀", max_size=400), st.integers(1, 60))
def test_the_formula(text: str, line: int) -> None:
    lines = text.split("\n")
    line = min(line, len(lines))
    rest = "\n".join(lines[line - 1 :]).replace(" ", "").replace("\t", "").encode("utf-16-le")
    units = [int.from_bytes(rest[at : at + 2], "little") for at in range(0, len(rest), 2)] + [0xFFFF] + [0] * 100
    value = sum(unit * 37 ** (99 - at) for at, unit in enumerate(units[:100])) % 2**64
    assert LineHashes(text.encode()).of(line).partition(":")[0] == f"{value:x}"


@given(st.text(alphabet="ab\n", max_size=200), st.integers(1, 20))
def test_code_that_is_put_before_changes_no_hash(text: str, line: int) -> None:
    line = min(line, text.count("\n") + 1)
    before = LineHashes(text.encode()).of(line)
    after = LineHashes(f"zzz\nzz\n{text}".encode()).of(line + 2)
    assert before == after


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    made = LineHashes(data)
    assert made.of(10**6) == made.of(
        data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    )
