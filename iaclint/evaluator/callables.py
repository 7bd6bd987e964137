"""Values that only the evaluator makes: functions, classes, modules and methods of the scanned program."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from iaclint import ir
from iaclint.source import Span
from iaclint.values import Instance, Value

if TYPE_CHECKING:
    from iaclint.evaluator.arguments import Arguments
    from iaclint.evaluator.run import Run
    from iaclint.evaluator.scope import Scope


class FunctionValue(Value):
    """A function with the scope it closes over. ``this`` is the receiver of a bound method, ``owner`` the class that defines it."""

    __slots__ = ("function", "owner", "scope", "this")

    def __init__(
        self, function: ir.Function, scope: Scope, this: Value | None = None, owner: ClassValue | None = None
    ) -> None:
        super().__init__(function.span)
        self.function = function
        self.scope = scope
        self.this = this
        self.owner = owner

    def bound(self, this: Value) -> FunctionValue:
        return FunctionValue(self.function, self.scope, this, self.owner)

    def __repr__(self) -> str:
        return f"FunctionValue({self.function.name})"


class ClassValue(Value):
    """A class of the program. ``bases`` are classes, library symbols or unknowns; ``members`` its static fields and nested classes;
    ``methods`` by name (getters and setters apart)."""

    __slots__ = ("bases", "getters", "klass", "members", "methods", "scope", "setters")

    def __init__(self, klass: ir.Class, scope: Scope, bases: list[Value]) -> None:
        super().__init__(klass.span)
        self.klass = klass
        self.scope = scope
        self.bases = bases
        self.members: dict[str, Value] = {}
        self.methods: dict[str, ir.Function] = {}
        self.getters: dict[str, ir.Function] = {}
        self.setters: dict[str, ir.Function] = {}

    @property
    def name(self) -> str:
        return self.klass.name

    def lineage(self) -> list[Value]:
        """This class and its bases, depth first, without repetition: close enough to both languages' order."""
        seen: list[Value] = []

        def visit(value: Value, depth: int) -> None:
            if any(value is s for s in seen) or depth > 40:
                return
            seen.append(value)
            if isinstance(value, ClassValue):
                for base in value.bases:
                    visit(base, depth + 1)

        visit(self, 0)
        return seen

    def __repr__(self) -> str:
        return f"ClassValue({self.name})"


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


NativeCode = Callable[["Run", "Arguments", "ir.Call"], Value]
MethodCode = Callable[["Run", Value, "Arguments", "ir.Call"], Value]


class Native(Value):
    """A function of the language's own library that iaclint knows."""

    __slots__ = ("code", "name")

    def __init__(self, name: str, code: NativeCode) -> None:
        super().__init__(None)
        self.name = name
        self.code = code

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
