"""CDK for Terraform and CDK Terrain: resources, data sources, providers and back ends of Terraform."""

from __future__ import annotations

from iaclint import ir
from iaclint.catalog import Type
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import BoundMethod
from iaclint.evaluator.run import Run
from iaclint.frameworks.aspects import SCOPED, visit_later
from iaclint.frameworks.cdk.methods import get_context
from iaclint.frameworks.cdktf.functions import FUNCTIONS
from iaclint.frameworks.cdktf.overrides import add_override, changes_property, put_block, reset_property
from iaclint.frameworks.cdktf.unlisted import unlisted_type
from iaclint.frameworks.changes import resource_of, set_property
from iaclint.frameworks.framework import as_map, callee_span, record, record_use, run_callbacks
from iaclint.frameworks.imports import path_of
from iaclint.frameworks.jsii import catalog_type, construct_call, make_struct, props_type, spelling
from iaclint.model import Resource
from iaclint.model.resource import Kind
from iaclint.source import Language, Span
from iaclint.values import ACCOUNT, DEPLOY_TIME, REGION, Instance, Known, Reference, Symbol, Unknown, Value

CORE_KINDS: dict[str, Kind] = {
    "TerraformStack": "stack",
    "App": "app",
    "TerraformOutput": "output",
    "TerraformVariable": "variable",
    "TerraformLocal": "local",
}


