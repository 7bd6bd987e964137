"""The one ``Library`` of the evaluator: gives each symbol to the framework that knows it, the rest to the standard libraries."""

from __future__ import annotations

from iaclint import ir
from iaclint.catalog import load
from iaclint.evaluator import standard
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.calls import call_unknown
from iaclint.evaluator.run import Run
from iaclint.frameworks.cdk import Cdk
from iaclint.frameworks.cdktf import Cdktf
from iaclint.frameworks.framework import Framework, record_read
from iaclint.frameworks.imports import canonical, library_of
from iaclint.frameworks.jsii import catalog_type, spelling
from iaclint.frameworks.presence import has_attribute
from iaclint.frameworks.pulumi import Pulumi
from iaclint.frameworks.pulumi.enums import constant
from iaclint.frameworks.pulumi.outputs import APPLY_METHODS, call_output_method
from iaclint.model.graph import UseKind
from iaclint.source import Language, Span
from iaclint.values import Instance, Symbol, Value

ROOTS = (
    "aws-cdk-lib",
    "@pulumi/aws",
    "@pulumi/pulumi",
)  # packages of which the catalog knows all that their main module has


class Libraries:
    """Dispatches by the library part of a symbol's name."""

    def __init__(self) -> None:
        cdk, cdktf, pulumi = Cdk(), Cdktf(), Pulumi()
        self._exact: dict[str, Framework] = {
            "aws-cdk-lib": cdk,
            "constructs": cdk,
            "cdktf": cdktf,
            "cdktn": cdktf,
        }
        self._prefixes: tuple[tuple[str, Framework], ...] = (
            ("@aws-cdk/", cdk),
            ("@cdktf/", cdktf),
            ("@cdktn/", cdktf),
            ("@pulumi/", pulumi),
        )
        self._read: set[tuple[str, int, str, bool]] = set()

    def _framework(self, symbol: str) -> Framework | None:
        library = library_of(symbol)
        found = self._exact.get(library)
        if found is None and library.startswith("@"):
            found = next((framework for prefix, framework in self._prefixes if library.startswith(prefix)), None)
            if found is not None:
                self._exact[library] = found
        return found

    def module(self, specifier: str, language: Language) -> Symbol | None:
        name = canonical(specifier, language)
        return Symbol(name) if name is not None else None

    def get(self, run: Run, symbol: Symbol, name: str, span: Span, language: Language) -> Value:
        framework = self._framework(symbol.name)
        if framework is None:
            return standard.get(run, symbol, name, span)
        value = framework.get(run, symbol, name, span, language)
        if not isinstance(value, Symbol):
            return value
        if tells_a_use(symbol.name, value):
            self._record(run, "member", value.name, span)
        return constant(symbol.name, value) or value

    def _record(self, run: Run, kind: UseKind, symbol: str, span: Span) -> None:
        """Each place once, however often a loop or a helper comes by."""
        key = (span.file.path, span.start, symbol, run.reached)
        if key not in self._read:
            self._read.add(key)
            record_read(run, kind, symbol, span)

    def call(self, run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
        framework = self._framework(symbol.name)
        if framework is None:
            return standard.call(run, symbol, arguments, site)
        return framework.call(run, symbol, arguments, site)

    def construct_base(self, run: Run, instance: Instance, symbol: Symbol, arguments: Arguments, site: ir.Call) -> None:
        framework = self._framework(symbol.name)
        if framework is not None:
            framework.construct_base(run, instance, symbol, arguments, site)
        elif not symbol.name.startswith(("py.", "js.", "abc.", "typing.", "enum.")):
            instance.open = instance.open or f"its base class {symbol.name} is not known"

    def instance_get(self, run: Run, instance: Instance, name: str, span: Span, language: Language) -> Value | None:
        framework = self._framework(instance.symbol)
        if framework is None:
            return None
        attribute = spelling(name, language)
        if made_by_the_library(instance, attribute, language):
            self._record(run, "attribute", f"{instance.symbol}.{attribute}", span)
        return framework.instance_get(run, instance, name, span, language)

    def instance_call(self, run: Run, instance: Instance, name: str, arguments: Arguments, site: ir.Call) -> Value:
        framework = self._framework(instance.symbol)
        if framework is None:
            return call_unknown(run, instance, arguments, site)
        return framework.instance_call(run, instance, name, arguments, site)

    def instance_set(self, run: Run, instance: Instance, name: str, value: Value, span: Span) -> None:
        framework = self._framework(instance.symbol)
        if framework is None:
            instance.fields[name] = value
        else:
            framework.instance_set(run, instance, name, value, span)

    def symbolic(self, run: Run, symbol: Symbol, name: str, span: Span) -> Value | None:
        framework = self._framework(symbol.name)
        return framework.symbolic(run, symbol, name, span) if framework is not None else None

    def is_instance(self, value: Value, klass: Value) -> bool | None:
        if not isinstance(value, Instance) or not isinstance(klass, Symbol) or not value.symbol:
            return None
        kind, base = catalog_type(value.symbol), catalog_type(klass.name)
        if value.symbol == klass.name:
            return True
        if kind is None or base is None:
            return None
        if library_of(value.symbol) != library_of(klass.name):
            return kind.is_a(klass.name) or None
        if kind.is_a(base.id):
            return True
        made = value.resource  # by its constructor, so its class is no other
        is_exact = made is not None and made.construct == value.symbol
        return None if base.is_a(kind.id) and not is_exact else False

    def has_attribute(self, instance: Instance, name: str) -> bool | None:
        return has_attribute(instance, name)

    def value_call(self, run: Run, receiver: Value, name: str, arguments: Arguments, site: ir.Call) -> Value | None:
        return call_output_method(run, receiver, name, arguments, site)

    def value_method(self, name: str) -> bool:
        return name in APPLY_METHODS


def tells_a_use(owner: str, member: Symbol) -> bool:
    """Whether reading a member is worth a record: that of a class or enum, or of a class that its module does not have."""
    if catalog_type(owner) is not None:
        return True
    if catalog_type(member.name) is not None:
        return False
    return member.last[:1].isupper() or (owner in ROOTS and not load(owner).has_namespace(member.last))


def made_by_the_library(instance: Instance, attribute: str, language: Language) -> bool:
    """Whether an object is just what a class or a method of the catalog gave, no subclass of the program's and no default child, and the program did not
    put the attribute there itself."""
    if not isinstance(instance.klass, Symbol) or instance.klass.name != instance.symbol:
        return False
    if instance.open is not None:
        return is_result(instance)
    if instance.properties is None:
        return is_exactly(instance.symbol, language) and "#l2" not in instance.fields
    if instance.symbol.startswith("@pulumi/"):
        return instance.resource is not None and instance.resource.kind == "resource"
    given = attribute in instance.properties.entries  # or written later
    return not given and "#l2" not in instance.fields and instance.symbol.startswith("aws-cdk-lib.")


def is_result(instance: Instance) -> bool:
    """Whether it is what a function of Pulumi's providers found: it has what the function was asked with, and more."""
    kind = catalog_type(instance.symbol) if instance.symbol.startswith("@pulumi/") else None
    return kind is not None and kind.kind == "function"


def is_exactly(symbol: str, language: Language) -> bool:
    """Whether an object that the library declares to be of a type has just the attributes of that type: TypeScript sees no others, Python those of the object
    that it really is."""
    kind = catalog_type(symbol)
    if kind is None or not symbol.startswith("aws-cdk-lib."):
        return False
    return kind.kind != "interface" if language == "python" else kind.kind in ("interface", "class", "construct")
