"""Functions of the standard libraries: the table, and the shorter entries."""

from __future__ import annotations

import itertools
import re

from iaclint import ir
from iaclint.evaluator import modules
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.arithmetic import to_number
from iaclint.evaluator.attributes import get_attribute, set_attribute
from iaclint.evaluator.callables import Native, NativeCode
from iaclint.evaluator.comparisons import is_instance, truth
from iaclint.evaluator.defaults import with_default
from iaclint.evaluator.iteration import as_list
from iaclint.evaluator.methods import encodings, folders
from iaclint.evaluator.methods.common import partially
from iaclint.evaluator.methods.formatting import formatted
from iaclint.evaluator.methods.list_loops import reduce
from iaclint.evaluator.methods.replacing import MAX_SEARCHED, change_text, compiled, python_substitution
from iaclint.evaluator.presence import has_attribute
from iaclint.evaluator.run import EXITED, MAX_COLLECTION, Run
from iaclint.evaluator.spreading import extend
from iaclint.evaluator.standard import collections, data, paths
from iaclint.evaluator.standard.constants import environment_variable
from iaclint.evaluator.texts import concrete, hole_name, join_text, name_of
from iaclint.values import (
    NONDETERMINISTIC,
    Entry,
    Key,
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


def character(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``chr(code)``, ``String.fromCharCode(code, …)``."""
    codes = [concrete(value) for value in arguments.positional]
    try:
        return Known("".join(chr(int(str(code))) for code in codes), site.span, arguments.labels())
    except (ValueError, OverflowError):
        return Unknown("a character whose code is not known", span=site.span)


def import_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``__import__(name)``, ``importlib.import_module(name)``."""
    name = concrete(arguments.at(0, "name") or Known(None))
    if not isinstance(name, str) or not name or name.startswith("."):
        return run.unknown("an import of something not known", site.span)
    found = modules.imported_module(run, name, site.span)
    return found if found is not None else modules.not_found(run, name, site.span)


def as_number(reader: str) -> NativeCode:
    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        value = arguments.at(0)
        return Known(0, site.span) if value is None else over(value, lambda v: to_number(v, site.span, reader))

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
    return EXITED


def get_attribute_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    holder, name = arguments.at(0), concrete(arguments.at(1) or Known(None))
    if holder is None or not isinstance(name, str):
        return Unknown("an attribute whose name is not known", span=site.span)
    if len(arguments.positional) > 2 and has_attribute(run, holder, name) is False:
        return arguments.positional[2]
    value = get_attribute(run, holder, name, site.span)
    default = arguments.at(2)
    return value if default is None or not isinstance(value, Unknown) else with_default(value, default)


def set_attribute_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    holder, name, value = arguments.at(0), concrete(arguments.at(1) or Known(None)), arguments.at(2)
    if holder is not None and value is not None and isinstance(name, str):
        set_attribute(run, holder, name, value, site.span)
    return Known(None, site.span)


def has_attribute_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    name = concrete(arguments.at(1) or Known(None))
    answer = has_attribute(run, arguments.at(0) or Known(None), name) if isinstance(name, str) else None
    return Unknown("whether an attribute exists", span=site.span) if answer is None else Known(answer, site.span)


def is_instance_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``isinstance(value, class)``; the class may be a tuple of classes."""
    value, kind = arguments.at(0) or Known(None), arguments.at(1) or Known(None)
    kinds = kind.items if isinstance(kind, ListValue) else [kind]
    answers = [run.library.is_instance(value, one) for one in kinds]
    answers = [is_instance(value, one) if known is None else known for one, known in zip(kinds, answers, strict=True)]
    if True in answers or None not in answers:
        return Known(True in answers, site.span)
    return Unknown(f"the type of {hole_name(value)}", span=site.span)


def format_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``format(value, spec)``: what f-strings with a specification lower to."""
    value, spec = arguments.at(0), concrete(arguments.at(1) or Known(""))
    if value is None:
        return Known("", site.span)
    if not isinstance(spec, str):
        return Unknown("formatted text", hole_name(value), site.span, value.labels, origin=value)
    return over(value, lambda option: formatted(option, spec, site.span), site.span)


def regex_replace(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """Python's ``re.sub(pattern, replacement, text)``, for patterns that cannot be slow."""
    pattern, replacement = concrete(arguments.at(0) or Known(None)), concrete(arguments.at(1, "repl") or Known(None))
    text, count = arguments.at(2, "string"), concrete(arguments.at(3, "count") or Known(0))
    if text is None or not isinstance(pattern, str) or not isinstance(count, int):
        return Unknown("text changed by a regular expression", span=site.span)
    change = python_substitution(pattern, replacement, count)
    if change is not None:
        return over(text, lambda option: change_text(option, change, count or -1, site.span), site.span)
    return Unknown("text changed by a regular expression", name_of(text), site.span, text.labels, origin=text)


def regex_match(whole: bool, start: bool) -> NativeCode:
    """``re.match``/``fullmatch``/``search``: whether there is a match; its groups by number."""

    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        pattern, text = concrete(arguments.at(0) or Known(None)), arguments.at(1, "string") or Known(None)
        regex = compiled(pattern, "") if isinstance(pattern, str) else None
        searched = concrete(text)
        if regex is None or not isinstance(searched, str) or len(searched) > MAX_SEARCHED:
            return Unknown("a match of a text that is not known", span=site.span, labels=text.labels)
        match = (regex.fullmatch if whole else regex.match if start else regex.search)(searched)
        if match is None:
            return Known(None, site.span, text.labels)
        groups: dict[Key, Entry] = {at: Entry(Known(match[at], site.span)) for at in range(regex.groups + 1)}
        return MapValue({**groups, "group": Entry(Native("group", group_of(match)))}, site.span)

    return code


def group_of(match: re.Match[str]) -> NativeCode:
    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        key = concrete(arguments.at(0) or Known(0))
        try:
            return Known(match[key], site.span) if isinstance(key, (int, str)) else Unknown("a group", span=site.span)
        except IndexError:
            return Unknown("a group that is not there", span=site.span)

    return code


def promise_all(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``Promise.all([…])``, ``asyncio.gather(…)``."""
    if site.span.file.language == "python":
        return ListValue(list(arguments.positional), site.span, arguments.open)
    return as_list(run, arguments.at(0) or ListValue(), site.span)


def partial(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``functools.partial(function, …)``."""
    function = arguments.at(0) or Known(None)
    return partially(function, Arguments(arguments.positional[1:], arguments.named, arguments.open))


def reduce_function(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``functools.reduce(function, items, initial)``."""
    items = as_list(run, arguments.at(1) or Known(None), site.span)
    return reduce(run, items, Arguments([arguments.positional[0], *arguments.positional[2:]]), site)


def chained(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``itertools.chain(a, b)``."""
    result = ListValue([], site.span, arguments.open)
    for value in arguments.positional:
        extend(run, result, value, site.span)
    return result


def product(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``itertools.product(a, b)``."""
    lists = [as_list(run, value, site.span) for value in arguments.positional]
    rows = itertools.islice(itertools.product(*(each.items for each in lists)), MAX_COLLECTION)
    open = next((each.open for each in lists if each.open), None)
    return ListValue([ListValue(list(row), kind="tuple") for row in rows], site.span, open)


def hashed(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """A hash, and the methods that lead to its text: unknown, but it depends on what went in."""
    return Unknown("a hash", "hash", site.span, arguments.labels())


FUNCTIONS: dict[str, NativeCode] = {
    "os.getenv": get_variable, "os.environ.get": get_variable, "os.environ.setdefault": get_variable,
    "py.str": as_text, "js.String": as_text, "py.format": format_function, "py.repr": as_text,
    "py.int": as_number("py.int"), "js.parseInt": as_number("js.parseInt"), "js.Number.parseInt": as_number("js.parseInt"),
    "py.float": as_number("py.float"), "js.Number": as_number("js.Number"), "js.parseFloat": as_number("js.parseFloat"),
    "py.bool": as_boolean, "js.Boolean": as_boolean,
    "py.getattr": get_attribute_function, "py.setattr": set_attribute_function, "py.hasattr": has_attribute_function,
    "py.isinstance": is_instance_function, "py.__import__": import_function, "importlib.import_module": import_function,
    "js.Date": nondeterministic("the current time"), "js.Date.now": nondeterministic("the current time"),
    "datetime.datetime.now": nondeterministic("the current time"), "datetime.now": nondeterministic("the current time"),
    "datetime.datetime.utcnow": nondeterministic("the current time"), "time.time": nondeterministic("the current time"),
    "datetime.date.today": nondeterministic("the current date"), "time.strftime": nondeterministic("the current time"),
    "js.Math.random": nondeterministic("a random number"), "random.randint": nondeterministic("a random number"),
    "secrets.choice": nondeterministic("a random item"), "py.chr": character, "js.String.fromCharCode": character,
    "random.choice": nondeterministic("a random item"), "random.choices": nondeterministic("a random item"),
    "uuid.uuid4": nondeterministic("a random id"), "uuid.v4": nondeterministic("a random id"),
    "crypto.randomUUID": nondeterministic("a random id"), "js.crypto.randomUUID": nondeterministic("a random id"),
    "crypto.randomBytes": nondeterministic("random bytes"), "secrets.token_hex": nondeterministic("random text"),
    "hashlib.md5": hashed, "hashlib.sha256": hashed, "hashlib.sha1": hashed, "crypto.createHash": hashed,
    "js.Promise.all": promise_all, "asyncio.gather": promise_all, "js.Promise.resolve": first_argument, "asyncio.run": first_argument,
    "functools.partial": partial, "functools.reduce": reduce_function, "itertools.chain": chained,
    "itertools.product": product,
    "typing.cast": lambda run, arguments, site: arguments.at(1) or Known(None, site.span),
    "re.sub": regex_replace, "re.match": regex_match(False, True), "re.search": regex_match(False, False),
    "re.fullmatch": regex_match(True, True), "sys.exit": exits, "js.process.exit": exits, "py.exit": exits,
    "dataclasses.asdict": collections.as_map, "py.vars": collections.as_map,
    **collections.FUNCTIONS, **data.FUNCTIONS, **paths.FUNCTIONS, **folders.FUNCTIONS,
    **encodings.FUNCTIONS,
}  # fmt: skip

QUIET = frozenset(
    [
        "py.print",
        "dotenv.config",
        "dotenv.load_dotenv",
        "source-map-support.install",
        "warnings.warn",
        "time.sleep",
        *folders.WRITING,
        "warnings.filterwarnings",
        "py.super",
    ]
)
