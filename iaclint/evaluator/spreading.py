"""Spreads: ``...value``, ``*value`` and ``**value`` in lists and maps."""

from __future__ import annotations

from iaclint.evaluator.callables import fields_of
from iaclint.evaluator.conditions import changed_in_loop, conditions_since
from iaclint.evaluator.iteration import as_list
from iaclint.evaluator.run import MAX_COLLECTION, Run
from iaclint.evaluator.texts import hole_name
from iaclint.source import Span
from iaclint.values import (
    Choice,
    Entry,
    Instance,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Unknown,
    Value,
    choose,
    is_absent,
)


def spread_into_list(run: Run, result: ListValue, value: Value, span: Span) -> None:
    """``...value`` in a list. A choice of lists gives every item under its condition (``...(x ? [a] : [])``)."""
    if isinstance(value, Choice) and all(isinstance(option, ListValue) for _, option in value.options):
        for conditions, option in value.options:
            assert isinstance(option, ListValue)
            result.items.extend(choose([(conditions, item), ((), Omitted())]) for item in option.items)
            result.open = result.open or option.open
    else:
        spread = as_list(run, value, span)
        result.items.extend(spread.items[: MAX_COLLECTION + 1])
        result.open = result.open or spread.open
    run.steps += len(result.items) >> 4
    bound(result)


def bound(result: ListValue) -> ListValue:
    """Cuts a list that grew too long."""
    if len(result.items) > MAX_COLLECTION:
        del result.items[MAX_COLLECTION:]
        result.open = result.open or f"more than {MAX_COLLECTION} items"
    return result


def spread_into_map(result: MapValue, value: Value) -> None:
    """``...value`` / ``**value`` in a map."""
    if isinstance(value, Instance):
        value = fields_of(value) if value.properties is None else value.properties
    if isinstance(value, MapValue):
        for key, entry in list(value.entries.items()):
            spread_entry(result, key, entry)
        result.open = result.open or value.open
    elif isinstance(value, Choice):
        spread_choice(result, value)
    elif not (is_absent(value) or (isinstance(value, Known) and not value.data)):
        result.open = result.open or f"{hole_name(value)} spread into it"


def spread_entry(result: MapValue, key: str | int | float | bool | None, entry: Entry) -> None:
    """An entry that is only there under a condition leaves the old one otherwise."""
    old = result.entries.get(key)
    value = entry.value
    if old is not None and isinstance(value, Choice) and any(isinstance(o, Omitted) for _, o in value.options):
        options = [(c, old.value if isinstance(o, Omitted) else o) for c, o in value.options]
        entry = Entry(choose(options), entry.key_span, entry.spelling)
    result.entries[key] = entry


def spread_choice(result: MapValue, value: Choice) -> None:
    """``...(condition && {a: 1})``: each entry is there under its condition."""
    for conditions, option in value.options:
        if isinstance(option, MapValue):
            for key, entry in option.entries.items():
                old = result.get(key) or Omitted()
                result.entries[key] = Entry(
                    choose([(conditions, entry.value), ((), old)]), entry.key_span, entry.spelling
                )
            result.open = result.open or option.open
        elif isinstance(option, Unknown):
            result.open = result.open or f"{hole_name(option)} spread into it"


def spread_copy(value: Value) -> MapValue:
    """What spreading a value into an empty map gives."""
    result = MapValue()
    spread_into_map(result, value)
    return result


def extend(run: Run, target: ListValue, value: Value, span: Span) -> None:
    """``target += value``/``extend``: under a condition every item is there under it."""
    changed_in_loop(run, target)
    conditions = conditions_since(run, target)
    if not conditions:
        spread_into_list(run, target, value, span)
        return
    added = ListValue()
    spread_into_list(run, added, value, span)
    target.items.extend(choose([(conditions, item), ((), Omitted())]) for item in added.items)
    target.open = target.open or added.open
    bound(target)
