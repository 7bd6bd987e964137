"""Classes of the program: defining them, making instances, constructor chains."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.blocks import exec_block
from iaclint.evaluator.callables import ClassValue, FunctionValue, SuperValue
from iaclint.evaluator.comparisons import equal
from iaclint.evaluator.data_classes import fill_data_class, is_data_class
from iaclint.evaluator.instantiations import note_instantiation
from iaclint.evaluator.run import Run
from iaclint.evaluator.scope import Scope
from iaclint.values import Instance, Known, Symbol, Unknown, Value

LANGUAGE = ("py.", "js.", "abc.", "typing.", "enum.", "object")  # base classes that say nothing about infrastructure
ENUM_BASES = ("enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag")


def define_class(run: Run, node: ir.Class, scope: Scope) -> ClassValue:
    """The class that a declaration makes."""
    klass = ClassValue(node, scope, [run.eval(base, scope) for base in node.bases])
    run.definitions.append(klass)
    for method in node.methods:
        table = {"getter": klass.getters, "setter": klass.setters}.get(method.kind, klass.methods)
        table[method.name] = method
    if node.kind == "interface":
        return klass
    inner = Scope(scope, run.guards, is_function=True)
    inner.names["this"] = klass
    if node.span.file.language == "typescript":
        inner.names[node.name] = klass
    define_members(run, klass, node, inner)
    return klass


def define_members(run: Run, klass: ClassValue, node: ir.Class, scope: Scope) -> None:
    enum = is_enum(klass)
    next_number = 0 if node.kind == "enum" else 1
    for field in node.fields:
        if node.kind == "enum" or (enum and field.value is not None):
            value = enum_value(run, klass, field, next_number, scope)
            if isinstance(value, Known) and isinstance(value.data, int):
                next_number = value.data + 1
            klass.members[field.name] = value if node.kind == "enum" else enum_member(klass, field.name, value)
            scope.names[field.name] = value
        elif field.value is not None and (field.static or (node.span.file.language == "python")):
            value = run.eval(field.value, scope)
            klass.members[field.name] = value
            scope.names[field.name] = value
    before = set(scope.names)
    exec_block(run, node.statements, scope)
    klass.members.update({name: value for name, value in scope.names.items() if name not in before})


def enum_value(run: Run, klass: ClassValue, field: ir.Field, next_number: int, scope: Scope) -> Value:
    """The value of an enum member: as written, else counted up (``auto()`` too; the lower-case name in a ``StrEnum``)."""
    if field.value is None:
        return Known(next_number, field.span)
    if isinstance(field.value, ir.Call) and field.value.function.span.text in ("auto", "enum.auto"):
        text = any(isinstance(base, Symbol) and base.name == "enum.StrEnum" for base in klass.lineage())
        return Known(field.name.lower() if text else next_number, field.span)
    return run.eval(field.value, scope)


def enum_member(klass: ClassValue, name: str, value: Value) -> Instance:
    member = Instance(klass, "enum", value.span)
    member.fields["value"] = value
    member.fields["name"] = Known(name)
    return member


def is_enum(klass: ClassValue) -> bool:
    return any(isinstance(base, Symbol) and base.name in ENUM_BASES for base in klass.lineage())


def library_base(klass: ClassValue) -> Symbol | None:
    """The library class that a class of the program derives from."""
    for base in klass.lineage():
        if isinstance(base, Symbol) and not base.name.startswith(LANGUAGE):
            return base
    return None


def instantiate(run: Run, klass: ClassValue, arguments: Arguments, site: ir.Call) -> Value:
    """``new Class(...)`` / ``Class(...)``."""
    run.visited.add(klass.klass.span.key)
    if is_enum(klass):
        return enum_lookup(klass, arguments)
    if any(isinstance(base, Symbol) and base.name == "typing.TypedDict" for base in klass.lineage()):
        return run.new(arguments.keywords(site.span))
    base = library_base(klass)
    instance = run.new(Instance(klass, base.name if base is not None else "", site.span))
    before = len(run.graph.resources)
    construct_from(run, instance, klass, klass.lineage(), arguments, site)
    note_instantiation(run, klass, instance, arguments, site, before)
    return instance


def enum_lookup(klass: ClassValue, arguments: Arguments) -> Value:
    wanted = arguments.at(0)
    if wanted is not None:
        for member in klass.members.values():
            if isinstance(member, Instance) and equal(member.fields["value"], wanted):
                return member
    return Unknown(f"a member of {klass.name}", klass.name)


def construct_from(
    run: Run, instance: Instance, klass: ClassValue, lineage: list[Value], arguments: Arguments, site: ir.Call
) -> None:
    """Runs the constructor of the first class in ``lineage`` that has one, or the library's."""
    typescript = site.span.file.language == "typescript"
    skipped: list[ClassValue] = []
    for position, base in enumerate(lineage):
        if isinstance(base, ClassValue):
            run.visited.add(base.klass.span.key)
            constructor = base.methods.get("__init__") or base.methods.get("constructor")
            if constructor is not None:
                if typescript and not any(isinstance(b, (ClassValue, Symbol, Unknown)) for b in base.bases):
                    initialize_fields(run, instance, base)
                run.call(FunctionValue(constructor, base.scope, instance, base), arguments, site)
                break
            if is_data_class(base):
                fill_data_class(run, instance, lineage[position:], arguments, site)
                break
            skipped.append(base)
        elif isinstance(base, Symbol) and base.name.startswith(LANGUAGE):
            continue  # ``ABC`` and the like have no constructor of their own
        elif isinstance(base, Symbol):
            run.library.construct_base(run, instance, base, arguments, site)
            break
        else:
            instance.open = instance.open or "its base class was not found"
    if typescript:
        for base in reversed(skipped):
            initialize_fields(run, instance, base)


def construct_super(
    run: Run, holder: SuperValue, arguments: Arguments, site: ir.Call, method: str = "__init__"
) -> Value:
    """``super(...)`` / ``super().__init__(...)``, or another method of a library base class."""
    instance = holder.instance
    if not isinstance(instance, Instance):
        return Unknown("a base class of an unknown object", span=site.span)
    if method not in ("__init__", "constructor"):
        return run.library.instance_call(run, instance, method, arguments, site)
    construct_from(run, instance, holder.owner, holder.behind(), arguments, site)
    if site.span.file.language == "typescript":
        initialize_fields(run, instance, holder.owner)
    return instance


def initialize_fields(run: Run, instance: Instance, klass: ClassValue) -> None:
    """TypeScript's field initialisers."""
    scope = Scope(klass.scope, run.guards, is_function=True)
    scope.names["this"] = instance
    for field in klass.klass.fields:
        if not field.static and field.value is not None:
            instance.fields[field.name] = run.eval(field.value, scope)
