"""Abstract values: what an expression of the scanned program is known to be.

A value is *known* (``Known``, ``Text``, ``MapValue``, ``ListValue``, ``Instance``, ``Symbol``), one of several (``Choice``), left out
(``Omitted``), known only when deployed (``Reference``, ``Output``) or *unknown* with the reason that the user will read.
Maps, lists and instances are mutable and have identity, as in the program: two names for one list are one list here.

Evaluator, frameworks, model and rules all work on these classes; there is no second representation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from iaclint.source import Span

# Labels: what a value depends on. A bit set, because values are joined all the time.
ENVIRONMENT = 1  # the environment suffix (pr1234, dev, prod), wherever it comes from
REGION = 2
ACCOUNT = 4
SECRET = 8
DEPLOY_TIME = 16  # known only to the cloud: attributes of resources, outputs, tokens
NONDETERMINISTIC = 32  # clocks and random numbers
STACK = 64  # the name of the stack, which usually carries the environment
EXTERNAL = 128  # given from outside (environment variable, context, config) but not the environment suffix
PROJECT = 256  # the name of the project, which all its environments share

ASSUMED = ENVIRONMENT | EXTERNAL  # conditions on it are decided by an assumption

LABEL_NAMES = {
    ENVIRONMENT: "environment",
    REGION: "region",
    ACCOUNT: "account",
    SECRET: "secret",
    DEPLOY_TIME: "deploy-time",
    NONDETERMINISTIC: "nondeterministic",
    STACK: "stack",
    EXTERNAL: "external",
    PROJECT: "project",
}

Constant = str | int | float | bool | None
Key = str | int | float | bool | None


class Condition:
    """An undecided condition of the program: its source text, its place, and whether it is negated."""

    __slots__ = ("negated", "span", "text")

    def __init__(self, text: str, span: Span | None, negated: bool = False) -> None:
        self.text = text
        self.span = span
        self.negated = negated

    def inverted(self) -> Condition:
        return Condition(self.text, self.span, not self.negated)

    def __str__(self) -> str:
        return f"not ({self.text})" if self.negated else self.text


class Value:
    """``span``: where the value was written. ``origin``: the value it was derived from. ``labels``: what it depends on."""

    __slots__ = ("labels", "origin", "span")

    span: Span | None
    origin: Value | None
    labels: int

    def __init__(self, span: Span | None = None, labels: int = 0, origin: Value | None = None) -> None:
        self.span = span
        self.labels = labels
        self.origin = origin

    def alternatives(self) -> Iterator[tuple[tuple[Condition, ...], Value]]:
        """The values this may be, each with the conditions under which it is."""
        yield (), self

    def steps(self) -> Iterator[Value]:
        """This value and those it was derived from, nearest first."""
        value: Value | None = self
        for _ in range(64):
            if value is None:
                return
            yield value
            value = value.origin


class Known(Value):
    """A constant: text, number, boolean, or ``None`` (also ``null`` and ``undefined``)."""

    __slots__ = ("data",)

    def __init__(self, data: Constant, span: Span | None = None, labels: int = 0, origin: Value | None = None) -> None:
        self.data = data
        self.span = span
        self.labels = labels
        self.origin = origin

    def __repr__(self) -> str:
        return f"Known({self.data!r})"


class Text(Value):
    """Text with holes: a sequence of ``str`` and of values that are not known text."""

    __slots__ = ("parts",)

    def __init__(
        self, parts: list[str | Value], span: Span | None = None, labels: int = 0, origin: Value | None = None
    ) -> None:
        self.parts = parts
        self.span = span
        self.labels = labels
        self.origin = origin

    def __repr__(self) -> str:
        return f"Text({self.parts!r})"


class Unknown(Value):
    """Something that could not be computed. ``reason`` says why, in words for the user; ``name`` is what the program calls it (for ``${name}``);
    ``assumed`` is the constant that conditions take it to be (the assumed environment, the literal default of a variable), ``UNDECIDED``
    when there is none; ``type`` the declared type, when the program tells (a canonical symbol or a local name)."""

    __slots__ = ("assumed", "name", "reason", "type")

    def __init__(
        self,
        reason: str,
        name: str = "",
        span: Span | None = None,
        labels: int = 0,
        assumed: Any = None,
        type: Value | None = None,
        origin: Value | None = None,
    ) -> None:
        self.reason = reason
        self.name = name
        self.span = span
        self.labels = labels
        self.assumed = UNDECIDED if assumed is None else assumed
        self.type = type
        self.origin = origin

    def __repr__(self) -> str:
        return f"Unknown({self.reason!r}, {self.name!r})"


class Undecided:
    """The type of ``UNDECIDED``."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNDECIDED"


