"""What CDK and CDKTF share: constructs with scope, id and props, and jsii's spelling in Python."""

from __future__ import annotations

from functools import lru_cache

from iaclint import ir
from iaclint.catalog import Type, load
from iaclint.catalog.names import camel_name
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.run import Run
from iaclint.frameworks.framework import as_map
from iaclint.frameworks.imports import library_of, path_of
from iaclint.source import Language
from iaclint.values import Entry, Instance, Known, MapValue, Symbol, Unknown, Value


@lru_cache(maxsize=16384)
def catalog_type(symbol: str) -> Type | None:
    """The catalog's record of a symbol."""
    path = path_of(symbol)
    return load(library_of(symbol)).get(path) if path else None


def spelling(name: str, language: Language) -> str:
    """A member's name in the framework's (camelCase) spelling. Constants (``RETAIN``), classes and modules keep theirs."""
    if language != "python" or "_" not in name.strip("_") or not name.islower():
        return name.removesuffix("_") if language == "python" and name.islower() else name
    return camel_name(name.strip("_"))


class ConstructCall:
    """The parts of ``new X(scope, id, props)``: ``props`` in the framework's spelling."""

    __slots__ = ("id", "props", "scope")

    def __init__(self, scope: Value | None, id: Value, props: MapValue) -> None:
        self.scope = scope
        self.id = id
        self.props = props


def construct_call(run: Run, arguments: Arguments, site: ir.Call, struct: Type | None) -> ConstructCall:
    """Reads a constructor's arguments in either language."""
    named = dict(arguments.named)
    scope = arguments.at(0) or _taken(named, "scope")
    identity = arguments.at(1) or _taken(named, "id", "construct_id", "id_", "name")
    if identity is None:
        identity = Unknown("an id that is not given", "id", site.span) if arguments.open else Known("", site.span)
    props = as_map(arguments.at(2), "its properties", site.span)
    for name, entry in named.items():
        props.entries[property_name(name, struct)] = Entry(entry.value, entry.key_span, name)
    props.open = props.open or arguments.open
    return ConstructCall(scope, identity, props)


def _taken(named: dict[str, Entry], *names: str) -> Value | None:
    for name in names[:2]:
        if name in named:
            return named.pop(name).value
    return None


def property_name(name: str, struct: Type | None) -> str:
    """A keyword argument of Python in the framework's spelling: the catalog's property that is spelt so."""
    if struct is not None:
        found = struct.by_python_name(name)
        if found is not None:
            return found
    return camel_name(name) if "_" in name.strip("_") else name


def props_type(kind: Type | None) -> Type | None:
    """The struct of a construct's properties."""
    if kind is None:
        return None
    struct = kind.props_struct
    return kind.library.get(struct) if struct is not None else None


def make_struct(symbol: str, kind: Type | None, arguments: Arguments, site: ir.Call) -> Instance:
    """A struct made by calling its class (Python): its properties in the framework's spelling."""
    properties = MapValue(span=site.span, open=arguments.open)
    for name, entry in arguments.named.items():
        properties.entries[property_name(name, kind)] = Entry(entry.value, entry.key_span, name)
    return Instance(Symbol(symbol), symbol, site.span, properties, list(arguments.positional))


def scope_chain(value: Value | None) -> list[Instance]:
    """A construct and the scopes it is in, nearest first."""
    chain: list[Instance] = []
    while isinstance(value, Instance) and len(chain) < 40:
        chain.append(value)
        value = value.resource.scope if value.resource is not None else None
    return chain
