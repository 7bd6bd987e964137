"""Values that only the evaluator makes: functions, classes, modules and methods of the scanned program."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from iaclint import ir
from iaclint.source import Span
from iaclint.values import Instance, MapValue, Symbol, Value

if TYPE_CHECKING:
    from iaclint.evaluator.arguments import Arguments
    from iaclint.evaluator.run import Run
    from iaclint.evaluator.scope import Scope


class FunctionValue(Value):
    """A function with the scope it closes over. ``this`` is the receiver of a bound method, ``owner`` the class that defines it; ``defaults`` what
    Python computed for its parameters when it was defined."""

    __slots__ = ("defaults", "function", "owner", "scope", "this")

    def __init__(
        self,
        function: ir.Function,
        scope: Scope,
        this: Value | None = None,
        owner: ClassValue | None = None,
        defaults: dict[str, Value] | None = None,
    ) -> None:
        super().__init__(function.span)
        self.function = function
        self.scope = scope
        self.this = this
        self.owner = owner
        self.defaults = defaults

    def bound(self, this: Value) -> FunctionValue:
        return FunctionValue(self.function, self.scope, this, self.owner, self.defaults)

    def __repr__(self) -> str:
        return f"FunctionValue({self.function.name})"


class ClassValue(Value):
    """A class of the program. ``bases`` are classes, library symbols or unknowns; ``members`` its static fields and nested classes;
    ``methods`` by name (getters and setters apart)."""

    __slots__ = ("_lineage", "bases", "getters", "klass", "members", "methods", "scope", "setters")

    def __init__(self, klass: ir.Class, scope: Scope, bases: list[Value]) -> None:
        super().__init__(klass.span)
        self.klass = klass
        self.scope = scope
        self.bases = bases
        self.members: dict[str, Value] = {}
        self.methods: dict[str, ir.Function] = {}
        self.getters: dict[str, ir.Function] = {}
        self.setters: dict[str, ir.Function] = {}
        self._lineage: list[Value] | None = None

    @property
    def name(self) -> str:
        return self.klass.name

    def lineage(self) -> list[Value]:
        """This class and its bases, in the order in which members are looked up (Python's method resolution order)."""
        if self._lineage is None:
            self._lineage = linearized(self, 0)
        return self._lineage

    def __repr__(self) -> str:
        return f"ClassValue({self.name})"


MAX_LINEAGE = 40


def linearized(value: Value, depth: int) -> list[Value]:
    """C3: a class before its bases, bases in their order; a hierarchy that has no such order is read from left to right."""
    if not isinstance(value, ClassValue) or depth > MAX_LINEAGE:
        return [value]
    waiting = [*(linearized(base, depth + 1) for base in value.bases), list(value.bases)]
    order: list[Value] = [value]
    while waiting := [sequence for sequence in waiting if sequence]:
        heads = [sequence[0] for sequence in waiting]
        head = next((h for h in heads if not any(same_class(h, c) for s in waiting for c in s[1:])), heads[0])
        if not any(same_class(head, known) for known in order):
            order.append(head)
        waiting = [[c for c in sequence if not same_class(c, head)] for sequence in waiting]
    return order


def same_class(one: Value, other: Value) -> bool:
    return one is other or (isinstance(one, Symbol) and isinstance(other, Symbol) and one.name == other.name)


class ModuleValue(Value):
    """A source file that was evaluated: ``scope`` its names, ``exports`` what TypeScript importers see (exported → local name, or a value)."""

    __slots__ = ("exports", "language", "path", "scope", "stars")

    def __init__(self, path: str, language: str, scope: Scope) -> None:
        super().__init__(None)
        self.path = path
        self.language = language
        self.scope = scope
        self.exports: dict[str, str | Value] = {}
        self.stars: list[Value] = []

    def __repr__(self) -> str:
        return f"ModuleValue({self.path})"


class ImportedValue(Value):
    """A name imported from a module, looked up on use: imports may be circular."""

    __slots__ = ("module", "name")

    def __init__(self, module: ModuleValue, name: str, span: Span | None) -> None:
        super().__init__(span)
        self.module = module
        self.name = name


class SuperValue(Value):
    """``super``: the lookup of ``instance``'s members behind ``owner`` in its lineage."""

    __slots__ = ("instance", "owner")

    def __init__(self, instance: Value, owner: ClassValue) -> None:
        super().__init__(None)
        self.instance = instance
        self.owner = owner

    def behind(self) -> list[Value]:
        """The classes behind ``owner``, as the object's own class orders them."""
        klass = self.instance.klass if isinstance(self.instance, Instance) else self.instance
        lineage = klass.lineage() if isinstance(klass, ClassValue) else []
        at = next((at for at, base in enumerate(lineage) if base is self.owner), None)
        return lineage[at + 1 :] if at is not None else self.owner.lineage()[1:]


NativeCode = Callable[["Run", "Arguments", "ir.Call"], Value]
MethodCode = Callable[["Run", Value, "Arguments", "ir.Call"], Value]


class Native(Value):
    """A function of the language's own library that iaclint knows; ``members`` its attributes (``require.main``)."""

    __slots__ = ("code", "members", "name")

    def __init__(self, name: str, code: NativeCode, members: dict[str, Value] | None = None) -> None:
        super().__init__(None)
        self.name = name
        self.code = code
        self.members = members or {}

    def __repr__(self) -> str:
        return f"Native({self.name})"


class BoundMethod(Value):
    """A method of a value that is not a program's function: of a string, a list, a library object."""

    __slots__ = ("code", "name", "receiver")

    def __init__(self, receiver: Value, name: str, code: MethodCode | None, span: Span | None = None) -> None:
        super().__init__(span)
        self.receiver = receiver
        self.name = name
        self.code = code

    def __repr__(self) -> str:
        return f"BoundMethod({self.receiver!r}.{self.name})"


def is_callable(value: Value) -> bool:
    return isinstance(value, (FunctionValue, Native, BoundMethod, ClassValue))


def class_of(instance: Instance) -> ClassValue | None:
    return instance.klass if isinstance(instance.klass, ClassValue) else None


def fields_of(instance: Instance) -> MapValue:
    """An object's attributes as a map (spreading an instance, ``vars``)."""
    fields = MapValue(span=instance.span, open=instance.open)
    for name, value in instance.fields.items():
        fields.set(name, value)
    return fields
