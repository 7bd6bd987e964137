"""A raw override is written into the template as it stands: what CloudFormation does not know it refuses, or the override has no effect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaclint.model import Resource
from iaclint.model.resource import Override
from iaclint.rule import Context, Finding, Rule
from iaclint.values import MapValue, Omitted, Value

from ._spelling import nearest

rule = Rule(
    "API015",
    severity="error",
    summary="A raw override writes to a path that the CloudFormation resource does not have",
    frameworks=("cdk",),
    deployed=False,
)

ATTRIBUTES = (
    "Type", "Properties", "Metadata", "DependsOn", "Condition", "DeletionPolicy", "UpdatePolicy", "CreationPolicy",
    "UpdateReplacePolicy",
)  # fmt: skip
MAX_DEPTH = 8
_DOT = re.compile(r"(?<!\\)\.")


@rule.resources("AWS::*")
def check(resource: Resource, context: Context) -> Iterator[Finding]:
    if resource.framework != "cdk":
        return
    for override in resource.overrides:
        if isinstance(override.value, Omitted) or "${" in override.path:
            continue
        fault = _attribute_fault(override) or _property_fault(resource.type, override, context)
        if fault is not None:
            yield Finding(override.span, fault, resource)


def _attribute_fault(override: Override) -> str | None:
    first = override.path.partition(".")[0]
    if first in ATTRIBUTES or first.startswith("Fn::"):
        return None
    meant = nearest(first, ATTRIBUTES)
    advice = f": did you mean `{meant[0]}`?" if meant else ": properties lie below `Properties`"
    return f"A resource in a template has no `{first}`{advice}"


def _property_fault(type: str, override: Override, context: Context) -> str | None:
    first, *names = [part.replace("\\.", ".") for part in _DOT.split(override.path)]
    if first != "Properties" or not names:
        return None
    for path in _paths(names, override.value):
        if any(_is_intrinsic(name) or "." in name for name in path):
            continue
        unknown = context.facts.unknown_part(type, ".".join(path))
        if unknown is not None:
            return _message(type, path, *unknown)
    return None


def _message(type: str, path: list[str], at: int, known: list[str]) -> str:
    meant = nearest(path[at], known)
    advice = f": did you mean `{meant[0]}`?" if meant else ""
    if not known:
        return f"`{'.'.join(path[:at])}` of `{type}` holds nothing named `{path[at]}`"
    return f"`{'.'.join([type, *path[:at]])}` has no `{path[at]}`{advice}"


def _paths(names: list[str], value: Value) -> Iterator[list[str]]:
    """The path that is written to, and those of the entries of what is written."""
    yield names
    for _, option in value.alternatives():
        if isinstance(option, MapValue) and len(names) < MAX_DEPTH:
            for key, entry in option.entries.items():
                if isinstance(key, str):
                    yield from _paths([*names, key], entry.value)


def _is_intrinsic(name: str) -> bool:
    return name == "Ref" or name.startswith("Fn::")
