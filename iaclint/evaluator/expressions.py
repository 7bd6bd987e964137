"""Expressions: what each evaluates to."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator import modules
from iaclint.evaluator.attributes import get_attribute, get_item
from iaclint.evaluator.callables import FunctionValue, ImportedValue
from iaclint.evaluator.classes import define_class, fields_of
from iaclint.evaluator.iteration import as_list, first_items, integer, items_of
from iaclint.evaluator.operators import binary, negate, truth
from iaclint.evaluator.patterns import assign, with_default
from iaclint.evaluator.run import EVALUATE, Run, evaluates
from iaclint.evaluator.scope import Scope
from iaclint.evaluator.texts import concrete, hole_name, join_text, slice_text
from iaclint.source import Span
from iaclint.values import (
    Choice,
    Condition,
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
    relabelled,
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
        from iaclint.evaluator.standard import language_name

        return language_name(run, node)
    return modules.resolved(run, value) if isinstance(value, ImportedValue) else value


@evaluates(ir.Attribute)
def attribute(run: Run, node: ir.Attribute, scope: Scope) -> Value:
    holder = run.eval(node.object, scope)
    if node.optional and is_absent(holder):
        return Known(None, node.span)
    return get_attribute(run, holder, node.name, node.name_span)


@evaluates(ir.Index)
def index(run: Run, node: ir.Index, scope: Scope) -> Value:
    holder = run.eval(node.object, scope)
    if node.optional and is_absent(holder):
        return Known(None, node.span)
    return get_item(run, holder, run.eval(node.key, scope), node.span)


@evaluates(ir.Slice)
def slice_expression(run: Run, node: ir.Slice, scope: Scope) -> Value:
    holder = run.eval(node.object, scope)
    bounds = [run.eval(b, scope) if b is not None else None for b in (node.start, node.stop, node.step)]
    start, stop, step = (integer(b) for b in bounds)
    if any(b is not None and integer(b) is None and not is_absent(b) for b in bounds):
        return Unknown("a part between positions that are not known", hole_name(holder), node.span, holder.labels)
    inner = holder.inner if isinstance(holder, Output) else holder
    if (items := first_items(inner, start, stop, node.span)) is not None:
        return items
    if isinstance(holder, ListValue) and holder.open and not holder.items and stop:
        return first_items(Unknown(holder.open, "items", labels=holder.labels), start, stop, node.span) or holder
    if isinstance(holder, ListValue):
        return ListValue(holder.items[start:stop:step], node.span, holder.open, holder.kind)
    if isinstance(holder, Known) and isinstance(holder.data, str):
        return Known(holder.data[start:stop:step], node.span, holder.labels, holder)
    if step not in (None, 1):
        return Unknown("a stepped part of a text", hole_name(holder), node.span, holder.labels, origin=holder)
    return slice_text(holder, start, stop, node.span)


@evaluates(ir.ListExpr)
def list_expression(run: Run, node: ir.ListExpr, scope: Scope) -> Value:
    result = ListValue([], node.span, None, node.kind)
    for item in node.items:
        if isinstance(item, ir.Spread):
            spread_into_list(run, result, run.eval(item.value, scope), item.span)
        else:
            result.items.append(run.eval(item, scope))
    return result


def spread_into_list(run: Run, result: ListValue, value: Value, span: Span) -> None:
    """``...value`` in a list. A choice of lists gives every item under its condition (``...(x ? [a] : [])``)."""
    if isinstance(value, Choice) and all(isinstance(option, ListValue) for _, option in value.options):
        for conditions, option in value.options:
            assert isinstance(option, ListValue)
            result.items.extend(choose([(conditions, item), ((), Omitted())]) for item in option.items)
            result.open = result.open or option.open
        return
    spread = as_list(run, value, span)
    result.items.extend(spread.items)
    result.open = result.open or spread.open


@evaluates(ir.MapExpr)
def map_expression(run: Run, node: ir.MapExpr, scope: Scope) -> Value:
    result = MapValue(span=node.span)
    for entry in node.entries:
        if isinstance(entry, ir.Spread):
            spread_into_map(result, run.eval(entry.value, scope))
        else:
            set_entry(run, result, entry, scope)
    return result


def set_entry(run: Run, result: MapValue, entry: ir.MapEntry, scope: Scope) -> None:
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


def spread_into_map(result: MapValue, value: Value) -> None:
    """``...value`` / ``**value`` in a map."""
    if isinstance(value, Instance) and value.properties is None:
        value = fields_of(value)
    elif isinstance(value, Instance) and value.properties is not None:
        value = value.properties
    if isinstance(value, MapValue):
        result.entries.update(value.entries)
        result.open = result.open or value.open
    elif isinstance(value, Choice):
        spread_choice(result, value)
    elif not (is_absent(value) or (isinstance(value, Known) and value.data is False)):
        result.open = result.open or f"{hole_name(value)} spread into it"


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


@evaluates(ir.Conditional)
def conditional(run: Run, node: ir.Conditional, scope: Scope) -> Value:
    test = run.eval(node.test, scope)
    answer = truth(test, node.span.file.language)
    if answer is not None:
        chosen = run.eval(node.then if answer else node.otherwise, scope)
        return relabelled(chosen, test.labels) if test.labels else chosen
    condition = Condition(node.test.span.text, node.test.span)
    base = run.guards
    run.guards = (*base, condition)
    then = run.eval(node.then, scope)
    run.guards = (*base, condition.inverted())
    otherwise = run.eval(node.otherwise, scope)
    run.guards = base
    return choose([((condition,), then), ((condition.inverted(),), otherwise)], node.span)


@evaluates(ir.Logical)
def logical(run: Run, node: ir.Logical, scope: Scope) -> Value:
    left = run.eval(node.left, scope)
    language = node.span.file.language
    if node.op == "??":
        return left_or_default(run, left, node, scope, is_absent)
    answer = truth(left, language)
    if node.op == "or":
        if answer is None:
            return undecided_or(run, left, node, scope)
        return left if answer else relabelled(run.eval(node.right, scope), left.labels)
    if answer is not None:
        return relabelled(run.eval(node.right, scope), left.labels) if answer else left
    condition = Condition(node.left.span.text, node.left.span)
    base = run.guards
    run.guards = (*base, condition)
    right = run.eval(node.right, scope)
    run.guards = base
    if truth(right, language) is False and isinstance(right, Known):
        return right
    if truth(right, language) is None or isinstance(right, Known):
        return Unknown("an undecided condition", span=node.span, labels=left.labels | right.labels)
    return choose([((condition,), right), ((condition.inverted(),), Known(False, node.span))], node.span)


def undecided_or(run: Run, left: Value, node: ir.Logical, scope: Scope) -> Value:
    right = run.eval(node.right, scope)
    if isinstance(left, Choice):
        language = node.span.file.language
        return choose(
            [(c, right if truth(option, language) is False else option) for c, option in left.options], node.span
        )
    if isinstance(right, Known) and isinstance(right.data, bool):
        return right if right.data else left
    return with_default(run, left, right)


def left_or_default(run: Run, left: Value, node: ir.Logical, scope: Scope, absent: object) -> Value:
    if is_absent(left):
        return relabelled(run.eval(node.right, scope), left.labels)
    if isinstance(left, Choice):
        right = run.eval(node.right, scope)
        return choose([(c, right if is_absent(option) else option) for c, option in left.options], node.span)
    if isinstance(left, Unknown):
        return with_default(run, left, run.eval(node.right, scope))
    return left


@evaluates(ir.Unary)
def unary(run: Run, node: ir.Unary, scope: Scope) -> Value:
    if node.op == "delete" and isinstance(node.operand, ir.Attribute):
        holder = run.eval(node.operand.object, scope)
        if isinstance(holder, MapValue):
            holder.entries.pop(node.operand.name, None)
        return Known(True, node.span)
    operand = run.eval(node.operand, scope)
    return over(operand, lambda option: negate(node.op, option, node.span.file.language, node.span), node.span)


@evaluates(ir.Binary)
def binary_expression(run: Run, node: ir.Binary, scope: Scope) -> Value:
    chain: list[ir.Binary] = []
    first: ir.Expr = node
    while isinstance(first, ir.Binary):  # long sums are left-deep: no recursion on them
        chain.append(first)
        first = first.left
    value = run.eval(first, scope)
    for step in reversed(chain):
        value = binary(step.op, value, run.eval(step.right, scope), step.span.file.language, step.span)
    return value


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
    elif op == "+" and isinstance(old, ListValue):
        spread_into_list(run, old, run.eval(operand, scope), span)
        return old, old
    elif op == "|" and isinstance(old, MapValue):
        spread_into_map(old, run.eval(operand, scope))
        return old, old
    else:
        new = binary(op, old, run.eval(operand, scope), span.file.language, span)
    assign(run, target, new, scope)
    return old, new


@evaluates(ir.Function)
def function(run: Run, node: ir.Function, scope: Scope) -> Value:
    value = FunctionValue(node, scope)
    run.definitions.append(value)
    return value


@evaluates(ir.Class)
def class_expression(run: Run, node: ir.Class, scope: Scope) -> Value:
    return define_class(run, node, scope)


@evaluates(ir.Comprehension)
def comprehension(run: Run, node: ir.Comprehension, scope: Scope) -> Value:
    inner = Scope(scope, run.guards, is_function=True)
    result: ListValue | MapValue = (
        MapValue(span=node.span)
        if node.kind == "map"
        else ListValue([], node.span, kind="set" if node.kind == "set" else "list")
    )
    comprehend(run, node, 0, inner, result)
    return result


def comprehend(run: Run, node: ir.Comprehension, at: int, scope: Scope, result: ListValue | MapValue) -> None:
    if at == len(node.clauses):
        add_element(run, node, scope, result)
        return
    clause = node.clauses[at]
    iterable = run.eval(clause.iterable, scope)
    items, known = items_of(run, iterable, clause.iterable.span)
    if not known:
        result.open = result.open or f"a loop over {hole_name(iterable)}"
    base = run.guards
    for conditions, item in items:
        run.guards = base + conditions
        assign(run, clause.pattern, item, scope)
        answers = [truth(run.eval(c, scope), node.span.file.language) for c in clause.conditions]
        if False not in answers:
            if None in answers:
                result.open = result.open or "a filter that could not be decided"
                text = " and ".join(c.span.text for c in clause.conditions)
                run.guards = (*run.guards, Condition(text, clause.span))
            comprehend(run, node, at + 1, scope, result)
        run.guards = base


def add_element(run: Run, node: ir.Comprehension, scope: Scope, result: ListValue | MapValue) -> None:
    if isinstance(result, ListValue):
        result.items.append(run.eval(node.element, scope))
        return
    key = run.eval(node.key, scope) if node.key is not None else Known(None)
    data = concrete(key)
    value = run.eval(node.element, scope)
    if isinstance(data, Undecided):
        result.open = result.open or "an entry under a key that is not known"
        data = f"${{{hole_name(key)}}}"
    result.entries[data] = Entry(value, key.span, None)


@evaluates(ir.Cast)
def cast(run: Run, node: ir.Cast, scope: Scope) -> Value:
    return run.eval(node.value, scope)


@evaluates(ir.Yield)
def yield_expression(run: Run, node: ir.Yield, scope: Scope) -> Value:
    value = run.eval(node.value, scope) if node.value is not None else Known(None, node.span)
    if run.frame.yields is not None:
        if node.delegate:
            run.frame.yields.extend(as_list(run, value, node.span).items)
        else:
            run.frame.yields.append(value)
    return Unknown("what a generator is sent", span=node.span)


@evaluates(ir.Opaque)
def opaque(run: Run, node: ir.Opaque, scope: Scope) -> Value:
    return Unknown(node.reason, span=node.span)


@evaluates(ir.Spread)
def spread(run: Run, node: ir.Spread, scope: Scope) -> Value:
    return run.eval(node.value, scope)


__all__ = ["EVALUATE", "augmented", "spread_into_list", "spread_into_map"]
