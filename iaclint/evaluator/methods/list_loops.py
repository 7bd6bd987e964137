"""Methods of lists that call back for each item."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode
from iaclint.evaluator.callbacks import call_callback, item_name
from iaclint.evaluator.comparisons import truth
from iaclint.evaluator.conditions import deciding
from iaclint.evaluator.iteration import listed
from iaclint.evaluator.run import MAX_UNROLLED, Run
from iaclint.evaluator.spreading import bound
from iaclint.evaluator.texts import concrete
from iaclint.values import (
    Choice,
    Condition,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Unknown,
    Value,
    choose,
)


def items(receiver: Value) -> ListValue:
    assert isinstance(receiver, ListValue)
    return receiver


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
