"""The literals of a use of a library, the outermost and those within it, each with what the library declares for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Declaration, Form, Signature
from iaclint.source import Span
from iaclint.values import Entry, Instance, ListValue, MapValue, Value, is_left_out

MAX_DEPTH = 12
ARGUMENTS = frozenset(
    ("scope", "id", "id_", "scope_", "construct_id", "opts")
)  # of constructors and functions, not properties
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

    @property
    def is_tolerant(self) -> bool:
        """Whether jsii makes a struct of a dict that Python gives it as it is: it takes what it knows and leaves the rest."""
        return self.keys == "own" and self.use.span.file.language == "python"

    def elsewhere(self) -> list[tuple[str, Entry, Span]]:
        """What an object that is made outside of the call has (TypeScript)."""
        whole = self.use.span
        return [
            (key, entry, entry.key_span)
            for key, entry in self.properties.entries.items()
            if isinstance(key, str) and entry.key_span is not None and not within(entry.key_span, whole)
        ]

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
                and not is_left_out(entry.value)
            ]
        return self._given

    def strange(self) -> list[tuple[str, Entry, Span, str | None]]:
        """Of what is given, that which the declaration does not have."""
        has = self.declaration.has
        return [given for given in self.given() if given[3] is None or not has(given[3])]

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


def literals(use: ApiUse, context: Context) -> tuple[Literal, ...]:
    """The literals of a use whose every entry is known. Several rules look at the same ones."""
    walked: dict[int, tuple[Literal, ...]] | None = context.graph.memo.get(Literal)
    if walked is None:
        walked = context.graph.memo[Literal] = {}
    found = walked.get(id(use))
    if found is None:
        found = walked[id(use)] = tuple(_outermost(use, context))
    return found


def _outermost(use: ApiUse, context: Context) -> Iterator[Literal]:
    if use.properties is None or use.kind not in ("call", "struct"):
        return
    declaration = context.facts.declaration(use.symbol)
    if declaration is None:
        signature = context.facts.signature(use.symbol) if use.kind == "call" else None
        if signature is not None:
            yield from _arguments(use, signature, context)
    elif not is_cast(use.properties.span):
        yield from _literals(Literal(use, use.symbol, declaration, use.properties, _outer_keys(use), False), context, 0)


def _arguments(use: ApiUse, signature: Signature, context: Context) -> Iterator[Literal]:
    """The literals that a method is given."""
    keys, forms = _outer_keys(use), signature.parameters
    for form, value in zip(forms, use.arguments, strict=False):
        yield from _within(use, keys, form, value, context, 0, True)
    struct, given = signature.struct, use.properties
    # the names of other parameters are not known: they have to be given by position
    if struct is None or given is None or not given.entries or len(use.arguments) != len(forms) - 1:
        return
    declaration = context.facts.declaration(struct.symbol)
    if declaration is not None:
        yield from _literals(Literal(use, struct.symbol, declaration, given, keys, True), context, 0)


def _outer_keys(use: ApiUse) -> str:
    return "names" if use.span.file.language == "python" else "own"


def _literals(literal: Literal, context: Context, depth: int) -> Iterator[Literal]:
    if not literal.properties.open:
        yield literal
    for _, entry, _, name in literal.given():
        form = literal.declaration.form(name) if name is not None else None
        if form is not None and depth < MAX_DEPTH:
            yield from _within(literal.use, literal.keys, form, entry.value, context, depth + 1, True)


def _within(
    use: ApiUse, keys: str, form: Form, value: Value, context: Context, depth: int, direct: bool
) -> Iterator[Literal]:
    """The literals in what is given for a form, in a literal whose keys are spelt in that way."""
    if form.kind not in ("struct", "list", "map", "union") or depth > MAX_DEPTH:
        return
    if form.kind == "union":
        structs = [option for option in form.options if option.kind == "struct"]
        if len(structs) == 1:
            yield from _within(use, keys, structs[0], value, context, depth, False)
        return
    for _, option in value.alternatives():
        if form.kind == "struct" and isinstance(option, MapValue):
            declaration = context.facts.declaration(form.symbol)
            if declaration is not None and not is_cast(option.span):
                inner = _keys(use, keys, direct and not form.token)
                yield from _literals(Literal(use, form.symbol, declaration, option, inner, True), context, depth)
        elif form.inner is not None and form.kind == "list" and isinstance(option, ListValue):
            for item in option.items:
                yield from _within(use, keys, form.inner, item, context, depth + 1, False)
        elif form.inner is not None and form.kind == "map" and isinstance(option, MapValue):
            for entry in option.entries.values():
                yield from _within(use, keys, form.inner, entry.value, context, depth + 1, False)


def _keys(use: ApiUse, outer: str, direct: bool) -> str:
    """jsii makes a struct of a dict that is given for one, by keyword; a dict in a list, a map or beside other types goes to JavaScript as it is."""
    if use.symbol.startswith("@pulumi/") and use.span.file.language == "python":
        return "any"
    return "names" if direct and outer == "names" else "own"


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
