"""Operators: truth, comparison, arithmetic. Both languages' rules, told apart by ``language`` only where they differ."""

from __future__ import annotations

import operator
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


def equal(left: Value, right: Value) -> bool | None:
    """``==``: ``None`` when undecided."""
    if left is right and not isinstance(left, Unknown):
        return True
    if isinstance(left, Symbol) and isinstance(right, Symbol):
        return left.name == right.name
    a, b = concrete(left), concrete(right)
    if not isinstance(a, Undecided) and not isinstance(b, Undecided):
        return a == b and isinstance(a, bool) == isinstance(b, bool)
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


def binary(op: str, left: Value, right: Value, language: Language, span: Span) -> Value:
    """The value of ``left op right``."""
    if op == "+":
        return add(left, right, language, span)
    if isinstance(left, Choice) or isinstance(right, Choice):
        return _over_both(op, left, right, language, span)
    labels = left.labels | right.labels
    if op == "%" and isinstance(left, Known) and isinstance(left.data, str):
        return percent_format(left, right, span)
    if op in ("==", "!="):
        same = equal(left, right)
        return _answer(same if same is None or op == "==" else not same, labels, span)
    if op in ("in", "not in", "has"):
        found = contains(right, left)
        return _answer(found if found is None or op != "not in" else not found, labels, span)
    if op == "instanceof":
        return _answer(_is_instance(left, right), labels, span)
    return _compute(op, left, right, labels, language, span)


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
        return Known(_arithmetic(op, a, b, language), span, labels)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, MemoryError):
        return Unknown("arithmetic that fails", span=span, labels=labels)


def _arithmetic(op: str, a: Any, b: Any, language: Language) -> Constant:
    if op == "/":
        quotient = float(a) / float(b)
        return int(quotient) if language == "typescript" and quotient.is_integer() else quotient
    if op == "**":
        if abs(a) > 1_000_000 or abs(b) > 64:
            raise OverflowError
        op = "**"
    if isinstance(a, str) or isinstance(b, str):
        repeats = b if isinstance(b, int) else a
        if op != "*" or not isinstance(repeats, int) or len(str(a)) * repeats > MAX_TEXT:
            raise OverflowError
    if op == "<<" and b > 64:
        raise OverflowError
    if op not in ARITHMETIC:
        raise TypeError
    result: Constant = ARITHMETIC[op](a, b)
    return result


def percent_format(left: Known, right: Value, span: Span) -> Value:
    """Python's ``'%s-%s' % (a, b)`` with plain ``%s`` and ``%d`` fields."""
    values = right.items if isinstance(right, ListValue) and right.kind == "tuple" else [right]
    pieces = str(left.data).replace("%d", "%s").split("%s")
    if len(pieces) != len(values) + 1 or any("%" in piece.replace("%%", "") for piece in pieces):
        return Unknown("%-formatted text", span=span, labels=right.labels)
    parts: list[Value] = [Known(pieces[0].replace("%%", "%"))]
    for value, piece in zip(values, pieces[1:], strict=True):
        parts += [value, Known(piece.replace("%%", "%"))]
    return join_text(parts, "python", span)


def add(left: Value, right: Value, language: Language, span: Span) -> Value:
    """``+``: numbers, lists, texts."""
    if isinstance(left, ListValue) and isinstance(right, ListValue) and language == "python":
        return ListValue([*left.items, *right.items], span, left.open or right.open, left.kind)
    if isinstance(left, Known) and isinstance(right, Known):
        a, b = left.data, right.data
        if isinstance(a, (int, float)) and isinstance(b, (int, float)):
            return Known(a + b, span, left.labels | right.labels)
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
        return Unknown("a sum", span=span, labels=left.labels | right.labels, assumed=a2 + b2)
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
    return None


def _is_instance(value: Value, klass: Value) -> bool | None:
    if isinstance(value, Instance) and isinstance(value.klass, ClassValue):
        return any(base is klass for base in value.klass.lineage()) or None
    return None


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


def to_number(value: Value, span: Span | None, integer: bool = False) -> Value:
    """``int(x)``, ``Number(x)``, ``parseInt(x)``."""
    data = concrete(value)
    if isinstance(data, (str, int, float)) and not isinstance(data, bool):
        try:
            text = str(data)[:40]
            number: int | float = (
                int(float(text)) if integer else float(text) if "." in text or "e" in text else int(text)
            )
        except (ValueError, OverflowError):
            return Unknown("text that is not a number", span=span, labels=value.labels, origin=value)
        if isinstance(value, Known):
            return Known(number, span, value.labels, value)
        return Unknown("a number given from outside", name_of(value), span, value.labels, number, origin=value)
    return Unknown("a number made from an unknown value", name_of(value), span, value.labels, origin=value)


def name_of(value: Value) -> str:
    return value.name if isinstance(value, Unknown) else ""
