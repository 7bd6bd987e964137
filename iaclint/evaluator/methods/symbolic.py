"""Methods of unknown values: what can still be said."""

from __future__ import annotations

from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode
from iaclint.evaluator.callbacks import call_repeatedly, item_name
from iaclint.evaluator.defaults import with_default
from iaclint.evaluator.entries import unknown_member
from iaclint.evaluator.methods import common, encodings, strings
from iaclint.evaluator.methods.replacing import regex_search
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import concrete, hole_name
from iaclint.values import ENVIRONMENT, Known, ListValue, Reference, Unknown, Value, relabelled


def looping(result: Callable[[Value, Value, ir.Call], Value]) -> MethodCode:
    """A method that calls back for each item: once, with an unknown item."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        callback = arguments.at(0)
        if callback is None:
            return Unknown(f"result of {site.function.span.text[:60]}", span=site.span)
        item = Unknown(
            f"an item of {hole_name(receiver)}", item_name(callback), site.span, receiver.labels & ~ENVIRONMENT
        )
        at = Unknown("a position in a list", "index", site.span)
        loop = f"a loop over {hole_name(receiver)}"
        return result(receiver, call_repeatedly(run, callback, loop, site, [item, at]), site)

    return code


def mapped(receiver: Value, result: Value, site: ir.Call) -> Value:
    return ListValue([result], site.span, f"a loop over {hole_name(receiver)}")


def same(receiver: Value, result: Value, site: ir.Call) -> Value:
    return receiver


def unknown_item(receiver: Value, result: Value, site: ir.Call) -> Value:
    return Unknown(f"an item of {hole_name(receiver)}", "item", site.span)


def find(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``list.find(callback)``; Python's ``text.find(part)``."""
    code = strings.METHODS["find"] if site.span.file.language == "python" else looping(unknown_item)
    return code(run, receiver, arguments, site)


def pairs(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``.items()``/``.entries()``: one symbolic pair."""
    pair = ListValue(
        [
            Unknown(f"a key of {hole_name(receiver)}", "key", site.span),
            Unknown(f"a value of {hole_name(receiver)}", "value", site.span),
        ],
        kind="tuple",
    )
    return ListValue([pair], site.span, f"the entries of {hole_name(receiver)}")


def given(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``unknown.get('key', default)``: an attribute of the unknown map."""
    key = arguments.at(0)
    if key is None:
        return Unknown(f"result of {site.function.span.text[:60]}", span=site.span)
    data = concrete(key)
    if isinstance(receiver, Unknown) and isinstance(data, str):
        value: Value = unknown_member(run, receiver, data, site.span)
    else:
        value = Unknown(f"an entry of {hole_name(receiver)}", span=site.span)
    default = arguments.at(1)
    return value if default is None else with_default(value, default)


def matches(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``/…/.test(text)``: of a regular expression that was written as such."""
    text = arguments.at(0) or Known(None)
    found = regex_search(receiver, concrete(text))
    if found is None:
        return Unknown("a match of a text that is not known", span=site.span, labels=text.labels)
    return Known(found is not False, site.span, text.labels)


def fed(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``hash.update(value)``: from now on it depends on that too."""
    return relabelled(receiver, arguments.labels())


METHODS: dict[str, MethodCode] = {
    "forEach": looping(same),
    "map": looping(mapped),
    "flatMap": looping(mapped),
    "filter": looping(same),
    "find": find,
    "items": pairs,
    "get": given,
    "then": common.then,
    "catch": common.itself,
    "finally": common.itself,
    "toString": encodings.text_of,
    "test": matches,
    "update": fed,
    "digest": common.itself,
    "hexdigest": common.itself,
    **{name: strings.METHODS[name] for name in ("toLowerCase", "toUpperCase", "lower", "upper", "trim", "strip",
       "replace", "replaceAll", "substring", "substr", "slice", "split", "startsWith", "startswith", "endsWith",
       "endswith", "includes", "title", "capitalize", "rstrip", "lstrip", "padStart", "concat", "encode", "decode",
       "padEnd", "zfill", "ljust", "rjust", "trimEnd", "trimStart", "removeprefix", "removesuffix", "repeat", "match",
       "charAt", "read", "partition", "rpartition", "rsplit", "indexOf", "lastIndexOf", "rfind", "isdigit", "isalnum", "swapcase", "casefold", "read_text")},
}  # fmt: skip


def item(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``attribute.get(0)``."""
    key = arguments.at(0, "index", "key")
    if not isinstance(receiver, Reference) or key is None:
        return Unknown(f"result of {site.function.span.text[:60]}", span=site.span)
    return Reference(receiver.target, f"{receiver.attribute}[{hole_name(key)}]", site.span, receiver.labels)


REFERENCE: dict[str, MethodCode] = {"get": item}
