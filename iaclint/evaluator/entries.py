"""Entries of maps and items of lists: what is there, what may be there, and what a write leaves."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.conditions import changed_in_loop, conditions_since, written
from iaclint.evaluator.iteration import integer
from iaclint.evaluator.run import MAX_COLLECTION, Run
from iaclint.evaluator.texts import concrete, hole_name
from iaclint.source import Span
from iaclint.values import (
    ASSUMED,
    DEPLOY_TIME,
    NONDETERMINISTIC,
    Condition,
    Entry,
    Instance,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Undecided,
    Unknown,
    Value,
    choose,
)

LASTING = DEPLOY_TIME | NONDETERMINISTIC  # labels of a thing that its parts have too
FEW = 8  # an unknown key of a map with so few entries is a choice of them


class DefaultMap(MapValue):
    """Python's ``defaultdict``: ``factory`` makes the entries that are asked for and not there."""

    __slots__ = ("factory", "site")

    def __init__(self, factory: Value, site: ir.Call) -> None:
        super().__init__(span=site.span)
        self.factory = factory
        self.site = site


def map_item(run: Run, holder: MapValue, key: Value, span: Span) -> Value:
    """``holder[key]``."""
    data = concrete(key)
    if isinstance(data, Undecided):
        if 0 < len(holder.entries) <= FEW and not holder.open:
            text = hole_name(key)
            return choose(
                [((Condition(f"{text} = {k}", span),), entry.value) for k, entry in holder.entries.items()], span
            )
        return Unknown(f"the entry under {hole_name(key)}, which is not known", hole_name(key), span)
    entry = holder.entries.get(data)
    if entry is None and isinstance(data, (int, float)):
        entry = holder.entries.get(str(data))
    if entry is not None:
        return entry.value
    if holder.open:
        return Unknown(holder.open, str(data), span, run.sources.labels(str(data)))
    return missing_entry(holder, key, span)


def missing_entry(holder: MapValue, key: Value, span: Span) -> Known:
    """Nothing; where only the assumption says which key it is, its ``origin`` is what there is under the others: the program may know
    only certain environments, and what it then reads of the entry is one of theirs."""
    others: Value | None = None
    if not isinstance(key, Known) and 0 < len(holder.entries) <= FEW:
        text = hole_name(key)
        others = choose(
            [((Condition(f"{text} = {k}", span),), entry.value) for k, entry in holder.entries.items()], span
        )
    return Known(None, span, key.labels, others)


def other_entries(value: Known) -> Value | None:
    """What a ``missing_entry`` stands for when the program reads it all the same."""
    return value.origin if value.data is None and value.labels & ASSUMED else None


def list_item(holder: ListValue, key: Value, span: Span) -> Value:
    at = integer(key)
    if at is None:
        if 0 < len(holder.items) <= FEW and not holder.open and isinstance(concrete(key), Undecided):
            return choose([((Condition(f"index = {i}", span),), item) for i, item in enumerate(holder.items)], span)
        return Unknown("an item at a position that is not known", span=span)
    if -len(holder.items) <= at < len(holder.items) and not (holder.open and at < 0):
        return holder.items[at]
    return Unknown(holder.open, span=span) if holder.open else Known(None, span)


def unknown_member(run: Run, holder: Unknown, name: str, span: Span) -> Unknown:
    """``holder.name`` of something unknown: a name that means the environment keeps its meaning."""
    labels = run.sources.labels(name) | (holder.labels & LASTING)
    path = f"{holder.name}.{name}" if holder.name else name
    if holder.labels & LASTING:
        return Unknown(holder.reason, path, span, labels)
    given = run.given(name, holder.reason, span, external=0)
    return Unknown(holder.reason, path if not given.labels else name, span, given.labels, given.assumed)


def set_entry(
    run: Run, holder: MapValue, key: Value, value: Value, span: Span | None, spelling: str | None = None
) -> None:
    """``holder[key] = value`` on a map."""
    data = concrete(key)
    if isinstance(data, Undecided):
        holder.open = holder.open or "an entry under a key that is not known"
        data = f"${{{hole_name(key)}}}"
    entry = holder.entries.get(data)
    if entry is None and len(holder.entries) >= MAX_COLLECTION:
        holder.open = holder.open or f"more than {MAX_COLLECTION} entries"
        return
    old = entry.value if entry is not None else Omitted() if run.guards else None
    holder.entries[data] = Entry(written(run, holder, old, value), span, spelling)


def set_list_item(run: Run, holder: ListValue, key: Value, value: Value) -> None:
    at = integer(key)
    if at is not None and -len(holder.items) <= at < len(holder.items):
        holder.items[at] = written(run, holder, holder.items[at], value)
    elif at == len(holder.items) and at < MAX_COLLECTION:
        add_item(run, holder, value)
    else:
        holder.open = holder.open or "an item at a position that is not known"


def add_item(run: Run, holder: ListValue, value: Value, at: int | None = None) -> None:
    """Adds an item, at the end or before the one at a position; under a condition it is there under it."""
    changed_in_loop(run, holder)
    if len(holder.items) >= MAX_COLLECTION:
        holder.open = holder.open or f"more than {MAX_COLLECTION} items"
        return
    conditions = conditions_since(run, holder)
    if conditions:
        value = choose([(conditions, value), ((), Omitted())])
    holder.items.insert(len(holder.items) if at is None else at, value)


def remove_key(run: Run, holder: Value, key: Value) -> None:
    """``del holder[key]``: under a condition the entry may still be there."""
    if isinstance(holder, MapValue):
        data = concrete(key)
        if isinstance(data, Undecided):
            holder.open = holder.open or "an unknown key was deleted"
        elif data in holder.entries:
            entry = holder.entries[data]
            if conditions_since(run, holder):
                entry.value = written(run, holder, entry.value, Omitted())
            else:
                del holder.entries[data]
    elif isinstance(holder, ListValue):
        at = integer(key)
        if at is not None and -len(holder.items) <= at < len(holder.items) and not conditions_since(run, holder):
            del holder.items[at]
        else:
            holder.open = holder.open or "an item was deleted"
    elif isinstance(holder, Instance) and isinstance(name := concrete(key), str):
        holder.fields.pop(name, None)
