"""Where a program makes an object of a class that takes the environment, and does not give it, though it is at hand."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import ClassValue
from iaclint.evaluator.parameters import resolve_type
from iaclint.evaluator.run import Run
from iaclint.model.graph import Instantiation
from iaclint.values import ENVIRONMENT, Instance, MapValue, Value, is_absent


def note_instantiation(
    run: Run, klass: ClassValue, instance: Instance, arguments: Arguments, site: ir.Call, before: int
) -> None:
    """Adds to the graph an object that was made without the environment. ``before``: how many resources there were before it."""
    left_out = environment_left_out(run, klass, arguments)
    if not left_out:
        return
    at_hand = environment_at_hand(run, site)
    if not at_hand:
        return
    function = site.function
    name_span = function.name_span if isinstance(function, ir.Attribute) else function.span
    run.graph.instantiations.append(
        Instantiation(
            klass.name, klass.klass.span, instance, site.span, name_span, left_out, at_hand,
            run.graph.resources[before:], run.guards, run.reached,
        )
    )  # fmt: skip


def environment_left_out(run: Run, klass: ClassValue, arguments: Arguments) -> str:
    """The parameter, or member of a parameter's type, that means the environment and could be left out, and was; empty when there is
    none, when it was given under any name, or when that cannot be told."""
    constructor = next(
        (found for base in klass.lineage() if isinstance(base, ClassValue) and (found := constructor_of(base))), None
    )
    if constructor is None or arguments.open:
        return ""
    missing = ""
    python = constructor.span.file.language == "python"
    for at, parameter in enumerate(constructor.parameters[1:] if python else constructor.parameters):
        name = parameter.pattern.id if isinstance(parameter.pattern, ir.NamePattern) else ""
        value = arguments.at(at, name) if parameter.kind == "normal" else None
        if parameter.kind == "keyword":
            value = entry.value if (entry := arguments.named.get(name)) is not None else None
        if run.sources.labels(name) & ENVIRONMENT:
            if value is not None and not is_absent(value):
                return ""
            missing = missing or (name if parameter.default is not None or parameter.optional else "")
        elif value is not None and value.labels & ENVIRONMENT:
            continue
        else:
            inner = left_out_of(run, klass, parameter, value)
            if inner is None:
                return ""
            missing = missing or inner
    return missing


def constructor_of(klass: ClassValue) -> ir.Function | None:
    return klass.methods.get("__init__") or klass.methods.get("constructor")


def left_out_of(run: Run, klass: ClassValue, parameter: ir.Parameter, value: Value | None) -> str | None:
    """What the object given for a parameter leaves out; ``None`` when the environment is in it, or may be."""
    if isinstance(value, Instance):
        noted = next((made for made in run.graph.instantiations if made.instance is value), None)
        if noted is not None:
            return noted.left_out
        return None if any(found.labels & ENVIRONMENT for found in value.fields.values()) else ""
    kind = resolve_type(run, parameter.annotation, klass.scope)
    if not isinstance(kind, ClassValue) or kind.klass.kind != "interface":
        return ""
    if value is not None and not is_absent(value) and not isinstance(value, MapValue):
        return None
    given = value if isinstance(value, MapValue) else MapValue()
    missing = ""
    for base in kind.lineage():
        for field in base.klass.fields if isinstance(base, ClassValue) else ():
            if run.sources.labels(field.name) & ENVIRONMENT:
                if given.open or not is_absent(given.get(field.name)):
                    return None
                missing = missing or (field.name if field.optional else "")
    return missing


def environment_at_hand(run: Run, site: ir.Call) -> str:
    """A variable of the calling file that carries the environment."""
    module = run.modules.get(site.span.file.path)
    for name, value in module.scope.names.items() if module is not None else ():
        if value.labels & ENVIRONMENT and not isinstance(value, (MapValue, Instance)):
            return name
    return ""
