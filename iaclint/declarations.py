"""What constructs and structs declare, in the versions of their library that the project may use. Implements ``rule.Declaration``."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from iaclint.catalog.library import release
from iaclint.frameworks.jsii import catalog_type, props_type
from iaclint.library_members import Window
from iaclint.rule import Form, Signature

if TYPE_CHECKING:
    from iaclint.catalog import Type
    from iaclint.catalog.types import Property

Release = tuple[int, ...]

OPEN = frozenset(
    ("@pulumi/kubernetes.apiextensions.CustomResource", "@pulumi/kubernetes.apiextensions.CustomResourcePatch")
)  # any keys


class Declared:
    """The properties of a construct's arguments or of a struct. ``low`` and ``high``: the indices of the samples around the version, or the
    range of versions, that the project may use: the last that is not newer than its lowest, the first that is not older than its highest."""

    __slots__ = ("_high", "_low", "_names", "_required", "_struct", "_version", "library", "parameters")

    def __init__(self, owner: Type, struct: Type, version: str | None, low: int, high: int) -> None:
        self._struct = struct
        self._version = version
        self._low = low
        self._high = high
        self._names: dict[str, None] | None = None
        self._required: list[str] | None = None
        self.library = owner.library.name
        self.parameters = frozenset(name for name, _, _ in owner.init) if struct is not owner else frozenset()

    @property
    def version(self) -> str | None:
        return self._version

    def has(self, name: str) -> bool:
        if self._names is None:
            self._names = {known: None for known, prop in self._struct.properties().items() if self._in_use(prop)}
        return name in self._names

    def _in_use(self, prop: Property) -> bool:
        if prop.library is not self._struct.library:
            return True  # inherited from another library, whose samples are others
        if self._version is not None:
            return prop.available_in(self._version) and not self._is_dropped(prop, self._version)
        return prop.within(self._low, self._high)

    def _is_dropped(self, prop: Property, version: str) -> bool:
        """Whether a property is gone although a sample before the version has it: only major versions drop what they had."""
        if prop.until is None:
            return False
        following = self._struct.library.version(self._high)
        return release(prop.until)[0] < release(version)[0] == release(following)[0]

    def since(self, name: str) -> str | None:
        prop = self._struct.property(name)
        return prop.since if prop is not None and not self._in_use(prop) and prop.starts_after(self._high) else None

    def until(self, name: str) -> str | None:
        prop = self._struct.property(name)
        return prop.until if prop is not None and not self.has(name) and self.since(name) is None else None

    def required(self) -> list[str]:
        if self._required is None:
            self._required = [name for name, prop in self._struct.properties().items() if self._requires(prop)]
        return self._required

    def _requires(self, prop: Property) -> bool:
        if self._version is not None:
            return prop.required_in(self._version)
        struct = self._struct  # as old as the struct, and not gone before it
        return prop.steadily_required and prop.since in (None, struct.since) and prop.until in (None, struct.until)

    def names(self) -> list[str]:
        return [name for name in self._struct.properties() if self.has(name)]

    def python_name(self, name: str) -> str:
        return self._struct.python_name(name)

    def by_python_name(self, name: str) -> str | None:
        return self._struct.by_python_name(name)

    def form(self, name: str) -> Form | None:
        prop = self._struct.property(name)
        return form_of(prop.type, self._struct.library.name) if prop is not None else None


@lru_cache(maxsize=8192)
def declared(symbol: str, bounds: tuple[Release, Release] | None) -> Declared | None:
    """What a construct, struct or argument class of the catalog declares; ``None`` when that cannot be told: it is not known in full, or the
    library is newer or older than all samples."""
    owner = catalog_type(symbol)
    if owner is None or not owner.complete or not owner.library.versions or symbol in OPEN:
        return None
    pulumi = owner.library.deploys == "pulumi"
    struct = owner if pulumi or owner.kind == "struct" else props_type(owner)
    if struct is None or not struct.complete or (pulumi and owner.kind not in ("resource", "struct", "function")):
        return None
    if owner.kind == "function" and not owner.properties():
        return None  # without arguments, or written by hand
    library, newest = owner.library, len(owner.library.versions) - 1
    if bounds is None:
        return Declared(owner, struct, None, 0, newest)
    lowest, highest = map(_dotted, bounds)
    low, high = library.version_index(lowest), library.version_index(highest, above=True)
    exact = bounds[0] == bounds[1]
    if low < 0 or low > newest or (exact and high > newest):
        return None
    if library.version_index(lowest, above=True) > newest or not struct.available_in(lowest):
        return None
    return Declared(owner, struct, lowest if exact else None, low, min(high, newest))


def signature_of(symbol: str, bounds: tuple[Release, Release] | None) -> Signature | None:
    """What a method takes; ``None`` when the catalog does not have it, or not in the versions that the project may use."""
    owner, _, name = symbol.rpartition(".")
    kind = catalog_type(owner)
    method = kind.method(name) if kind is not None else None
    if kind is None or method is None:
        return None
    library = kind.library
    if bounds is not None:
        window = Window.of(library, bounds)
        if window is None or not window.has(method):
            return None
    others = (base.library for base in kind.lineage() if base.library is not kind.library and base.method(name))
    return _signature(method.parameters, method.type, next(others, library).name)


@lru_cache(maxsize=8192)
def _signature(parameters: tuple[str, ...], type: str, library: str) -> Signature:
    forms = tuple(form_of(parameter.removesuffix("?"), library) for parameter in parameters)
    needed = sum(not parameter.endswith("?") for parameter in parameters)
    # the catalog does not tell whether the last one takes the rest, and so may be left out; what is optional does not
    endless = bool(parameters) and not parameters[-1].endswith("?")
    returned = form_of(type, library)
    return Signature(forms, needed - endless, endless, "" if returned.token else returned.symbol)


def _dotted(version: Release) -> str:
    return ".".join(map(str, version))


@lru_cache(maxsize=8192)
def form_of(expression: str, library: str) -> Form:
    """A type expression of the catalog as a form."""
    if expression[:1] == "~":
        return form_of(expression[1:], library).or_token()
    if expression[:2] in ("[]", "{}"):
        return Form("list" if expression[0] == "[" else "map", inner=form_of(expression[2:], library))
    if expression[:1] == "(":
        return Form("union", options=tuple(form_of(part, library) for part in _parts(expression[1:-1])))
    plain = {"s": "string", "n": "number", "b": "boolean", "date": "date"}.get(expression)
    if plain is not None:
        return Form(plain)
    if expression in ("", "any", "json", "void"):
        return Form("any")
    symbol = expression[1:] if expression[0] == "/" else f"{library}.{expression}"
    kind = catalog_type(symbol)
    return Form(kind.kind if kind is not None else "any", symbol=symbol)


def _parts(union: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, character in enumerate(union):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "|" and depth == 0:
            parts.append(union[start:at])
            start = at + 1
    return [*parts, union[start:]]
