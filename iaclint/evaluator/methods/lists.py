"""Methods of lists, tuples and sets, in both languages."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode
from iaclint.evaluator.callbacks import open_value
from iaclint.evaluator.comparisons import contains, equal
from iaclint.evaluator.conditions import conditions_since
from iaclint.evaluator.entries import add_item, list_item
from iaclint.evaluator.iteration import as_list, integer, slice_items
from iaclint.evaluator.methods.joining import join_items
from iaclint.evaluator.methods.list_loops import (
    filter_items,
    find,
    flat,
    flat_map,
    for_each,
    items,
    map_items,
    quantified,
    reduce,
)
from iaclint.evaluator.methods.ordering import sort
from iaclint.evaluator.operators import binary
from iaclint.evaluator.run import Run
from iaclint.evaluator.spreading import bound, extend
from iaclint.values import (
    Known,
    ListValue,
    Unknown,
    Value,
)


def append(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``push``/``append``/``add``; under a condition the item is there under it."""
    target = items(receiver)
    for value in arguments.positional:
        if target.kind == "set":
            run.steps += len(target.items) >> 1
            if contains(target, value):
                continue
        add_item(run, target, value)
    target.open = target.open or arguments.open
    return Known(len(target.items), site.span) if not target.open else Unknown("a length", span=site.span)


def extend_list(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    for value in arguments.positional:
        extend(run, items(receiver), value, site.span)
    return Known(None, site.span)


def insert(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    target, at, value = items(receiver), integer(arguments.at(0)), arguments.at(1)
    if at is None or value is None:
        target.open = target.open or "an insertion at an unknown place"
    else:
        add_item(run, target, value, at)
    return Known(None, site.span)


def unshift(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    for value in reversed(arguments.positional):
        add_item(run, items(receiver), value, 0)
    return Known(len(items(receiver).items), site.span)


def pop(first: bool) -> MethodCode:
    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        target = items(receiver)
        at = integer(arguments.at(0)) if arguments.positional else (0 if first else -1)
        if not target.items and not target.open:
            return Known(None, site.span)
        if (
            target.open
            or at is None
            or not -len(target.items) <= at < len(target.items)
            or conditions_since(run, target)
        ):
            open_value(target, "an item was taken out")
            return Unknown(target.open or "an item of an empty list", span=site.span)
        return target.items.pop(at)

    return code


def join(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return join_items(run, receiver, arguments.at(0) or Known(","), site)


def includes(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    run.steps += len(items(receiver).items) >> 3
    found = contains(receiver, arguments.at(0) or Known(None))
    return Known(found, site.span) if found is not None else Unknown("a search in an unknown list", span=site.span)


def concat(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    result = ListValue(list(items(receiver).items), site.span, items(receiver).open)
    for value in arguments.positional:
        if isinstance(value, ListValue):
            result.items.extend(value.items)
            result.open = result.open or value.open
        elif isinstance(value, Unknown):
            result.open = result.open or value.reason
        else:
            result.items.append(value)
    return bound(result)


def part(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """JavaScript's ``slice``."""
    return slice_items(items(receiver), integer(arguments.at(0)), integer(arguments.at(1)), None, site.span)


def splice(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    target, start, count = items(receiver), integer(arguments.at(0)), integer(arguments.at(1))
    if start is None or (count is None and len(arguments.positional) > 1) or conditions_since(run, target):
        target.open = target.open or "a splice at a place that is not known"
        return ListValue([], site.span, target.open)
    start, _, _ = slice(start, None).indices(len(target.items))
    stop = len(target.items) if count is None else start + max(count, 0)
    removed = target.items[start:stop]
    target.items[start:stop] = arguments.positional[2:]
    return ListValue(removed, site.span, target.open)


def index_of(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    wanted = arguments.at(0) or Known(None)
    run.steps += len(items(receiver).items) >> 3
    for at, item in enumerate(items(receiver).items):
        same = equal(item, wanted)
        if same:
            return Known(at, site.span)
        if same is None:
            break
    else:
        if not items(receiver).open:
            return Known(-1, site.span)
    return Unknown("a position in an unknown list", span=site.span)


def reverse(in_place: bool) -> MethodCode:
    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        target = items(receiver)
        if not in_place:
            return ListValue(target.items[::-1], site.span, target.open)
        target.items.reverse()
        return target

    return code


def positions(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return ListValue([Known(at) for at in range(len(items(receiver).items))], site.span, items(receiver).open)


def entries(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    pairs: list[Value] = [ListValue([Known(at), item], kind="tuple") for at, item in enumerate(items(receiver).items)]
    return ListValue(pairs, site.span, items(receiver).open)


def copy(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    target = items(receiver)
    return ListValue(list(target.items), site.span, target.open, target.kind)


def item_at(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return list_item(items(receiver), arguments.at(0) or Known(0), site.span)


def clear(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    items(receiver).items.clear()
    return Known(None, site.span)


def remove(every: bool) -> MethodCode:
    """A set's ``delete``/``discard``; a list's ``remove`` takes the first only."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        target, wanted = items(receiver), arguments.at(0) or Known(None)
        answers = [equal(item, wanted) for item in target.items]
        run.steps += len(answers) >> 3
        if None in answers or conditions_since(run, target):
            target.open = target.open or "an item was removed"
        found = [at for at, same in enumerate(answers) if same]
        for at in reversed(found if every else found[:1]):
            del target.items[at]
        return Known(bool(found), site.span)

    return code


def count(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    wanted = arguments.at(0) or Known(None)
    if items(receiver).open:
        return Unknown("a count in a list that is not wholly known", span=site.span)
    return Known(sum(1 for item in items(receiver).items if equal(item, wanted)), site.span)


def union(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return update(run, copy(run, receiver, arguments, site), arguments, site)


def update(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """A set's ``update``: every item of every argument."""
    for value in arguments.positional:
        other = as_list(run, value, site.span)
        append(run, receiver, Arguments(list(other.items), open=other.open), site)
    return receiver


def set_operation(op: str) -> MethodCode:
    """``difference``, ``intersection``."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        result: Value = receiver
        for value in arguments.positional:
            result = binary(op, result, as_list(run, value, site.span), "python", site.span)
        return result

    return code


def fill(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    target, value = items(receiver), arguments.at(0) or Known(None)
    target.items[:] = [value] * len(target.items)
    return target


METHODS: dict[str, MethodCode] = {
    "push": append, "append": append, "add": append, "appendleft": unshift,
    "extend": extend_list, "insert": insert, "unshift": unshift,
    "pop": pop(False), "shift": pop(True), "popleft": pop(True), "splice": splice,
    "map": map_items, "forEach": for_each, "filter": filter_items, "flatMap": flat_map, "flat": flat,
    "find": find(False, False), "findLast": find(True, False), "findIndex": find(False, True),
    "findLastIndex": find(True, True), "some": quantified(False), "every": quantified(True), "reduce": reduce,
    "join": join, "includes": includes, "has": includes, "concat": concat, "slice": part,
    "indexOf": index_of, "index": index_of, "fill": fill,
    "sort": sort(True), "toSorted": sort(False), "reverse": reverse(True), "toReversed": reverse(False),
    "keys": positions, "entries": entries, "values": copy, "copy": copy, "at": item_at, "clear": clear,
    "remove": remove(False), "delete": remove(True), "discard": remove(True), "count": count,
    "union": union, "update": update, "difference": set_operation("-"), "intersection": set_operation("&"),
}  # fmt: skip
