"""Terraform functions that are plain enough to compute."""

from __future__ import annotations

from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.methods.strings import METHODS as STRINGS
from iaclint.evaluator.methods.strings import join_items
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import concrete
from iaclint.values import DEPLOY_TIME, JsonText, Known, ListValue, Symbol, Unknown, Value

Code = Callable[[Run, Symbol, Arguments, ir.Call], Value]


def join(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    return join_items(
        run, arguments.at(1, "value", "list") or Known(None), arguments.at(0, "separator") or Known(""), site
    )


def json_encode(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    return JsonText(arguments.at(0, "value") or Known(None), site.span)


def text_method(name: str) -> Code:
    def code(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
        value = arguments.at(0, "str", "value") or Known(None)
        return STRINGS[name](run, value, Arguments(arguments.positional[1:]), site)

    return code


def element(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    values, at = arguments.at(0, "list"), concrete(arguments.at(1, "index") or Known(None))
    if isinstance(values, ListValue) and isinstance(at, int) and values.items and not values.open:
        return values.items[at % len(values.items)]
    return Unknown("an item that Terraform picks", "element", site.span, DEPLOY_TIME)


def raw(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    return arguments.at(0, "str", "value") or Known(None)


FUNCTIONS: dict[str, Code] = {
    "Fn.join": join,
    "Fn.jsonencode": json_encode,
    "Fn.lower": text_method("lower"),
    "Fn.upper": text_method("upper"),
    "Fn.element": element,
    "Fn.rawString": raw,
    "Token.asString": raw,
    "Token.asNumber": raw,
    "Token.asList": raw,
    "Token.asAny": raw,
}
