"""A value of a kind that a property cannot take."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Form, Rule
from iaclint.values import Instance, JsonText, Known, ListValue, MapValue, Text, Value

from ._literals import is_cast, literals

rule = Rule(
    "API013",
    severity="error",
    summary="A property is given a value of a kind that it cannot take",
)

SCALARS = ("string", "number", "boolean")
NAMES = {
    "string": "a string", "number": "a number", "boolean": "a boolean", "list": "a list", "object": "an object",
    "map": "a map", "struct": "an object", "construct": "a construct",
}  # fmt: skip


@rule.api_uses()
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    lenient = use.symbol.startswith("@pulumi/") and use.span.file.language == "python"
    for literal in literals(use, context):
        for key, entry, place, name in literal.given():
            form = literal.declaration.form(name) if name is not None else None
            fault = misfit(form, entry.value, lenient) if form is not None else None
            if fault is not None and not is_cast(place):
                wanted, found = fault
                yield Finding(
                    place, f"`{entry.spelling or key}` of `{literal.label}` takes {wanted}, but it is given {found}"
                )


def misfit(form: Form, value: Value, lenient: bool) -> tuple[str, str] | None:
    """What a form takes and what it is given, when no alternative of the value can be right. ``lenient``: numbers and booleans may be given as text,
    and the other way round (Pulumi's Python SDK does not look, and the engine converts)."""
    faults = [_misfit(form, option, lenient) for _, option in value.alternatives()]
    return faults[0] if faults and all(faults) else None


def _misfit(form: Form, value: Value, lenient: bool) -> tuple[str, str] | None:
    shape = shape_of(value)
    if shape is None or is_cast(value.span) or form.kind in ("any", "union", "date"):
        return None
    if isinstance(value, ListValue) and form.kind == "list" and form.inner is not None:
        faults = [fault for item in value.items if (fault := misfit(form.inner, item, lenient))]
        return (f"a list of which each is {faults[0][0]}", f"{faults[0][1]} in it") if faults else None
    return None if _fits(form, shape, lenient) else (_wanted(form), NAMES[shape])


def _fits(form: Form, shape: str, lenient: bool) -> bool:
    if form.kind in SCALARS:
        return shape == form.kind or (lenient and shape in SCALARS) or (form.kind == "number" and shape == "boolean")
    if form.kind == "list":
        return shape == "list"
    if form.kind in ("map", "struct"):
        return shape == "object" or shape == "construct"
    if form.kind == "enum":  # Pulumi's are texts; numbers are as good as the members of an enum of numbers
        return shape == "number" or form.symbol.startswith("@pulumi/")
    return shape not in (*SCALARS, "list")


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
    return "construct" if isinstance(value, Instance) and _is_made(value) else None


def _is_made(instance: Instance) -> bool:
    return instance.resource is not None and instance.resource.kind == "resource" and instance.open is None


def _wanted(form: Form) -> str:
    if form.symbol and form.kind != "struct":
        return f"a `{form.symbol.rpartition('.')[2]}`"
    return NAMES[form.kind]
