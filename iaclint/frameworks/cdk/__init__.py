"""AWS CDK: constructs of ``aws-cdk-lib`` and what their methods do to the model."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from iaclint import ir
from iaclint.catalog import Type
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import concrete
from iaclint.frameworks.cdk.attributes import construct_attribute
from iaclint.frameworks.cdk.functions import FUNCTIONS, constant
from iaclint.frameworks.cdk.late_binding import bind_late
from iaclint.frameworks.cdk.methods import call_method, set_construct_attribute
from iaclint.frameworks.cdk.overrides import lower_first
from iaclint.frameworks.changes import respelt
from iaclint.frameworks.framework import as_map, callee_span, record, record_use, run_callbacks
from iaclint.frameworks.imports import path_of
from iaclint.frameworks.jsii import catalog_type, construct_call, make_struct, props_type, spelling
from iaclint.model import Resource, ResourceGraph
from iaclint.model.graph import Implied
from iaclint.model.resource import Kind
from iaclint.source import Language, Span
from iaclint.values import Instance, Known, MapValue, Symbol, Unknown, Value

KINDS: dict[str, Kind] = {
    "Stack": "stack",
    "App": "app",
    "Stage": "app",
    "CfnOutput": "output",
    "CfnParameter": "variable",
}


RAW_RESOURCE = "aws-cdk-lib.CfnResource"
NESTED_STACK = "AWS::CloudFormation::Stack"
LOG_RETENTION = "Custom::LogRetention"  # what it says of removal is about the log group of somebody else


class Cdk:
    """The framework of ``aws-cdk-lib`` and ``constructs``."""

    def get(self, run: Run, symbol: Symbol, name: str, span: Span, language: Language) -> Value:
        member = Symbol(f"{symbol.name}.{spelling(name, language) if '.' in symbol.name else name}", span)
        return constant(member, span) or member

    def call(self, run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
        code = FUNCTIONS.get(path_of(symbol.name)) or FUNCTIONS.get(symbol.last)
        if code is not None:
            return code(run, symbol, arguments, site)
        kind = catalog_type(symbol.name)
        if kind is not None:
            return self._made(run, symbol, kind, arguments, site)
        return self._static_method(run, symbol, arguments, site)

    def _made(self, run: Run, symbol: Symbol, kind: Type, arguments: Arguments, site: ir.Call) -> Value:
        if kind.kind == "struct":
            made = make_struct(symbol.name, kind, arguments, site)
            record_use(run, "struct", symbol.name, site, made.properties)
            return made
        instance = Instance(symbol, symbol.name, site.span)
        if is_construct(kind):
            self.construct_base(run, instance, symbol, arguments, site)
        else:
            run_callbacks(run, arguments, site)
            fill_plain_object(run, instance, kind, arguments, site)
        return instance

    def _static_method(self, run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
        owner, _, name = symbol.name.rpartition(".")
        kind = catalog_type(owner)
        method = kind.method(name) if kind is not None else None
        run_callbacks(run, arguments, site)
        if method is None and name[:1].isupper():
            return self._unknown_construct(run, symbol, arguments, site)
        record_use(run, "call", symbol.name, site, arguments.keywords(site.span), arguments.positional)
        if method is None:
            return Unknown(f"result of {symbol.last}", symbol.last, site.span)
        instance = Instance(symbol, f"aws-cdk-lib.{method.returns}" if method.returns else "", site.span)
        instance.symbol = (instance.symbol if method.returns and not method.returns.startswith("/") else "") or owner
        instance.arguments = arguments.positional
        instance.properties = arguments.keywords(site.span) if arguments.named else None
        return instance

    def _unknown_construct(self, run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
        """A class that the catalog does not have: another library's construct, or one newer than the catalog."""
        run.graph.calls += 1
        run.note(f"{symbol.last} is not in the catalog of {symbol.name.partition('.')[0]}", site.span)
        instance = Instance(symbol, symbol.name, site.span)
        call = construct_call(run, arguments, site, None)
        instance.properties = call.props
        instance.open = f"{symbol.last} is not in the catalog"
        return instance

    def construct_base(self, run: Run, instance: Instance, symbol: Symbol, arguments: Arguments, site: ir.Call) -> None:
        kind = catalog_type(symbol.name)
        struct = props_type(kind)
        call = construct_call(run, arguments, site, struct)
        run_callbacks(run, arguments, site)
        instance.properties = call.props
        if run.graph.imply is None:
            run.graph.imply = partial(imply, context=run.program.context)
        instance.resource = record(run, make_resource(instance, symbol, kind, call.scope, call.id, call.props, site))
        bind_late(instance.resource, call.props)
        run.graph.calls += 1
        run.graph.resolved += kind is not None
        record_use(run, "call", symbol.name, site, call.props)

    def instance_get(self, run: Run, instance: Instance, name: str, span: Span, language: Language) -> Value | None:
        return construct_attribute(run, instance, spelling(name, language), span)

    def instance_call(self, run: Run, instance: Instance, name: str, arguments: Arguments, site: ir.Call) -> Value:
        return call_method(run, instance, spelling(name, site.span.file.language), arguments, site)

    def instance_set(self, run: Run, instance: Instance, name: str, value: Value, span: Span) -> None:
        set_construct_attribute(run, instance, spelling(name, span.file.language), value, span)

    def symbolic(self, run: Run, symbol: Symbol, name: str, span: Span) -> Value | None:
        """A parameter of a library type: an object that came from elsewhere."""
        kind = catalog_type(symbol.name)
        if kind is None or kind.kind in ("enum", "struct"):
            return None
        instance = Instance(symbol, symbol.name, span)
        instance.open = f"parameter {name}"
        return instance


