"""What kind of thing a value is, and whether a form of the catalog takes it."""

from __future__ import annotations

from iaclint.rule import Facts, Form
from iaclint.values import Instance, JsonText, Known, ListValue, MapValue, Symbol, Text, Value

from ._literals import is_cast

SCALARS = ("string", "number", "boolean")
CLASSES = ("class", "construct", "interface")
NAMES = {
    "string": "a string", "number": "a number", "boolean": "a boolean", "list": "a list", "object": "an object",
    "map": "a map", "struct": "an object", "construct": "a construct",
}  # fmt: skip

Fault = tuple[str, str]  # what is wanted, what is given


class Kinds:
    """``lenient``: numbers and booleans may be given as text, and the other way round (Pulumi's Python SDK does not look, and the engine converts)."""

    __slots__ = ("_facts", "_lenient")

    def __init__(self, facts: Facts, lenient: bool) -> None:
        self._facts = facts
        self._lenient = lenient

    def misfit(self, form: Form, value: Value) -> Fault | None:
        """What a form takes and what it is given, when no alternative of the value can be right."""
        faults = [self._misfit(form, option) for _, option in value.alternatives()]
        return faults[0] if faults and all(faults) else None

    def _misfit(self, form: Form, value: Value) -> Fault | None:
        if form.kind in ("any", "union", "date"):
            return None
        if isinstance(value, Instance) and (symbol := self._class_of(value)) is not None:
            name = symbol.rpartition(".")[2]
            return None if self._takes(form, symbol) or is_cast(value.span) else (wanted(form), f"a `{name}`")
        shape = shape_of(value)
        if shape is None or is_cast(value.span):
            return None
        if isinstance(value, ListValue) and form.kind == "list" and form.inner is not None:
            faults = [fault for item in value.items if (fault := self.misfit(form.inner, item))]
            return (f"a list of which each is {faults[0][0]}", f"{faults[0][1]} in it") if faults else None
        if isinstance(value, MapValue) and form.kind in CLASSES and not form.token:
            return (wanted(form), "an object") if self._lacks(form, value) else None
        return None if self._fits(form, shape) else (wanted(form), NAMES[shape])

    def _fits(self, form: Form, shape: str) -> bool:
        if form.kind in SCALARS:
            similar = self._lenient and shape in SCALARS
            return shape == form.kind or similar or (form.kind == "number" and shape == "boolean")
        if form.kind == "list":
            return shape == "list"
        if form.kind in ("map", "struct"):
            return shape == "object" or shape == "construct"
        if form.kind == "enum":  # Pulumi's are texts; numbers are as good as the members of an enum of numbers
            return shape == "number" or form.symbol.startswith("@pulumi/")
        return shape not in (*SCALARS, "list")

    def _class_of(self, value: Instance) -> str | None:
        """The class of the CDK that an object surely is of."""
        if not value.symbol.startswith("aws-cdk-lib.") or value.open is not None or not isinstance(value.klass, Symbol):
            return None
        if value.klass.name != value.symbol:
            made = self._facts.signature(value.klass.name)
            return value.symbol if made is not None and made.returns == value.symbol else None
        return value.symbol if value.resource is None or is_deployed(value) else None

    def _takes(self, form: Form, symbol: str) -> bool:
        if form.token or form.kind in ("map", "struct", "enum"):
            return True
        return form.kind in CLASSES and self._facts.passes_for(symbol, form.symbol)

    def _lacks(self, form: Form, value: MapValue) -> bool:
        if value.open or form.symbol.startswith("@pulumi/"):
            return False
        return self._facts.lacks(form.symbol, frozenset(key for key in value.entries if isinstance(key, str)))


def shape_of(value: Value) -> str | None:
    """The kind of a value, as far as it is known; texts that Terraform fills in may become anything."""
    if isinstance(value, Known):
        if isinstance(value.data, str):
            return None if "${" in value.data else "string"
        return None if value.data is None else "boolean" if isinstance(value.data, bool) else "number"
    if isinstance(value, Text):
        return None if any(isinstance(part, str) and "${" in part for part in value.parts) else "string"
    if isinstance(value, JsonText):
        return "string"
    if isinstance(value, ListValue):
        return "list"
    if isinstance(value, MapValue):
        return "object"
    return "construct" if isinstance(value, Instance) and is_deployed(value) else None


def is_deployed(instance: Instance) -> bool:
    return instance.resource is not None and instance.resource.kind == "resource" and instance.open is None


def wanted(form: Form) -> str:
    if form.symbol and form.kind != "struct":
        return f"a `{form.symbol.rpartition('.')[2]}`"
    return NAMES[form.kind]
