"""Defaults: what a value is where it may be missing."""

from __future__ import annotations

from iaclint.evaluator.texts import concrete
from iaclint.values import (
    ASSUMED,
    EXTERNAL,
    Choice,
    Condition,
    Known,
    ListValue,
    Omitted,
    Text,
    Undecided,
    Unknown,
    Value,
    choose,
    relabelled,
)


def with_default(value: Value, default: Value) -> Value:
    """``value || default`` where the value cannot be known: what conditions assume of it is the default."""
    if isinstance(value, Unknown) and isinstance(default, (Known, Unknown)):
        if not isinstance(value.assumed, Undecided) and value.assumed:
            return value
        data = concrete(default)
        if not data and not value.labels & ASSUMED:
            return value  # ``computed || ''`` does not say that nothing is computed
        return Unknown(
            value.reason,
            value.name or (default.name if isinstance(default, Unknown) else ""),
            value.span,
            value.labels | default.labels,
            None if isinstance(data, Undecided) else data,
            type=value.type,
            origin=default,
        )
    if isinstance(default, Text) and not_given(value):
        return relabelled(default, value.labels)  # a text is what it would be: an environment in it is not hidden
    if isinstance(value, Choice):
        return choose([(c, with_default(option, default)) for c, option in value.options])
    condition = Condition(f"{getattr(value, 'name', '') or 'value'} is given", value.span)
    return choose([((condition,), value), ((condition.inverted(),), default)])


def not_given(value: Value) -> bool:
    """Whether a value comes from outside and nothing says what it is: nobody gave it."""
    return isinstance(value, Unknown) and bool(value.labels & EXTERNAL) and isinstance(value.assumed, Undecided)


def made_of_nothing(value: Value) -> Unknown | None:
    """A list that was made of what comes from outside (``given?.split(',')``), as the unknown it is; ``None`` for any other value."""
    if isinstance(value, ListValue) and value.open and not value.items and value.labels & EXTERNAL:
        return Unknown(value.open, "", value.span, value.labels)
    return None


def or_default(value: Value, default: Value) -> Value:
    """An entry that may have been left out, with the default in place of what is not there."""
    if isinstance(value, Choice) and any(isinstance(option, Omitted) for _, option in value.options):
        return choose([(c, default if isinstance(o, Omitted) else o) for c, o in value.options], value.span)
    return value
