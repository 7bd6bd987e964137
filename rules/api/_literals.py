"""The literals of a use of a library, the outermost and those within it, each with what the library declares for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaclint.model import ApiUse, ResourceGraph
from iaclint.rule import Context, Declaration, Form
from iaclint.source import Span
from iaclint.values import Entry, Instance, ListValue, MapValue, Value, is_absent

MAX_DEPTH = 12
ARGUMENTS = frozenset(("scope", "id", "id_", "scope_", "construct_id"))  # of constructors, not properties
_CAST = re.compile(rb"[\s)]*(?:as\s+(?!const\b)|satisfies\b)")
_CAST_BEFORE = re.compile(rb"<[\w.]+>\s*\(?\s*$")
_SILENCED = re.compile(rb"@ts-(?:ignore|expect-error)[^\n]*\n[^\n]*$")


class Literal:
    """``properties`` as written for ``declaration``, that of ``symbol``. ``keys``: how a key must be spelt there: as Python's ``names``, as the framework's
    (``own``), or in ``any`` of both ways."""

    __slots__ = ("_given", "declaration", "keys", "nested", "properties", "symbol", "use")

    def __init__(
        self, use: ApiUse, symbol: str, declaration: Declaration, properties: MapValue, keys: str, nested: bool
    ) -> None:
        self.use = use
        self.symbol = symbol
        self.declaration = declaration
        self.properties = properties
        self.keys = keys
        self.nested = nested
        self._given: list[tuple[str, Entry, Span, str | None]] | None = None

    @property
    def label(self) -> str:
        """``Bucket``; of a struct, what the library calls it."""
        return self.symbol.rpartition(".")[2]

    def given(self) -> list[tuple[str, Entry, Span, str | None]]:
        """What is given with a value: key, entry, the key's place, and the property that it names (see ``name``). In TypeScript only what stands in the call itself: an object that is made elsewhere
        may have more than is asked for."""
        if self._given is None:
            whole = self.use.span if self.use.span.file.language == "typescript" else None
            self._given = [
                (key, entry, entry.key_span, self.name(key, entry))
                for key, entry in self.properties.entries.items()
                if isinstance(key, str)
                and entry.key_span is not None
                and not key.startswith("_")
                and (whole is None or within(entry.key_span, whole))
                and not left_out(entry.value)
            ]
        return self._given

    def name(self, key: str, entry: Entry) -> str | None:
        """The property that a key names, known or not, in the framework's spelling; ``None`` when the key is not spelt as it must be."""
        if self.keys == "own":
            return key
        written = entry.spelling or key
        found = self.declaration.by_python_name(written)
        if found is not None:
            return found
        if self.keys == "any" or not self.declaration.has(key):
            return key
        return key if self.declaration.python_name(key) == written else None

    def spelt(self, name: str) -> str:
        """A property's name as it must be written in this literal."""
        return name if self.keys == "own" else self.declaration.python_name(name)


class Walk:
    """The literals of the uses of one graph: several rules look at the same ones."""

    __slots__ = ("graph", "literals")

    def __init__(self, graph: ResourceGraph | None) -> None:
        self.graph = graph
        self.literals: dict[int, tuple[Literal, ...]] = {}


_walk = Walk(None)


def literals(use: ApiUse, context: Context) -> tuple[Literal, ...]:
    """The literals of a use whose every entry is known."""
    global _walk
    walk = _walk
    if walk.graph is not context.graph:
        _walk = walk = Walk(context.graph)
    found = walk.literals.get(id(use))
    if found is None:
        found = walk.literals[id(use)] = tuple(_outermost(use, context))
    return found


def _outermost(use: ApiUse, context: Context) -> Iterator[Literal]:
    if use.properties is None or use.kind == "member":
        return
    declaration = context.facts.declaration(use.symbol)
    if declaration is None or is_cast(use.properties.span):
        return
    python = use.span.file.language == "python"
    keys = "names" if python else "own"
    yield from _literals(Literal(use, use.symbol, declaration, use.properties, keys, False), context, 0)


def _literals(literal: Literal, context: Context, depth: int) -> Iterator[Literal]:
    if not literal.properties.open:
        yield literal
    for _, entry, _, name in literal.given():
        form = literal.declaration.form(name) if name is not None else None
        if form is not None and depth < MAX_DEPTH:
            yield from _within(literal, form, entry.value, context, depth + 1, True)


def _within(outer: Literal, form: Form, value: Value, context: Context, depth: int, direct: bool) -> Iterator[Literal]:
    if form.kind not in ("struct", "list", "map", "union") or depth > MAX_DEPTH:
        return
    if form.kind == "union":
        structs = [option for option in form.options if option.kind == "struct"]
        if len(structs) == 1:
            yield from _within(outer, structs[0], value, context, depth, False)
        return
    for _, option in value.alternatives():
        if form.kind == "struct" and isinstance(option, MapValue):
            yield from _struct(outer, form, option, context, depth, direct and not form.token)
        elif form.inner is not None and form.kind == "list" and isinstance(option, ListValue):
            for item in option.items:
                yield from _within(outer, form.inner, item, context, depth + 1, False)
        elif form.inner is not None and form.kind == "map" and isinstance(option, MapValue):
            for entry in option.entries.values():
                yield from _within(outer, form.inner, entry.value, context, depth + 1, False)


def _struct(
    outer: Literal, form: Form, value: MapValue, context: Context, depth: int, direct: bool
) -> Iterator[Literal]:
    declaration = context.facts.declaration(form.symbol)
    if declaration is not None and not is_cast(value.span):
        keys = _keys(outer, direct)
        yield from _literals(Literal(outer.use, form.symbol, declaration, value, keys, True), context, depth)


def _keys(outer: Literal, direct: bool) -> str:
    """jsii makes a struct of a dict that is given for one, by keyword; a dict in a list, a map or beside other types goes to JavaScript as it is."""
    if outer.use.symbol.startswith("@pulumi/") and outer.use.span.file.language == "python":
        return "any"
    return "names" if direct and outer.keys == "names" else "own"


def left_out(value: Value) -> bool:
    return all(is_absent(option) for _, option in value.alternatives())


def within(span: Span, outer: Span) -> bool:
    return span.file.path == outer.file.path and outer.start <= span.start and span.end <= outer.end


def is_cast(span: Span | None) -> bool:
    """Whether the program tells the compiler not to look at what stands there (``… as any``, ``@ts-ignore``)."""
    if span is None or span.file.language != "typescript":
        return False
    data = span.file.data
    return bool(
        _CAST.match(data, span.end)
        or _CAST_BEFORE.search(data, max(span.start - 40, 0), span.start)
        or _SILENCED.search(data, max(span.start - 300, 0), span.start)
    )


def plain_object(use: ApiUse) -> bool:
    """Whether a class was called with something else than a literal of its properties."""
    return bool(use.arguments) and not isinstance(use.arguments[-1], MapValue | Instance)
