"""Methods of maps: Python's dict and JavaScript's Map."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode
from iaclint.evaluator.callbacks import call_callback, call_repeatedly
from iaclint.evaluator.comparisons import contains
from iaclint.evaluator.defaults import or_default, with_default
from iaclint.evaluator.entries import map_item, missing_entry, remove_key, set_entry
from iaclint.evaluator.iteration import pair
from iaclint.evaluator.run import MAX_UNROLLED, Run
from iaclint.evaluator.spreading import spread_copy
from iaclint.evaluator.texts import concrete
from iaclint.values import Entry, Known, ListValue, MapValue, Undecided, Unknown, Value, is_absent


def entries_of(receiver: Value) -> MapValue:
    assert isinstance(receiver, MapValue)
    return receiver


def get(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``get(key, default)``. What is not there in an open map is unknown, with the default for conditions."""
    target = entries_of(receiver)
    key, default = arguments.at(0), arguments.at(1, "default")
    data = concrete(key) if key is not None else None
    if isinstance(data, Undecided) and key is not None:
        return map_item(run, target, key, site.span)
    entry = target.entries.get(data) if not isinstance(data, Undecided) else None
    if entry is not None:
        return or_default(entry.value, default or Known(None, site.span))
    if target.open and isinstance(data, str):
        value = run.given(data, target.open, site.span, default, 0)
        return value if default is None else with_default(value, default)
    if default is not None or key is None:
        return default or Known(None, site.span)
    return missing_entry(target, key, site.span)


def listed(what: str) -> MethodCode:
    """``keys``, ``values``, ``items``/``entries``."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        target = entries_of(receiver)
        return ListValue(map_items(target, what), site.span, target.open)

    return code


def map_items(target: MapValue, what: str) -> list[Value]:
    if what == "keys":
        return [Known(key, entry.key_span) for key, entry in target.entries.items()]
    if what == "values":
        return [entry.value for entry in target.entries.values()]
    return [pair(key, entry.value) for key, entry in target.entries.items()]


def update(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``update(other, key=…)``."""
    target = entries_of(receiver)
    for value in [*arguments.positional, arguments.keywords()]:
        added = spread_copy(value)
        target.open = target.open or added.open
        for key, entry in added.entries.items():
            set_entry(run, target, Known(key), entry.value, entry.key_span, entry.spelling)
    return Known(None, site.span)


def set_method(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    key, value = arguments.at(0), arguments.at(1)
    if key is not None and value is not None:
        set_entry(run, entries_of(receiver), key, value, site.span)
    return receiver


def set_default(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    found = get(run, receiver, Arguments(arguments.positional[:1]), site)
    if is_absent(found):
        found = arguments.at(1) or Known(None)
        set_method(run, receiver, Arguments([arguments.at(0) or Known(None), found]), site)
    return found


def pop(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``pop(key, default)``: the entry is gone, under a condition perhaps."""
    found = get(run, receiver, arguments, site)
    remove_key(run, receiver, arguments.at(0) or Known(None))
    return found


def delete(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """JavaScript's ``map.delete(key)`` tells whether there was one."""
    found = contains(receiver, arguments.at(0) or Known(None))
    remove_key(run, receiver, arguments.at(0) or Known(None))
    return Known(found, site.span) if found is not None else Unknown("a search in an open map", span=site.span)


def clear(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    entries_of(receiver).entries.clear()
    return Known(None, site.span)


def has(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    found = contains(receiver, arguments.at(0) or Known(None))
    return Known(found, site.span) if found is not None else Unknown("a search in an open map", span=site.span)


def copy(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    target = entries_of(receiver)
    entries = {key: Entry(entry.value, entry.key_span, entry.spelling) for key, entry in target.entries.items()}
    return MapValue(entries, site.span, target.open)


def for_each(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    callback = arguments.at(0)
    if callback is None:
        return Known(None, site.span)
    for key, entry in list(entries_of(receiver).entries.items())[:MAX_UNROLLED]:
        call_callback(run, callback, [entry.value, Known(key), receiver], site)
    if entries_of(receiver).open:
        loop = f"a loop over {entries_of(receiver).open}"
        unknown: list[Value] = [Unknown("a value of an open map", "value"), Unknown("a key of an open map", "key")]
        call_repeatedly(run, callback, loop, site, unknown)
    return Known(None, site.span)


METHODS: dict[str, MethodCode] = {
    "get": get, "keys": listed("keys"), "values": listed("values"), "items": listed("items"),
    "entries": listed("items"), "update": update, "set": set_method, "setdefault": set_default, "pop": pop,
    "delete": delete, "clear": clear, "has": has, "hasOwnProperty": has, "__contains__": has, "copy": copy, "forEach": for_each,
}  # fmt: skip
