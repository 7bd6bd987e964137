"""Reading and writing ``holder[key]``."""

from __future__ import annotations

from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.attributes import class_attribute, get_attribute, set_attribute, unknown_attribute
from iaclint.evaluator.callables import ClassValue, ModuleValue
from iaclint.evaluator.comparisons import equal
from iaclint.evaluator.conditions import narrowed
from iaclint.evaluator.data_classes import is_tuple, tuple_items
from iaclint.evaluator.entries import LASTING, DefaultMap, list_item, map_item, other_entries, set_entry, set_list_item
from iaclint.evaluator.iteration import integer
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import concrete, hole_name, slice_text
from iaclint.source import Span
from iaclint.values import (
    Choice,
    Instance,
    Known,
    ListValue,
    MapValue,
    Output,
    Reference,
    Symbol,
    Text,
    Unknown,
    Value,
    over,
)


def get_item(run: Run, holder: Value, key: Value, span: Span) -> Value:
    """``holder[key]``."""
    if isinstance(holder, Choice):
        return over(holder, lambda option: get_item(run, option, key, span), span)
    if isinstance(key, Choice):
        return over(key, lambda option: get_item(run, holder, option, span), span)
    if isinstance(holder, Known) and (others := other_entries(holder)) is not None:
        return get_item(run, others, key, span)
    if isinstance(holder, DefaultMap):
        make_entry(run, holder, key)
    if isinstance(holder, MapValue):
        return narrowed(run, map_item(run, holder, key, span))
    if isinstance(holder, ListValue):
        return narrowed(run, list_item(holder, key, span))
    if isinstance(holder, Output):
        return Output(get_item(run, holder.inner, key, span), span)
    if isinstance(holder, Reference):
        return Reference(holder.target, f"{holder.attribute}[{hole_name(key)}]", span)
    if isinstance(holder, (Known, Text)) and (at := integer(key)) is not None:
        return slice_text(holder, at, at + 1 if at != -1 else None, span)
    return member_under_key(run, holder, key, span)


def member_under_key(run: Run, holder: Value, key: Value, span: Span) -> Value:
    """``holder[key]`` of classes, objects and unknown things."""
    data = concrete(key)
    if isinstance(holder, Instance) and is_tuple(holder) and isinstance(data, int):
        return list_item(tuple_items(holder), key, span)
    if isinstance(holder, ClassValue) and isinstance(data, (int, float)):
        return member_name(holder, key, span)
    if isinstance(holder, ClassValue) and isinstance(data, str):
        return class_attribute(run, holder, data, span)
    if isinstance(holder, (Instance, ModuleValue, Symbol)) and isinstance(data, str):
        return get_attribute(run, holder, data, span)
    if isinstance(holder, Unknown):
        if isinstance(data, str):
            return unknown_attribute(run, holder, data, span)
        name = f"{holder.name}[{hole_name(key)}]" if holder.name else "item"
        return Unknown(holder.reason, name, span, holder.labels & LASTING)
    return Unknown("an item of something that is no list or map", span=span)


def member_name(klass: ClassValue, number: Value, span: Span) -> Value:
    """TypeScript's ``Size[1]``: the name of the enum member with that number."""
    for name, value in klass.members.items():
        if equal(value, number):
            return Known(name, span)
    return Known(None, span)


def make_entry(run: Run, holder: DefaultMap, key: Value) -> None:
    data = concrete(key)
    if isinstance(data, (str, int, float, bool)) and data not in holder.entries:
        set_entry(run, holder, key, run.call(holder.factory, Arguments(), holder.site), None)


def set_item(run: Run, holder: Value, key: Value, value: Value, span: Span) -> None:
    """``holder[key] = value``."""
    data = concrete(key)
    if isinstance(holder, MapValue):
        set_entry(run, holder, key, value, span)
    elif isinstance(holder, ListValue):
        set_list_item(run, holder, key, value)
    elif isinstance(holder, (Instance, ClassValue)) and isinstance(data, str):
        set_attribute(run, holder, data, value, span)
    elif isinstance(holder, Choice):
        for _, option in holder.options:
            set_item(run, option, key, value, span)
