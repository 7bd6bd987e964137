"""Properties and methods: what the catalog says of a member of a type, by library version.

Type expressions: `s n b any json date` (string, number, boolean …), `[]T` list, `{}T` map, `~T` T or a token,
`(A|B)` union, else the id of a type; an id in another library begins with `/` (`/constructs.Construct`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from iaclint.catalog.names import terraform_name

if TYPE_CHECKING:
    from iaclint.catalog.types import Type

REQUIRED, DEPRECATED, STATIC, EXPERIMENTAL, PROTECTED = 1, 2, 4, 8, 16
PRIMITIVES = frozenset({"", "s", "n", "b", "any", "json", "date", "void"})
_PROPERTY_DEFAULTS: list[Any] = ["", 0, -1, -1, -1, "", "", -1]
_METHOD_DEFAULTS: list[Any] = [0, (), "", -1, -1, -1, ""]


class Member:
    """What properties and methods share.

    `deprecated` is the library's message (never empty) or None. `deprecated_since`, `since` and `until` are sampled
    versions: the first that has the deprecation or the member, the last that has the member; None stands for "in the
    first sample already" and "in the newest still". The `…_in` methods judge one version of the library, also one that
    lies between samples.
    """

    __slots__ = (
        "_first",
        "_last",
        "_since",
        "deprecated",
        "deprecated_since",
        "library",
        "name",
        "since",
        "static",
        "type",
        "until",
    )

    def __init__(self, owner: Type, name: str, kind: str, flags: int, bounds: list[int], message: str) -> None:
        library = owner.library
        first, last, since = bounds
        self.library = library
        self._first = first if first >= 0 else owner.first
        self._last = last if last >= 0 else owner.last
        self._since = max(since, 0)
        self.name = name
        self.type = kind
        self.static = bool(flags & STATIC)
        self.deprecated: str | None = (message or "deprecated") if flags & DEPRECATED else None
        self.deprecated_since = library.version(since) if since > 0 else None
        self.since = library.version(self._first) if self._first > 0 else None
        self.until = library.version(self._last) if self._last < len(library.versions) - 1 else None

    def available_in(self, version: str) -> bool:
        """Whether a version of the library has it. False only when the samples on both sides of the version say so."""
        return self.library.between(version, self._first, self._last)

    def within(self, low: int, high: int) -> bool:
        """Whether any of the samples from index `low` to index `high` has it."""
        return self._last >= low and self._first <= high

    def starts_after(self, index: int) -> bool:
        """Whether the sample at an index, and all before it, are too old for it."""
        return self._first > index

    def deprecated_in(self, version: str) -> bool:
        """Whether the library calls it deprecated in a version. True only when the sample at or below says so."""
        return self.deprecated is not None and self.library.version_index(version) >= self._since


class Property(Member):
    """A property, an attribute, an enum member or a static constant."""

    __slots__ = ("_attribute", "_required_since", "required")

    def __init__(self, owner: Type, name: str, record: Any) -> None:
        value: list[Any] = [record] if isinstance(record, str) else record
        kind, flags, *bounds, message, attribute, settled = value + _PROPERTY_DEFAULTS[len(value) :]
        super().__init__(owner, name, kind, flags, bounds, message)
        self._attribute: Any = (
            attribute  # of Terraform, or the value of an enum's member (None for ""); empty: as the name
        )
        self._required_since: int = settled  # since when it is required, or optional, as it is now; -1: always
        self.required = bool(flags & REQUIRED)

    def required_in(self, version: str) -> bool:
        """Whether a version requires it. True only when the samples on both sides of the version say so."""
        below, above = self.library.version_index(version), self.library.version_index(version, above=True)
        if below < self._first or above > self._last:
            return False
        since = self._required_since
        return below >= since if self.required else since >= 0 and above < since

    @property
    def steadily_required(self) -> bool:
        """Whether it was never optional while there was the property."""
        return self.required and self._required_since < 0

    @property
    def struct(self) -> str | None:
        """The id of the struct that this property, or each element of it, holds; None when it holds no struct."""
        found = [i for i in type_ids(self.type) if (t := self.library.get(i)) is not None and t.kind == "struct"]
        return found[0] if len(found) == 1 else None

    @property
    def attribute(self) -> str:
        """The Terraform spelling of the property (`bucket_prefix`)."""
        return self._attribute or terraform_name(self.name)

    @property
    def value(self) -> str | float | None:
        """What a member of a Pulumi SDK's enum is (`nodejs20.x`); None for all others, whose values do not matter."""
        if not self.static or self.library.deploys != "pulumi":
            return None
        return self.name if self._attribute == "" else "" if self._attribute is None else self._attribute

    def __repr__(self) -> str:
        return f"Property({self.name}: {self.type})"


class Method(Member):
    """A method. `returns` is the id of the class, struct or interface that it gives, or None; `type` the expression."""

    __slots__ = ("parameters", "returns")

    def __init__(self, owner: Type, name: str, record: list[Any]) -> None:
        flags, parameters, kind, *bounds, message = record + _METHOD_DEFAULTS[len(record) :]
        super().__init__(owner, name, kind, flags, bounds, message)
        self.parameters: tuple[str, ...] = tuple(parameters)  # type expressions; a trailing `?` marks an optional one
        ids = type_ids(kind)
        self.returns = ids[0] if len(ids) == 1 else None

    def __repr__(self) -> str:
        return f"Method({self.name})"


@lru_cache(maxsize=8192)
def type_ids(expression: str) -> tuple[str, ...]:
    """The ids in a type expression: `[](aws_s3.CorsRule|s)` → `("aws_s3.CorsRule",)`."""
    word = expression
    for mark in "[]{}~()|&?":
        word = word.replace(mark, " ")
    return tuple(part for part in word.split() if part not in PRIMITIVES)


def qualify(expression: str, library: str) -> str:
    """The same type expression, its ids written from outside `library`: `[]Tag` → `[]/cdktf.Tag`."""
    for name in set(type_ids(expression)):
        if not name.startswith("/"):
            from re import escape, sub

            expression = sub(rf"(?<![\w./]){escape(name)}(?![\w.])", f"/{library}.{name}", expression)
    return expression
