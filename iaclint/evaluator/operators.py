"""Operators: truth, comparison, arithmetic. Both languages' rules, told apart by ``language`` only where they differ."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from typing import Any

from iaclint.evaluator.callables import ClassValue
from iaclint.evaluator.texts import MAX_TEXT, concrete, join_text
from iaclint.source import Language, Span
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
    choose,
    same_key,
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


ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": operator.floordiv,
    "%": operator.mod,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "**": operator.pow,
    "<<": operator.lshift,
    ">>": operator.rshift,
}
ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


TESTS = frozenset(("==", "!=", "in", "not in", "has", "instanceof"))
MAX_NUMBER = 1 << 4096
MAX_REPEATED = 5_000  # items of a list that is repeated


def binary_test(op: str, left: Value, right: Value, language: Language, span: Span) -> Value:
    labels = left.labels | right.labels
    if op in ("==", "!="):
        same = equal(left, right, language)
        return _answer(same if same is None or op == "==" else not same, labels, span)
    if op == "instanceof":
        return _answer(is_instance(left, right), labels, span)
    found = contains(right, left)
    return _answer(found if found is None or op != "not in" else not found, labels, span)


def binary(op: str, left: Value, right: Value, language: Language, span: Span) -> Value:
    """The value of ``left op right``."""
    if op == "+":
        return add(left, right, language, span)
    if isinstance(left, Choice) or isinstance(right, Choice):
        return _over_both(op, left, right, language, span)
    labels = left.labels | right.labels
    if op in TESTS:
        return binary_test(op, left, right, language, span)
    if op == "%" and isinstance(left, Known) and isinstance(left.data, str):
        return percent_format(left, right, span)
    if isinstance(left, ListValue) or isinstance(right, ListValue):
        return list_operation(op, left, right, labels, span)
    if op == "|" and isinstance(left, MapValue) and isinstance(right, MapValue):
        return MapValue({**left.entries, **right.entries}, span, left.open or right.open)
    if op == "/" and language == "python" and is_texty(left):
        return join_text([left, Known("/"), right], language, span)  # of paths
    return _compute(op, left, right, labels, language, span)


def list_operation(op: str, left: Value, right: Value, labels: int, span: Span) -> Value:
    """``[x] * n``, and the union, intersection and difference of sets."""
    if op == "*":
        held, count = (left, concrete(right)) if isinstance(left, ListValue) else (right, concrete(left))
        if isinstance(held, ListValue) and isinstance(count, int) and len(held.items) * count <= MAX_REPEATED:
            return ListValue(held.items * count, span, held.open, held.kind)
    if isinstance(left, ListValue) and isinstance(right, ListValue) and op in ("|", "&", "-", "^"):
        others = {same_key(item) for item in right.items}
        mine = {same_key(item) for item in left.items}
        only_left = [item for item in left.items if same_key(item) not in others]
        common = [item for item in left.items if same_key(item) in others]
        only_right = [item for item in right.items if same_key(item) not in mine]
        kept = {"|": only_left + common + only_right, "&": common, "-": only_left, "^": only_left + only_right}[op]
        return ListValue(kept, span, left.open or right.open, left.kind)
    return Unknown("arithmetic with a list", span=span, labels=labels)


def _over_both(op: str, left: Value, right: Value, language: Language, span: Span) -> Value:
    return choose(
        [
            (c1 + c2, binary(op, a, b, language, span))
            for c1, a in left.alternatives()
            for c2, b in right.alternatives()
        ],
        span,
    )


def _answer(answer: bool | None, labels: int, span: Span) -> Value:
    if answer is None:
        return Unknown("a comparison with an unknown value", span=span, labels=labels)
    return Known(answer, span, labels)


def _compute(op: str, left: Value, right: Value, labels: int, language: Language, span: Span) -> Value:
    a, b = concrete(left), concrete(right)
    if isinstance(a, Undecided) or isinstance(b, Undecided):
        return Unknown("arithmetic with an unknown value", span=span, labels=labels)
    try:
        if op in ORDER:
            return Known(ORDER[op](a, b), span, labels)
        result = _arithmetic(op, a, b, language)
        if isinstance(left, Known) and isinstance(right, Known):
            return Known(result, span, labels)
        return Unknown(
            "a number made from what is given from outside", name_of(left) or name_of(right), span, labels, result
        )
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, MemoryError):
        return Unknown("arithmetic that fails", span=span, labels=labels)


def _arithmetic(op: str, a: Any, b: Any, language: Language) -> Constant:
    if language == "typescript" and op in JAVASCRIPT:
        return JAVASCRIPT[op](a, b)
    if op == "/":
        quotient: float = a / b
        return quotient
    if (op == "**" and (abs(a) > 1_000_000 or abs(b) > 64)) or (op == "<<" and b > 64):
        raise OverflowError
    if isinstance(a, str) or isinstance(b, str):
        repeats = b if isinstance(b, int) else a
        if op != "*" or not isinstance(repeats, int) or len(str(a)) * repeats > MAX_TEXT:
            raise OverflowError
    result: Constant = ARITHMETIC[op](a, b)
    if isinstance(result, int) and abs(result) > MAX_NUMBER:
        raise OverflowError
    return result


def whole(number: float) -> int | float:
    """JavaScript's numbers: 2.0 is 2."""
    return int(number) if isinstance(number, float) and number.is_integer() and abs(number) < 2**53 else number


