"""Expressions: what each evaluates to."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator import modules
from iaclint.evaluator.attributes import get_attribute
from iaclint.evaluator.blocks import make_function
from iaclint.evaluator.callables import FunctionValue, ImportedValue
from iaclint.evaluator.callbacks import open_value
from iaclint.evaluator.classes import define_class
from iaclint.evaluator.conditions import narrowed
from iaclint.evaluator.entries import remove_key, set_entry
from iaclint.evaluator.items import get_item
from iaclint.evaluator.iteration import as_list, distinct_items, first_items, integer, slice_items
from iaclint.evaluator.operators import binary, negate
from iaclint.evaluator.patterns import assign
from iaclint.evaluator.presence import has_attribute
from iaclint.evaluator.run import EVALUATE, Run, evaluates
from iaclint.evaluator.scope import Scope
from iaclint.evaluator.spreading import extend, spread_copy, spread_into_list, spread_into_map
from iaclint.evaluator.standard import language_name
from iaclint.evaluator.texts import concrete, hole_name, join_text, reordered, slice_text
from iaclint.source import Span
from iaclint.values import (
    Entry,
    Instance,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Output,
    Text,
    Undecided,
    Unknown,
    Value,
    choose,
    is_absent,
    over,
)


@evaluates(ir.Literal)
def literal(run: Run, node: ir.Literal, scope: Scope) -> Value:
    return Known(node.value, node.span)


@evaluates(ir.Template)
def template(run: Run, node: ir.Template, scope: Scope) -> Value:
    return join_text([run.eval(part, scope) for part in node.parts], node.span.file.language, node.span)


@evaluates(ir.Name)
def name(run: Run, node: ir.Name, scope: Scope) -> Value:
    value = scope.lookup(node.id)
    if value is None:
        return language_name(run, node)
    if isinstance(value, ImportedValue):
        return modules.resolved(run, value)
    return narrowed(run, value) if run.guards else value


def short_circuited(node: ir.Expr) -> bool:
    """Whether an absent value means that the chain before it ended: all of ``a?.b.c()``."""
    while isinstance(node, (ir.Attribute, ir.Index, ir.Call)):
        if node.optional:
            return True
        node = node.function if isinstance(node, ir.Call) else node.object
    return False


@evaluates(ir.Attribute)
def attribute(run: Run, node: ir.Attribute, scope: Scope) -> Value:
    holder = run.eval(node.object, scope)
    if is_absent(holder) and (node.optional or short_circuited(node.object)):
        return Known(None, node.span)
    return get_attribute(run, holder, node.name, node.name_span)


@evaluates(ir.Index)
def index(run: Run, node: ir.Index, scope: Scope) -> Value:
    holder = run.eval(node.object, scope)
    if is_absent(holder) and (node.optional or short_circuited(node.object)):
        return Known(None, node.span)
    return get_item(run, holder, run.eval(node.key, scope), node.span)


@evaluates(ir.Slice)
def slice_expression(run: Run, node: ir.Slice, scope: Scope) -> Value:
    holder = run.eval(node.object, scope)
    bounds = [run.eval(b, scope) if b is not None else None for b in (node.start, node.stop, node.step)]
    if any(b is not None and integer(b) is None and not is_absent(b) for b in bounds):
        return Unknown("a part between positions that are not known", hole_name(holder), node.span, holder.labels)
    start, stop, step = (integer(b) for b in bounds)
    return over(holder, lambda option: slice_of(run, option, start, stop, step, node.span), node.span)


def slice_of(run: Run, holder: Value, start: int | None, stop: int | None, step: int | None, span: Span) -> Value:
    inner = holder.inner if isinstance(holder, Output) else holder
    if step == 0:
        return Unknown("a slice with steps of zero", span=span)
    if (items := first_items(inner, start, stop, span)) is not None:
        return items
    if isinstance(holder, ListValue):
        return run.new(slice_items(holder, start, stop, step, span))
    if step not in (None, 1):
        return reordered(holder, lambda text: text[start:stop:step], "a stepped part", span)
    return slice_text(holder, start, stop, span)


@evaluates(ir.ListExpr)
def list_expression(run: Run, node: ir.ListExpr, scope: Scope) -> Value:
    result = run.new(ListValue([], node.span, None, node.kind))
    for item in node.items:
        if isinstance(item, ir.Spread):
            spread_into_list(run, result, run.eval(item.value, scope), item.span)
        else:
            result.items.append(run.eval(item, scope))
    return distinct_items(result) if node.kind == "set" else result


@evaluates(ir.MapExpr)
def map_expression(run: Run, node: ir.MapExpr, scope: Scope) -> Value:
    result = run.new(MapValue(span=node.span))
    for entry in node.entries:
        if isinstance(entry, ir.Spread):
            spread_into_map(result, run.eval(entry.value, scope))
        else:
            display_entry(run, result, entry, scope)
    return result


def display_entry(run: Run, result: MapValue, entry: ir.MapEntry, scope: Scope) -> None:
    value = run.eval(entry.value, scope)
    if isinstance(entry.key, ir.Literal):
        key = entry.key.value
        if isinstance(value, FunctionValue) and value.function.kind == "method":
            value = value.bound(result)
        result.entries[key] = Entry(value, entry.key.span, key if isinstance(key, str) else None)
        return
    key_value = run.eval(entry.key, scope)
    data = concrete(key_value)
    if isinstance(data, Undecided):
        data = f"${{{hole_name(key_value)}}}" if not isinstance(key_value, Text) else hole_name(key_value)
        result.open = result.open or "an entry under a key that is not known"
    result.entries[data] = Entry(value, entry.key.span, None)


@evaluates(ir.Unary)
def unary(run: Run, node: ir.Unary, scope: Scope) -> Value:
    if node.op == "delete":
        delete(run, node.operand, scope)
        return Known(True, node.span)
    operand = run.eval(node.operand, scope)
    return over(operand, lambda option: negate(node.op, option, node.span.file.language, node.span), node.span)


def delete(run: Run, target: ir.Expr, scope: Scope) -> None:
    """``del holder[key]`` / ``delete holder.name``; under a condition the entry may still be there."""
    if isinstance(target, ir.Name):
        holder_scope = scope.find(target.id)
        if holder_scope is not None:
            del holder_scope.names[target.id]
    elif isinstance(target, ir.Attribute):
        remove_key(run, run.eval(target.object, scope), Known(target.name))
    elif isinstance(target, ir.Index):
        remove_key(run, run.eval(target.object, scope), run.eval(target.key, scope))
    elif isinstance(target, ir.Slice):
        open_value(run.eval(target.object, scope), "a slice of it was deleted")


@evaluates(ir.Binary)
def binary_expression(run: Run, node: ir.Binary, scope: Scope) -> Value:
    chain: list[ir.Binary] = []
    first: ir.Expr = node
    while isinstance(first, ir.Binary):  # long sums are left-deep: no recursion on them
        chain.append(first)
        first = first.left
    value = run.eval(first, scope)
    for step in reversed(chain):
        right = run.eval(step.right, scope)
        known = of_object(run, step.op, value, right) if step.op in OF_OBJECTS else None
        if known is not None:
            value = Known(known, step.span)
        else:
            value = binary(step.op, value, right, step.span.file.language, step.span)
    return value


OF_OBJECTS = frozenset(("instanceof", "has"))


def of_object(run: Run, op: str, left: Value, right: Value) -> bool | None:
    """``left instanceof right`` of a library's classes, ``left in right`` of objects; ``None`` for others."""
    if op == "instanceof":
        return run.library.is_instance(left, right)
    name = concrete(left)
    return has_attribute(run, right, name) if isinstance(right, Instance) and isinstance(name, str) else None


