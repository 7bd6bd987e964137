"""Reading and writing attributes."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator import methods
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import (
    BoundMethod,
    ClassValue,
    FunctionValue,
    ModuleValue,
    Native,
    SuperValue,
    class_of,
)
from iaclint.evaluator.callbacks import implicit_call
from iaclint.evaluator.conditions import narrowed, written
from iaclint.evaluator.entries import other_entries, set_entry, unknown_member
from iaclint.evaluator.methods import path_methods
from iaclint.evaluator.modules import module_member
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import concrete
from iaclint.source import Span
from iaclint.values import (
    Choice,
    Instance,
    JsonText,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Output,
    Reference,
    Symbol,
    Text,
    Unknown,
    Value,
    over,
)


def get_attribute(run: Run, holder: Value, name: str, span: Span) -> Value:
    """``holder.name``."""
    value = attribute_of(run, holder, name, span)
    return narrowed(run, value) if run.guards else value


def attribute_of(run: Run, holder: Value, name: str, span: Span) -> Value:
    if isinstance(holder, Instance):
        return instance_attribute(run, holder, name, span)
    if isinstance(holder, Symbol):
        return run.library.get(run, holder, name, span, span.file.language)
    if isinstance(holder, MapValue):
        return map_attribute(run, holder, name, span)
    if isinstance(holder, Unknown):
        return unknown_attribute(run, holder, name, span)
    if isinstance(holder, ModuleValue):
        return module_member(run, holder, name, span)
    if isinstance(holder, ClassValue):
        return class_attribute(run, holder, name, span)
    if isinstance(holder, Choice):
        return over(holder, lambda option: get_attribute(run, option, name, span), span)
    return other_attribute(run, holder, name, span)


def other_attribute(run: Run, holder: Value, name: str, span: Span) -> Value:
    """Attributes of text, lists, functions and deploy-time values."""
    if isinstance(holder, SuperValue):
        return super_attribute(run, holder, name, span)
    if name in ("length", "size") and (size := length(holder)) is not None:
        return size
    if name == "value" and isinstance(holder, Known) and span.file.language == "python" and holder.data is not None:
        return holder  # a member of an enum that is just its value
    code = methods.find(holder, name)
    if code is not None:
        return BoundMethod(holder, name, code, span)
    if isinstance(holder, Output):
        return output_attribute(run, holder, name, span)
    if isinstance(holder, Reference):
        return reference_attribute(holder, name, span)
    if isinstance(holder, (FunctionValue, Native, BoundMethod)):
        return function_attribute(holder, name, span)
    if isinstance(holder, (Known, Omitted)) and (isinstance(holder, Omitted) or holder.data is None):
        if isinstance(holder, Known) and (others := other_entries(holder)) is not None:
            return get_attribute(run, others, name, span)
        return Known(None, span) if span.file.language == "typescript" else run.unknown(f"{name} of nothing", span)
    if span.file.language == "python" and (part := path_methods.attribute(holder, name)) is not None:
        return part
    if isinstance(holder, (Text, Known, JsonText, ListValue)):
        return BoundMethod(holder, name, methods.find_common(name), span)
    return Unknown(f"attribute {name}", name, span, run.sources.labels(name))


def reference_attribute(holder: Reference, name: str, span: Span) -> Value:
    code = methods.find_of_reference(name)
    if code is not None:
        return BoundMethod(holder, name, code, span)
    return Reference(holder.target, f"{holder.attribute}.{name}", span)


def function_attribute(holder: FunctionValue | Native | BoundMethod, name: str, span: Span) -> Value:
    if isinstance(holder, Native) and name in holder.members:
        return holder.members[name]
    if isinstance(holder, (FunctionValue, Native)) and name in ("name", "__name__"):
        return Known(holder.function.name if isinstance(holder, FunctionValue) else holder.name, span)
    return BoundMethod(holder, name, methods.find_of_function(name), span)


def length(holder: Value) -> Value | None:
    if isinstance(holder, ListValue):
        if holder.open:
            return Unknown("the length of a list that is not wholly known", "length")
        if any(isinstance(i, Choice) and any(isinstance(o, Omitted) for _, o in i.options) for i in holder.items):
            return Unknown("the length of a list with items that may be missing", "length")
        return Known(len(holder.items))
    if isinstance(holder, MapValue):
        return (
            Unknown("the size of a map that is not wholly known", "size") if holder.open else Known(len(holder.entries))
        )
    data = concrete(holder)
    if isinstance(data, str):
        return (
            Known(len(data))
            if isinstance(holder, Known)
            else Unknown("the length of a text that is not known", "length", None, holder.labels, len(data))
        )
    return None


def output_attribute(run: Run, holder: Output, name: str, span: Span) -> Value:
    """Pulumi lifts attributes: ``output.x`` is the output of ``x``; its own methods stay methods."""
    if run.library.value_method(name):
        return BoundMethod(holder, name, None, span)
    inner = get_attribute(run, holder.inner, name, span)
    return inner if isinstance(inner, Output) else Output(inner, span)


def unknown_attribute(run: Run, holder: Unknown, name: str, span: Span) -> Value:
    if holder.type is not None:
        typed = typed_attribute(run, holder, name, span)
        if typed is not None:
            return typed
    code = methods.find_symbolic(name)
    if code is not None:
        return BoundMethod(holder, name, code, span)
    return unknown_member(run, holder, name, span)


def typed_attribute(run: Run, holder: Unknown, name: str, span: Span) -> Value | None:
    """A member that the declared type tells: a method of a class of the program, something of a library type."""
    kind = holder.type
    if isinstance(kind, ClassValue):
        method = find_method(kind, name)
        if method is not None:
            return FunctionValue(method[0], method[1].scope, holder, method[1])
    return None


def instance_attribute(run: Run, instance: Instance, name: str, span: Span) -> Value:
    value = instance.fields.get(name)
    if value is not None:
        return value
    klass = class_of(instance)
    if klass is not None:
        found = class_member(run, klass, name, instance, span)
        if found is not None:
            return found
    if name in ("__class__", "constructor") and instance.klass is not None:
        return instance.klass
    if instance.symbol:
        library = run.library.instance_get(run, instance, name, span, span.file.language)
        if library is not None:
            return library
    if instance.properties is not None and not instance.symbol and name in instance.properties.entries:
        return instance.properties.entries[name].value
    if methods.find_common(name) is not None:
        return BoundMethod(instance, name, methods.find_common(name), span)
    if instance.open or instance.symbol or klass is None or has_unknown_base(klass):
        return Unknown(instance.open or f"attribute {name}", name, span, run.sources.labels(name))
    return Known(None, span) if span.file.language == "typescript" else Unknown(f"attribute {name}", name, span)


def has_unknown_base(klass: ClassValue) -> bool:
    return any(not isinstance(base, ClassValue) for base in klass.lineage())


def find_method(klass: ClassValue, name: str) -> tuple[ir.Function, ClassValue] | None:
    for base in klass.lineage():
        if isinstance(base, ClassValue) and name in base.methods:
            return base.methods[name], base
    return None


def class_member(run: Run, klass: ClassValue, name: str, this: Value, span: Span) -> Value | None:
    """A method, getter or static of a class or its bases, as seen from ``this``."""
    for base in klass.lineage():
        if not isinstance(base, ClassValue):
            continue
        if name in base.getters:
            getter = FunctionValue(base.getters[name], base.scope, this, base)
            return run.call(getter, Arguments(), implicit_call(span, name))
        if name in base.methods:
            return bind_method(base.methods[name], base, this)
        if name in base.members:
            return base.members[name]
    return None


def bind_method(method: ir.Function, owner: ClassValue, this: Value) -> FunctionValue:
    receiver: Value | None = this
    if method.kind == "static":
        klass = this if isinstance(this, ClassValue) else owner
        receiver = klass if method.span.file.language == "typescript" else None
    elif method.kind == "class":
        receiver = this if isinstance(this, ClassValue) else owner
    return FunctionValue(method, owner.scope, receiver, owner)


def class_attribute(run: Run, klass: ClassValue, name: str, span: Span) -> Value:
    for base in klass.lineage():
        if isinstance(base, Symbol):
            return run.library.get(run, base, name, span, span.file.language)
        if not isinstance(base, ClassValue):
            continue
        if name in base.members:
            return base.members[name]
        if name in base.methods:
            method = base.methods[name]
            unbound = method.kind in ("method", "constructor") and span.file.language == "python"
            return FunctionValue(method, base.scope, None, base) if unbound else bind_method(method, base, klass)
        if name in base.getters:
            return class_member(run, base, name, klass, span) or Known(None, span)
    if name in ("name", "__name__"):
        return Known(klass.name, span)
    return Unknown(f"attribute {name} of a class", name, span)


def setter_owner(klass: ClassValue, name: str) -> ClassValue | None:
    """The class of a lineage that has a setter of this name."""
    return next((base for base in klass.lineage() if isinstance(base, ClassValue) and name in base.setters), None)


def class_members(klass: ClassValue) -> dict[str, Value]:
    """The static members of a class and its bases."""
    bases = [base for base in klass.lineage() if isinstance(base, ClassValue)]
    return {name: value for base in reversed(bases) for name, value in base.members.items()}


def super_attribute(run: Run, holder: SuperValue, name: str, span: Span) -> Value:
    for base in holder.behind():
        if isinstance(base, ClassValue):
            method = base.methods.get(name)
            if method is not None:
                return bind_method(method, base, holder.instance)
            if name in base.getters:
                return class_member(run, base, name, holder.instance, span) or Known(None)
        elif isinstance(base, Symbol):
            return BoundMethod(SuperValue(holder.instance, holder.owner), name, None, span)
    return BoundMethod(holder, name, None, span)


def map_attribute(run: Run, holder: MapValue, name: str, span: Span) -> Value:
    if span.file.language == "typescript":
        entry = holder.entries.get(name)
        if entry is not None:
            return entry.value
    code = methods.find(holder, name)
    if code is not None:
        return BoundMethod(holder, name, code, span)
    if name == "size" and "size" not in holder.entries:
        return length(holder) or Known(None, span)
    if span.file.language == "python" and name in holder.entries:
        return holder.entries[name].value  # a namespace-like map: keyword arguments as props
    if holder.open:
        return run.given(name, holder.open, span, external=0)
    return Known(None, span)


def set_attribute(run: Run, holder: Value, name: str, value: Value, span: Span) -> None:
    """``holder.name = value``."""
    if isinstance(holder, Instance):
        klass = class_of(holder)
        owner = setter_owner(klass, name) if klass is not None else None
        if owner is not None:
            setter = FunctionValue(owner.setters[name], owner.scope, holder, owner)
            run.call(setter, Arguments([value]), implicit_call(span, name))
        elif holder.symbol and klass is None:
            run.library.instance_set(run, holder, name, value, span)
        else:
            unset = Known(None) if run.guards and span.file.language == "typescript" else None
            holder.fields[name] = written(run, holder, holder.fields.get(name, unset), value)
    elif isinstance(holder, MapValue):
        set_entry(run, holder, Known(name), value, span, name)
    elif isinstance(holder, ClassValue):
        holder.members[name] = written(run, holder, class_members(holder).get(name), value)
    elif isinstance(holder, ModuleValue):
        holder.scope.names[name] = written(run, holder, holder.scope.names.get(name), value)
    elif isinstance(holder, Choice):
        for _, option in holder.options:
            set_attribute(run, option, name, value, span)
