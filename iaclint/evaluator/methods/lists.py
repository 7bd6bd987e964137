"""Methods of lists, tuples and sets, in both languages."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode
from iaclint.evaluator.iteration import as_list, first_items, integer
from iaclint.evaluator.operators import contains, equal, truth
from iaclint.evaluator.run import MAX_COLLECTION, Run
from iaclint.evaluator.texts import concrete
from iaclint.values import Condition, Known, ListValue, MapValue, Omitted, Undecided, Unknown, Value, choose


def items(receiver: Value) -> ListValue:
    assert isinstance(receiver, ListValue)
    return receiver


def append(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``push``/``append``/``add``; under a condition the item is there under it."""
    target = items(receiver)
    conditions = run.guards[len(run.frame_guards()) :]
    for value in arguments.positional:
        if len(target.items) >= MAX_COLLECTION:
            target.open = target.open or f"more than {MAX_COLLECTION} items"
            break
        if target.kind == "set" and contains(target, value):
            continue
        target.items.append(choose([(conditions, value), ((), Omitted())]) if conditions else value)
    target.open = target.open or arguments.open
    return Known(len(target.items), site.span) if not target.open else Unknown("a length", span=site.span)


def extend(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    from iaclint.evaluator.expressions import spread_into_list

    for value in arguments.positional:
        spread_into_list(run, items(receiver), value, site.span)
    return Known(None, site.span)


def insert(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    target, at, value = items(receiver), integer(arguments.at(0)), arguments.at(1)
    if at is None or value is None:
        target.open = target.open or "an insertion at an unknown place"
    else:
        target.items.insert(at, value)
    return Known(None, site.span)


def unshift(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    items(receiver).items[:0] = arguments.positional
    return Known(len(items(receiver).items), site.span)


def pop(first: bool) -> MethodCode:
    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        target = items(receiver)
        at = integer(arguments.at(0)) if arguments.positional else (0 if first else -1)
        if target.open or at is None or not -len(target.items) <= at < len(target.items):
            return Unknown(target.open or "an item of an empty list", span=site.span)
        return target.items.pop(at)

    return code


def each(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> list[tuple[Value, Value]]:
    """Calls back for each item: pairs of item and result. Items that are there under a condition are called under it; an open list
    without known items is called once with an unknown one."""
    from iaclint.evaluator.calls import call_callback
    from iaclint.evaluator.iteration import listed

    callback = arguments.at(0)
    target = items(receiver)
    if callback is None:
        return []
    found, _ = listed(target.items, target.open, site.span, "item")
    base, results = run.guards, []
    for at, (conditions, item) in enumerate(found):
        run.guards = base + conditions
        results.append((item, call_callback(run, callback, [item, Known(at), receiver], site)))
        if conditions:
            results[-1] = (choose([(conditions, item), ((), Omitted())]),
                           choose([(conditions, results[-1][1]), ((), Omitted())]))  # fmt: skip
    run.guards = base
    return results


def map_items(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return ListValue([result for _, result in each(run, receiver, arguments, site)], site.span, items(receiver).open)


def flat_map(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return flattened([result for _, result in each(run, receiver, arguments, site)], items(receiver).open, site)


def flat(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return flattened(items(receiver).items, items(receiver).open, site)


def flattened(values: list[Value], open: str | None, site: ir.Call) -> ListValue:
    result = ListValue([], site.span, open)
    for value in values:
        if isinstance(value, ListValue):
            result.items.extend(value.items)
            result.open = result.open or value.open
        elif isinstance(value, Unknown):
            result.open = result.open or value.reason
        else:
            result.items.append(value)
    return result


def for_each(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    each(run, receiver, arguments, site)
    return Known(None, site.span)


def filter_items(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    result = ListValue([], site.span, items(receiver).open)
    for item, answer in each(run, receiver, arguments, site):
        decided = truth(answer, site.span.file.language)
        if decided:
            result.items.append(item)
        elif decided is None:
            text = arguments.positional[0].span.text[:80] if arguments.positional[0].span else "a filter"
            condition = Condition(text, site.span)
            result.items.append(choose([((condition,), item), ((condition.inverted(),), Omitted())]))
    return result


def find(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    undecided = False
    for item, answer in each(run, receiver, arguments, site):
        decided = truth(answer, site.span.file.language)
        if decided and not undecided:
            return item
        undecided = undecided or decided is None
    if undecided or items(receiver).open:
        return Unknown("an item that could not be decided on", span=site.span)
    return Known(None, site.span)


def quantified(all_of: bool) -> MethodCode:
    """``every``/``some``."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        answers = [truth(a, site.span.file.language) for _, a in each(run, receiver, arguments, site)]
        if (not all_of) in answers:
            return Known(not all_of, site.span)
        if None in answers or items(receiver).open:
            return Unknown("a test of unknown items", span=site.span)
        return Known(all_of, site.span)

    return code


def reduce(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    from iaclint.evaluator.calls import call_callback

    target, callback = items(receiver), arguments.at(0)
    rest = list(target.items)
    value = arguments.at(1) or (rest.pop(0) if rest else Known(None))
    if callback is None:
        return value
    for at, item in enumerate(rest):
        value = call_callback(run, callback, [value, item, Known(at), receiver], site)
    if target.open:
        if isinstance(value, (MapValue, ListValue)):
            value.open = value.open or target.open
            return value
        return Unknown(target.open, span=site.span)
    return value


def join(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    from iaclint.evaluator.methods.strings import join_items

    return join_items(run, receiver, arguments.at(0) or Known(","), site)


def includes(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
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
    return result


def slice_items(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    start, stop = integer(arguments.at(0)), integer(arguments.at(1))
    target = items(receiver)
    if target.open and not target.items and stop:
        return first_items(Unknown(target.open, "items", labels=target.labels), start, stop, site.span) or target
    return ListValue(items(receiver).items[start:stop], site.span, items(receiver).open)


def splice(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    target, start, count = items(receiver), integer(arguments.at(0)) or 0, integer(arguments.at(1))
    stop = len(target.items) if count is None else start + count
    removed = target.items[start:stop]
    target.items[start:stop] = arguments.positional[2:]
    return ListValue(removed, site.span, target.open)


def index_of(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    wanted = arguments.at(0) or Known(None)
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


def sort(in_place: bool) -> MethodCode:
    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        target = items(receiver)
        ordered = sorted_items(target.items) if not arguments.positional else list(target.items)
        if in_place:
            target.items[:] = ordered
            return target
        return ListValue(ordered, site.span, target.open)

    return code


def sorted_items(values: list[Value]) -> list[Value]:
    """Sorted when all are known and of one kind, else in the order they stand."""
    keyed = [(concrete(value), value) for value in values]
    if any(isinstance(key, Undecided) or key is None for key, _ in keyed) or len({type(key) for key, _ in keyed}) > 1:
        return list(values)
    return [value for _, value in sorted(keyed, key=lambda pair: pair[0])]  # type: ignore[arg-type,return-value]


def reverse(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    items(receiver).items.reverse()
    return receiver


def positions(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return ListValue([Known(at) for at in range(len(items(receiver).items))], site.span, items(receiver).open)


def entries(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    pairs: list[Value] = [ListValue([Known(at), item], kind="tuple") for at, item in enumerate(items(receiver).items)]
    return ListValue(pairs, site.span, items(receiver).open)


def copy(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    target = items(receiver)
    return ListValue(list(target.items), site.span, target.open, target.kind)


def item_at(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    from iaclint.evaluator.attributes import get_item

    return get_item(run, receiver, arguments.at(0) or Known(0), site.span)


def clear(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    items(receiver).items.clear()
    return Known(None, site.span)


def remove(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    target, wanted = items(receiver), arguments.at(0) or Known(None)
    target.items[:] = [item for item in target.items if not equal(item, wanted)]
    return Known(True, site.span)


def count(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    wanted = arguments.at(0) or Known(None)
    return Known(sum(1 for item in items(receiver).items if equal(item, wanted)), site.span)


def union(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    result = copy(run, receiver, arguments, site)
    for value in arguments.positional:
        other = as_list(run, value, site.span)
        append(run, result, Arguments(list(other.items), open=other.open), site)
    return result


METHODS: dict[str, MethodCode] = {
    "push": append, "append": append, "add": append,
    "extend": extend, "insert": insert, "unshift": unshift,
    "pop": pop(False), "shift": pop(True), "splice": splice,
    "map": map_items, "forEach": for_each, "filter": filter_items, "flatMap": flat_map, "flat": flat,
    "find": find, "some": quantified(False), "every": quantified(True), "reduce": reduce,
    "join": join, "includes": includes, "has": includes, "concat": concat, "slice": slice_items,
    "indexOf": index_of, "index": index_of, "findIndex": lambda run, receiver, arguments, site: Unknown(
        "a position in a list", span=site.span),
    "sort": sort(True), "toSorted": sort(False), "reverse": reverse,
    "keys": positions, "entries": entries, "values": copy, "copy": copy, "at": item_at, "clear": clear,
    "remove": remove, "delete": remove, "discard": remove, "count": count, "union": union, "update": union,
}  # fmt: skip

__all__ = ["METHODS", "sorted_items"]