UNDECIDED = Undecided()


class Omitted(Value):
    """A property that was not given; ``default`` is what the framework then does, when known."""

    __slots__ = ("default",)

    def __init__(self, span: Span | None = None, default: Value | None = None) -> None:
        super().__init__(span)
        self.default = default

    def __repr__(self) -> str:
        return "Omitted()"


class Entry:
    """One entry of a map: its value, the span of its key, and the key as the source spells it."""

    __slots__ = ("key_span", "spelling", "value")

    def __init__(self, value: Value, key_span: Span | None = None, spelling: str | None = None) -> None:
        self.value = value
        self.key_span = key_span
        self.spelling = spelling

    def __repr__(self) -> str:
        return f"Entry({self.value!r})"


class MapValue(Value):
    """An object or dict. ``open`` is a reason when entries may be missing here that the program has (an unknown spread or key, a call
    that was not followed): then absence is unknown."""

    __slots__ = ("entries", "open")

    def __init__(
        self,
        entries: dict[Key, Entry] | None = None,
        span: Span | None = None,
        open: str | None = None,
        labels: int = 0,
        origin: Value | None = None,
    ) -> None:
        self.entries: dict[Key, Entry] = {} if entries is None else entries
        self.span = span
        self.open = open
        self.labels = labels
        self.origin = origin

    def get(self, key: Key) -> Value | None:
        entry = self.entries.get(key)
        return None if entry is None else entry.value

    def set(self, key: Key, value: Value, key_span: Span | None = None, spelling: str | None = None) -> None:
        self.entries[key] = Entry(value, key_span, spelling)

    def __repr__(self) -> str:
        return f"MapValue({self.entries!r}{', open' if self.open else ''})"


class ListValue(Value):
    """A list, tuple or set. ``open`` as for maps."""

    __slots__ = ("items", "kind", "open")

    def __init__(
        self,
        items: list[Value] | None = None,
        span: Span | None = None,
        open: str | None = None,
        kind: str = "list",
        labels: int = 0,
        origin: Value | None = None,
    ) -> None:
        self.items: list[Value] = [] if items is None else items
        self.span = span
        self.open = open
        self.kind = kind
        self.labels = labels
        self.origin = origin

    def __repr__(self) -> str:
        return f"ListValue({self.items!r}{', open' if self.open else ''})"


class Symbol(Value):
    """Something of a library, by canonical dotted name: ``aws-cdk-lib.aws_s3.Bucket``, ``aws-cdk-lib.RemovalPolicy.DESTROY``."""

    __slots__ = ("name",)

    def __init__(self, name: str, span: Span | None = None, labels: int = 0, origin: Value | None = None) -> None:
        self.name = name
        self.span = span
        self.labels = labels
        self.origin = origin

    @property
    def last(self) -> str:
        return self.name.rpartition(".")[2]

    def __repr__(self) -> str:
        return f"Symbol({self.name!r})"


class Instance(Value):
    """An object made by calling a class. ``klass`` is the class (of the program, or a ``Symbol``); ``symbol`` the canonical name of the library class
    it is or derives from, empty when none; ``fields`` its attributes; ``properties`` what a library constructor was given, in the
    framework's spelling; ``arguments`` its positional values; ``resource`` the model's record when it is deployed."""

    __slots__ = ("arguments", "fields", "klass", "open", "properties", "resource", "symbol")

    def __init__(
        self,
        klass: Value | None,
        symbol: str = "",
        span: Span | None = None,
        properties: MapValue | None = None,
        arguments: list[Value] | None = None,
        labels: int = 0,
    ) -> None:
        self.klass = klass
        self.symbol = symbol
        self.span = span
        self.labels = labels
        self.origin = None
        self.fields: dict[str, Value] = {}
        self.properties = properties
        self.arguments = arguments or []
        self.open: str | None = None
        self.resource: Any = None

    def __repr__(self) -> str:
        return f"Instance({self.symbol or self.klass!r})"


