"""Pulumi: resources of the provider SDKs, components, configuration, outputs."""

from __future__ import annotations

from iaclint import ir
from iaclint.catalog import Type
from iaclint.catalog.names import camel_name
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import BoundMethod
from iaclint.evaluator.entries import set_entry
from iaclint.evaluator.methods import find_common
from iaclint.evaluator.run import Run
from iaclint.frameworks.framework import as_map, callee_span, record, record_use, run_callbacks
from iaclint.frameworks.imports import library_of, path_of
from iaclint.frameworks.jsii import catalog_type, make_struct, property_name, spelling
from iaclint.frameworks.pulumi.config import CONFIG_METHODS, config_value
from iaclint.frameworks.pulumi.functions import FUNCTIONS, project_name
from iaclint.frameworks.pulumi.lookups import look_up
from iaclint.frameworks.pulumi.outputs import APPLY_METHODS
from iaclint.frameworks.pulumi.transformations import REGISTERING, Transformations
from iaclint.model import Resource
from iaclint.model.resource import Kind
from iaclint.source import Language, Span
from iaclint.values import (
    DEPLOY_TIME,
    Entry,
    Instance,
    Known,
    MapValue,
    Omitted,
    Output,
    Reference,
    Symbol,
    Unknown,
    Value,
    is_absent,
)

CORE = "@pulumi/pulumi"
ARGUMENT_CLASSES = ("Args", "ArgsDict")


