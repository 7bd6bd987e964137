"""Reading and writing attributes and items."""

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
from iaclint.evaluator.iteration import integer
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import concrete, hole_name, slice_text
from iaclint.source import Span
from iaclint.values import (
    DEPLOY_TIME,
    Choice,
    Condition,
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
    Undecided,
    Unknown,
    Value,
    choose,
    over,
)


def get_attribute(run: Run, holder: Value, name: str, span: Span) -> Value:
    """``holder.name``."""
    if isinstance(holder, Instance):
        return instance_attribute(run, holder, name, span)
    if isinstance(holder, Symbol):
        return run.library.get(run, holder, name, span, span.file.language)
    if isinstance(holder, MapValue):
        return map_attribute(run, holder, name, span)
    if isinstance(holder, Unknown):
        return unknown_attribute(run, holder, name, span)
    if isinstance(holder, ModuleValue):
        from iaclint.evaluator.modules import module_member

        return module_member(run, holder, name, span)
    if isinstance(holder, ClassValue):
        return class_attribute(run, holder, name, span)
    if isinstance(holder, (Choice,)):
        return over(holder, lambda option: get_attribute(run, option, name, span), span)
    return other_attribute(run, holder, name, span)


def other_attribute(run: Run, holder: Value, name: str, span: Span) -> Value:
    """Attributes of text, lists, functions and deploy-time values."""
    if isinstance(holder, SuperValue):
        return super_attribute(run, holder, name, span)
    if name == "length" and (size := length(holder)) is not None:
        return size
    code = methods.find(holder, name, span.file.language)
    if code is not None:
        return BoundMethod(holder, name, code, span)
    if isinstance(holder, Output):
        return output_attribute(run, holder, name, span)
    if isinstance(holder, Reference):
        symbolic = methods.find_symbolic(name) if name not in ("get", "items") else None
        if symbolic is not None:
            return BoundMethod(holder, name, symbolic, span)
        return Reference(holder.target, f"{holder.attribute}.{name}", span)
    if isinstance(holder, (FunctionValue, Native)) and name in ("name", "__name__"):
        return Known(holder.function.name if isinstance(holder, FunctionValue) else holder.name, span)
    if isinstance(holder, (FunctionValue, Native, BoundMethod)):
        return BoundMethod(holder, name, methods.find_common(name), span)
    if isinstance(holder, (Known, Omitted)) and (isinstance(holder, Omitted) or holder.data is None):
        return Known(None, span) if span.file.language == "typescript" else run.unknown(f"{name} of nothing", span)
    if isinstance(holder, (Text, Known, JsonText, ListValue)):
        return BoundMethod(holder, name, methods.find_common(name), span)
    return Unknown(f"attribute {name}", name, span, run.sources.labels(name))


def length(holder: Value) -> Value | None:
    if isinstance(holder, ListValue):
        if holder.open:
            return Unknown("the length of a list that is not wholly known", "length")
        return Known(len(holder.items))
    data = concrete(holder)
    if isinstance(data, str):
        return Known(len(data)) if isinstance(holder, Known) else Unknown("a length", "length", assumed=len(data))
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
    labels = run.sources.labels(name) | (holder.labels & DEPLOY_TIME)
    path = f"{holder.name}.{name}" if holder.name else name
    if holder.labels & DEPLOY_TIME:
        return Unknown(holder.reason, path, span, labels)
    given = run.given(name, holder.reason, span, external=0)
    return Unknown(holder.reason, path if not given.labels else name, span, given.labels, given.assumed)


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
            from iaclint.evaluator.calls import call_function

            getter = FunctionValue(base.getters[name], base.scope, this, base)
            return call_function(run, getter, Arguments(), span)
        if name in base.methods:
            return bind_method(base.methods[name], base, this)
        if name in base.members:
            return base.members[name]
    return None


def bind_method(method: ir.Function, owner: ClassValue, this: Value) -> FunctionValue:
    receiver: Value | None = this
    if method.kind == "static":
        receiver = owner if method.span.file.language == "typescript" else None
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


def super_attribute(run: Run, holder: SuperValue, name: str, span: Span) -> Value:
    for base in holder.owner.lineage()[1:]:
        if isinstance(base, ClassValue):
            method = base.methods.get(name)
            if method is not None:
                return FunctionValue(method, base.scope, holder.instance, base)
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
    code = methods.find(holder, name, span.file.language)
    if code is not None:
        return BoundMethod(holder, name, code, span)
    if name == "size":
        return Known(len(holder.entries), span) if not holder.open else Unknown("the size of an open map", span=span)
    if span.file.language == "python" and name in holder.entries:
        return holder.entries[name].value  # a namespace-like map: keyword arguments as props
    if holder.open:
        return run.given(name, holder.open, span, external=0)
    return Known(None, span)


