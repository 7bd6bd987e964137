"""What the catalog says of one declaration: a construct, a struct of properties, an enum, a resource.

Records are the compact JSON that `tools/catalog` writes; these classes are views of them, made on demand.
Type expressions: `s n b any json date` (string, number, boolean …), `[]T` list, `{}T` map, `~T` T or a token,
`(A|B)` union, else the id of a type; an id in another library begins with `/` (`/constructs.Construct`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iaclint.catalog.names import python_name, terraform_name

if TYPE_CHECKING:
    from iaclint.catalog.library import Library

REQUIRED, DEPRECATED, STATIC, EXPERIMENTAL, PROTECTED = 1, 2, 4, 8, 16

KINDS = {
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
PRIMITIVES = frozenset({"", "s", "n", "b", "any", "json", "date", "void"})


class Property:
    """A property, an attribute, an enum member or a static constant.

    `deprecated` is the library's message (never empty) or None. `deprecated_since`, `since` and `until` are sampled
    versions: the first that has the deprecation or the property, the last that has the property; None stands for
    "in the first sample already" and "in the newest still".
    """

    __slots__ = (
        "_attribute",
        "_library",
        "deprecated",
        "deprecated_since",
        "name",
        "required",
        "since",
        "static",
        "type",
        "until",
    )

    def __init__(self, owner: Type, name: str, record: Any) -> None:
        library = owner.library
        value: list[Any] = [record] if isinstance(record, str) else record
        kind, flags, first, last, since, message, attribute = value + _PROPERTY_DEFAULTS[len(value) :]
        self._library = library
        self._attribute: str = attribute
        self.name = name
        self.type: str = kind
        self.required = bool(flags & REQUIRED)
        self.static = bool(flags & STATIC)
        self.deprecated: str | None = (message or "deprecated") if flags & DEPRECATED else None
        self.deprecated_since = library.version(since) if since > 0 else None
        self.since = (library.version(first) if first > 0 else None) if first >= 0 else owner.since
        self.until = library.version(last) if last >= 0 else owner.until

    @property
    def struct(self) -> str | None:
        """The id of the struct that this property, or each element of it, holds; None when it holds no struct."""
        found = [i for i in type_ids(self.type) if (t := self._library.get(i)) is not None and t.kind == "struct"]
        return found[0] if len(found) == 1 else None

    @property
    def attribute(self) -> str:
        """The Terraform spelling of the property (`bucket_prefix`)."""
        return self._attribute or terraform_name(self.name)

    def __repr__(self) -> str:
        return f"Property({self.name}: {self.type})"


_PROPERTY_DEFAULTS: list[Any] = ["", 0, -1, -1, -1, "", ""]


class Method:
    """A method. `returns` is the id of the class, struct or interface that it gives, or None; `type` the expression."""

    __slots__ = ("deprecated", "deprecated_since", "name", "parameters", "returns", "since", "static", "type", "until")

    def __init__(self, owner: Type, name: str, record: list[Any]) -> None:
        library = owner.library
        flags, parameters, kind, first, last, since, message = record + _METHOD_DEFAULTS[len(record) :]
        self.name = name
        self.parameters: tuple[str, ...] = tuple(parameters)  # type expressions; a trailing `?` marks an optional one
        self.type: str = kind
        ids = type_ids(kind)
        self.returns = ids[0] if len(ids) == 1 else None
        self.static = bool(flags & STATIC)
        self.deprecated: str | None = (message or "deprecated") if flags & DEPRECATED else None
        self.deprecated_since = library.version(since) if since > 0 else None
        self.since = (library.version(first) if first > 0 else None) if first >= 0 else owner.since
        self.until = library.version(last) if last >= 0 else owner.until

    def __repr__(self) -> str:
        return f"Method({self.name})"


_METHOD_DEFAULTS: list[Any] = [0, (), "", -1, -1, -1, ""]


def type_ids(expression: str) -> list[str]:
    """The ids in a type expression: `[](aws_s3.CorsRule|s)` → `["aws_s3.CorsRule"]`."""
    word = expression
    for mark in "[]{}~()|&?":
        word = word.replace(mark, " ")
    return [part for part in word.split() if part not in PRIMITIVES]


def qualify(expression: str, library: str) -> str:
    """The same type expression, its ids written from outside `library`: `[]Tag` → `[]/cdktf.Tag`."""
    for name in set(type_ids(expression)):
        if not name.startswith("/"):
            from re import escape, sub

            expression = sub(rf"(?<![\w./]){escape(name)}(?![\w.])", f"/{library}.{name}", expression)
    return expression


class Type:
    """One declaration of a library. Look-ups walk the bases, through other libraries where they lead there."""

    __slots__ = ("_lineage", "_names", "_properties", "_python", "_record", "id", "kind", "library")

    def __init__(self, library: Library, identity: str, record: dict[str, Any]) -> None:
        self.library = library
        self.id = identity
        self._record = record
        self.kind: str = KINDS[record["k"]]
        self._lineage: tuple[Type, ...] = ()
        self._names: frozenset[str] = frozenset()
        self._properties: dict[str, Property] | None = None
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
    def default_removal(self) -> str | None:
        """`retain`, `snapshot` or `destroy`: what a CDK construct becomes on deletion when nobody says; None for what
        deploys no single resource."""
        if self.library.deploys == "cloudformation" and self.deployed_type is not None:
            return self._inherited("r") or "destroy"
        return None

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
    def since(self) -> str | None:
        """The first sampled version that has the type; None: the first sample already."""
        index = self._record.get("f", 0)
        return self.library.version(index) if index > 0 else None

    @property
    def until(self) -> str | None:
        """The last sampled version that has the type; None: the newest still has it."""
        index = self._record.get("l", -1)
        return self.library.version(index) if index >= 0 else None

    @property
    def init(self) -> list[tuple[str, str, bool]]:
        """The constructor's parameters: (name, type expression, required). The arguments of a Pulumi resource are its own
        properties, so their type is the resource."""
        if self.library.deploys == "pulumi" and self.kind in ("resource", "construct", "provider"):
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
                    found.setdefault(name, Property(current, name, record or ["", STATIC]))
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
        return python_name(name).upper() if prop is not None and prop.static else python_name(name)

    def by_python_name(self, name: str) -> str | None:
        """The framework's spelling of a Python name: `bucket_name` → `bucketName`; None when nothing is spelt so."""
        if self._python is None:
            names = [*self.properties(), *(m for t in self.lineage() for m in t._record.get("m", {}))]
            self._python = {self.python_name(n): n for n in reversed(names)}
        return self._python.get(name)
