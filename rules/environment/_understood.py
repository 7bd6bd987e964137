"""Physical names that can be computed in full under the assumed environment."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource, Setting
from iaclint.rule import Constraint, Context
from iaclint.values import ACCOUNT, DEPLOY_TIME, ENVIRONMENT, REGION, Known, Reference, Text, Unknown, Value

from ._names import physical_name

PLACES = {ACCOUNT: "123456789012", REGION: "us-east-1"}  # as short as regions are
LONGEST_SHOWN = 100  # characters of a pattern


def understood_names(resource: Resource, context: Context) -> Iterator[tuple[Setting, str, Constraint]]:
    """The names that a resource may get, when all are known, and what such names must be."""
    setting = physical_name(resource)
    if setting is None or (constraint := context.facts.name_constraint(resource.type)) is None:
        return
    names = [text_of(option, context) for _, option in setting.value.alternatives()]
    for name in names:
        if name and None not in names:
            yield setting, name, constraint


def text_of(value: Value, context: Context) -> str | None:
    if isinstance(value, Known):
        return value.data if isinstance(value.data, str) and "${" not in value.data else None
    if isinstance(value, Text):
        parts = [part if isinstance(part, str) else _hole(part, context) for part in value.parts]
        text = "".join(part for part in parts if part is not None)
        return text if None not in parts and "${" not in text else None
    return None


def _hole(value: Value, context: Context) -> str | None:
    if isinstance(value, Known):
        return str(value.data) if isinstance(value.data, str | int) else None
    if isinstance(value, Unknown) and value.labels & ENVIRONMENT:
        return value.assumed if isinstance(value.assumed, str) else context.environment
    return PLACES.get(value.labels & ~DEPLOY_TIME) if isinstance(value, Unknown | Reference) else None


def limit(constraint: Constraint, length: int) -> int | None:
    """The greatest length of a name, when ``length`` is more than that."""
    if constraint.fault("a" * length) is None:
        return None
    return next((fitting for fitting in range(length - 1, 2, -1) if constraint.fault("a" * fitting) is None), None)


def fault_in_words(constraint: Constraint, name: str) -> str:
    """What is wrong with a name that is not too long: its characters, if that is all, else the form that it must have."""
    plain = "a" * max(len(name), 3)
    if constraint.fault(plain) is None and len(name) == len(plain):
        wrong = sorted({character for character in name if constraint.fault(f"aa{character}a") is not None})
        if wrong and constraint.fault("".join("a" if character in wrong else character for character in name)) is None:
            return "it must not have " + " ".join(f"`{character}`" for character in wrong)
    if constraint.fault(name) == "length":
        return "it has only one character" if len(name) == 1 else f"it has only {len(name)} characters"
    if constraint.pattern is not None and len(constraint.pattern) <= LONGEST_SHOWN:
        return f"it must be of the form `{constraint.pattern}`"
    return "it does not have the form that these names must have"
