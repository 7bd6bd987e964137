"""The everyday methods of texts, lists and maps: one table of operations, two spellings."""

from __future__ import annotations

from iaclint.evaluator.callables import MethodCode
from iaclint.source import Language
from iaclint.values import JsonText, Known, ListValue, MapValue, Text, Value


def find(holder: Value, name: str, language: Language) -> MethodCode | None:
    """The method ``name`` of a value of this kind."""
    if isinstance(holder, MapValue):
        from iaclint.evaluator.methods.maps import METHODS as MAPS

        return MAPS.get(name)
    if isinstance(holder, ListValue):
        from iaclint.evaluator.methods.lists import METHODS as LISTS

        return LISTS.get(name)
    if isinstance(holder, (Text, JsonText)) or (isinstance(holder, Known) and isinstance(holder.data, str)):
        from iaclint.evaluator.methods.strings import METHODS as STRINGS

        return STRINGS.get(name)
    if isinstance(holder, Known) and isinstance(holder.data, (int, float)):
        from iaclint.evaluator.methods.strings import NUMBERS

        return NUMBERS.get(name)
    return None


def find_common(name: str) -> MethodCode | None:
    """What any value answers to: promises are their values (``then``, ``catch``), ``toString`` …"""
    from iaclint.evaluator.methods.common import METHODS as COMMON

    return COMMON.get(name)


def find_symbolic(name: str) -> MethodCode | None:
    """Methods of an unknown value that are worth knowing: callbacks run once, text operations keep the labels."""
    from iaclint.evaluator.methods.symbolic import METHODS as SYMBOLIC

    return SYMBOLIC.get(name)
