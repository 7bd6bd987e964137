"""The block container: what is packed comes back, whatever the records; equal input gives equal bytes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iaclint.catalog.blocks import KEPT, MAGIC, Blocks, pack

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
RECORDS = st.dictionaries(st.text(max_size=12), VALUES, max_size=40)
SIZES = st.integers(1, 400)


@given(RECORDS, SIZES)
@settings(max_examples=150, deadline=None)
def test_every_record_comes_back(records: dict[str, Any], size: int) -> None:
    blocks = Blocks(pack({"versions": ["1"]}, records, size))
    assert blocks.meta == {"versions": ["1"]}
    assert list(blocks.ids()) == sorted(records)
    for key, value in records.items():
        assert blocks.get(key) == value


@given(RECORDS, SIZES, st.text(max_size=12))
@settings(max_examples=150, deadline=None)
def test_what_is_not_there_is_none_and_prefixes_list_exactly(records: dict[str, Any], size: int, word: str) -> None:
    blocks = Blocks(pack({}, records, size))
    if word not in records:
        assert blocks.get(word) is None
    assert list(blocks.ids(word)) == sorted(key for key in records if key.startswith(word))


@given(RECORDS, SIZES, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_records_does_not_change_the_bytes(records: dict[str, Any], size: int, random: Any) -> None:
    shuffled = list(records.items())
    random.shuffle(shuffled)
    assert pack({"a": 1, "b": 2}, records, size) == pack({"b": 2, "a": 1}, dict(shuffled), size)


def test_a_look_up_inflates_one_block() -> None:
    records = {f"key{index:04}": {"text": "x" * 50} for index in range(1000)}
    blocks = Blocks(pack({}, records, 1024))
    blocks.get("key0500")
    assert len(blocks._cache) == 1
    assert len(blocks._first) > 20


def test_memory_is_bounded_and_what_is_dropped_can_be_read_again() -> None:
    records = {f"key{index:04}": {"text": "x" * 50} for index in range(2000)}
    blocks = Blocks(pack({}, records, 256))
    assert len(blocks._first) > 2 * KEPT
    for _ in range(2):
        assert {key: blocks.get(key) for key in blocks.ids()} == records
        assert len(blocks._cache) == KEPT


def test_the_block_in_use_is_not_the_one_dropped() -> None:
    records = {f"key{index:04}": {"text": "x" * 50} for index in range(2000)}
    blocks = Blocks(pack({}, records, 256))
    first = blocks._block(0)
    for index in range(1, 2 * KEPT):
        blocks._block(index)
        assert blocks._block(0) is first


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", MAGIC[:-1] + b"x" + bytes(8), json.dumps({}).encode()])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a catalog file"):
        Blocks(data)
