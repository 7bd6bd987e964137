"""Whether an object has an attribute."""

from __future__ import annotations

from iaclint.evaluator.callables import ClassValue, class_of
from iaclint.evaluator.run import Run
from iaclint.values import Instance, Known, ListValue, Value


def has_attribute(run: Run, holder: Value, name: str) -> bool | None:
    """``hasattr(holder, name)``; ``None`` when that cannot be told."""
    if isinstance(holder, Instance):
        klass = class_of(holder)
        if name in holder.fields or (klass is not None and has_class_member(klass, name)):
            return True
        if holder.symbol:
            return run.library.has_attribute(holder, name)
        return None if holder.open else False
    return False if isinstance(holder, (Known, ListValue)) else None


def has_class_member(klass: ClassValue, name: str) -> bool:
    return any(
        name in table
        for base in klass.lineage()
        if isinstance(base, ClassValue)
        for table in (base.methods, base.members, base.getters)
    )