class Reference(Value):
    """An attribute of a construct that is known only when deployed (``bucket.bucketArn``): also an edge of the resource graph."""

    __slots__ = ("attribute", "target")

    def __init__(self, target: Instance, attribute: str, span: Span | None = None, labels: int = DEPLOY_TIME) -> None:
        self.target = target
        self.attribute = attribute
        self.span = span
        self.labels = labels
        self.origin = None

    def __repr__(self) -> str:
        return f"Reference({self.target!r}, {self.attribute!r})"


class Output(Value):
    """A Pulumi Output (or promise) of ``inner``: the program cannot look inside except through ``apply``."""

    __slots__ = ("inner",)

    def __init__(self, inner: Value, span: Span | None = None) -> None:
        self.inner = inner
        self.span = span
        self.labels = inner.labels | DEPLOY_TIME
        self.origin = None

    def __repr__(self) -> str:
        return f"Output({self.inner!r})"


class JsonText(Value):
    """Text made by ``JSON.stringify``/``json.dumps`` of ``content``, which stays readable."""

    __slots__ = ("content",)

    def __init__(self, content: Value, span: Span | None = None) -> None:
        self.content = content
        self.span = span
        self.labels = content.labels
        self.origin = None

    def __repr__(self) -> str:
        return f"JsonText({self.content!r})"


class Choice(Value):
    """One of several values, by undecided conditions. Options are never themselves choices."""

    __slots__ = ("options",)

    def __init__(self, options: list[tuple[tuple[Condition, ...], Value]], span: Span | None = None) -> None:
        self.options = options
        self.span = span
        self.labels = 0
        for _, value in options:
            self.labels |= value.labels
        self.origin = None

    def alternatives(self) -> Iterator[tuple[tuple[Condition, ...], Value]]:
        yield from self.options

    def __repr__(self) -> str:
        return f"Choice({self.options!r})"


MAX_ALTERNATIVES = 12


def choose(options: list[tuple[tuple[Condition, ...], Value]], span: Span | None = None) -> Value:
    """One value out of options: flat, without duplicates of the same object, bounded. What holds wherever a value is given stays its condition."""
    flat: list[tuple[tuple[Condition, ...], Value]] = []
    seen: dict[object, int] = {}
    for conditions, value in options:
        for inner, option in value.alternatives():
            at = seen.setdefault(same_key(option), len(flat))
            if at == len(flat):
                flat.append((conditions + inner, option))
            else:
                before, kept = flat[at]
                flat[at] = (tuple(one for one in before if one in conditions or one in inner), kept)
    if len(flat) == 1:
        return flat[0][1]
    if len(flat) > MAX_ALTERNATIVES:
        return Unknown(f"more than {MAX_ALTERNATIVES} possible values", span=span)
    return Choice(flat, span)


def same_key(value: Value) -> object:
    """Equal for values that are surely the same."""
    if isinstance(value, Known):
        return (type(value.data).__name__, value.data)
    if isinstance(value, Symbol):
        return value.name
    return id(value)


def over(value: Value, function: Callable[[Value], Value], span: Span | None = None) -> Value:
    """``function`` of a value, for each alternative when it is a choice."""
    if isinstance(value, Choice):
        return choose([(conditions, function(option)) for conditions, option in value.options], span)
    return function(value)


def is_absent(value: Value | None) -> bool:
    """Not given: omitted, or given as ``None``/``undefined``."""
    return value is None or isinstance(value, Omitted) or (isinstance(value, Known) and value.data is None)


def is_left_out(value: Value) -> bool:
    """Not given in any case."""
    if isinstance(value, Choice):
        return all(is_absent(option) for _, option in value.options)
    return is_absent(value)


def relabelled(value: Value, labels: int) -> Value:
    """The same value with more labels. Maps, lists and instances keep their identity and stay as they are."""
    if value.labels & labels == labels:
        return value
    if isinstance(value, Known):
        return Known(value.data, value.span, value.labels | labels, value)
    if isinstance(value, Text):
        return Text(value.parts, value.span, value.labels | labels, value)
    if isinstance(value, Unknown):
        return Unknown(
            value.reason, value.name, value.span, value.labels | labels, value.assumed, type=value.type, origin=value
        )
    return value
