"""Functions over collections: ``len``, ``Object.entries``, ``range``, ``zip`` …"""

from __future__ import annotations

import math

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.attributes import class_members, get_attribute
from iaclint.evaluator.attributes import length as length_of
from iaclint.evaluator.callables import ClassValue, FunctionValue, ModuleValue, NativeCode, fields_of
from iaclint.evaluator.callbacks import call_callback
from iaclint.evaluator.comparisons import contains, truth
from iaclint.evaluator.data_classes import is_tuple, named_tuple, replaced, tuple_items
from iaclint.evaluator.entries import DefaultMap, set_entry
from iaclint.evaluator.iteration import as_list, distinct_items, integer, items_of, pair
from iaclint.evaluator.methods.list_loops import filter_items
from iaclint.evaluator.methods.list_loops import map_items as map_list
from iaclint.evaluator.methods.maps import map_items
from iaclint.evaluator.methods.ordering import python_order, rank_of
from iaclint.evaluator.operators import binary
from iaclint.evaluator.run import MAX_COLLECTION, MAX_UNROLLED, Run
from iaclint.evaluator.spreading import spread_copy, spread_into_map
from iaclint.evaluator.texts import concrete, hole_name
from iaclint.values import (
    Choice,
    Entry,
    Instance,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Undecided,
    Unknown,
    Value,
    is_absent,
    over,
)


def mapping(value: Value | None) -> Value | None:
    """The map behind a value, when it has one."""
    if isinstance(value, Instance):
        return value.properties if value.properties is not None else fields_of(value)
    if isinstance(value, ClassValue):
        return MapValue({name: Entry(member) for name, member in class_members(value).items()}, value.span)
    if isinstance(value, ModuleValue):
        names = {name: member for name, member in value.scope.names.items() if name in value.exports}
        return MapValue({name: Entry(member) for name, member in names.items()}, value.span)
    return value


def listing(what: str) -> NativeCode:
    """``Object.keys``, ``Object.values``, ``Object.entries``."""

    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        def listed(option: Value) -> Value:
            target = mapping(option)
            if isinstance(target, MapValue):
                return ListValue(map_items(target, what), site.span, target.open)
            if isinstance(target, ListValue):
                pairs: list[Value] = [pair(str(at), item) for at, item in enumerate(target.items)]
                keys: list[Value] = [Known(str(at)) for at in range(len(target.items))]
                return ListValue({"entries": pairs, "keys": keys}.get(what, list(target.items)), site.span, target.open)
            return symbolic_listing(option, what, site)

        return over(arguments.at(0) or Known(None), listed, site.span)

    return code


def symbolic_listing(option: Value, what: str, site: ir.Call) -> Value:
    key = Unknown(f"a key of {hole_name(option)}", "key", site.span)
    value = Unknown(f"a value of {hole_name(option)}", "value", site.span)
    item: Value = {"keys": key, "values": value}.get(what) or ListValue([key, value], kind="tuple")
    return ListValue([item], site.span, f"the {what} of {hole_name(option)}")


