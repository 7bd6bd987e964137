"""Sorting lists."""

from __future__ import annotations

from functools import cmp_to_key
from typing import Any

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode
from iaclint.evaluator.callbacks import call_callback
from iaclint.evaluator.comparisons import truth
from iaclint.evaluator.methods.list_loops import items
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import concrete, plain
from iaclint.values import (
    Known,
    ListValue,
    Undecided,
    Value,
    is_absent,
)


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
