"""Transformations: functions of the program that change the properties and options of resources before they are made."""

from __future__ import annotations

from iaclint import ir
from iaclint.catalog import Type
from iaclint.catalog.names import python_name
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import BoundMethod, FunctionValue
from iaclint.evaluator.run import Run
from iaclint.frameworks.changes import under
from iaclint.frameworks.framework import as_map
from iaclint.frameworks.jsii import catalog_type, property_name
from iaclint.model import Resource
from iaclint.source import Span
from iaclint.values import (
    Condition,
    Entry,
    Instance,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Symbol,
    Unknown,
    Value,
    choose,
    is_absent,
)

Guards = tuple[Condition, ...]

CORE = "@pulumi/pulumi"
RESOURCE_OPTIONS = f"{CORE}.ResourceOptions"
OPTIONS = ("transformations", "transforms")
REASON = "a transformation that was not followed"
REGISTERING = frozenset(
    ("runtime.registerStackTransformation", "runtime.registerResourceTransform", "runtime.registerStackTransform",
     "runtime.register_stack_transformation", "runtime.register_resource_transform", "runtime.register_stack_transform")
)  # fmt: skip
MAX_SCOPES = 40


class Registered:
    """A transformation of the whole stack: ``conditions`` under which the program registers it, ``reached`` from an entry point."""

    __slots__ = ("conditions", "function", "reached")

    def __init__(self, function: Value, conditions: tuple[Condition, ...], reached: bool) -> None:
        self.function = function
        self.conditions = conditions
        self.reached = reached


class Transformations:
    """Those of one program. A resource's own come first, then those of the components around it, nearest first, then the stack's, which change the
    resources that are made after they were registered."""

    __slots__ = ("_everywhere",)

    def __init__(self) -> None:
        self._everywhere: list[Registered] = []

    def register(self, run: Run, arguments: Arguments, site: ir.Call) -> Value:
        """``pulumi.runtime.registerStackTransformation(f)``."""
        function = arguments.at(0, "t", "transform")
        if function is not None:
            self._everywhere.append(Registered(function, run.guards, run.reached))
        return Known(None, site.span)

    def apply(self, run: Run, resource: Resource, site: ir.Call) -> None:
        """Lets them change a resource that is about to be made."""
        for function in own_transformations(resource):
            transform(run, resource, function, (), site)
        for registered in self._everywhere:
            if registered.reached or not run.reached:
                conditions = tuple(c for c in registered.conditions if c not in run.guards)
                transform(run, resource, registered.function, conditions, site)


def own_transformations(resource: Resource) -> list[Value]:
    """Those in the options of a resource and of the components around it."""
    found: list[Value] = []
    holder: Resource | None = resource
    for _ in range(MAX_SCOPES):
        if holder is None:
            break
        for name in OPTIONS:
            given = holder.option(name).value
            if isinstance(given, ListValue) and not given.open:
                found += given.items
            elif not is_absent(given):
                found.append(given)
        scope = holder.scope
        holder = scope.resource if isinstance(scope, Instance) else None
    return found


def transform(run: Run, resource: Resource, function: Value, conditions: Guards, site: ir.Call) -> None:
    """Calls one transformation: it may write into what it is given, or give back other properties and options."""
    options = resource.options
    if options is None or not isinstance(function, (FunctionValue, BoundMethod)):
        open_all(resource)
        return
    given = handed(run, resource, options, site)
    base = run.guards
    run.guards = base + conditions
    result = run.call(function, Arguments([given]), site)
    run.guards = base
    for name, target, kind in (
        ("props", resource.properties, catalog_type(resource.construct)),
        ("opts", options, None),
    ):
        outcomes = [(c, outcome(option, name, given.fields[name], site.span)) for c, option in result.alternatives()]
        take_over(target, respelt(joined(outcomes), kind), conditions)


def handed(run: Run, resource: Resource, options: MapValue, site: ir.Call) -> Instance:
    """What a transformation is given: properties in the language's spelling."""
    python = site.span.file.language == "python"
    properties = run.new(MapValue(span=resource.properties.span, open=resource.properties.open))
    for key, entry in resource.properties.entries.items():
        properties.entries[python_name(str(key)) if python else key] = entry
    options = run.new(MapValue(dict(options.entries), site.span, options.open))
    given = Instance(Symbol(f"{CORE}.ResourceTransformationArgs"), f"{CORE}.ResourceTransformationArgs", site.span)
    given.fields = {
        "resource": resource.instance or Known(None),
        "type_" if python else "type": Known(resource.type, site.span),
        "name": resource.id,
        "props": properties,
        "opts": Instance(Symbol(RESOURCE_OPTIONS), RESOURCE_OPTIONS, site.span, options) if python else options,
    }
    return given


def outcome(result: Value, name: str, given: Value, span: Span) -> MapValue:
    """The properties or options that a transformation leaves: what it gives back, else what it was given, perhaps written to."""
    if is_absent(result):
        found: Value | None = given
    elif isinstance(result, MapValue):
        found = result.get(name)
    elif isinstance(result, Instance) and result.properties is not None:
        at = ("props", "opts").index(name)
        found = result.arguments[at] if at < len(result.arguments) else result.properties.get(name)
    else:
        found = Unknown(REASON)
    if isinstance(found, Unknown):
        found = MapValue(open=REASON)
    return as_map(found, REASON, span)


def joined(outcomes: list[tuple[Guards, MapValue]]) -> MapValue:
    """One map out of those that a transformation leaves under several conditions."""
    if len(outcomes) == 1:
        return outcomes[0][1]
    result = MapValue()
    for _, found in outcomes:
        result.open = result.open or found.open
        for key, entry in found.entries.items():
            if key not in result.entries:
                value = choose([(c, other.get(key) or Omitted()) for c, other in outcomes])
                result.entries[key] = Entry(value, entry.key_span, entry.spelling)
    return result


def respelt(found: MapValue, kind: Type | None) -> MapValue:
    """The same with the names in the framework's spelling."""
    result = MapValue(span=found.span, open=found.open)
    for key, entry in found.entries.items():
        result.entries[property_name(str(key), kind)] = entry
    return result


def take_over(target: MapValue, found: MapValue, conditions: Guards) -> None:
    """Puts what a transformation leaves in place of what was there: under its conditions."""
    if conditions:
        for key, entry in target.entries.items():
            found.entries.setdefault(key, Entry(Omitted(), entry.key_span, entry.spelling))
        for key, entry in found.entries.items():
            old = target.get(key)
            entry.value = entry.value if old is entry.value else under(conditions, old or Omitted(), entry.value)
    target.entries.clear()
    target.entries.update(found.entries)
    target.open = found.open


def open_all(resource: Resource) -> None:
    resource.properties.open = resource.properties.open or REASON
    if resource.options is not None:
        resource.options.open = resource.options.open or REASON
