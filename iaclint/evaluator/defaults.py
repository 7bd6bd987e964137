"""Defaults: what a value is where it may be missing."""

from __future__ import annotations

from iaclint.evaluator.texts import concrete
from iaclint.values import Choice, Condition, Known, Omitted, Undecided, Unknown, Value, choose


def with_default(value: Value, default: Value) -> Value:
    """``value || default`` where the value cannot be known: what conditions assume of it is the default."""
    if isinstance(value, Unknown) and isinstance(default, (Known, Unknown)):
        if not isinstance(value.assumed, Undecided) and value.assumed:
            return value
        data = concrete(default)
        return Unknown(
            value.reason,
            value.name or (default.name if isinstance(default, Unknown) else ""),
            value.span,
            value.labels | default.labels,
            None if isinstance(data, Undecided) else data,
            type=value.type,
            origin=default,
        )
    if isinstance(value, Choice):
        return choose([(c, with_default(option, default)) for c, option in value.options])
    condition = Condition(f"{getattr(value, 'name', '') or 'value'} is given", value.span)
    return choose([((condition,), value), ((condition.inverted(),), default)])


def or_default(value: Value, default: Value) -> Value:
    """An entry that may have been left out, with the default in place of what is not there."""
    if isinstance(value, Choice) and any(isinstance(option, Omitted) for _, option in value.options):
        return choose([(c, default if isinstance(o, Omitted) else o) for c, o in value.options], value.span)
    return value
