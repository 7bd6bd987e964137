"""Functions over collections: ``len``, ``Object.entries``, ``range``, ``zip`` …"""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import NativeCode
from iaclint.evaluator.classes import fields_of
from iaclint.evaluator.iteration import as_list, integer, items_of, pair
from iaclint.evaluator.methods.lists import sorted_items
from iaclint.evaluator.methods.maps import map_items
from iaclint.evaluator.operators import ORDER, truth
from iaclint.evaluator.run import MAX_COLLECTION, Run
from iaclint.evaluator.texts import concrete, hole_name
from iaclint.values import (
    Choice,
    Entry,
    Instance,
    Known,
    ListValue,
    MapValue,
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
    from iaclint.evaluator.expressions import spread_into_map

    target = arguments.at(0)
    for value in arguments.positional[1:]:
        if isinstance(target, MapValue):
            spread_into_map(target, value)
        elif isinstance(target, Instance) and isinstance(value, MapValue):
            target.fields.update({str(key): entry.value for key, entry in value.entries.items()})
    return target or MapValue(span=site.span)


def from_entries(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``Object.fromEntries``, ``new Map(pairs)``, ``dict(pairs, **named)``."""
    result = MapValue(span=site.span)
    source = arguments.at(0)
    if isinstance(source, (MapValue, Instance)):
        from iaclint.evaluator.expressions import spread_into_map

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
            from iaclint.evaluator.methods.lists import map_items as map_list

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
    items = list(listed.items)
    if kind == "set":
        items = distinct(items)
    return ListValue(items, site.span, listed.open, kind)


def distinct(items: list[Value]) -> list[Value]:
    from iaclint.values import same_key

    seen: dict[object, Value] = {}
    for item in items:
        seen.setdefault(same_key(item), item)
    return list(seen.values())


def length(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    from iaclint.evaluator.attributes import length as length_of

    value = arguments.at(0) or Known(None)
    if isinstance(value, MapValue):
        return Unknown("the size of an open map", span=site.span) if value.open else Known(len(value.entries))
    return length_of(value) or Unknown(f"the length of {hole_name(value)}", span=site.span)


def number_range(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    bounds = [integer(value) for value in arguments.positional]
    if None in bounds or not 1 <= len(bounds) <= 3 or (len(bounds) == 3 and bounds[2] == 0):
        return ListValue([], site.span, "a range of unknown length")
    numbers = range(*[b for b in bounds if b is not None])[:MAX_COLLECTION]
    return ListValue([Known(number) for number in numbers], site.span)


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
    items = list(source.items) if "key" in arguments.named else sorted_items(source.items)
    return ListValue(items, site.span, source.open)


def backwards(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    source = as_list(run, arguments.at(0) or Known(None), site.span)
    return ListValue(source.items[::-1], site.span, source.open)


def map_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """Python's ``map(f, items)``."""
    from iaclint.evaluator.methods.lists import map_items as map_list

    source = as_list(run, arguments.at(1) or Known(None), site.span)
    return map_list(run, source, Arguments(arguments.positional[:1]), site)


def filter_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    from iaclint.evaluator.methods.lists import filter_items

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
        if len(values) == 1 and isinstance(values[0], ListValue):
            values = values[0].items
        keyed = [(concrete(value), value) for value in values]
        numbers = [key for key, _ in keyed if isinstance(key, (int, float))]
        if not keyed or len(numbers) < len(keyed):
            # ``min(3, number of zones)``: look-ups are assumed to find enough
            bound = min(numbers) if numbers and op == "<" else None
            return Unknown("the extreme of values that are not known", span=site.span, assumed=bound)
        best = keyed[0]
        for candidate in keyed[1:]:
            if ORDER[op](candidate[0], best[0]):
                best = candidate
        return best[1]

    return code


def total(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    source = as_list(run, arguments.at(0) or Known(None), site.span)
    numbers = [concrete(item) for item in source.items]
    if source.open or any(not isinstance(number, (int, float)) for number in numbers):
        return Unknown("a sum of values that are not known", span=site.span)
    return Known(sum(number for number in numbers if isinstance(number, (int, float))), site.span)


def rounded(down: bool | None) -> NativeCode:
    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        number = concrete(arguments.at(0) or Known(None))
        if not isinstance(number, (int, float)) or abs(number) > 1e15:
            return Unknown("a rounded number", span=site.span)
        whole = int(number // 1)
        result = round(number) if down is None else whole if down or whole == number else whole + 1
        return Known(result, site.span)

    return code


def first(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """Frozen, sealed or iterated: the same collection."""
    return arguments.at(0) or Known(None, site.span)


def next_item(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    source = arguments.at(0)
    if isinstance(source, ListValue) and not source.open:
        return source.items[0] if source.items else arguments.at(1) or Known(None, site.span)
    return Unknown("the next item", "item", site.span)


def is_list(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    value = arguments.at(0)
    if isinstance(value, (Unknown, Choice)):
        return Unknown("whether a value is a list", span=site.span)
    return Known(isinstance(value, ListValue), site.span)


FUNCTIONS: dict[str, NativeCode] = {
    "js.Object.keys": listing("keys"), "js.Object.values": listing("values"), "js.Object.entries": listing("entries"),
    "js.Object.assign": assign, "js.Object.fromEntries": from_entries, "js.Map": from_entries, "py.dict": from_entries,
    "collections.OrderedDict": from_entries, "collections.defaultdict": lambda run, arguments, site: MapValue(
        span=site.span, open="a map that makes its own entries"),
    "js.Object.freeze": first, "js.Object.seal": first, "py.iter": first, "types.MappingProxyType": first,
    "py.list": to_list("list"), "py.tuple": to_list("tuple"), "py.set": to_list("set"), "py.frozenset": to_list("set"),
    "js.Set": to_list("set"), "js.Array.from": to_list("list"), "js.Array.of": lambda run, arguments, site: ListValue(
        list(arguments.positional), site.span),
    "js.Array.isArray": is_list, "py.len": length, "py.range": number_range, "py.enumerate": enumerate_items,
    "py.zip": zip_lists, "py.sorted": sort, "py.reversed": backwards, "py.map": map_function,
    "py.filter": filter_function, "py.all": quantified(True), "py.any": quantified(False),
    "py.min": extreme("<"), "py.max": extreme(">"), "js.Math.min": extreme("<"), "js.Math.max": extreme(">"),
    "py.sum": total, "js.Math.floor": rounded(True), "js.Math.ceil": rounded(False), "js.Math.round": rounded(None),
    "py.round": rounded(None), "math.floor": rounded(True), "math.ceil": rounded(False), "py.next": next_item,
}  # fmt: skip
