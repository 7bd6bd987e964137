"""Functions of Pulumi's core package."""

from __future__ import annotations

from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.methods.strings import METHODS as STRINGS
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import join_text
from iaclint.frameworks.framework import as_map, callee_span, record
from iaclint.frameworks.pulumi.outputs import unwrap
from iaclint.model import Resource
from iaclint.source import Span
from iaclint.values import (
    ENVIRONMENT,
    PROJECT,
    STACK,
    Instance,
    JsonText,
    Known,
    ListValue,
    MapValue,
    Output,
    Symbol,
    Unknown,
    Value,
)

Code = Callable[[Run, Symbol, Arguments, ir.Call], Value]


def get_stack(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    return Unknown("the name of the stack", "stack", site.span, ENVIRONMENT | STACK, run.sources.assumed)


def project_name(run: Run, span: Span) -> Value:
    if run.program.name:
        return Known(run.program.name, span, PROJECT)
    return Unknown("the name of the project", "project", span, PROJECT)


def get_project(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    return project_name(run, site.span)


def all_outputs(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """``pulumi.all([a, b])``, ``pulumi.all({a, b})``, ``Output.all(a, b)``, ``Output.all(a=…, b=…)``."""
    if arguments.named:
        return Output(unwrap(arguments.keywords(site.span)), site.span)
    if site.span.file.language == "typescript" and len(arguments.positional) == 1:
        return Output(unwrap(arguments.positional[0]), site.span)
    return Output(unwrap(ListValue(list(arguments.positional), site.span, arguments.open)), site.span)


def wrap(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    return Output(unwrap(arguments.at(0, "val") or Known(None)), site.span)


def interpolate(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """The template of a tagged literal, or the concatenation of arguments, with the outputs inside."""
    values = [unwrap(value) for value in arguments.positional]
    return Output(join_text([unwrap_parts(value) for value in values], site.span.file.language, site.span), site.span)


def unwrap_parts(value: Value) -> Value:
    from iaclint.values import Text

    if isinstance(value, Text):
        parts = [part if isinstance(part, str) else unwrap(part) for part in value.parts]
        return join_text([Known(part) if isinstance(part, str) else part for part in parts], "typescript", value.span)
    return value


def format_output(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """``Output.format('{0}-{name}', …)``."""
    if not arguments.positional:
        return Unknown("a format that is not known", span=site.span)
    template, *rest = [unwrap(value) for value in arguments.positional]
    named = dict(arguments.named)
    for entry in named.values():
        entry.value = unwrap(entry.value)
    return Output(STRINGS["format"](run, template, Arguments(rest, named), site), site.span)


def to_json(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    return Output(JsonText(unwrap(arguments.at(0, "val", "obj") or Known(None)), site.span), site.span)


def merge_options(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    merged = MapValue(span=site.span)
    for value in arguments.positional:
        options = as_map(value, "its options", site.span)
        merged.entries.update(options.entries)
        merged.open = merged.open or options.open
    return Instance(symbol, "@pulumi/pulumi.ResourceOptions", site.span, merged)


def export(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    name, value = arguments.at(0, "name"), arguments.at(1, "value")
    properties = MapValue(span=site.span)
    if value is not None:
        properties.set("value", value)
    record(
        run,
        Resource(
            "pulumi",
            "output",
            "pulumi:export",
            symbol.name,
            name or Known(""),
            properties,
            site.span,
            callee_span(site),
        ),
    )
    return Known(None, site.span)


def first(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    return arguments.at(0) or Known(None, site.span)


def nothing(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    return Known(None, site.span)


def organization(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    return Unknown("the name of the organization", "organization", site.span)


FUNCTIONS: dict[str, Code] = {
    "getStack": get_stack, "getProject": get_project, "getOrganization": organization, "runtime.getStack": get_stack,
    "runtime.getProject": get_project,
    "all": all_outputs, "Output.all": all_outputs,
    "output": wrap, "secret": wrap, "Output.create": wrap, "Output.fromInput": wrap, "Output.from_input": wrap,
    "Output.secret": wrap, "unsecret": wrap, "Output.unsecret": wrap,
    "interpolate": interpolate, "concat": interpolate, "Output.concat": interpolate,
    "Output.format": format_output, "jsonStringify": to_json, "Output.jsonDumps": to_json, "Output.json_dumps": to_json,
    "mergeOptions": merge_options, "ResourceOptions.merge": merge_options, "export": export,
    "log.info": nothing, "log.warn": nothing, "log.debug": nothing, "log.error": nothing,
    "info": nothing, "warn": nothing,
}  # fmt: skip
