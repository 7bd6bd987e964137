"""Outputs: values behind ``apply``, ``all``, ``interpolate``."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.calls import call_callback
from iaclint.evaluator.run import Run
from iaclint.values import Choice, Entry, ListValue, MapValue, Output, Unknown, Value, choose

APPLY_METHODS = frozenset(("apply", "get", "isKnown", "is_known", "isSecret", "is_secret", "future", "promise"))


def unwrap(value: Value, depth: int = 0) -> Value:
    """The value inside outputs, lists and maps of outputs included: what an ``apply`` callback gets."""
    if isinstance(value, Output):
        return unwrap(value.inner, depth)
    if depth > 20:
        return value
    if isinstance(value, ListValue) and any(wraps(item) for item in value.items):
        return ListValue([unwrap(item, depth + 1) for item in value.items], value.span, value.open, value.kind)
    if isinstance(value, MapValue) and any(wraps(entry.value) for entry in value.entries.values()):
        entries = {
            key: Entry(unwrap(entry.value, depth + 1), entry.key_span, entry.spelling)
            for key, entry in value.entries.items()
        }
        return MapValue(entries, value.span, value.open)
    if isinstance(value, Choice):
        return choose([(conditions, unwrap(option, depth + 1)) for conditions, option in value.options], value.span)
    return value


def wraps(value: Value) -> bool:
    return isinstance(value, (Output, ListValue, MapValue, Choice))


def call_output_method(run: Run, receiver: Value, name: str, arguments: Arguments, site: ir.Call) -> Value | None:
    """``output.apply(f)``: the callback on the inner value."""
    if name != "apply":
        return Unknown(f"result of {name}", name, site.span, receiver.labels) if name in APPLY_METHODS else None
    callback = arguments.at(0, "func")
    if callback is None:
        return receiver
    result = call_callback(run, callback, [unwrap(receiver)], site)
    return result if isinstance(result, Output) else Output(result, site.span)


__all__ = ["APPLY_METHODS", "call_output_method", "unwrap"]
