"""Functions of providers that ask the cloud: their results are known when deployed."""

from __future__ import annotations

from iaclint import ir
from iaclint.catalog import Type
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.run import Run
from iaclint.frameworks.framework import as_map, callee_span, record, run_callbacks
from iaclint.frameworks.jsii import property_name
from iaclint.model import Resource
from iaclint.values import Entry, Instance, Known, MapValue, Symbol


def look_up(run: Run, symbol: Symbol, kind: Type | None, arguments: Arguments, site: ir.Call) -> Instance:
    """``aws.getRegion()``: recorded as a data source; attributes of the result are unknown until deployment."""
    properties = MapValue(span=site.span, open=arguments.open)
    if arguments.positional:
        properties = as_map(arguments.positional[0], "its arguments", site.span)
    for name, entry in arguments.named.items():
        properties.entries[property_name(name, kind)] = Entry(entry.value, entry.key_span, name)
    run_callbacks(run, arguments, site)
    result = Instance(symbol, symbol.name, site.span)
    result.open = "known when deployed"
    result.properties = properties
    if kind is not None:
        resource = Resource(
            "pulumi",
            "data",
            kind.deployed_type or symbol.name,
            symbol.name,
            Known("", site.span),
            properties,
            site.span,
            callee_span(site),
            result,
        )
        record(run, resource)
    return result
