"""Classes of the program: defining them, making instances, constructor chains."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import ClassValue, FunctionValue, SuperValue
from iaclint.evaluator.run import Run
from iaclint.evaluator.scope import Scope
from iaclint.values import Instance, Known, MapValue, Symbol, Unknown, Value

DATA_CLASS_BASES = ("typing.NamedTuple", "typing.TypedDict", "pydantic.BaseModel", "pydantic.main.BaseModel")
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
    next_number = 0
    for field in node.fields:
        if node.kind == "enum" or (enum and field.value is not None):
            value = run.eval(field.value, scope) if field.value is not None else Known(next_number, field.span)
            if isinstance(value, Known) and isinstance(value.data, int):
                next_number = value.data + 1
            klass.members[field.name] = value if node.kind == "enum" else enum_member(klass, field.name, value)
            scope.names[field.name] = value
        elif field.value is not None and (field.static or (node.span.file.language == "python")):
            value = run.eval(field.value, scope)
            klass.members[field.name] = value
            scope.names[field.name] = value
    from iaclint.evaluator.statements import exec_block

    for name in exec_and_list(run, node.statements, scope, exec_block):
        klass.members[name] = scope.names[name]


def exec_and_list(run: Run, block: ir.Block, scope: Scope, exec_block: object) -> list[str]:
    """Runs the other statements of a class body and tells the names they made."""
    if not block:
        return []
    before = set(scope.names)
    assert callable(exec_block)
    exec_block(run, block, scope)
    return [name for name in scope.names if name not in before]


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
        if isinstance(base, Symbol) and base.name != "object":
            return base
    return None


def instantiate(run: Run, klass: ClassValue, arguments: Arguments, site: ir.Call) -> Value:
    """``new Class(...)`` / ``Class(...)``."""
    run.visited.add(klass.klass.span.key)
    if is_enum(klass):
        return enum_lookup(klass, arguments)
    base = library_base(klass)
    instance = Instance(klass, base.name if base is not None else "", site.span)
    construct_from(run, instance, klass, klass.lineage(), arguments, site)
    return instance


def enum_lookup(klass: ClassValue, arguments: Arguments) -> Value:
    from iaclint.evaluator.operators import equal

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
    from iaclint.evaluator.calls import call_function

    typescript = site.span.file.language == "typescript"
    skipped: list[ClassValue] = []
    for position, base in enumerate(lineage):
        if isinstance(base, ClassValue):
            run.visited.add(base.klass.span.key)
            constructor = base.methods.get("__init__") or base.methods.get("constructor")
            if constructor is not None:
                if typescript and not any(isinstance(b, (ClassValue, Symbol, Unknown)) for b in base.bases):
                    initialize_fields(run, instance, base)
                call_function(run, FunctionValue(constructor, base.scope, instance, base), arguments, site.span)
                break
            if is_data_class(base):
                fill_data_class(run, instance, lineage[position:], arguments)
                break
            skipped.append(base)
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
    lineage = holder.owner.lineage()[1:]
    construct_from(run, instance, holder.owner, lineage, arguments, site)
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


def is_data_class(klass: ClassValue) -> bool:
    """A class whose constructor takes its fields: dataclass, attrs, NamedTuple, TypedDict, pydantic model."""
    if any(isinstance(base, Symbol) and base.name in DATA_CLASS_BASES for base in klass.lineage()):
        return True
    return any(
        decorator.span.text.partition("(")[0].rpartition(".")[2]
        in ("dataclass", "define", "s", "attrs", "frozen", "input_type")
        for base in klass.lineage()
        if isinstance(base, ClassValue)
        for decorator in base.klass.decorators
    )


def fill_data_class(run: Run, instance: Instance, lineage: list[Value], arguments: Arguments) -> None:
    fields: dict[str, tuple[ir.Field, ClassValue]] = {}
    for base in reversed(lineage):
        if isinstance(base, ClassValue):
            for field in base.klass.fields:
                if field.annotation is not None and field.annotation.name.rpartition(".")[2] != "ClassVar":
                    fields[field.name] = (field, base)
    for position, (name, (field, owner)) in enumerate(fields.items()):
        value = arguments.at(position, name)
        if value is None:
            value = field_default(run, field, owner, arguments)
        instance.fields[name] = value
    call_post_init(run, instance, lineage)


def field_default(run: Run, field: ir.Field, owner: ClassValue, arguments: Arguments) -> Value:
    """The default of a dataclass field: its value, or what ``field(default=…, default_factory=…)`` says."""
    if arguments.open:
        return run.given(field.name, f"field {field.name}", field.span, external=0)
    if field.value is None:
        return Unknown("a field that is not given", field.name, field.span)
    if isinstance(field.value, ir.Call) and field.value.function.span.text.rpartition(".")[2] in (
        "field",
        "Field",
        "ib",
    ):
        from iaclint.evaluator.calls import call_value

        for argument in field.value.arguments:
            if argument.name in ("default_factory", "factory"):
                return call_value(run, run.eval(argument.value, owner.scope), Arguments(), field.value)
            if argument.name == "default" or argument.name is None:
                return run.eval(argument.value, owner.scope)
        return Known(None, field.span)
    return run.eval(field.value, owner.scope)


def call_post_init(run: Run, instance: Instance, lineage: list[Value]) -> None:
    from iaclint.evaluator.calls import call_function

    for base in lineage:
        if isinstance(base, ClassValue) and "__post_init__" in base.methods:
            method = FunctionValue(base.methods["__post_init__"], base.scope, instance, base)
            call_function(run, method, Arguments(), base.klass.span)
            return


def fields_of(instance: Instance) -> MapValue:
    """An object's attributes as a map (spreading an instance, ``asdict``)."""
    fields = MapValue(span=instance.span, open=instance.open)
    for name, value in instance.fields.items():
        fields.set(name, value)
    return fields