def to_int32(number: Any) -> int:
    bits = int(number) & 0xFFFFFFFF
    return bits - (1 << 32) if bits & (1 << 31) else bits


JAVASCRIPT: dict[str, Callable[[Any, Any], Constant]] = {
    "/": lambda a, b: whole(float(a) / float(b)),
    "%": lambda a, b: whole(math.fmod(a, b)),
    "**": lambda a, b: whole(float(a) ** float(b)),
    "-": lambda a, b: whole(a - b),
    "*": lambda a, b: whole(float(a) * float(b)) if abs(a * b) >= 2**53 else whole(a * b),
    "&": lambda a, b: to_int32(to_int32(a) & to_int32(b)),
    "|": lambda a, b: to_int32(to_int32(a) | to_int32(b)),
    "^": lambda a, b: to_int32(to_int32(a) ^ to_int32(b)),
    "<<": lambda a, b: to_int32(to_int32(a) << (int(b) & 31)),
    ">>": lambda a, b: to_int32(a) >> (int(b) & 31),
    ">>>": lambda a, b: (int(a) & 0xFFFFFFFF) >> (int(b) & 31),
}
FIELD = re.compile(r"%(?:\((\w{1,80})\))?([-+ #0]{0,5})(\d{0,4})(?:\.(\d{1,3}))?([a-zA-Z%])")


def percent_format(left: Known, right: Value, span: Span) -> Value:
    """Python's ``'%s-%03d' % (a, b)`` and ``'%(name)s' % {...}``."""
    template = str(left.data)
    values = list(right.items) if isinstance(right, ListValue) and right.kind == "tuple" else [right]
    parts: list[Value] = []
    end = used = 0
    for field in FIELD.finditer(template):
        parts.append(Known(template[end : field.start()]))
        end = field.end()
        if field[5] == "%":
            parts.append(Known("%"))
            continue
        value = right.get(field[1]) if field[1] and isinstance(right, MapValue) else None
        if value is None and used < len(values):
            value = values[used]
            used += 1
        parts.append(percent_field(field, value, span))
    parts.append(Known(template[end:]))
    return join_text(parts, "python", span)


def percent_field(field: re.Match[str], value: Value | None, span: Span) -> Value:
    if value is None:
        return Unknown("a format field that is not given", field[1] or "", span)
    if field[5] in "sdi" and not field[2] and not field[3] and not field[4]:
        return value
    if not isinstance(value, Known):
        return Unknown("a formatted value", name_of(value), span, value.labels, origin=value)
    try:
        return Known(field[0].replace(f"({field[1]})", "") % (value.data,), span, value.labels, value)
    except (TypeError, ValueError):
        return Unknown("text formatted in a way that fails", span=span, labels=value.labels)


def add(left: Value, right: Value, language: Language, span: Span) -> Value:
    """``+``: numbers, lists, texts."""
    if isinstance(left, ListValue) and isinstance(right, ListValue) and language == "python":
        items = [*left.items, *right.items]
        cut = f"more than {MAX_REPEATED} items" if len(items) > MAX_REPEATED else None
        return ListValue(items[:MAX_REPEATED], span, left.open or right.open or cut, left.kind)
    if isinstance(left, Known) and isinstance(right, Known):
        a, b = left.data, right.data
        if isinstance(a, (int, float)) and isinstance(b, (int, float)):
            total = a + b
            if isinstance(total, int) and abs(total) > MAX_NUMBER:
                return Unknown("arithmetic that fails", span=span)
            return Known(whole(total) if language == "typescript" else total, span, left.labels | right.labels)
        return join_text([left, right], language, span)
    if is_texty(left) or is_texty(right):
        return join_text([left, right], language, span)
    if isinstance(left, ListValue) or isinstance(right, ListValue):
        known = left if isinstance(left, ListValue) else right
        assert isinstance(known, ListValue)
        return ListValue(list(known.items), span, "a list joined with an unknown one", known.kind)
    if isinstance(left, Choice) or isinstance(right, Choice):
        return _over_both_sums(left, right, language, span)
    a2, b2 = concrete(left), concrete(right)
    if isinstance(a2, (int, float)) and isinstance(b2, (int, float)):
        return Unknown(
            "a sum with what is given from outside", name_of(left) or name_of(right), span,
            left.labels | right.labels, a2 + b2,
        )  # fmt: skip
    if isinstance(a2, str) or isinstance(b2, str):
        return join_text([left, right], language, span)
    return Unknown("a sum with an unknown value", span=span, labels=left.labels | right.labels)


