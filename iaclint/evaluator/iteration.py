"""What a loop goes over."""

from __future__ import annotations

from iaclint.evaluator.callables import ClassValue
from iaclint.evaluator.run import MAX_UNROLLED, Run
from iaclint.evaluator.texts import concrete, hole_name
from iaclint.source import Span
from iaclint.values import (
    Choice,
    Condition,
    Instance,
    Key,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Output,
    Reference,
    Symbol,
    Unknown,
    Value,
    same_key,
)

Item = tuple[tuple[Condition, ...], Value]


def items_of(run: Run, value: Value, span: Span, keys: bool = False, name: str = "item") -> tuple[list[Item], bool]:
    """The items that a loop over ``value`` meets, each with the conditions under which it is there, and whether they are all known.
    Something unknown gives one symbolic item. ``keys``: JavaScript's ``for … in``."""
    if isinstance(value, ListValue):
        positions: list[Value] = [Known(str(at)) for at in range(len(value.items))]
        items = positions if keys else value.items
        if len(items) > MAX_UNROLLED:
            run.overrun(f"a loop over {len(items)} items, of which {MAX_UNROLLED} were looked at", span)
        return listed(items, value.open, span, name)
    if isinstance(value, MapValue):
        if not keys and span.file.language == "typescript":  # a Map
            return listed([pair(key, entry.value) for key, entry in value.entries.items()], value.open, span, name)
        return listed([Known(key, entry.key_span) for key, entry in value.entries.items()], value.open, span, name)
    if isinstance(value, Known) and isinstance(value.data, str):
        return listed([Known(letter) for letter in value.data], None, span, name)
    if isinstance(value, Choice):
        return of_choice(run, value, span, keys, name)
    if isinstance(value, ClassValue) and value.klass.kind != "interface":
        return listed([m for m in value.members.values() if isinstance(m, Instance)], None, span, name)
    if isinstance(value, Known) and value.data is None:
        return [], True
    if isinstance(value, Output):
        inner, known = items_of(run, value.inner, span, keys, name)
        return [(conditions, Output(item)) for conditions, item in inner], known
    return [((), symbolic_item(value, span, name))], False


def listed(items: list[Value], open: str | None, span: Span, name: str) -> tuple[list[Item], bool]:
    found: list[Item] = []
    for item in items[:MAX_UNROLLED]:
        if isinstance(item, Choice) and any(isinstance(option, Omitted) for _, option in item.options):
            found.extend((conditions, option) for conditions, option in item.options if not isinstance(option, Omitted))
        else:
            found.append(((), item))
    if not found and open:
        found.append(((), Unknown(f"an item of {open}", name, span)))
    return found, open is None and len(items) <= MAX_UNROLLED


def of_choice(run: Run, value: Choice, span: Span, keys: bool, name: str) -> tuple[list[Item], bool]:
    found: list[Item] = []
    for conditions, option in value.options:
        if isinstance(option, Unknown):
            continue
        inner, _ = items_of(run, option, span, keys, name)
        found.extend(((*conditions, *own), item) for own, item in inner)
    if not found:
        found.append(((), symbolic_item(value, span, name)))
    return found[:MAX_UNROLLED], False


def symbolic_item(value: Value, span: Span, name: str) -> Value:
    label = hole_name(value) if not isinstance(value, Symbol) else value.last
    return Unknown(f"an item of {label}", name, span, value.labels)


def pair(key: Key, value: Value) -> ListValue:
    return ListValue([Known(key), value], kind="tuple")


def as_list(run: Run, value: Value, span: Span) -> ListValue:
    """A list of the items of anything iterable; open when they are not all known."""
    if isinstance(value, ListValue):
        return value
    items, known = items_of(run, value, span)
    return ListValue(
        [item for _, item in items] if known or not isinstance(value, Unknown) else [],
        span,
        None if known else f"the items of {hole_name(value)}",
    )


def first_items(value: Value, start: int | None, stop: int | None, span: Span) -> ListValue | None:
    """``looked_up[:3]``: a bounded part of a list that only the deployment knows has, we assume, that many items."""
    plural = hole_name(value).endswith(("names", "ids", "Ids", "zones", "Zones", "azs", "items", "Names", "subnets"))
    if isinstance(value, (Unknown, Reference)) and plural and 0 < (count := (stop or 0) - (start or 0)) <= 16:
        name = hole_name(value)
        items: list[Value] = [Unknown(f"an item of {name}", f"{name}[{at}]", span, value.labels) for at in range(count)]
        return ListValue(items, span)
    return None


def slice_items(holder: ListValue, start: int | None, stop: int | None, step: int | None, span: Span) -> ListValue:
    """``holder[start:stop:step]``: a part of a list that may be longer is open unless it surely ends among the known items."""
    if holder.open and not holder.items and stop:
        found = first_items(Unknown(holder.open, "items", labels=holder.labels), start, stop, span)
        return found if found is not None else holder
    inside = (start or 0) >= 0 and stop is not None and 0 <= stop <= len(holder.items) and (step or 1) > 0
    return ListValue(holder.items[start:stop:step], span, None if inside else holder.open, holder.kind)


def distinct_items(holder: ListValue) -> ListValue:
    """A set: without repetitions of the same value."""
    seen: dict[object, Value] = {}
    for item in holder.items:
        seen.setdefault(same_key(item), item)
    holder.items[:] = seen.values()
    return holder


def integer(value: Value | None) -> int | None:
    """A known whole number."""
    if value is None:
        return None
    data = concrete(value)
    if isinstance(data, bool):
        return int(data)
    if isinstance(data, int):
        return data
    if isinstance(data, float) and data.is_integer():
        return int(data)
    return None
