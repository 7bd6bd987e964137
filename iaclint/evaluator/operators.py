"""Operators: what ``left op right`` and ``op operand`` are."""

from __future__ import annotations

from iaclint.evaluator.arithmetic import MAX_NUMBER, ORDER, constant_of, to_number, whole
from iaclint.evaluator.comparisons import contains, equal, is_instance, is_texty, truth
from iaclint.evaluator.percent_format import percent_format
from iaclint.evaluator.texts import concrete, join_text, name_of
from iaclint.source import Language, Span
from iaclint.values import (
    Choice,
    Constant,
    Instance,
    JsonText,
    Known,
    ListValue,
    MapValue,
    Text,
    Undecided,
    Unknown,
    Value,
    choose,
    same_key,
)

TESTS = frozenset(("==", "!=", "in", "not in", "has", "instanceof"))
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
        result = constant_of(op, a, b, language)
        if isinstance(left, Known) and isinstance(right, Known):
            return Known(result, span, labels)
        return Unknown(
            "a number made from what is given from outside", name_of(left) or name_of(right), span, labels, result
        )
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, MemoryError):
        return Unknown("arithmetic that fails", span=span, labels=labels)


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
