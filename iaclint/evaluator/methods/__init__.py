"""The everyday methods of texts, lists and maps: one table of operations, two spellings."""

from __future__ import annotations

from iaclint.evaluator.callables import MethodCode
from iaclint.evaluator.methods.common import FUNCTION_METHODS
from iaclint.evaluator.methods.common import METHODS as COMMON
from iaclint.evaluator.methods.lists import METHODS as LISTS
from iaclint.evaluator.methods.maps import METHODS as MAPS
from iaclint.evaluator.methods.strings import METHODS as STRINGS
from iaclint.evaluator.methods.strings import NUMBERS
from iaclint.evaluator.methods.symbolic import METHODS as SYMBOLIC
from iaclint.evaluator.methods.symbolic import REFERENCE
from iaclint.values import JsonText, Known, ListValue, MapValue, Text, Value


def find(holder: Value, name: str) -> MethodCode | None:
    """The method ``name`` of a value of this kind."""
    if isinstance(holder, MapValue):
        return MAPS.get(name)
    if isinstance(holder, ListValue):
        return LISTS.get(name)
    if isinstance(holder, (Text, JsonText)) or (isinstance(holder, Known) and isinstance(holder.data, str)):
        return STRINGS.get(name)
    if isinstance(holder, Known) and isinstance(holder.data, (int, float)):
        return NUMBERS.get(name)
    return None


def find_common(name: str) -> MethodCode | None:
    """What any value answers to: promises are their values (``then``, ``catch``), ``toString`` …"""
    return COMMON.get(name)


def find_of_function(name: str) -> MethodCode | None:
    """``f.call(…)``, ``f.apply(…)``, ``f.bind(…)``."""
    return FUNCTION_METHODS.get(name) or COMMON.get(name)


def find_of_reference(name: str) -> MethodCode | None:
    """Methods of an attribute of a construct: those of unknown values, but ``get`` takes an item of a list or map."""
    return REFERENCE.get(name) or (SYMBOLIC.get(name) if name != "items" else None)


def find_symbolic(name: str) -> MethodCode | None:
    """Methods of an unknown value that are worth knowing: callbacks run once, text operations keep the labels."""
    return SYMBOLIC.get(name)
