"""Methods of lists, tuples and sets, in both languages."""

from __future__ import annotations

from functools import cmp_to_key
from typing import Any

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode
from iaclint.evaluator.callbacks import call_callback, item_name, open_value
from iaclint.evaluator.conditions import conditions_since, deciding
from iaclint.evaluator.entries import add_item, list_item
from iaclint.evaluator.iteration import as_list, integer, listed, slice_items
from iaclint.evaluator.methods.joining import join_items
from iaclint.evaluator.operators import binary, contains, equal, truth
from iaclint.evaluator.run import MAX_UNROLLED, Run
from iaclint.evaluator.spreading import bound, extend
from iaclint.evaluator.texts import concrete, plain
from iaclint.values import (
    Choice,
    Condition,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Undecided,
    Unknown,
    Value,
    choose,
    is_absent,
)


def items(receiver: Value) -> ListValue:
    assert isinstance(receiver, ListValue)
    return receiver


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


Turn = tuple[tuple[Condition, ...], Value, Value]


def each(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> list[Turn]:
    """Calls back for each item: the conditions under which it is there, the item, the result. An open list without known items is called once
    with an unknown one."""
    callback = arguments.at(0)
    target = items(receiver)
    if callback is None:
        return []
    found, known = listed(target.items, target.open, site.span, item_name(callback))
    base, loops, results = run.guards, run.loops, []
    if not known:
        run.loops = (*loops, f"a loop over {target.open or 'a long list'}")
    for at, (conditions, item) in enumerate(found):
        run.steps += 1
        if run.exhausted():
            break
        run.guards = base + conditions
        results.append((conditions, item, call_callback(run, callback, [item, Known(at), receiver], site)))
    run.guards, run.loops = base, loops
    return results


def results_of(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> list[Value]:
    """The results of calling back for each item; under its conditions where it may be missing."""
    return [under(conditions, result) for conditions, _, result in each(run, receiver, arguments, site)]


def under(conditions: tuple[Condition, ...], value: Value) -> Value:
    return choose([(conditions, value), ((), Omitted())]) if conditions else value


def map_items(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    target = items(receiver)
    long = f"more than {MAX_UNROLLED} items" if len(target.items) > MAX_UNROLLED else None
    return ListValue(results_of(run, receiver, arguments, site), site.span, target.open or long)


def flat_map(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return flattened(results_of(run, receiver, arguments, site), items(receiver).open, site)


def flat(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    result = items(receiver)
    depth = concrete(arguments.at(0) or Known(1))
    for _ in range(min(depth, 10) if isinstance(depth, int) else 10):
        result = flattened(result.items, result.open, site)
        run.steps += len(result.items) >> 3
    return result


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
    return bound(result)


def for_each(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    each(run, receiver, arguments, site)
    return Known(None, site.span)


def filter_items(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    result = ListValue([], site.span, items(receiver).open)
    for conditions, item, answer in each(run, receiver, arguments, site):
        decided = truth(answer, site.span.file.language)
        if decided is None:
            conditions = (*conditions, undecided(answer, arguments, site))
        if decided is not False:
            result.items.append(under(conditions, item))
    return result


def undecided(answer: Value, arguments: Arguments, site: ir.Call) -> Condition:
    """The condition that a callback's answer is true."""
    found = deciding(answer) if isinstance(answer, Choice) else None
    callback = arguments.at(0)
    text = callback.span.text[:80] if callback is not None and callback.span is not None else "a filter"
    return found or Condition(text, site.span)


def find(last: bool, position: bool) -> MethodCode:
    """``find``, ``findLast``, ``findIndex``, ``findLastIndex``: sure only when no earlier answer is undecided."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        answers = list(enumerate(each(run, receiver, arguments, site)))
        for at, (conditions, item, answer) in reversed(answers) if last else answers:
            decided = truth(answer, site.span.file.language)
            if decided is None or (decided and conditions) or (last and items(receiver).open):
                return Unknown("an item that could not be decided on", span=site.span)
            if decided:
                return Known(at, site.span) if position else item
        if items(receiver).open:
            return Unknown("an item that could not be decided on", span=site.span)
        return Known(-1 if position else None, site.span)

    return code


def quantified(all_of: bool) -> MethodCode:
    """``every``/``some``."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        answers = [
            None if conditions and truth(answer, site.span.file.language) is not all_of else
            truth(answer, site.span.file.language)
            for conditions, _, answer in each(run, receiver, arguments, site)
        ]  # fmt: skip
        if (not all_of) in answers:
            return Known(not all_of, site.span)
        if None in answers or items(receiver).open:
            return Unknown("a test of unknown items", span=site.span)
        return Known(all_of, site.span)

    return code


def reduce(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    target, callback = items(receiver), arguments.at(0)
    rest = list(target.items[:MAX_UNROLLED])
    value = arguments.at(1) or (rest.pop(0) if rest else Known(None))
    if callback is None:
        return value
    for at, item in enumerate(rest):
        value = call_callback(run, callback, [value, item, Known(at), receiver], site)
    missing = target.open or (f"more than {MAX_UNROLLED} items" if len(target.items) > MAX_UNROLLED else None)
    if missing and isinstance(value, (MapValue, ListValue)):
        value.open = value.open or missing
        return value
    return Unknown(missing, span=site.span) if missing else value


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


def sort(in_place: bool) -> MethodCode:
    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        target = items(receiver)
        if site.span.file.language == "typescript":
            ordered = javascript_order(run, target.items, arguments.at(0), site)
        else:
            ordered = python_order(run, target.items, arguments, site)
        if not in_place:
            return ListValue(ordered, site.span, target.open)
        target.items[:] = ordered
        return target if site.span.file.language == "typescript" else Known(None, site.span)

    return code


def python_order(run: Run, values: list[Value], arguments: Arguments, site: ir.Call) -> list[Value]:
    """``sorted(values, key=…, reverse=…)``; as they stand when a key is not known."""
    key, backwards = arguments.keyword("key"), truth(arguments.keyword("reverse") or Known(False), "python")
    ranks = values if key is None or is_absent(key) else [call_callback(run, key, [value], site) for value in values]
    return ordered_by(ranks, values, bool(backwards))


def javascript_order(run: Run, values: list[Value], compare: Value | None, site: ir.Call) -> list[Value]:
    """``values.sort(compare)``: without a comparison by their text."""
    if compare is None or is_absent(compare):
        texts = [concrete(value) for value in values]
        if any(isinstance(text, Undecided) for text in texts):
            return list(values)
        ranks: list[Value] = [Known(plain(text, "typescript")) for text in texts if not isinstance(text, Undecided)]
        return ordered_by(ranks, values, False)
    if len(values) > MAX_COMPARED:
        return list(values)

    def difference(one: Value, other: Value) -> int:
        answer = concrete(call_callback(run, compare, [one, other], site))
        return (answer > 0) - (answer < 0) if isinstance(answer, (int, float)) else 0

    return sorted(values, key=cmp_to_key(difference))


MAX_COMPARED = 60  # items that are sorted by a function of the program


def ordered_by(ranks: list[Value], values: list[Value], backwards: bool) -> list[Value]:
    """Sorted when all ranks are known and comparable, else in the order they stand."""
    keyed = [(rank_of(rank), value) for rank, value in zip(ranks, values, strict=True)]
    try:
        return [value for _, value in sorted(keyed, key=lambda pair: pair[0], reverse=backwards)]
    except TypeError:
        return list(values)


def rank_of(rank: Value) -> Any:
    if isinstance(rank, ListValue):
        return [rank_of(item) for item in rank.items]
    return concrete(rank)


def sorted_items(values: list[Value]) -> list[Value]:
    return ordered_by(values, values, False)


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

__all__ = ["METHODS", "python_order", "sorted_items"]
