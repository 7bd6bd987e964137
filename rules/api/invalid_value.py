"""A value that AWS does not take: CloudFormation and Terraform refuse it, or the service does in the middle of the deployment."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource, Setting
from iaclint.model.resource import Override
from iaclint.rule import Constraint, Context, Edit, Finding, Fix, Limits, Rule, came_from
from iaclint.source import Span
from iaclint.values import Entry, Instance, Known, ListValue, MapValue, Value

from ._spelling import nearest

rule = Rule(
    "API014",
    severity="error",
    summary="A property is set to a value that AWS does not take for it",
)

MAX_DEPTH = 12
LISTED = 12  # values that a message names
LONGEST_SHOWN = 80  # characters of a value or pattern
QUOTES = "\"'"


@rule.resources()
def check(resource: Resource, context: Context) -> Iterator[Finding]:
    if resource.kind != "resource":
        return
    level1 = resource.framework != "cdk" or resource.label.startswith("Cfn")
    limits = context.facts.limits(resource.type) if level1 or resource.overrides else None
    if limits is not None and level1:
        yield from _block(resource, resource.properties, limits, resource.name_property, 0)
    elif limits is not None:
        for override in resource.overrides:
            yield from _override(resource, override, limits)


def _block(resource: Resource, block: MapValue, limits: Limits, name: str | None, depth: int) -> Iterator[Finding]:
    """The faults in the properties of a resource, or of a block in one; ``name`` is its physical name, which other rules judge."""
    for key, entry in block.entries.items():
        if isinstance(key, str) and key != name:
            yield from _property(resource, key, entry, limits, depth)


def _property(resource: Resource, key: str, entry: Entry, limits: Limits, depth: int) -> Iterator[Finding]:
    constraint = limits.of(key)
    if constraint is not None:
        for value in _scalars(entry.value):
            message = fault(entry.spelling or key, value, constraint)
            if message is not None:
                yield _finding(resource, key, entry, value, constraint, message)
                return
    elif depth < MAX_DEPTH and (within := limits.within(key)) is not None:
        for block in _blocks(entry.value):
            yield from _block(resource, block, within, None, depth + 1)


def _override(resource: Resource, override: Override, limits: Limits) -> Iterator[Finding]:
    """The faults of what is written over a CDK construct's template."""
    first, *names = override.path.split(".")
    found: Limits | None = limits if first == "Properties" and names else None
    for name in names[:-1]:
        found = found.within(name) if found is not None and not name.isdecimal() else found
    if found is not None and not names[-1].isdecimal():
        yield from _property(resource, names[-1], Entry(override.value, override.span), found, 0)


def _scalars(value: Value) -> Iterator[Known]:
    """The constants that a property may be set to, or the elements of its list."""
    for _, option in value.alternatives():
        if isinstance(option, ListValue):
            for item in option.items:
                yield from (each for _, each in item.alternatives() if isinstance(each, Known))
        elif isinstance(option, Known):
            yield option


def _blocks(value: Value) -> Iterator[MapValue]:
    for _, option in value.alternatives():
        for item in option.items if isinstance(option, ListValue) else (option,):
            for _, each in item.alternatives():
                found = each.properties if isinstance(each, Instance) and each.resource is None else each
                if isinstance(found, MapValue):
                    yield found


def fault(name: str, value: Known, constraint: Constraint) -> str | None:
    """What is wrong with a constant, in words."""
    data = value.data
    if data is None or isinstance(data, bool) or (isinstance(data, str) and ("${" in data or "{{" in data)):
        return None
    kind = constraint.fault(data)
    if kind is None:
        return None
    shown = str(data) if len(str(data)) <= LONGEST_SHOWN else str(data)[:LONGEST_SHOWN] + "…"
    return f"`{name}` cannot be `{shown}`{_wanted(kind, data, constraint)}"


def _wanted(kind: str, data: str | int | float, constraint: Constraint) -> str:
    if kind == "value":
        meant = _meant(data, constraint)
        if meant is not None:
            return f": did you mean `{meant}`?"
        values = _choices(data, constraint)
        if not isinstance(data, str) or data.isdecimal():
            return f": the nearest are {_enumerated(_neighbours(float(data), values), 'and')}"
        return f": it takes {_enumerated(values)}" if len(values) <= LISTED else ""
    if kind == "pattern":
        pattern = constraint.pattern or ""
        return f": it must be of the form `{pattern}`" if len(pattern) <= LONGEST_SHOWN else ""
    unit = "has {} characters" if kind == "length" else "is {}"
    bounds = constraint.length if kind == "length" else constraint.range
    return ": it " + unit.format(_between(*bounds))


def _meant(data: str | int | float, constraint: Constraint) -> str | None:
    found = nearest(data, _choices(data, constraint)) if isinstance(data, str) else None
    return found[0] if found else None


def _choices(data: str | int | float, constraint: Constraint) -> list[str]:
    """The values that there are, in capitals if the given one is and that makes no difference."""
    capitals = constraint.any_case and str(data).isupper()
    return [str(each).upper() if capitals else str(each) for each in constraint.values or ()]


def _between(low: float | None, high: float | None) -> str:
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"{low} to {high}" if low != high else str(low)


def _neighbours(number: float, values: list[str]) -> list[str]:
    """The numbers of a list that are next to one, below and above."""
    numbers = sorted(int(value) for value in values if value.isdecimal())
    return [str(each) for each in (*[n for n in numbers if n < number][-1:], *[n for n in numbers if n > number][:1])]


def _enumerated(values: list[str], conjunction: str = "or") -> str:
    *first, last = [f"`{value}`" for value in values]
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def _finding(resource: Resource, key: str, entry: Entry, value: Known, constraint: Constraint, message: str) -> Finding:
    setting = Setting(resource, key, value, entry.key_span, entry.spelling)
    meant = _meant(value.data, constraint) if isinstance(value.data, str) else None
    fix = _replacement(value.span, str(value.data), meant) if meant is not None else None
    return Finding(setting.span, message, resource, related=came_from(setting), fix=fix)


def _replacement(span: Span | None, written: str, meant: str) -> Fix | None:
    """A fix for a value that stands in the source as one piece of text."""
    text = span.text if span is not None else ""
    if span is None or text[:1] not in QUOTES or text[1:-1] != written or text[-1:] != text[:1]:
        return None
    return Fix(f"Replace it by `{meant}`", [Edit(span, f"{text[0]}{meant}{text[0]}")], "unsafe")
