"""Transformations: functions of the program that may change any property and option of a resource before it is made."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.run import Run
from iaclint.frameworks.framework import callee_span, run_callbacks
from iaclint.model import Resource
from iaclint.model.graph import Aspect
from iaclint.values import Instance, Known, Omitted, Symbol, Value

OPTIONS = ("transformations", "transforms")
REASON = "a transformation that was not followed"


class Transformation(Value):
    """The visitor of every resource of the stack that a registered transformation is."""

    __slots__ = ()


def transform_all(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """``pulumi.runtime.registerStackTransformation(f)``: what ``f`` does is not followed."""
    run_callbacks(run, arguments, site)
    run.graph.aspects.append(Aspect(Omitted(), Transformation(site.span), callee_span(site), run.guards, run.reached))
    return Known(None, site.span)


def open_transformed(resource: Resource) -> None:
    """A resource, or a component around it, with transformations of its own may become anything."""
    holder: Resource | None = resource
    for _ in range(40):
        if holder is None:
            return
        if any(holder.option(name).given for name in OPTIONS):
            open_all(resource)
            return
        scope = holder.scope
        holder = scope.resource if isinstance(scope, Instance) else None


def open_all(resource: Resource) -> None:
    resource.properties.open = resource.properties.open or REASON
    if resource.options is not None:
        resource.options.open = resource.options.open or REASON
