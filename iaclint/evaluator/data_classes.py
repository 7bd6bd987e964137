"""Classes whose constructor takes their fields: dataclass, attrs, NamedTuple, pydantic model."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import ClassValue, FunctionValue, Native, class_of
from iaclint.evaluator.run import Run
from iaclint.values import Instance, Known, ListValue, Symbol, Unknown, Value

TUPLES = ("typing.NamedTuple", "collections.namedtuple")
BASES = (*TUPLES, "pydantic.BaseModel", "pydantic.main.BaseModel")
DECORATORS = ("dataclass", "define", "s", "attrs", "frozen", "input_type")
FIELD_FUNCTIONS = ("field", "Field", "ib")


def is_data_class(klass: ClassValue) -> bool:
    if any(isinstance(base, Symbol) and base.name in BASES for base in klass.lineage()):
        return True
    return any(
        decorator.span.text.partition("(")[0].rpartition(".")[2] in DECORATORS
        for base in klass.lineage()
        if isinstance(base, ClassValue)
        for decorator in base.klass.decorators
    )


def is_tuple(instance: Instance) -> bool:
    """Whether an object is a named tuple: its fields are also its items."""
    if isinstance(instance.klass, Symbol):
        return instance.klass.name in TUPLES
    klass = class_of(instance)
    return klass is not None and any(isinstance(b, Symbol) and b.name in TUPLES for b in klass.lineage())


def tuple_items(instance: Instance) -> ListValue:
    return ListValue(list(instance.fields.values()), instance.span, kind="tuple")


def fill_data_class(run: Run, instance: Instance, lineage: list[Value], arguments: Arguments, site: ir.Call) -> None:
    """Sets the fields of a new object, and runs ``__post_init__`` with those that are only for it (``InitVar``)."""
    fields = fields_of_classes(lineage)
    only_initial: list[Value] = []
    position = 0
    for name, (field, owner) in fields.items():
        given = taken_in_constructor(field)
        value = arguments.at(position, name) if given else None
        position += given
        if value is None:
            value = field_default(run, field, owner, arguments)
        if field.annotation is not None and field.annotation.name.rpartition(".")[2] == "InitVar":
            only_initial.append(value)
        elif given or value is not MISSING:
            instance.fields[name] = value
    call_post_init(run, instance, lineage, Arguments(only_initial), site)


def fields_of_classes(lineage: list[Value]) -> dict[str, tuple[ir.Field, ClassValue]]:
    """The fields in the order of the constructor: those of the bases first, each with the class that says its default."""
    fields: dict[str, tuple[ir.Field, ClassValue]] = {}
    for base in reversed(lineage):
        if isinstance(base, ClassValue):
            for field in base.klass.fields:
                if field.annotation is not None and field.annotation.name.rpartition(".")[2] != "ClassVar":
                    fields[field.name] = (field, base)
    return fields


def field_call(field: ir.Field) -> ir.Call | None:
    """``field(…)``/``Field(…)`` as the value of a field."""
    value = field.value
    if isinstance(value, ir.Call) and value.function.span.text.rpartition(".")[2] in FIELD_FUNCTIONS:
        return value
    return None


def taken_in_constructor(field: ir.Field) -> bool:
    call = field_call(field)
    return call is None or not any(a.name == "init" and a.value.span.text == "False" for a in call.arguments)


MISSING = Unknown("a field that is not given")


def field_default(run: Run, field: ir.Field, owner: ClassValue, arguments: Arguments) -> Value:
    """The default of a field: its value, or what ``field(default=…, default_factory=…)`` says."""
    if arguments.open and taken_in_constructor(field):
        return run.given(field.name, f"field {field.name}", field.span, external=0)
    call = field_call(field)
    if call is None and field.value is not None:
        return run.eval(field.value, owner.scope)
    for argument in call.arguments if call is not None else ():
        if argument.name in ("default_factory", "factory") and call is not None:
            return run.call(run.eval(argument.value, owner.scope), Arguments(), call)
        if argument.name == "default" or (argument.name is None and argument.value.span.text != "..."):
            return run.eval(argument.value, owner.scope)
    if call is not None and not taken_in_constructor(field):
        return MISSING
    return Unknown("a field that is not given", field.name, field.span)


def call_post_init(run: Run, instance: Instance, lineage: list[Value], arguments: Arguments, site: ir.Call) -> None:
    for base in lineage:
        if isinstance(base, ClassValue) and "__post_init__" in base.methods:
            run.call(FunctionValue(base.methods["__post_init__"], base.scope, instance, base), arguments, site)
            return


def named_tuple(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``namedtuple('Point', ['x', 'y'])``: a function that makes objects with these fields."""
    wanted = arguments.at(1, "field_names")
    names: list[str] = []
    if isinstance(wanted, ListValue):
        names = [str(item.data) for item in wanted.items if isinstance(item, Known)]
    elif isinstance(wanted, Known):
        names = str(wanted.data).replace(",", " ").split()

    def make(run: Run, given: Arguments, site: ir.Call) -> Value:
        instance = run.new(Instance(Symbol("collections.namedtuple"), "", site.span))
        for at, name in enumerate(names):
            instance.fields[name] = given.at(at, name) or Unknown("a field that is not given", name, site.span)
        return instance

    return Native("namedtuple", make)


def replaced(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``dataclasses.replace(instance, **changes)``."""
    source = arguments.at(0)
    if not isinstance(source, Instance):
        return Unknown("a changed copy of something unknown", span=site.span)
    copy = run.new(Instance(source.klass, source.symbol, site.span))
    copy.open = source.open or arguments.open
    copy.fields.update(source.fields)
    copy.fields.update({name: entry.value for name, entry in arguments.named.items()})
    return copy
