"""What the catalog says of one declaration: a construct, a struct of properties, an enum, a resource.

Records are the compact JSON that `tools/catalog` writes; these classes are views of them, made on demand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from iaclint.catalog.members import (
    DEPRECATED,
    EXPERIMENTAL,
    PROTECTED,
    REQUIRED,
    STATIC,
    Method,
    Property,
    qualify,
    type_ids,
)
from iaclint.catalog.names import constant_name, enum_name, python_name

if TYPE_CHECKING:
    from iaclint.catalog.library import Library

__all__ = [
    "DEPRECATED",
    "EXPERIMENTAL",
    "PROTECTED",
    "REQUIRED",
    "STATIC",
    "Method",
    "Property",
    "Type",
    "qualify",
    "type_ids",
]

KINDS = {
    "B": "component",
    "C": "construct",
    "V": "class",
    "S": "struct",
    "E": "enum",
    "I": "interface",
    "R": "resource",
    "D": "data",
    "H": "ephemeral",
    "P": "provider",
    "F": "function",
}


class Type:
    """One declaration of a library. Look-ups walk the bases, through other libraries where they lead there."""

    __slots__ = ("_lineage", "_names", "_properties", "_props", "_python", "_record", "id", "kind", "library")

    def __init__(self, library: Library, identity: str, record: dict[str, Any]) -> None:
        self.library = library
        self.id = identity
        self._record = record
        self.kind: str = KINDS[record["k"]]
        self._lineage: tuple[Type, ...] = ()
        self._names: frozenset[str] = frozenset()
        self._properties: dict[str, Property] | None = None
        self._props: str | None = ""  # not looked up yet
        self._python: dict[str, str] | None = None

    def __repr__(self) -> str:
        return f"Type({self.library.name}:{self.id})"

    @property
    def bases(self) -> tuple[str, ...]:
        """Ids of the direct bases: the class it extends first, then interfaces."""
        return tuple(self._record.get("b", ()))

    @property
    def abstract(self) -> bool:
        """Whether it cannot be instantiated."""
        return bool(self._record.get("abs"))

    def lineage(self) -> tuple[Type, ...]:
        """The type itself and all its bases, nearest first, each once. Bases the catalog does not hold are left out."""
        if not self._lineage:
            found: dict[tuple[str, str], Type] = {}
            queue: list[Type] = [self]
            for current in queue:  # grows while it is walked
                if (current.library.name, current.id) not in found:
                    found[current.library.name, current.id] = current
                    queue.extend(t for t in map(current.library.get, current.bases) if t is not None)
            self._lineage = tuple(found.values())
        return self._lineage

    def is_a(self, identity: str) -> bool:
        """Whether `identity` is this type or one of its bases. `constructs.Construct` and `/constructs.Construct`
        both name a type of another library."""
        if not self._names:
            names = {base.lstrip("/") for current in self.lineage() for base in current.bases}  # catalogued or not
            for current in self.lineage():
                names.update((current.id, f"{current.library.name}.{current.id}"))
            self._names = frozenset(names)
        return identity.lstrip("/") in self._names

    def _inherited(self, key: str) -> Any:
        for current in self.lineage():
            if key in current._record:
                return current._record[key]
        return None

    @property
    def deployed_type(self) -> str | None:
        """CloudFormation or Terraform type, or Pulumi token, of the resource it becomes (the main one when there are
        several); None for what becomes no resource of its own."""
        found: str | None = self._inherited("t") if self.kind not in ("struct", "enum", "interface") else None
        return found

    @property
    def resource_class(self) -> str | None:
        """For a CDK L2 construct the id of the L1 class it makes (`aws_s3.CfnBucket`)."""
        found: str | None = self._inherited("c")
        return found

    @property
    def physical_name(self) -> str | None:
        """The property that sets the resource's physical name, as in `props_struct` or the arguments."""
        found: str | None = self._inherited("n")
        return found or None

    @property
    def cfn_name(self) -> str | None:
        """The CloudFormation property that the physical name ends up in (CDK only)."""
        found: str | None = self._inherited("cn")
        return found or None

    @property
    def default_removal(self) -> Literal["retain", "snapshot", "destroy"] | None:
        """`retain`, `snapshot` or `destroy`: what a CDK construct becomes on deletion when nobody says; None for what
        deploys no single resource."""
        if self.library.deploys == "cloudformation" and self.deployed_type is not None:
            removal: Literal["retain", "snapshot", "destroy"] | None = self._inherited("r")
            return removal or "destroy"
        return None

    @property
    def outputs(self) -> tuple[str, ...]:
        """What a Pulumi resource of the newest version has beside its arguments, ``id`` and ``urn``."""
        return tuple(self._record.get("o", ()))

    @property
    def deprecated(self) -> str | None:
        """The library's message when the whole type is deprecated."""
        return (self._record["d"] or "deprecated") if "d" in self._record else None

    @property
    def deprecated_since(self) -> str | None:
        """The first sampled version with the deprecation; None: the first sample already."""
        index = self._record.get("df", 0)
        return self.library.version(index) if index > 0 else None

    @property
    def first(self) -> int:
        """The index of the first sampled version that has the type."""
        return int(self._record.get("f", 0))

    @property
    def last(self) -> int:
        """The index of the last sampled version that has the type."""
        return int(self._record.get("l", len(self.library.versions) - 1))

    @property
    def since(self) -> str | None:
        """The first sampled version that has the type; None: the first sample already."""
        return self.library.version(self.first) if self.first > 0 else None

    @property
    def until(self) -> str | None:
        """The last sampled version that has the type; None: the newest still has it."""
        return self.library.version(self.last) if "l" in self._record else None

    def available_in(self, version: str) -> bool:
        """Whether a version of the library has the type; see `Property.available_in`."""
        return self.library.between(version, self.first, self.last)

    def deprecated_in(self, version: str) -> bool:
        """Whether the whole type is deprecated in a version; see `Property.deprecated_in`."""
        return self.deprecated is not None and self.library.version_index(version) >= self._record.get("df", 0)

    @property
    def complete(self) -> bool:
        """Whether the catalog holds all its properties; not for a few Pulumi classes that are written by hand, whose
        arguments stand in types that the generator cannot read."""
        return not any("x" in current._record for current in self.lineage())

    @property
    def init(self) -> list[tuple[str, str, bool]]:
        """The constructor's parameters: (name, type expression, required). The arguments of a Pulumi resource are its own
        properties, so their type is the resource."""
        if self.library.deploys == "pulumi" and self.kind in ("resource", "component", "provider"):
            required = any(prop.required for prop in self.properties().values())
            return [("name", "s", True), ("args", self.id, required), ("opts", "any", False)]
        for current in self.lineage():
            if "a" in current._record:
                own = current.library is self.library
                return [
                    (name, kind if own else qualify(kind, current.library.name), not optional)
                    for name, kind, optional in current._record["a"]
                ]
        return []

    @property
    def props_struct(self) -> str | None:
        """The id of the constructor's struct of properties. Pulumi resources have theirs on themselves: None."""
        if self._props == "":
            self._props = self._find_props_struct()
        return self._props

    def _find_props_struct(self) -> str | None:
        for _, kind, _ in reversed(self.init):
            for identity in type_ids(kind):
                found = self.library.get(identity)
                if found is not None and found.kind == "struct":
                    return identity
        return None

    def properties(self) -> dict[str, Property]:
        """All properties by name, bases included (attributes and static constants of a class; members of an enum).

        Those that later versions have dropped are among them: see `Property.until`.
        """
        if self._properties is None:
            found: dict[str, Property] = {}
            for current in self.lineage():
                for name, record in current._record.get("p", {}).items():
                    if name not in found:
                        found[name] = prop = Property(current, name, record)
                        if current.library is not self.library:
                            prop.type = qualify(prop.type, current.library.name)
                for name, record in current._record.get("e", {}).items():
                    found.setdefault(name, Property(current, name, _enum_member(record)))
            self._properties = found
        return self._properties

    def property(self, name: str) -> Property | None:
        """The property in the framework's (camelCase) spelling."""
        return self.properties().get(name)

    def member(self, name: str) -> Property | None:
        """The enum member or static constant, in either language's spelling."""
        found = self.properties().get(name) or self.properties().get(self.by_python_name(name) or "")
        return found if found is not None and found.static else None

    def method(self, name: str) -> Method | None:
        """The method in the framework's (camelCase) spelling, static ones included."""
        for current in self.lineage():
            record = current._record.get("m", {}).get(name)
            if record is not None:
                found = Method(current, name, record)
                if current.library is not self.library and found.returns:
                    found.returns = qualify(found.returns, current.library.name)
                return found
        return None

    def methods(self) -> dict[str, Method]:
        """All methods by name, bases included."""
        names = (name for current in self.lineage() for name in current._record.get("m", {}))
        return {name: found for name in names if (found := self.method(name)) is not None}

    def python_name(self, name: str) -> str:
        """A property's, method's or member's name in Python."""
        prop = self.properties().get(name)
        if prop is None or not prop.static:
            return python_name(name)
        if self.kind != "enum":
            return constant_name(name)
        return enum_name(name) if self.library.deploys == "pulumi" else python_name(name).upper()

    def by_python_name(self, name: str) -> str | None:
        """The framework's spelling of a Python name: `bucket_name` → `bucketName`; None when nothing is spelt so."""
        if self._python is None:
            names = [*self.properties(), *(m for t in self.lineage() for m in t._record.get("m", {}))]
            self._python = {self.python_name(n): n for n in reversed(names)}
            for static in (prop.name for prop in self.properties().values() if prop.static):
                self._python.setdefault(python_name(static).upper(), static)  # jsii does not tell which are constants
        return self._python.get(name)


def _enum_member(record: Any) -> list[Any]:
    """The record of an enum's member, which may be its value alone, as that of a property."""
    if isinstance(record, list):
        return record
    return ["", STATIC, -1, -1, -1, "", record] if record else ["", STATIC]