def set_attribute(run: Run, holder: Value, name: str, value: Value, span: Span) -> None:
    """``holder.name = value``."""
    from iaclint.evaluator.patterns import guarded

    if isinstance(holder, Instance):
        klass = class_of(holder)
        setter = next((b.setters[name] for b in klass.lineage() if isinstance(b, ClassValue) and name in b.setters),
                      None) if klass else None  # fmt: skip
        if setter is not None and klass is not None:
            from iaclint.evaluator.calls import call_function

            call_function(run, FunctionValue(setter, klass.scope, holder, klass), Arguments([value]), span)
        elif holder.symbol and klass is None:
            run.library.instance_set(run, holder, name, value, span)
        else:
            holder.fields[name] = guarded(run, run.frame_guards(), holder.fields.get(name), value)
    elif isinstance(holder, MapValue):
        entry = holder.entries.get(name)
        holder.set(name, guarded(run, run.frame_guards(), entry.value if entry else None, value), span, name)
    elif isinstance(holder, ClassValue):
        holder.members[name] = value
    elif isinstance(holder, Choice):
        for _, option in holder.options:
            set_attribute(run, option, name, value, span)


def get_item(run: Run, holder: Value, key: Value, span: Span, unpacking: bool = False) -> Value:
    """``holder[key]``."""
    if isinstance(holder, Choice):
        return over(holder, lambda option: get_item(run, option, key, span, unpacking), span)
    if isinstance(key, Choice):
        return over(key, lambda option: get_item(run, holder, option, span, unpacking), span)
    data = concrete(key)
    if isinstance(holder, MapValue):
        return map_item(run, holder, key, span)
    if isinstance(holder, ListValue):
        return list_item(holder, integer(key), data, span)
    if isinstance(holder, Output):
        return Output(get_item(run, holder.inner, key, span), span)
    if isinstance(holder, Reference):
        return Reference(holder.target, f"{holder.attribute}[{hole_name(key)}]", span)
    if isinstance(holder, (Known, Text)) and (at := integer(key)) is not None:
        return slice_text(holder, at, at + 1 if at != -1 else None, span)
    if isinstance(holder, ClassValue) and isinstance(data, str):
        return class_attribute(run, holder, data, span)
    if isinstance(holder, (Instance, ModuleValue, Symbol)) and isinstance(data, str):
        return get_attribute(run, holder, data, span)
    if isinstance(holder, Unknown):
        if isinstance(data, str):
            return unknown_attribute(run, holder, data, span)
        name = f"{holder.name}[{hole_name(key)}]" if holder.name else "item"
        return Unknown(holder.reason, name, span, holder.labels & ~1)
    return Unknown("an item of something that is no list or map", span=span)


def map_item(run: Run, holder: MapValue, key: Value, span: Span) -> Value:
    data = concrete(key)
    if isinstance(data, Undecided):
        if 0 < len(holder.entries) <= 8 and not holder.open:
            text = hole_name(key)
            return choose(
                [((Condition(f"{text} = {k}", span),), entry.value) for k, entry in holder.entries.items()], span
            )
        return Unknown("an item under a key that is not known", hole_name(key), span)
    entry = holder.entries.get(data)
    if entry is None and isinstance(data, (int, float)):
        entry = holder.entries.get(str(data))
    if entry is not None:
        return entry.value
    if holder.open:
        return Unknown(holder.open, str(data), span, run.sources.labels(str(data)))
    return Known(None, span, key.labels)


def list_item(holder: ListValue, at: int | None, data: object, span: Span) -> Value:
    if at is None:
        if 0 < len(holder.items) <= 8 and not holder.open and isinstance(data, Undecided):
            return choose([((Condition(f"index = {i}", span),), item) for i, item in enumerate(holder.items)], span)
        return Unknown("an item at a position that is not known", span=span)
    if -len(holder.items) <= at < len(holder.items) and not (holder.open and at < 0):
        return holder.items[at]
    return Unknown(holder.open, span=span) if holder.open else Known(None, span)


def set_item(run: Run, holder: Value, key: Value, value: Value, span: Span) -> None:
    """``holder[key] = value``."""
    from iaclint.evaluator.patterns import guarded

    data = concrete(key)
    if isinstance(holder, MapValue):
        if isinstance(data, Undecided):
            holder.open = holder.open or "an entry under a key that is not known"
        else:
            entry = holder.entries.get(data)
            holder.set(data, guarded(run, run.frame_guards(), entry.value if entry else None, value), span, None)
    elif isinstance(holder, ListValue):
        at = integer(key)
        if at is not None and -len(holder.items) <= at < len(holder.items):
            holder.items[at] = value
        elif at == len(holder.items):
            holder.items.append(value)
        else:
            holder.open = holder.open or "an item at a position that is not known"
    elif isinstance(holder, (Instance, ClassValue)) and isinstance(data, str):
        set_attribute(run, holder, data, value, span)
