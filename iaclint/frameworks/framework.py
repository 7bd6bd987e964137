"""What each framework answers to the evaluator, and what they share in recording what they made."""

from __future__ import annotations

from typing import Protocol

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import FunctionValue
from iaclint.evaluator.calls import call_symbolically
from iaclint.evaluator.expressions import spread_into_map
from iaclint.evaluator.run import Run
from iaclint.model import ApiUse, Resource
from iaclint.model.graph import UseKind
from iaclint.source import Language, Span
from iaclint.values import Instance, MapValue, Symbol, Value, is_absent


class Framework(Protocol):
    """See ``evaluator.library.Library``: the same questions, for the symbols of one framework."""

    def get(self, run: Run, symbol: Symbol, name: str, span: Span, language: Language) -> Value: ...

    def call(self, run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value: ...

    def construct_base(
        self, run: Run, instance: Instance, symbol: Symbol, arguments: Arguments, site: ir.Call
    ) -> None: ...

    def instance_get(self, run: Run, instance: Instance, name: str, span: Span, language: Language) -> Value | None: ...

    def instance_call(self, run: Run, instance: Instance, name: str, arguments: Arguments, site: ir.Call) -> Value: ...

    def instance_set(self, run: Run, instance: Instance, name: str, value: Value, span: Span) -> None: ...

    def symbolic(self, run: Run, symbol: Symbol, name: str, span: Span) -> Value | None: ...


def record(run: Run, resource: Resource) -> Resource:
    """Adds to the graph what a call made."""
    resource.conditions = run.guards
    resource.reached = run.reached
    run.graph.resources.append(resource)
    return resource


def record_use(
    run: Run,
    kind: UseKind,
    symbol: str,
    site: ir.Call,
    properties: MapValue | None = None,
    arguments: list[Value] | None = None,
    receiver: Instance | None = None,
) -> None:
    """Adds a use of the library's API to the graph: what was given then, whatever is written over it later."""
    if properties is not None:
        properties = MapValue(dict(properties.entries), properties.span, properties.open)
    run.graph.api_uses.append(
        ApiUse(kind, symbol, site.span, callee_span(site), properties, arguments, run.guards, run.reached, receiver)
    )


def record_read(run: Run, kind: UseKind, symbol: str, span: Span) -> None:
    """Adds the reading of a ``member`` or an ``attribute`` to the graph; ``span`` is that of the name alone."""
    run.graph.api_uses.append(ApiUse(kind, symbol, span, span, conditions=run.guards, reached=run.reached))


def callee_span(site: ir.Call) -> Span:
    """The last name of what is called: ``Bucket`` of ``new s3.Bucket(…)``."""
    function = site.function
    return function.name_span if isinstance(function, ir.Attribute) else function.span


def as_map(value: Value | None, what: str, span: Span) -> MapValue:
    """The map that a props or args value is: a copy, so that what the framework does to it stays its own."""
    result = MapValue(span=value.span if value is not None and value.span is not None else span)
    if value is not None and not is_absent(value):
        spread_into_map(result, value)
        if result.open and not result.entries:
            result.open = f"{what}: {result.open}"
    return result


def run_callbacks(run: Run, arguments: Arguments, site: ir.Call) -> None:
    """Functions that are passed to a library are called by it some time, with arguments we do not know."""
    for value in arguments.all():
        if isinstance(value, FunctionValue):
            call_symbolically(run, value, site.span)
        elif isinstance(value, MapValue):
            for entry in value.entries.values():
                if isinstance(entry.value, FunctionValue):
                    call_symbolically(run, entry.value, site.span)