def assign(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``Object.assign(target, …)``."""
    target = arguments.at(0)
    for value in arguments.positional[1:]:
        if isinstance(target, MapValue):
            added = spread_copy(value)
            target.open = target.open or added.open
            for key, entry in added.entries.items():
                set_entry(run, target, Known(key), entry.value, entry.key_span, entry.spelling)
        elif isinstance(target, Instance) and isinstance(value, MapValue):
            target.fields.update({str(key): entry.value for key, entry in value.entries.items()})
    return target or MapValue(span=site.span)


def from_entries(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``Object.fromEntries``, ``new Map(pairs)``, ``dict(pairs, **named)``."""
    result = MapValue(span=site.span)
    source = arguments.at(0)
    if isinstance(source, (MapValue, Instance)):
        spread_into_map(result, source)
    elif source is not None and not is_absent(source):
        pairs = as_list(run, source, site.span)
        result.open = pairs.open
        for item in pairs.items:
            add_pair(result, item)
    result.entries.update(arguments.named)
    result.open = result.open or arguments.open
    return result


def add_pair(result: MapValue, item: Value) -> None:
    key = concrete(item.items[0]) if isinstance(item, ListValue) and len(item.items) == 2 else Undecided()
    if isinstance(item, ListValue) and not isinstance(key, Undecided):
        result.entries[key] = Entry(item.items[1], item.items[0].span)
    else:
        result.open = result.open or "an entry under a key that is not known"


def as_map(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    value = mapping(arguments.at(0))
    return value if value is not None else MapValue(span=site.span)


def to_list(kind: str) -> NativeCode:
    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        source = arguments.at(0)
        if source is None or is_absent(source):
            return ListValue([], site.span, kind=kind)
        result = over(source, lambda option: copied(run, option, kind, site), site.span)
        callback = arguments.at(1)
        if callback is not None and isinstance(result, ListValue):
            return map_list(run, result, Arguments([callback]), site)
        return result

    return code


def copied(run: Run, source: Value, kind: str, site: ir.Call) -> Value:
    if isinstance(source, MapValue) and "length" in source.entries:  # Array.from({length: n})
        count = integer(source.get("length"))
        if count is None:
            return ListValue([Unknown("an item", "item")], site.span, "a list of unknown length", kind)
        return ListValue([Known(None)] * min(count, MAX_COLLECTION), site.span, None, kind)
    listed = as_list(run, source, site.span)
    result = ListValue(list(listed.items), site.span, listed.open, kind)
    return distinct_items(result) if kind == "set" else result


def length(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    value = arguments.at(0) or Known(None)
    if isinstance(value, Instance) and is_tuple(value):
        value = tuple_items(value)
    elif isinstance(value, Instance) and isinstance(value.klass, ClassValue):
        method = get_attribute(run, value, "__len__", site.span)
        if isinstance(method, FunctionValue):
            return run.call(method, Arguments(), site)
    elif isinstance(value, ClassValue):
        value = as_list(run, value, site.span)
    return over(value, lambda option: length_of(option) or unknown_length(option, site), site.span)


def unknown_length(value: Value, site: ir.Call) -> Value:
    return Unknown(f"the length of {hole_name(value)}", span=site.span, labels=value.labels)


def number_range(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    bounds = [integer(value) for value in arguments.positional]
    if None in bounds or not 1 <= len(bounds) <= 3 or (len(bounds) == 3 and bounds[2] == 0):
        return ListValue([], site.span, "a range of unknown length")
    numbers = range(*[b for b in bounds if b is not None])
    open = f"more than {MAX_COLLECTION} items" if len(numbers[: MAX_COLLECTION + 1]) > MAX_COLLECTION else None
    return ListValue([Known(number) for number in numbers[:MAX_COLLECTION]], site.span, open)


def enumerate_items(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    source = as_list(run, arguments.at(0) or Known(None), site.span)
    start = integer(arguments.at(1, "start")) or 0
    items: list[Value] = [ListValue([Known(at), item], kind="tuple") for at, item in enumerate(source.items, start)]
    if not items and source.open:
        items = [ListValue([Unknown("a position", "index"), Unknown(f"an item of {source.open}", "item")])]
    return ListValue(items, site.span, source.open)


def zip_lists(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    lists = padded([as_list(run, value, site.span) for value in arguments.positional])
    items: list[Value] = [
        ListValue(list(group), kind="tuple") for group in zip(*(each.items for each in lists), strict=False)
    ]
    return ListValue(items, site.span, next((each.open for each in lists if each.open), None))


def padded(lists: list[ListValue]) -> list[ListValue]:
    """Lists that are not wholly known, filled with unknown items to the length of the known ones: look-ups are assumed to find enough."""
    closed = [len(each.items) for each in lists if not each.open]
    length = min(closed, default=0)
    return [
        each
        if not each.open or len(each.items) >= length
        else ListValue(
            [*each.items, *(Unknown(each.open, "item") for _ in range(length - len(each.items)))], each.span, each.open
        )
        for each in lists
    ]


def sort(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    source = as_list(run, arguments.at(0) or Known(None), site.span)
    return ListValue(python_order(run, source.items, arguments, site), site.span, source.open)


def backwards(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    source = as_list(run, arguments.at(0) or Known(None), site.span)
    return ListValue(source.items[::-1], site.span, source.open)


def map_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """Python's ``map(f, items, …)``."""
    lists = [as_list(run, value, site.span) for value in arguments.positional[1:]]
    function = arguments.at(0) or Known(None)
    if len(lists) < 2:
        return map_list(run, lists[0] if lists else ListValue(), Arguments([function]), site)
    rows = list(zip(*(each.items for each in lists), strict=False))[:MAX_UNROLLED]
    results = [run.call(function, Arguments(list(row)), site) for row in rows]
    return ListValue(results, site.span, next((each.open for each in lists if each.open), None))


def filter_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    source = as_list(run, arguments.at(1) or Known(None), site.span)
    if is_absent(arguments.at(0)):
        kept = [item for item in source.items if truth(item, "python") is not False]
        return ListValue(kept, site.span, source.open)
    return filter_items(run, source, Arguments(arguments.positional[:1]), site)


def quantified(all_of: bool) -> NativeCode:
    """``all``/``any``."""

    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        items, known = items_of(run, arguments.at(0) or Known(None), site.span)
        answers = [truth(item, "python") for _, item in items]
        if (not all_of) in answers:
            return Known(not all_of, site.span)
        if None in answers or not known:
            return Unknown("a test of unknown items", span=site.span)
        return Known(all_of, site.span)

    return code


def extreme(op: str) -> NativeCode:
    """``min``/``max``."""

    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        values = arguments.positional
        if len(values) == 1 and isinstance(values[0], ListValue) and not values[0].open:
            values = values[0].items
        key = arguments.keyword("key")
        ranks = values if key is None else [call_callback(run, key, [value], site) for value in values]
        keyed = [(rank_of(rank), value) for rank, value in zip(ranks, values, strict=True)]
        if not keyed and (default := arguments.keyword("default")) is not None:
            return default
        if not keyed or any(isinstance(rank, Undecided) for rank, _ in keyed):
            # ``min(3, number of zones)``: look-ups are assumed to find enough
            numbers = [rank for rank, _ in keyed if isinstance(rank, (int, float))]
            bound = min(numbers) if numbers and op == "<" else None
            return Unknown("the extreme of values that are not known", span=site.span, assumed=bound)
        try:
            return (min if op == "<" else max)(keyed, key=lambda pair: pair[0])[1]
        except TypeError:
            return Unknown("the extreme of values that cannot be compared", span=site.span)

    return code


def total(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """Python's ``sum(items, start)``: of lists too."""
    source = as_list(run, arguments.at(0) or Known(None), site.span)
    result = arguments.at(1, "start") or Known(0)
    for item in source.items[:MAX_UNROLLED]:
        result = binary("+", result, item, "python", site.span)
    if source.open or len(source.items) > MAX_UNROLLED:
        return Unknown("a sum of values that are not known", span=site.span)
    return result


def rounded(down: bool | None) -> NativeCode:
    """``floor``, ``ceil`` and ``round``: Python's rounds halves to even, JavaScript's up."""

    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        value = arguments.at(0) or Known(None)
        number, digits = concrete(value), integer(arguments.at(1))
        if not isinstance(number, (int, float)) or not abs(number) <= 1e15:
            return Unknown("a rounded number", span=site.span, labels=value.labels)
        result: int | float
        if down is None:
            javascript = site.span.file.language == "typescript"
            result = math.floor(number + 0.5) if javascript else round(number, digits) if digits else round(number)
        else:
            result = math.floor(number) if down else math.ceil(number)
        if isinstance(value, Known):
            return Known(result, site.span, value.labels)
        return Unknown("a rounded number", hole_name(value), site.span, value.labels, result)

    return code


def first(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """Frozen, sealed or iterated: the same collection."""
    return arguments.at(0) or Known(None, site.span)


def next_item(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``next(iterator, default)``: the first of what a generator or filter gives."""
    source = arguments.at(0)
    if isinstance(source, ListValue) and source.items and not missing(source.items[0]):
        return source.items[0]
    if isinstance(source, ListValue) and not source.open and not source.items:
        return arguments.at(1) or Known(None, site.span)
    return Unknown("the next item", "item", site.span)


def missing(item: Value) -> bool:
    """Whether an item may not be there."""
    return isinstance(item, Choice) and any(isinstance(option, Omitted) for _, option in item.options)


def new_array(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``Array(3)`` has three empty places, ``Array(a, b)`` two items."""
    count = integer(arguments.at(0)) if len(arguments.positional) == 1 else None
    if count is None:
        return ListValue(list(arguments.positional), site.span, arguments.open)
    return ListValue([Known(None)] * max(0, min(count, MAX_COLLECTION)), site.span)


def default_map(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``defaultdict(factory)``."""
    result = DefaultMap(arguments.at(0) or Known(None), site)
    if (source := arguments.at(1)) is not None:
        spread_into_map(result, source)
    return result


def is_list(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    value = arguments.at(0)
    if isinstance(value, (Unknown, Choice)):
        return Unknown("whether a value is a list", span=site.span)
    return Known(isinstance(value, ListValue), site.span)


def has_own(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    found = contains(arguments.at(0) or Known(None), arguments.at(1) or Known(None))
    return Known(found, site.span) if found is not None else Unknown("a search in an open map", span=site.span)


def absolute(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    value = arguments.at(0) or Known(None)
    if isinstance(value, Known) and isinstance(value.data, (int, float)):
        return Known(abs(value.data), site.span, value.labels)
    return Unknown("an absolute value", hole_name(value), site.span, value.labels)


FUNCTIONS: dict[str, NativeCode] = {
    "js.Object.keys": listing("keys"), "js.Object.values": listing("values"), "js.Object.entries": listing("entries"),
    "js.Object.assign": assign, "js.Object.fromEntries": from_entries, "js.Map": from_entries, "py.dict": from_entries,
    "collections.OrderedDict": from_entries, "collections.defaultdict": default_map, "collections.namedtuple": named_tuple, "collections.deque": to_list("list"),
    "dataclasses.replace": replaced, "types.SimpleNamespace": from_entries,
    "js.Object.freeze": first, "js.Object.seal": first, "py.iter": first, "types.MappingProxyType": first,
    "py.list": to_list("list"), "py.tuple": to_list("tuple"), "py.set": to_list("set"), "py.frozenset": to_list("set"),
    "js.Set": to_list("set"), "js.Array.from": to_list("list"), "js.Array.of": lambda run, arguments, site: ListValue(
        list(arguments.positional), site.span),
    "js.Array": new_array, "js.Array.isArray": is_list, "js.Object.hasOwn": has_own, "js.Math.abs": absolute, "py.abs": absolute,
    "js.Math.trunc": rounded(True), "py.len": length, "py.range": number_range, "py.enumerate": enumerate_items,
    "py.zip": zip_lists, "py.sorted": sort, "py.reversed": backwards, "py.map": map_function,
    "py.filter": filter_function, "py.all": quantified(True), "py.any": quantified(False),
    "py.min": extreme("<"), "py.max": extreme(">"), "js.Math.min": extreme("<"), "js.Math.max": extreme(">"),
    "py.sum": total, "js.Math.floor": rounded(True), "js.Math.ceil": rounded(False), "js.Math.round": rounded(None),
    "py.round": rounded(None), "math.floor": rounded(True), "math.ceil": rounded(False), "py.next": next_item,
}  # fmt: skip
