"""Arithmetic on constants, and numbers read from text."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from typing import Any

from iaclint.evaluator.texts import MAX_TEXT, concrete, name_of
from iaclint.source import Language, Span
from iaclint.values import (
    Constant,
    Known,
    Undecided,
    Unknown,
    Value,
)

MAX_NUMBER = 1 << 4096

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


def constant_of(op: str, a: Any, b: Any, language: Language) -> Constant:
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
