"""What the evaluator asks of whoever knows the libraries (the frameworks)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.source import Language, Span
from iaclint.values import Instance, Symbol, Value

if TYPE_CHECKING:
    from iaclint.evaluator.run import Run


class Library(Protocol):
    """The meaning of library symbols. A symbol's name is canonical: the same in both languages."""

    def module(self, specifier: str, language: Language) -> Symbol | None:
        """The symbol of an imported library module; ``None`` when the library is not known."""

    def get(self, run: Run, symbol: Symbol, name: str, span: Span, language: Language) -> Value:
        """A member of a library module, class or enum."""

    def call(self, run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
        """A call of a library class or function."""

    def construct_base(self, run: Run, instance: Instance, symbol: Symbol, arguments: Arguments, site: ir.Call) -> None:
        """A class of the program that extends a library class runs the library's constructor."""

    def instance_get(self, run: Run, instance: Instance, name: str, span: Span, language: Language) -> Value | None:
        """An attribute of a library object (or of the library part of a program's object); ``None``: no such thing known."""

    def instance_call(self, run: Run, instance: Instance, name: str, arguments: Arguments, site: ir.Call) -> Value:
        """A method of a library object."""

    def instance_set(self, run: Run, instance: Instance, name: str, value: Value, span: Span) -> None:
        """An assignment to an attribute of a library object."""

    def is_instance(self, value: Value, klass: Value) -> bool | None:
        """Whether a library object is of a library class; ``None`` when that cannot be told."""

    def has_attribute(self, instance: Instance, name: str) -> bool | None:
        """Whether a library object has an attribute; ``None`` when that cannot be told."""

    def value_call(self, run: Run, receiver: Value, name: str, arguments: Arguments, site: ir.Call) -> Value | None:
        """A method of a deploy-time value (``Reference``, ``Output``): ``apply``, ``get``; ``None`` when not known."""

    def symbolic(self, run: Run, symbol: Symbol, name: str, span: Span) -> Value | None:
        """What a parameter of a library type is when its caller is not known."""

    def value_method(self, name: str) -> bool:
        """Whether ``name`` is a method of the deploy-time wrapper itself (Pulumi's ``apply``)."""
