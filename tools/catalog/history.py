"""Records of successive versions of a library merged into one, with the interval of each fact.

Properties and methods are flattened over the bases before they are compared, so that one that moved to a base is not
taken for removed; what the base tells just as well is left out again at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from iaclint.catalog.types import DEPRECATED, REQUIRED, STATIC

Record = dict[str, Any]
# One fact through the versions, indices into the version list:
# [payload, first, last, deprecated since, message, since when as required (or as optional) as it is now].
Fact = list[Any]

PARTS = ("p", "m", "e")
NEWEST_WINS = ("k", "b", "abs", "a", "t", "c", "n", "cn", "r", "d", "o", "x")


class History:
    """A library's types through its versions. Feed the versions oldest first, then take the `records`."""

    def __init__(self) -> None:
        self.versions: list[str] = []
        self._types: dict[str, Record] = {}

    def add(self, version: str, records: Iterable[tuple[str, Record]]) -> None:
        """Merge one version. Record parts: p `{name: [type, flags, message, attribute]}`,
        m `{name: [flags, parameters, type, message]}`, e `{name: message or None}` or `{name: [message or None, value]}`."""
        index = len(self.versions)
        self.versions.append(version)
        current = dict(records)
        flat: dict[tuple[str, str], dict[str, Any]] = {}
        for identity, record in current.items():
            merged = self._types.setdefault(identity, {"f": index, "p": {}, "m": {}, "e": {}})
            merged["l"] = index
            for key in NEWEST_WINS:
                merged.pop(key, None)
                if key in record:
                    merged[key] = record[key]
            merged["df"] = merged.get("df", index) if "d" in record else None
            if merged["df"] is None:
                del merged["df"]
            for part in PARTS:
                for name, value in flattened(current, identity, part, flat).items():
                    _extend(merged[part], name, part, value, index)

    def records(self) -> dict[str, Record]:
        """The merged records in the form the reader takes (see `iaclint.catalog.types`)."""
        return {identity: self._compact(identity, merged) for identity, merged in self._types.items()}

    def _compact(self, identity: str, merged: Record) -> Record:
        first, last = merged["f"], merged["l"]
        record: Record = {key: merged[key] for key in NEWEST_WINS if key in merged}
        if first > 0:
            record["f"] = first
        if last < len(self.versions) - 1:
            record["l"] = last
        if merged.get("df", 0) > 0:
            record["df"] = merged["df"]
        for part in PARTS:
            inherited = self._inherited(merged, part)
            own = {
                name: _trimmed(part, fact, first, last)
                for name, fact in merged[part].items()
                if not _same(fact, inherited.get(name))
            }
            if own:
                record[part] = own
        return record

    def _inherited(self, merged: Record, part: str) -> dict[str, Fact]:
        """What the bases say now: the nearest of them wins, as it does for the reader."""
        found: dict[str, Fact] = {}
        queue = list(merged.get("b", ()))
        for base in queue:
            parent = self._types.get(base)
            if parent is not None:
                for name, fact in parent[part].items():
                    found.setdefault(name, fact)
        return found


def _same(fact: Fact, inherited: Fact | None) -> bool:
    return inherited is not None and fact == inherited


def flattened(
    records: dict[str, Record], identity: str, part: str, done: dict[tuple[str, str], dict[str, Any]]
) -> dict[str, Any]:
    """Own and inherited entries of a part. `done` memoises; a cycle of bases ends at the entry already there."""
    key = (identity, part)
    if key in done:
        return done[key]
    done[key] = {}
    record = records.get(identity)
    if record is None:
        return {}
    found: dict[str, Any] = {}
    for base in reversed(record.get("b", ())):
        found.update(flattened(records, base, part, done))
    found.update(record.get(part, {}))
    done[key] = found
    return found


def _extend(facts: dict[str, Fact], name: str, part: str, value: Any, index: int) -> None:
    payload, message = _split(part, value)
    fact = facts.get(name)
    if fact is None:
        fact = facts[name] = [payload, index, index, -1, "", index]
    if part == "p" and (fact[0][1] ^ payload[1]) & REQUIRED:
        fact[5] = index
    fact[0], fact[2] = payload, index
    if message is None:
        fact[3], fact[4] = -1, ""
    else:
        fact[3], fact[4] = fact[3] if fact[3] >= 0 else index, message


def _split(part: str, value: Any) -> tuple[Any, str | None]:
    """(what is compared and stored as it is, deprecation message)."""
    if part == "e":  # a message, or [message, value]
        return (value[1], value[0]) if isinstance(value, list) else ("", value)
    if part == "p":
        kind, flags, message, attribute = value
        return (kind, flags, attribute), message if flags & DEPRECATED else None
    flags, parameters, kind, message = value
    return (flags, parameters, kind), message if flags & DEPRECATED else None


def _trimmed(part: str, fact: Fact, first: int, last: int) -> Any:
    """The fact as the reader takes it, bounds that are the type's own as -1, trailing defaults dropped."""
    payload, begins, ends, since, message, settled = fact
    bounds = [begins if begins != first else -1, ends if ends != last else -1, since, message]
    if part == "e":
        if bounds == [-1, -1, -1, ""] and isinstance(payload, str):
            return payload or 0
        return _stripped(["", STATIC | (DEPRECATED if since >= 0 else 0), *bounds, payload], 2)
    if part == "m":
        return _stripped([*payload, *bounds], 3)
    kind, flags, attribute = payload
    value = _stripped([kind, flags, *bounds, attribute, settled if settled != begins else -1], 2)
    return kind if value == [kind, 0] else value


def _stripped(value: list[Any], least: int) -> list[Any]:
    while len(value) > least and value[-1] in (-1, ""):
        value.pop()
    return value
