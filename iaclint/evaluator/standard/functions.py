"""Functions of the standard libraries: the table, and the shorter entries."""

from __future__ import annotations

from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import NativeCode
from iaclint.evaluator.iteration import as_list
from iaclint.evaluator.operators import to_number, truth
from iaclint.evaluator.run import Run
from iaclint.evaluator.methods.strings import simple_change
from iaclint.evaluator.standard import collections, data, paths
from iaclint.evaluator.standard.constants import environment_variable
from iaclint.evaluator.texts import concrete, hole_name, join_text, map_text
from iaclint.values import (
    NONDETERMINISTIC,
    Instance,
    Known,
    ListValue,
    MapValue,
    Unknown,
    Value,
    over,
)


def get_variable(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``os.getenv(name, default)``, ``os.environ.get``."""
    key = arguments.at(0, "key")
    name = concrete(key) if key is not None else None
    if not isinstance(name, str):
        return Unknown("an environment variable whose name is not known", span=site.span)
    return environment_variable(run, name, site.span, arguments.at(1, "default"))


def as_text(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    value = arguments.at(0)
    if value is None:
        return Known("", site.span)
    return over(value, lambda option: join_text([option], site.span.file.language, site.span), site.span)


def as_number(integer: bool) -> NativeCode:
    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        value = arguments.at(0)
        return Known(0, site.span) if value is None else over(value, lambda v: to_number(v, site.span, integer))

    return code


def as_boolean(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    answer = truth(arguments.at(0) or Known(None), site.span.file.language)
    return Unknown("an undecided condition", span=site.span) if answer is None else Known(answer, site.span)


def nondeterministic(what: str) -> NativeCode:
    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        return Unknown(what, what.rpartition(" ")[2], site.span, NONDETERMINISTIC)

    return code


def first_argument(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    return arguments.at(0) or Known(None, site.span)


def nothing(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    return Known(None, site.span)


def exits(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    from iaclint.evaluator.statements import EXITED

    return EXITED


def get_attribute_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    from iaclint.evaluator.attributes import get_attribute

    holder, name = arguments.at(0), concrete(arguments.at(1) or Known(None))
    if holder is None or not isinstance(name, str):
        return Unknown("an attribute whose name is not known", span=site.span)
    if len(arguments.positional) > 2 and isinstance(holder, Instance) and not holder.symbol and not holder.open:
        if has_attribute(holder, name) is False:
            return arguments.positional[2]
    return get_attribute(run, holder, name, site.span)


def set_attribute_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    from iaclint.evaluator.attributes import set_attribute

    holder, name, value = arguments.at(0), concrete(arguments.at(1) or Known(None)), arguments.at(2)
    if holder is not None and value is not None and isinstance(name, str):
        set_attribute(run, holder, name, value, site.span)
    return Known(None, site.span)


def has_attribute(holder: Value, name: str) -> bool | None:
    from iaclint.evaluator.attributes import find_method
    from iaclint.evaluator.callables import class_of

    if isinstance(holder, Instance):
        klass = class_of(holder)
        if name in holder.fields or (klass is not None and (find_method(klass, name) or name in klass.members)):
            return True
        return None if holder.symbol or holder.open else False
    return None


def has_attribute_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    name = concrete(arguments.at(1) or Known(None))
    answer = has_attribute(arguments.at(0) or Known(None), name) if isinstance(name, str) else None
    return Unknown("whether an attribute exists", span=site.span) if answer is None else Known(answer, site.span)


def is_instance(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    value = arguments.at(0) or Known(None)
    kind = arguments.at(1)
    name = getattr(kind, "name", "")
    known: dict[str, Callable[[Value], bool]] = {
        "py.dict": lambda v: isinstance(v, MapValue),
        "py.list": lambda v: isinstance(v, ListValue),
        "py.str": lambda v: isinstance(concrete(v), str),
        "py.bool": lambda v: isinstance(concrete(v), bool),
        "py.int": lambda v: isinstance(concrete(v), int),
    }
    if name in known and isinstance(value, (Known, MapValue, ListValue)):
        return Known(known[name](value), site.span)
    return Unknown("the type of a value", span=site.span)


def apply_text_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``format(value, spec)``: what f-strings with a specification lower to."""
    value, spec = arguments.at(0), concrete(arguments.at(1) or Known(""))
    if value is None:
        return Known("", site.span)
    data = concrete(value)
    if isinstance(value, Known) and isinstance(spec, str) and spec and not spec.startswith("!"):
        try:
            return Known(format(data, spec[:20]), site.span, value.labels)
        except (ValueError, TypeError, OverflowError, MemoryError):
            return Unknown("text formatted in a way that fails", span=site.span)
    if isinstance(value, Known) and spec == "!r":
        return Known(repr(data), site.span, value.labels)
    return (
        join_text([value], "python", site.span)
        if not spec
        else Unknown("formatted text", hole_name(value), site.span, value.labels, origin=value)
    )


def regex_replace(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """Python's ``re.sub(pattern, replacement, text)``, for patterns that are one character class or plain word."""
    pattern, replacement = concrete(arguments.at(0) or Known(None)), concrete(arguments.at(1, "repl") or Known(None))
    text = arguments.at(2, "string")
    if text is None or not isinstance(pattern, str):
        return Unknown("text changed by a regular expression", span=site.span)
    change = simple_change(f"/{pattern}/g", replacement if isinstance(replacement, str) else None)
    if change is not None:
        return map_text(text, change, "re.sub", site.span)
    return Unknown("text changed by a regular expression", hole_name(text), site.span, text.labels, origin=text)


def promise_all(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    return as_list(run, arguments.at(0) or ListValue(), site.span)


def hashed(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """A hash, and the methods that lead to its text: unknown, but it depends on what went in."""
    labels = 0
    for value in arguments.all():
        labels |= value.labels
    return Unknown("a hash", "hash", site.span, labels)


FUNCTIONS: dict[str, NativeCode] = {
    "os.getenv": get_variable, "os.environ.get": get_variable, "os.environ.setdefault": get_variable,
    "py.str": as_text, "js.String": as_text, "py.format": apply_text_function, "py.repr": as_text,
    "py.int": as_number(True), "js.parseInt": as_number(True), "js.Number.parseInt": as_number(True),
    "py.float": as_number(False), "js.Number": as_number(False), "js.parseFloat": as_number(False),
    "py.bool": as_boolean, "js.Boolean": as_boolean,
    "py.getattr": get_attribute_function, "py.setattr": set_attribute_function, "py.hasattr": has_attribute_function,
    "py.isinstance": is_instance,
    "js.Date": nondeterministic("the current time"), "js.Date.now": nondeterministic("the current time"),
    "datetime.datetime.now": nondeterministic("the current time"), "datetime.now": nondeterministic("the current time"),
    "datetime.datetime.utcnow": nondeterministic("the current time"), "time.time": nondeterministic("the current time"),
    "datetime.date.today": nondeterministic("the current date"), "time.strftime": nondeterministic("the current time"),
    "js.Math.random": nondeterministic("a random number"), "random.randint": nondeterministic("a random number"),
    "random.choice": nondeterministic("a random item"), "random.choices": nondeterministic("a random item"),
    "uuid.uuid4": nondeterministic("a random id"), "uuid.v4": nondeterministic("a random id"),
    "crypto.randomUUID": nondeterministic("a random id"), "js.crypto.randomUUID": nondeterministic("a random id"),
    "crypto.randomBytes": nondeterministic("random bytes"), "secrets.token_hex": nondeterministic("random text"),
    "hashlib.md5": hashed, "hashlib.sha256": hashed, "hashlib.sha1": hashed, "crypto.createHash": hashed,
    "js.Promise.all": promise_all, "js.Promise.resolve": first_argument, "asyncio.run": first_argument,
    "js.structuredClone": data.deep_copy, "copy.deepcopy": data.deep_copy, "copy.copy": data.deep_copy,
    "typing.cast": lambda run, arguments, site: arguments.at(1) or Known(None, site.span),
    "re.sub": regex_replace, "sys.exit": exits, "js.process.exit": exits, "py.exit": exits,
    "dataclasses.asdict": collections.as_map, "py.vars": collections.as_map,
    **collections.FUNCTIONS, **data.FUNCTIONS, **paths.FUNCTIONS,
}  # fmt: skip

QUIET = frozenset(
    [
        "py.print",
        "dotenv.config",
        "dotenv.load_dotenv",
        "source-map-support.install",
        "warnings.warn",
        "warnings.filterwarnings",
        "py.super",
    ]
)
