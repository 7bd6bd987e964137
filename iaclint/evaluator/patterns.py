"""Assignment: binding names, attributes and items, taking values apart."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.attributes import get_attribute, set_attribute
from iaclint.evaluator.callbacks import open_value
from iaclint.evaluator.conditions import guarded
from iaclint.evaluator.defaults import with_default
from iaclint.evaluator.items import get_item, set_item
from iaclint.evaluator.iteration import as_list
from iaclint.evaluator.run import Run
from iaclint.evaluator.scope import Scope
from iaclint.values import (
    Entry,
    Known,
    ListValue,
    MapValue,
    Unknown,
    Value,
    is_absent,
)


def assign(run: Run, pattern: ir.Pattern, value: Value, scope: Scope, declares: str = "") -> None:
    """Binds ``pattern`` to ``value``. ``declares``: ``const``/``let`` bind here, ``var`` in the function; empty assigns to the variable in sight
    (TypeScript) or to the function's own (Python); ``outer`` to the one in sight in both."""
    if isinstance(pattern, ir.NamePattern):
        assign_name(run, pattern, value, scope, declares)
    elif isinstance(pattern, ir.TargetPattern):
        assign_target(run, pattern.target, value, scope)
    elif isinstance(pattern, ir.DefaultPattern):
        if is_absent(value):
            value = run.eval(pattern.default, scope)
        elif isinstance(value, Unknown):
            value = with_default(value, run.eval(pattern.default, scope))
        assign(run, pattern.pattern, value, scope, declares)
    elif isinstance(pattern, ir.ListPattern):
        assign_list(run, pattern, value, scope, declares)
    elif isinstance(pattern, ir.MapPattern):
        assign_map(run, pattern, value, scope, declares)


def assign_name(run: Run, pattern: ir.NamePattern, value: Value, scope: Scope, declares: str) -> None:
    holder: Scope | None
    if declares in ("const", "let"):
        holder = scope
    elif declares == "var" or (pattern.span.file.language == "python" and declares != "outer"):
        holder = scope.function_scope()
    else:
        holder = scope.find(pattern.id) or scope.function_scope()
    old = holder.names.get(pattern.id)
    holder.names[pattern.id] = value if declares == "const" else guarded(run, holder.guards, old, value)


def assign_target(run: Run, target: ir.Expr, value: Value, scope: Scope) -> None:
    if isinstance(target, ir.Attribute):
        set_attribute(run, run.eval(target.object, scope), target.name, value, target.name_span)
    elif isinstance(target, ir.Index):
        set_item(run, run.eval(target.object, scope), run.eval(target.key, scope), value, target.key.span)
    elif isinstance(target, ir.Slice):
        holder = run.eval(target.object, scope)
        if isinstance(holder, ListValue):
            open_value(holder, "a slice of it was replaced")


def assign_list(run: Run, pattern: ir.ListPattern, value: Value, scope: Scope, declares: str) -> None:
    count = len(pattern.items)
    if isinstance(value, MapValue) or (isinstance(value, Known) and isinstance(value.data, str)):
        value = as_list(run, value, pattern.span)
    for at, item in enumerate(pattern.items):
        if item is None:
            continue
        if at == pattern.rest_at:
            assign(run, item, rest_of(value, at, count - at - 1), scope, declares)
        else:
            key = at - count if 0 <= pattern.rest_at < at else at
            assign(run, item, get_item(run, value, Known(key), item.span), scope, declares)


def rest_of(value: Value, start: int, behind: int) -> Value:
    if isinstance(value, ListValue):
        stop = len(value.items) - behind
        return ListValue(value.items[start:stop], value.span, value.open)
    return ListValue([], value.span, "the rest of an unknown list")


def assign_map(run: Run, pattern: ir.MapPattern, value: Value, scope: Scope, declares: str) -> None:
    taken: set[object] = set()
    for key_node, target in pattern.entries:
        key = run.eval(key_node, scope)
        if isinstance(key, Known) and isinstance(key.data, str):
            taken.add(key.data)
            part = get_attribute(run, value, key.data, key_node.span)
        else:
            part = get_item(run, value, key, key_node.span)
        assign(run, target, part, scope, declares)
    if pattern.rest is not None:
        assign(run, pattern.rest, without(value, taken), scope, declares)


def without(value: Value, taken: set[object]) -> Value:
    if isinstance(value, MapValue):
        entries: dict[str | int | float | bool | None, Entry] = {
            key: entry for key, entry in value.entries.items() if key not in taken
        }
        return MapValue(entries, value.span, value.open)
    return MapValue({}, value.span, "the rest of an unknown map")