def _over_both_sums(left: Value, right: Value, language: Language, span: Span) -> Value:
    return choose(
        [(c1 + c2, add(a, b, language, span)) for c1, a in left.alternatives() for c2, b in right.alternatives()], span
    )


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
        return BUILT_IN[klass.name](value) if isinstance(value, (Known, MapValue, ListValue, Text)) else None
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


def negate(op: str, operand: Value, language: Language, span: Span) -> Value:
    """Unary operators."""
    if op == "not":
        answer = truth(operand, language)
        if answer is None:
            return Unknown("a negated condition", span=span, labels=operand.labels)
        return Known(not answer, span, operand.labels)
    data = concrete(operand)
    if op == "typeof":
        return _type_of(operand, data, span)
    if op == "void":
        return Known(None, span)
    if isinstance(data, (int, float)) and op in "-+~":
        try:
            result = -data if op == "-" else +data if op == "+" else ~int(data)
        except (OverflowError, ValueError):
            return Unknown("arithmetic that fails", span=span)
        return Known(result, span, operand.labels)
    if op == "+" and isinstance(data, str):
        return to_number(operand, span)
    return Unknown(f"{op} of an unknown value", span=span, labels=operand.labels)


def _type_of(operand: Value, data: Constant | Undecided, span: Span) -> Value:
    if isinstance(data, str) or isinstance(operand, (Text, JsonText)):
        return Known("string", span)
    if isinstance(data, bool):
        return Known("boolean", span)
    if isinstance(data, (int, float)):
        return Known("number", span)
    if data is None:
        return Known("undefined", span)
    if isinstance(operand, (MapValue, ListValue, Instance)):
        return Known("object", span)
    return Unknown("the type of an unknown value", span=span)


NUMBER = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
READERS: dict[str, Callable[[str], int | float | None]] = {}  # how each function reads a number from text


def to_number(value: Value, span: Span | None, reader: str = "js.Number") -> Value:
    """``int(x)``, ``float(x)``, ``Number(x)``, ``parseInt(x)``, ``parseFloat(x)``."""
    data = concrete(value)
    if isinstance(data, Undecided) or data is None:
        return Unknown("a number made from an unknown value", name_of(value), span, value.labels, origin=value)
    number: int | float | None
    try:
        if isinstance(data, str):
            number = READERS[reader](data[:400])
        else:
            number = float(data) if reader == "py.float" else int(data) if "nt" in reader else data + 0
    except (ValueError, OverflowError):
        number = None
    if number is None:
        return Unknown("text that is not a number", name_of(value), span, value.labels, origin=value)
    if isinstance(value, Known):
        return Known(number, span, value.labels, value)
    return Unknown("a number given from outside", name_of(value), span, value.labels, number, origin=value)


def leading_number(text: str) -> float | int | None:
    match = NUMBER.match(text)
    return whole(float(match[1])) if match is not None else None


def leading_integer(text: str) -> int | None:
    match = re.match(r"\s*([-+]?\d+)", text)
    return int(match[1]) if match is not None else None


def whole_number(text: str) -> float | int | None:
    """``Number(text)``: all of it has to be a number; nothing is 0."""
    match = NUMBER.fullmatch(text.rstrip())
    if match is not None:
        return whole(float(match[1]))
    return 0 if not text.strip() else int(text, 16) if text.strip().lower().startswith("0x") else None


READERS.update({
    "py.int": int, "py.float": float, "js.Number": whole_number, "js.parseFloat": leading_number,
    "js.parseInt": leading_integer,
})  # fmt: skip


def name_of(value: Value) -> str:
    return value.name if isinstance(value, Unknown) else ""