def imply(graph: ResourceGraph, context: Callable[[str], object]) -> Implied:
    """What the library makes by itself: asked for by listings, not by rules."""
    from iaclint.frameworks.cdk.default_names import default_name
    from iaclint.frameworks.cdk.implied import implied

    found = implied(graph, context)
    for resource in graph.resources:
        if resource.kind == "resource" and (name := default_name(resource)) is not None:
            found.names[id(resource)] = name
    return found


def is_construct(kind: Type) -> bool:
    return kind.kind == "construct" or kind.is_a("constructs.Construct")


def is_struct(instance: Instance) -> bool:
    kind = catalog_type(instance.symbol)
    return instance.properties is not None and kind is not None and kind.kind == "struct"


def fill_plain_object(run: Run, instance: Instance, kind: Type, arguments: Arguments, site: ir.Call) -> None:
    """An object that is no construct: ``PolicyStatement({…})``, ``ServicePrincipal('…')``."""
    struct = props_type(kind)
    instance.arguments = list(arguments.positional)
    last = arguments.positional[-1] if arguments.positional else None
    named = make_struct(instance.symbol, struct, arguments, site).properties
    if isinstance(last, MapValue) and struct is not None and not arguments.named:
        instance.properties = MapValue(dict(last.entries), last.span, last.open)
    elif isinstance(last, Instance) and struct is not None and is_struct(last) and not arguments.named:
        instance.properties = last.properties
    else:
        instance.properties = named
    record_use(run, "call", instance.symbol, site, instance.properties, instance.arguments)


def given_type(props: MapValue, name: str) -> str | None:
    """A deployed type that the program names itself."""
    own = concrete(props.get(name) or Known(None))
    return own if isinstance(own, str) and "::" in own else None


def raw_properties(props: MapValue, span: Span) -> MapValue:
    """The properties of a ``CfnResource``, which are written as CloudFormation has them, in the spelling of its L1 class."""
    return as_map(respelt(props.get("properties") or Known(None), lower_first), "its properties", span)


def make_resource(
    instance: Instance,
    symbol: Symbol,
    kind: Type | None,
    scope: Value | None,
    identity: Value,
    props: MapValue,
    site: ir.Call,
) -> Resource:
    """The model's record of a construct: deployed when the catalog knows what it becomes."""
    deployed = kind.deployed_type if kind is not None else None
    named: Kind = KINDS.get(path_of(symbol.name), "component")  # not ``aws_ssm.CfnParameter``, ``aws_apigateway.Stage``
    if kind is not None and kind.is_a("NestedStack"):
        deployed = NESTED_STACK
    elif kind is not None and kind.is_a("Stack"):
        named = "stack"
    elif kind is not None and kind.is_a("CustomResource"):
        deployed = given_type(props, "resourceType") or deployed
    elif symbol.name == RAW_RESOURCE:
        deployed = given_type(props, "type")
        instance.properties = props = raw_properties(props, site.span) if deployed else props
    is_resource = deployed is not None and named == "component"
    resource = Resource(
        "cdk",
        "resource" if is_resource else named,
        deployed or symbol.name,
        symbol.name,
        identity,
        props,
        instance.span or site.span,
        callee_span(site),
        instance,
        scope,
    )
    if kind is not None and is_resource:
        if resource.type != LOG_RETENTION:
            resource.default_removal = kind.default_removal
        resource.name_property = kind.physical_name
        resource.deployed_name_property = kind.cfn_name
    return resource