class Cdktf:
    """The framework of ``cdktf``/``cdktn`` and their prebuilt or generated providers."""

    def get(self, run: Run, symbol: Symbol, name: str, span: Span, language: Language) -> Value:
        if symbol.name.startswith("@") and "." not in symbol.name:
            from iaclint.frameworks.imports import joined, provider_namespace

            if not name[:1].isupper():
                return Symbol(joined(symbol.name, provider_namespace(symbol.name, name)), span)
            return Symbol(joined(symbol.name, self._class_path(symbol.name, name)), span)
        if "." not in symbol.name:
            return Symbol(f"{symbol.name}.{name}", span)
        return Symbol(f"{symbol.name}.{spelling(name, language)}", span)

    def _class_path(self, library: str, name: str) -> str:
        from iaclint.catalog import load

        return load(library).by_class(name) or name

    def call(self, run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
        if path_of(symbol.name) == "Aspects.of":
            return Instance(symbol, symbol.name.removesuffix(".of"), site.span, arguments=arguments.positional)
        code = FUNCTIONS.get(path_of(symbol.name))
        if code is not None:
            return code(run, symbol, arguments, site)
        if path_of(symbol.name).startswith("Fn."):
            return Unknown("a Terraform function", symbol.last, site.span, labels_of(arguments) | DEPLOY_TIME)
        kind = catalog_type(symbol.name)
        if kind is not None and kind.kind == "struct":
            made = make_struct(symbol.name, kind, arguments, site)
            record_use(run, "struct", symbol.name, site, made.properties)
            return made
        if symbol.last[:1].isupper():
            instance = Instance(symbol, symbol.name, site.span)
            self.construct_base(run, instance, symbol, arguments, site)
            return instance
        run_callbacks(run, arguments, site)
        return Unknown(f"result of {symbol.last}", symbol.last, site.span, DEPLOY_TIME)

    def construct_base(self, run: Run, instance: Instance, symbol: Symbol, arguments: Arguments, site: ir.Call) -> None:
        kind = catalog_type(symbol.name)
        struct = props_type(kind)
        run_callbacks(run, arguments, site)
        if symbol.last.endswith("Backend"):  # no id: (scope, config)
            props = as_map(arguments.at(1), "its configuration", site.span)
            call = construct_call(run, Arguments(arguments.positional[:1], arguments.named), site, struct)
            props.entries.update(call.props.entries)
            call.props, call.id = props, Known("", site.span)
        else:
            call = construct_call(run, arguments, site, struct)
        instance.properties = call.props
        unlisted = unlisted_type(symbol.name) if kind is None else None
        category, type = unlisted or (resource_kind(symbol, kind), (kind and kind.deployed_type) or symbol.name)
        resource = Resource(
            "cdktf",
            category,
            type,
            symbol.name,
            call.id,
            call.props,
            instance.span or site.span,
            callee_span(site),
            instance,
            call.scope,
        )
        if kind is not None:
            resource.name_property = kind.physical_name
        instance.resource = record(run, resource)
        run.graph.calls += 1
        run.graph.resolved += bool(kind or unlisted) or symbol.name.startswith(("constructs", "cdktf.", "cdktn."))
        record_use(run, "call", symbol.name, site, call.props)

    def instance_get(self, run: Run, instance: Instance, name: str, span: Span, language: Language) -> Value | None:
        name = spelling(name, language)
        if name == "node":
            from iaclint.frameworks.cdk.attributes import derived

            return derived(instance, "constructs.Node", span)
        resource = instance.resource
        if name in SCOPED and instance.symbol in SCOPED[name]:
            return BoundMethod(instance, name, None, span)
        if resource is None:
            entry = instance.properties.entries.get(name) if instance.properties is not None else None
            return entry.value if entry is not None else Unknown(f"attribute {name}", name, span, DEPLOY_TIME)
        kind = catalog_type(instance.symbol)
        if kind is not None and kind.method(name) is not None:
            return BoundMethod(instance, name, None, span)
        if name in METHODS or changes_property(kind, name):
            return BoundMethod(instance, name, None, span)
        if resource.kind == "variable":
            labels = run.sources.labels(str(getattr(resource.id, "data", "")))
            return Unknown("a Terraform variable", str(getattr(resource.id, "data", "")), span, labels)
        if path_of(instance.symbol) == "TerraformAsset" and name in OF_CONTENT:
            return Unknown("what an asset is called after its content", name, span, DEPLOY_TIME)
        if resource.kind in ("stack", "component", "app"):
            return None
        given = resource.properties.entries.get(name.removesuffix("Input")) if name.endswith("Input") else None
        if given is not None:  # ``tagsInput`` is what ``tags`` was given
            value: Value = given.value
            return value
        labels = run.sources.labels(name) & (ACCOUNT | REGION) if resource.kind == "data" else 0
        labels |= REGION if resource.type == "aws_region" else 0
        return Reference(instance, name, span, labels | DEPLOY_TIME)

    def instance_call(self, run: Run, instance: Instance, name: str, arguments: Arguments, site: ir.Call) -> Value:
        name = spelling(name, site.span.file.language)
        if name in ("tryGetContext", "getContext"):
            return get_context(run, instance, arguments, site)
        if name in SCOPED and instance.symbol in SCOPED[name]:
            return visit_later(run, instance, name, arguments, site)
        if name == "addOverride":
            return add_override(run, instance, arguments, site)
        if changes_property(catalog_type(instance.symbol), name):
            change = put_block if name.startswith("put") else reset_property
            return change(run, instance, name, arguments, site)
        run_callbacks(run, arguments, site)
        record_use(run, "call", f"{instance.symbol}.{name}", site, arguments.keywords(site.span), arguments.positional)
        return Unknown(f"result of {name}", name, site.span, DEPLOY_TIME)

    def instance_set(self, run: Run, instance: Instance, name: str, value: Value, span: Span) -> None:
        name = spelling(name, span.file.language)
        resource = resource_of(instance)
        if resource is not None:
            set_property(run, resource, name, value, span)
        else:
            instance.fields[name] = value

    def symbolic(self, run: Run, symbol: Symbol, name: str, span: Span) -> Value | None:
        kind = catalog_type(symbol.name)
        if kind is None or kind.kind == "struct":
            return None
        instance = Instance(symbol, symbol.name, span)
        instance.open = f"parameter {name}"
        return instance


OF_CONTENT = ("path", "fileName", "assetHash")

METHODS = frozenset(
    ("addOverride", "overrideLogicalId", "resetOverrideLogicalId", "importFrom", "moveTo", "addMoveTarget", "get", "getString",
     "getList", "getAny", "getStringAttribute", "getListAttribute", "toString", "addTarget", "toTerraform")
)  # fmt: skip


def resource_kind(symbol: Symbol, kind: Type | None) -> Kind:
    path = path_of(symbol.name)
    if path in CORE_KINDS:
        return CORE_KINDS[path]
    if symbol.last.endswith("Backend"):
        return "backend"
    if kind is not None and kind.kind in ("resource", "data", "provider"):
        return kind.kind  # type: ignore[return-value]
    if path.startswith("DataTerraformRemoteState"):
        return "data"
    return "component"


def labels_of(arguments: Arguments) -> int:
    labels = 0
    for value in arguments.all():
        labels |= value.labels
    return labels


__all__ = ["Cdktf"]
