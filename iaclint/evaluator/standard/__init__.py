"""The languages' own libraries, as far as infrastructure programs use them.

Everything is a symbol: ``os.getenv``, ``js.JSON.stringify``, ``py.len``. A symbol that is in no table stays a symbol when read and gives an
unknown when called.
"""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callbacks import call_unknown
from iaclint.evaluator.run import EXITED, Run
from iaclint.evaluator.standard.constants import CONSTANTS, environment_variable
from iaclint.evaluator.standard.functions import FUNCTIONS, QUIET
from iaclint.source import Span
from iaclint.values import Known, Symbol, Unknown, Value, relabelled

JAVASCRIPT_GLOBALS = frozenset(
    [
        "JSON",
        "Object",
        "Array",
        "Math",
        "Date",
        "process",
        "console",
        "Map",
        "Set",
        "WeakMap",
        "String",
        "Number",
        "Boolean",
        "parseInt",
        "parseFloat",
        "Promise",
        "Error",
        "TypeError",
        "RangeError",
        "Symbol",
        "encodeURIComponent",
        "decodeURIComponent",
        "isNaN",
        "Buffer",
        "atob",
        "btoa",
        "globalThis",
        "setTimeout",
        "structuredClone",
        "Reflect",
        "Intl",
        "RegExp",
        "BigInt",
        "URL",
        "crypto",
        "fetch",
        "Proxy",
    ]
)
PYTHON_BUILTINS = frozenset(
    [
        "len",
        "str",
        "int",
        "float",
        "bool",
        "list",
        "dict",
        "set",
        "tuple",
        "range",
        "enumerate",
        "zip",
        "sorted",
        "reversed",
        "map",
        "filter",
        "any",
        "all",
        "min",
        "max",
        "sum",
        "abs",
        "round",
        "print",
        "isinstance",
        "issubclass",
        "hasattr",
        "getattr",
        "setattr",
        "type",
        "repr",
        "iter",
        "next",
        "open",
        "object",
        "super",
        "Exception",
        "ValueError",
        "KeyError",
        "TypeError",
        "RuntimeError",
        "ImportError",
        "FileNotFoundError",
        "AttributeError",
        "NotImplementedError",
        "format",
        "id",
        "vars",
        "dir",
        "frozenset",
        "hash",
        "callable",
        "chr",
        "ord",
        "divmod",
        "bytes",
        "input",
        "exit",
        "quit",
        "__import__",
        "property",
        "staticmethod",
        "classmethod",
        "NotImplemented",
        "Ellipsis",
    ]
)


FUNCTION_NAMES = frozenset(("os.environ.get", "os.environ.setdefault", "os.environ.copy", "os.environ.items"))


def language_name(run: Run, node: ir.Name) -> Value:
    """A name that no scope holds: a builtin of the language, or nothing."""
    if node.span.file.language == "typescript":
        if node.id in JAVASCRIPT_GLOBALS:
            return Symbol(f"js.{node.id}", node.span)
        if node.id in ("NaN", "Infinity"):
            return Unknown(node.id, node.id, node.span)
    elif node.id in PYTHON_BUILTINS:
        return Symbol(f"py.{node.id}", node.span)
    if node.id in ("self", "this", "cls", "super"):
        return Unknown(f"{node.id} outside of a method", node.id, node.span)
    return run.unknown(f"{node.id} is not defined", node.span, node.id, run.sources.labels(node.id))


def get(run: Run, symbol: Symbol, name: str, span: Span) -> Value:
    """A member of a standard module or object."""
    full = f"{symbol.name}.{name}"
    if symbol.name in ("js.process.env", "process.env", "os.environ") and full not in FUNCTION_NAMES:
        return environment_variable(run, name, span)
    constant = CONSTANTS.get(full)
    if constant is not None:
        return Known(constant, span)
    return Symbol(full, span)


def call(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """A call of a standard function or class. What it gives depends on what it was given."""
    code = FUNCTIONS.get(symbol.name)
    if code is not None:
        result = code(run, arguments, site)
        return (
            relabelled(result, arguments.labels()) if isinstance(result, Unknown) and result is not EXITED else result
        )
    if symbol.name in QUIET or symbol.name.startswith(("js.console.", "logging.", "py.print")):
        return Known(None, site.span)
    if symbol.name.startswith("typing.") or symbol.name.endswith(("Error", "Exception")):
        return Unknown(symbol.last, span=site.span)
    return call_unknown(run, symbol, arguments, site)


__all__ = ["call", "get", "language_name"]
