"""Methods of maps: Python's dict and JavaScript's Map."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode
from iaclint.evaluator.iteration import pair
from iaclint.evaluator.operators import contains
from iaclint.evaluator.patterns import with_default
from iaclint.evaluator.run import Run
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
    from iaclint.evaluator.attributes import map_item

    if isinstance(data, Undecided) and key is not None:
        return map_item(run, target, key, site.span)
    entry = target.entries.get(data) if not isinstance(data, Undecided) else None
    if entry is not None:
        return entry.value
    if target.open and isinstance(data, str):
        value = run.given(data, target.open, site.span, default, 0)
        return value if default is None else with_default(run, value, default)
    return default if default is not None else Known(None, site.span)


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
    from iaclint.evaluator.expressions import spread_into_map

    for value in arguments.positional:
        spread_into_map(entries_of(receiver), value)
    spread_into_map(entries_of(receiver), arguments.keywords())
    return Known(None, site.span)


def set_entry(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    from iaclint.evaluator.attributes import set_item

    key, value = arguments.at(0), arguments.at(1)
    if key is not None and value is not None:
        set_item(run, receiver, key, value, site.span)
    return receiver


def set_default(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    found = get(run, receiver, Arguments(arguments.positional[:1]), site)
    if is_absent(found):
        found = arguments.at(1) or Known(None)
        set_entry(run, receiver, Arguments([arguments.at(0) or Known(None), found]), site)
    return found


def pop(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    found = get(run, receiver, arguments, site)
    data = concrete(arguments.at(0) or Known(None))
    if not isinstance(data, Undecided):
        entries_of(receiver).entries.pop(data, None)
    return found


def has(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    found = contains(receiver, arguments.at(0) or Known(None))
    return Known(found, site.span) if found is not None else Unknown("a search in an open map", span=site.span)


def copy(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    target = entries_of(receiver)
    entries = {key: Entry(entry.value, entry.key_span, entry.spelling) for key, entry in target.entries.items()}
    return MapValue(entries, site.span, target.open)


def for_each(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    from iaclint.evaluator.calls import call_callback

    callback = arguments.at(0)
    for key, entry in list(entries_of(receiver).entries.items()):
        if callback is not None:
            call_callback(run, callback, [entry.value, Known(key), receiver], site)
    return Known(None, site.span)


METHODS: dict[str, MethodCode] = {
    "get": get, "keys": listed("keys"), "values": listed("values"), "items": listed("items"),
    "entries": listed("items"), "update": update, "set": set_entry, "setdefault": set_default, "pop": pop,
    "delete": pop, "has": has, "hasOwnProperty": has, "__contains__": has, "copy": copy, "forEach": for_each,
}  # fmt: skip
