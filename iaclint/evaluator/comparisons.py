"""Truth, equality, membership and kinds of values. Both languages' rules, told apart by ``language`` only where they differ."""

from __future__ import annotations

from collections.abc import Callable

from iaclint.evaluator.callables import ClassValue, FunctionValue
from iaclint.evaluator.texts import concrete
from iaclint.source import Language
from iaclint.values import (
    EXTERNAL,
    Choice,
    Constant,
    Instance,
    JsonText,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Output,
    Symbol,
    Text,
    Undecided,
    Unknown,
    Value,
)


def truth(value: Value, language: Language) -> bool | None:
    """Whether a condition holds; ``None`` when undecided."""
    if isinstance(value, Known):
        return bool(value.data) and value.data == value.data  # NaN is false in JavaScript, and rare
    if isinstance(value, Omitted):
        return False
    if isinstance(value, Unknown):
        return None if isinstance(value.assumed, Undecided) else bool(value.assumed)
    if isinstance(value, Text):
        return True if any(isinstance(part, str) and part for part in value.parts) else _truth_of(concrete(value))
    if isinstance(value, (MapValue, ListValue)):
        return _truth_of_collection(value, language)
    if isinstance(value, Choice):
        answers = {truth(option, language) for _, option in value.options}
        return answers.pop() if len(answers) == 1 else None
    return True  # objects, functions, symbols, references, outputs


def _truth_of(data: Constant | Undecided) -> bool | None:
    return None if isinstance(data, Undecided) else bool(data)


def _truth_of_collection(value: MapValue | ListValue, language: Language) -> bool | None:
    if language == "typescript":
        return True
    filled = bool(value.entries) if isinstance(value, MapValue) else bool(value.items)
    return True if filled else None if value.open else False


def equal(left: Value, right: Value, language: Language = "python") -> bool | None:
    """``==``: ``None`` when undecided. Lists and maps are equal by content in Python, only to themselves in JavaScript."""
    if left is right and not isinstance(left, Unknown):
        return True
    if isinstance(left, Symbol) and isinstance(right, Symbol):
        return left.name == right.name
    if isinstance(left, (ListValue, MapValue)) and isinstance(right, (ListValue, MapValue)):
        return equal_content(left, right, 0) if language == "python" else False
    a, b = concrete(left), concrete(right)
    if not isinstance(a, Undecided) and not isinstance(b, Undecided):
        return a == b and (language == "python" or isinstance(a, bool) == isinstance(b, bool))
    for one, other in ((left, b), (right, a)):
        if other is None and isinstance(
            one, (MapValue, ListValue, Instance, Text, ClassValue, Symbol, JsonText, Output)
        ):
            return False  # an object is never null
    if isinstance(left, Instance) and isinstance(right, Instance):
        return False
    for one, other in ((left, b), (right, a)):
        if isinstance(one, Unknown) and one.labels & EXTERNAL and isinstance(other, (str, bool)):
            return False  # a variable without a default is taken to be unset
    return None


def equal_content(left: ListValue | MapValue, right: ListValue | MapValue, depth: int) -> bool | None:
    """Whether two collections hold the same; ``None`` when that is not known."""
    if isinstance(left, ListValue) and isinstance(right, ListValue):
        if len(left.items) != len(right.items) and not (left.open or right.open):
            return False
        pairs = list(zip(left.items, right.items, strict=False))
    elif isinstance(left, MapValue) and isinstance(right, MapValue):
        if left.entries.keys() != right.entries.keys() and not (left.open or right.open):
            return False
        pairs = [(e.value, right.entries[key].value) for key, e in left.entries.items() if key in right.entries]
    else:
        return False
    if depth > 20 or len(pairs) > 500:
        return None
    answers = {
        equal_content(a, b, depth + 1)
        if isinstance(a, (ListValue, MapValue)) and isinstance(b, (ListValue, MapValue))
        else equal(a, b)
        for a, b in pairs
    }
    return False if False in answers else None if None in answers or left.open or right.open else True


def is_texty(value: Value) -> bool:
    return isinstance(value, (Text, JsonText)) or (isinstance(value, Known) and isinstance(value.data, str))


def contains(holder: Value, item: Value) -> bool | None:
    """``item in holder`` (keys of maps, items of lists, parts of text)."""
    if isinstance(holder, MapValue):
        key = concrete(item)
        if isinstance(key, Undecided):
            return None
        return True if key in holder.entries else None if holder.open else False
    if isinstance(holder, ListValue):
        answers = [equal(candidate, item) for candidate in holder.items]
        if True in answers:
            return True
        return None if None in answers or holder.open else False
    whole, part = concrete(holder), concrete(item)
    if isinstance(whole, str) and isinstance(part, str):
        return part in whole
    if (
        isinstance(holder, Text)
        and isinstance(part, str)
        and any(isinstance(p, str) and part in p for p in holder.parts)
    ):
        return True
    if isinstance(holder, ClassValue) and isinstance(part, str):
        return part in holder.members or None
    if isinstance(holder, Instance) and isinstance(part, str) and not holder.symbol:
        return True if part in holder.fields else None if holder.open else False
    return None


def is_instance(value: Value, klass: Value) -> bool | None:
    """Whether a value is of a class of the program; ``None`` when that cannot be told."""
    if isinstance(klass, ListValue):
        answers = [is_instance(value, one) for one in klass.items]
        return True if True in answers else None if None in answers or klass.open else False
    if isinstance(klass, Symbol) and klass.name in BUILT_IN:
        known = isinstance(value, (Known, MapValue, ListValue, Text, Output, FunctionValue, ClassValue))
        return BUILT_IN[klass.name](value) if known else None
    if not isinstance(klass, ClassValue):
        return None
    if isinstance(value, Instance) and isinstance(value.klass, ClassValue):
        lineage = value.klass.lineage()
        if any(base is klass for base in lineage):
            return True
        return None if any(isinstance(base, Unknown) for base in lineage) else False
    return False if isinstance(value, (Known, MapValue, ListValue, Text)) else None


BUILT_IN: dict[str, Callable[[Value], bool]] = {
    "py.dict": lambda v: isinstance(v, MapValue),
    "py.list": lambda v: isinstance(v, ListValue) and v.kind == "list",
    "py.tuple": lambda v: isinstance(v, ListValue) and v.kind == "tuple",
    "py.set": lambda v: isinstance(v, ListValue) and v.kind == "set",
    "py.str": lambda v: is_texty(v),
    "py.bool": lambda v: isinstance(concrete(v), bool),
    "py.int": lambda v: isinstance(concrete(v), int),
    "py.float": lambda v: isinstance(concrete(v), float),
    "js.Array": lambda v: isinstance(v, ListValue) and v.kind != "set",
    "js.Object": lambda v: isinstance(v, (MapValue, ListValue)),
}