class Pulumi:
    """The framework of ``@pulumi/*`` packages, for one program."""

    def __init__(self) -> None:
        self._transformations = Transformations()

    def get(self, run: Run, symbol: Symbol, name: str, span: Span, language: Language) -> Value:
        if language == "python" and name.islower() and "_" in name and symbol.name == CORE:
            name = camel_name(name.strip("_"))
        elif language == "python":
            name = name.removesuffix("_")  # aws.lambda_
        return Symbol(f"{symbol.name}.{name}", span)

    def call(self, run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
        if library_of(symbol.name) == CORE:
            return self._core(run, symbol, arguments, site)
        kind = catalog_type(symbol.name)
        if kind is not None and symbol.last.endswith(ARGUMENT_CLASSES) and not kind.id.endswith(ARGUMENT_CLASSES):
            made = make_struct(symbol.name, kind, arguments, site)  # ``QueueArgs``: the arguments of ``Queue``
            record_use(run, "struct", symbol.name, site, made.properties)
            return made
        if kind is not None and kind.kind in ("resource", "provider", "component"):
            instance = Instance(symbol, symbol.name, site.span)
            self._make(run, instance, symbol, kind, arguments, site)
            return instance
        if kind is not None and kind.kind == "struct":
            made = make_struct(symbol.name, kind, arguments, site)
            record_use(run, "struct", symbol.name, site, made.properties)
            return made
        if kind is not None and kind.kind == "function":
            found = look_up(run, symbol, kind, arguments, site)
            record_use(run, "call", symbol.name, site, found.properties, arguments.positional)
            return found
        return self._unlisted(run, symbol, arguments, site)

    def _core(self, run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
        name = path_of(symbol.name)
        code = FUNCTIONS.get(name)
        if code is not None:
            return code(run, symbol, arguments, site)
        if name in REGISTERING:
            return self._transformations.register(run, arguments, site)
        instance = Instance(symbol, symbol.name, site.span)
        if name in ("ComponentResource", "CustomResource", "Resource", "ProviderResource", "StackReference"):
            self.construct_base(run, instance, symbol, arguments, site)
            return instance
        run_callbacks(run, arguments, site)
        instance = make_struct(symbol.name, None, arguments, site)
        last = arguments.positional[-1] if arguments.positional else None
        if isinstance(last, MapValue) and instance.properties is not None and not arguments.named:
            instance.properties = last
        return instance

    def _unlisted(self, run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
        """A class or function that the catalog does not have."""
        name = symbol.last
        if not name[:1].isupper():
            owner = catalog_type(symbol.name.rpartition(".")[0])
            if name in ("get", "isInstance") and owner is not None:
                return Instance(Symbol(symbol.name), symbol.name.rpartition(".")[0], site.span)
            return look_up(run, symbol, None, arguments, site)
        if name.endswith(ARGUMENT_CLASSES):
            return make_struct(symbol.name, None, arguments, site)
        if name == "Provider":
            instance = Instance(symbol, symbol.name, site.span)
            self._make(run, instance, symbol, None, arguments, site)
            return instance
        instance = Instance(symbol, symbol.name, site.span)
        run.graph.calls += 1
        run.note(f"{name} is not in the catalog of {library_of(symbol.name)}", site.span)
        self._record(run, instance, symbol, None, "component", arguments, site)
        return instance

    def _make(
        self, run: Run, instance: Instance, symbol: Symbol, kind: Type | None, arguments: Arguments, site: ir.Call
    ) -> None:
        run.graph.calls += 1
        run.graph.resolved += 1
        category: Kind = "resource"
        if symbol.last == "Provider" or (kind is not None and kind.kind == "provider"):
            category = "provider"
        elif kind is not None and kind.kind == "component":
            category = "component"
        self._record(run, instance, symbol, kind, category, arguments, site)

    def _record(
        self,
        run: Run,
        instance: Instance,
        symbol: Symbol,
        kind: Type | None,
        category: Kind,
        arguments: Arguments,
        site: ir.Call,
    ) -> None:
        identity, properties, options = resource_arguments(arguments, site, kind)
        run_callbacks(run, arguments, site)
        token = kind.deployed_type if kind is not None and kind.deployed_type else None
        if category == "provider":
            token = f"pulumi:providers:{library_of(symbol.name).rpartition('/')[2]}"
        resource = Resource(
            "pulumi",
            category,
            token or symbol.name,
            symbol.name,
            identity,
            properties,
            instance.span or site.span,
            callee_span(site),
            instance,
            parent_of(options),
            options,
        )
        record_use(run, "call", symbol.name, site, properties)  # as it is written
        self._transformations.apply(run, resource, site)
        if kind is not None:
            resource.name_property = kind.physical_name
        instance.properties = properties
        instance.resource = record(run, resource)

    def construct_base(self, run: Run, instance: Instance, symbol: Symbol, arguments: Arguments, site: ir.Call) -> None:
        """A component (``super(type, name, args, opts)``), or a resource class that the program extends."""
        kind = catalog_type(symbol.name)
        if kind is not None and kind.kind == "resource":
            self._make(run, instance, symbol, kind, arguments, site)
            return
        token = arguments.at(0, "t", "type")
        identity = arguments.at(1, "name") or Known("", site.span)
        options = as_map(arguments.at(3, "opts"), "its options", site.span)
        resource = Resource(
            "pulumi",
            "component",
            str(token.data) if isinstance(token, Known) else symbol.name,
            symbol.name,
            identity,
            as_map(arguments.at(2, "props"), "its arguments", site.span),
            instance.span or site.span,
            callee_span(site),
            instance,
            parent_of(options),
            options,
        )
        instance.resource = record(run, resource)

    def instance_get(self, run: Run, instance: Instance, name: str, span: Span, language: Language) -> Value | None:
        if instance.symbol == f"{CORE}.Config":
            if name == "name":
                return instance.arguments[0] if instance.arguments else project_name(run, span)
            return BoundMethod(instance, name, None, span)
        resource = instance.resource
        if resource is None:
            return self._plain_attribute(run, instance, name, span)
        if name in ("registerOutputs", "register_outputs", "getResource"):
            return BoundMethod(instance, name, None, span)
        if resource.kind == "component" and instance.symbol.startswith(CORE):
            return (
                Unknown(f"attribute {name}", name, span) if name not in ("urn",) else Output(Reference(instance, name))
            )
        kind = catalog_type(instance.symbol)
        name = property_name(name, kind) if language == "python" else name
        reference = Reference(instance, name, span)
        given = resource.properties.entries.get(name)
        if given is not None and not isinstance(given.value, (MapValue, Instance)):
            reference.labels |= given.value.labels
        return Output(reference, span)

    def _plain_attribute(self, run: Run, instance: Instance, name: str, span: Span) -> Value | None:
        if instance.properties is not None:
            entry = instance.properties.entries.get(name) or instance.properties.entries.get(camel_name(name))
            if entry is not None:
                return entry.value
        if instance.symbol.startswith(f"{CORE}.") and instance.open is None:
            return BoundMethod(instance, name, None, span)
        if name in APPLY_METHODS:
            return BoundMethod(Output(instance, span), name, None, span)
        if (code := find_common(name)) is not None:  # ``then``: a promise is its value
            return BoundMethod(instance, name, code, span)
        if name == "json":  # of a policy document: its statements are known
            return Output(Reference(instance, name, span), span)
        labels = run.sources.labels(name) | DEPLOY_TIME
        return Output(Unknown(instance.open or "known when deployed", name, span, labels), span)

    def instance_call(self, run: Run, instance: Instance, name: str, arguments: Arguments, site: ir.Call) -> Value:
        name = spelling(name, site.span.file.language)
        if instance.symbol == f"{CORE}.Config" and name in CONFIG_METHODS:
            return config_value(run, instance, name, arguments, site)
        run_callbacks(run, arguments, site)
        if name == "registerOutputs":
            return Known(None, site.span)
        return Unknown(f"result of {name}", name, site.span, DEPLOY_TIME)

    def instance_set(self, run: Run, instance: Instance, name: str, value: Value, span: Span) -> None:
        if instance.resource is None and instance.properties is not None:
            # arguments or options, written before they are used
            key = property_name(name, catalog_type(instance.symbol)) if span.file.language == "python" else name
            set_entry(run, instance.properties, Known(key), value, span, name)
        else:
            instance.fields[name] = value

    def symbolic(self, run: Run, symbol: Symbol, name: str, span: Span) -> Value | None:
        kind = catalog_type(symbol.name)
        if kind is None or kind.kind != "resource":
            return None
        instance = Instance(symbol, symbol.name, span)
        instance.open = f"parameter {name}"
        return instance


def resource_arguments(arguments: Arguments, site: ir.Call, kind: Type | None) -> tuple[Value, MapValue, MapValue]:
    """Logical name, properties and options of ``new Resource(name, args, opts)`` or ``Resource(name, args, opts=…, key=…)``."""
    named = dict(arguments.named)
    identity = arguments.at(0, "resource_name", "resourceName") or Known("", site.span)
    options = as_map(arguments.at(2, "opts"), "its options", site.span)
    second = arguments.at(1, "args")
    for name in ("resource_name", "resourceName", "opts", "args"):
        named.pop(name, None)
    if isinstance(second, Instance) and second.symbol.endswith("ResourceOptions"):
        options, second = as_map(second, "its options", site.span), None
    given = as_map(second, "its arguments", site.span)
    properties = MapValue(span=given.span, open=given.open or arguments.open)
    for key, entry in given.entries.items():
        properties.entries[property_name(str(key), kind)] = entry
    for name, entry in named.items():
        properties.entries[property_name(name, kind)] = Entry(entry.value, entry.key_span, name)
    return identity, properties, options


def parent_of(options: MapValue) -> Value | None:
    parent = options.get("parent")
    return None if is_absent(parent) or isinstance(parent, Omitted) else parent
