"""Scopes: the names that a block, function or module can see."""

from __future__ import annotations

from iaclint.values import Condition, Value


class Scope:
    """``guards`` are the undecided conditions in force when the scope was entered: a write under further ones is a choice."""

    __slots__ = ("guards", "is_function", "names", "parent")

    def __init__(self, parent: Scope | None, guards: tuple[Condition, ...] = (), is_function: bool = False) -> None:
        self.parent = parent
        self.names: dict[str, Value] = {}
        self.guards = guards
        self.is_function = is_function

    def find(self, name: str) -> Scope | None:
        """The nearest scope that holds ``name``."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope
            scope = scope.parent
        return None

    def lookup(self, name: str) -> Value | None:
        scope: Scope | None = self
        while scope is not None:
            value = scope.names.get(name)
            if value is not None:
                return value
            scope = scope.parent
        return None

    def function_scope(self) -> Scope:
        """The scope of the enclosing function or module (where ``var`` and Python's names live)."""
        scope = self
        while not scope.is_function and scope.parent is not None:
            scope = scope.parent
        return scope