@evaluates(ir.AssignExpr)
def assignment_expression(run: Run, node: ir.AssignExpr, scope: Scope) -> Value:
    if not node.op:
        value = run.eval(node.value, scope)
        assign(run, node.target, value, scope)
        return value
    old, new = augmented(run, node.target, node.op, node.value, scope, node.span)
    return old if node.postfix else new


def augmented(run: Run, target: ir.Pattern, op: str, operand: ir.Expr, scope: Scope, span: Span) -> tuple[Value, Value]:
    """``target op= operand``: the old and the new value."""
    node: ir.Expr
    if isinstance(target, ir.NamePattern):
        node = ir.Name(target.span, target.id)
    elif isinstance(target, ir.TargetPattern):
        node = target.target
    else:
        return Unknown("an assignment that was not followed"), Unknown("an assignment that was not followed")
    old = run.eval(node, scope)
    if op in ("or", "and", "??"):
        new = run.eval(ir.Logical(span, op, node, operand), scope)
    elif op == "+" and isinstance(old, ListValue) and span.file.language == "python":
        extend(run, old, run.eval(operand, scope), span)
        return old, old
    elif op == "|" and isinstance(old, MapValue):
        for key, entry in spread_copy(run.eval(operand, scope)).entries.items():
            set_entry(run, old, Known(key), entry.value, entry.key_span)
        return old, old
    else:
        new = binary(op, old, run.eval(operand, scope), span.file.language, span)
    assign(run, target, new, scope, "outer")
    return old, new


@evaluates(ir.Function)
def function(run: Run, node: ir.Function, scope: Scope) -> Value:
    return make_function(run, node, scope)


@evaluates(ir.Class)
def class_expression(run: Run, node: ir.Class, scope: Scope) -> Value:
    return define_class(run, node, scope)


@evaluates(ir.Cast)
def cast(run: Run, node: ir.Cast, scope: Scope) -> Value:
    return run.eval(node.value, scope)


@evaluates(ir.Yield)
def yield_expression(run: Run, node: ir.Yield, scope: Scope) -> Value:
    value = run.eval(node.value, scope) if node.value is not None else Known(None, node.span)
    if run.frame.yields is not None:
        conditions = run.guards[len(run.frame.guards) :]
        values = as_list(run, value, node.span).items if node.delegate else [value]
        run.frame.yields.extend(choose([(conditions, v), ((), Omitted())]) if conditions else v for v in values)
    return Unknown("what a generator is sent", span=node.span)


@evaluates(ir.Opaque)
def opaque(run: Run, node: ir.Opaque, scope: Scope) -> Value:
    return Unknown(node.reason, span=node.span)


@evaluates(ir.Spread)
def spread(run: Run, node: ir.Spread, scope: Scope) -> Value:
    return run.eval(node.value, scope)


__all__ = ["EVALUATE", "augmented", "delete", "spread_into_list", "spread_into_map"]
