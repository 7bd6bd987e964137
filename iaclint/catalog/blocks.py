"""The container of one library's facts: records sorted by id, packed into small compressed blocks.

Layout: `MAGIC`, the header's length (4 bytes, little endian), the header, the blocks. Header and blocks are zlib'd JSON.
The header holds the caller's `meta` mapping, the first id of every block and the blocks' offsets; a block is
`{id: record}`. One look-up inflates one block, so opening costs the header alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

MAGIC = b"iacblk1\n"
KEPT = 64  # inflated blocks held at a time, of about 80 KB each; what was found in them is kept by who asked
BLOCK_SIZE = 16 * 1024  # bytes of JSON; 4 KB is a third larger on disk, 64 KB three times slower to resolve


def _dump(value: object) -> bytes:
    import json
    import zlib

    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 9)


def _parse(data: bytes) -> Any:
    import json
    import zlib

    return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))


def _grouped(records: Mapping[str, Any], size: int) -> Iterator[dict[str, Any]]:
    import json

    block: dict[str, Any] = {}
    held = 0
    for key in sorted(records):
        block[key] = records[key]
        held += len(key) + len(json.dumps(records[key], ensure_ascii=False, separators=(",", ":")))
        if held >= size:
            yield block
            block, held = {}, 0
    if block:
        yield block


def pack(meta: Mapping[str, Any], records: Mapping[str, Any], size: int = BLOCK_SIZE) -> bytes:
    """The bytes of a container: the same arguments give the same bytes, whatever the order of the records."""
    first: list[str] = []
    offsets = [0]
    body: list[bytes] = []
    for block in _grouped(records, size):
        data = _dump(block)
        body.append(data)
        first.append(next(iter(block)))
        offsets.append(offsets[-1] + len(data))
    header = _dump({"meta": dict(meta), "first": first, "offsets": offsets})
    return b"".join([MAGIC, len(header).to_bytes(4, "little"), header, *body])


class Blocks:
    """A container opened for reading: `get` a record by id, or list the `ids` that begin with a prefix.

    Raises ValueError when the bytes are not a container.
    """

    __slots__ = ("_base", "_cache", "_data", "_first", "_offsets", "meta")

    def __init__(self, data: bytes) -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("not a catalog file")
        start = len(MAGIC) + 4
        self._base = start + int.from_bytes(data[len(MAGIC) : start], "little")
        header = _parse(data[start : self._base])
        self.meta: dict[str, Any] = header["meta"]
        self._first: list[str] = header["first"]
        self._offsets: list[int] = header["offsets"]
        self._data = data
        self._cache: dict[int, dict[str, Any]] = {}

    def _block(self, index: int) -> dict[str, Any]:
        block = self._cache.pop(index, None)
        if block is None:
            begin, end = self._offsets[index], self._offsets[index + 1]
            block = _parse(self._data[self._base + begin : self._base + end])
            if len(self._cache) >= KEPT:
                del self._cache[next(iter(self._cache))]  # the one not used for longest
        self._cache[index] = block
        return block

    def get(self, key: str) -> Any:
        """The record of `key`, or None."""
        index = bisect_right(self._first, key) - 1
        return None if index < 0 else self._block(index).get(key)

    def ids(self, prefix: str = "") -> Iterable[str]:
        """The ids that begin with `prefix`, in order. Inflates only the blocks that can hold one."""
        index = max(0, bisect_left(self._first, prefix) - 1)
        while index < len(self._first):
            if self._first[index] > prefix and not self._first[index].startswith(prefix):
                return
            for key in self._block(index):
                if key.startswith(prefix):
                    yield key
            index += 1
