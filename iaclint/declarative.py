"""Declarative rules: a requirement on one property of some resources, in a YAML file, without code.

A rule names a *facet* (a meaning such as ``versioned``, read the same way off every framework's notation) or a ``property`` path, an operator
and a value. It reports what is known to break the requirement; what is unknown is never reported, and what may be one of several only
when each of them breaks it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from operator import ge, le
from typing import Annotated, Any, Literal

import msgspec

from iaclint.decoding import Written, decode, meant
from iaclint.model import Resource, Setting
from iaclint.model.facet_table import FACETS
from iaclint.model.facets import PHYSICAL_NAME, facet
from iaclint.model.render import render, render_text
from iaclint.packs import described
from iaclint.project.repository import Repository
from iaclint.registry import RuleEntry
from iaclint.rule import ALL_FRAMEWORKS, ALL_PROFILES, Context, Finding, Rule, came_from
from iaclint.settings import UsageError
from iaclint.values import Known, Omitted, Symbol, Text, Value, is_absent

Operator = Literal[
    "is",
    "is-not",
    "is-one-of",
    "is-none-of",
    "is-at-least",
    "is-at-most",
    "matches",
    "does-not-match",
    "contains",
    "is-set",
    "is-not-set",
]
MAX_PATTERN = 200  # characters of a regular expression
MAX_SUBJECT = 200  # characters of a value that it is matched against
MAX_REPEATS = 3
_REPEAT = re.compile(r"(?<!\\)[*+]|\{\d*,")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
PLACEHOLDERS = ("type", "id", "property", "value")


def said(description: str) -> msgspec.Meta:
    return msgspec.Meta(description=description)


class Declared(msgspec.Struct, forbid_unknown_fields=True, rename="kebab"):
    """One rule, as written."""

    code: Annotated[
        str,
        msgspec.Meta(
            pattern="^[A-Z]{2,10}[0-9]{1,5}$", description="The rule's code, such as `ACME001`; not one that exists."
        ),
    ]
    name: Annotated[
        str,
        msgspec.Meta(
            pattern="^[a-z][a-z0-9-]{1,80}$",
            description="The rule's name, after the bad pattern: `unversioned-bucket`.",
        ),
    ]
    message: Annotated[
        str, said("What is told. `{type}`, `{id}`, `{property}` and `{value}` stand for those of the resource.")
    ]
    operator: Annotated[Operator, said("What the property has to be.")]
    facet: Annotated[str | None, said("A meaning, read off every framework's notation: `versioned`.")] = None
    property: Annotated[str | None, said("Instead of a facet: a dotted path in the framework's spelling.")] = None
    value: Annotated[Any, said("What the operator compares with; a list for `is-one-of` and `is-none-of`.")] = None
    default: Annotated[
        Any, said("What holds when the property is left out; without it, leaving it out is not reported.")
    ] = msgspec.UNSET
    resources: Annotated[
        list[str], said("Globs of deployed types (`AWS::S3::Bucket`, `aws_s3_*`, `aws:s3/*`); all when left out.")
    ] = []
    severity: Annotated[Literal["error", "warning", "info"], said("How grave it is.")] = "warning"
    summary: Annotated[str, said("The rule in one line, for lists.")] = ""
    description: Annotated[str, said("Why it matters, in Markdown: the rule's page.")] = ""
    help: Annotated[str, said("What to do, in one line.")] = ""
    profiles: Annotated[list[Literal["ephemeral", "production", "security"]], said("Where the rule is on.")] = (
        msgspec.field(default_factory=lambda: list(ALL_PROFILES))
    )
    cwe: Annotated[list[int], said("Weaknesses (CWE) that it is an instance of.")] = []
    security_severity: Annotated[
        str, msgspec.Meta(pattern=r"^((10|[0-9])\.[0-9])?$", description="`0.1` to `10.0`, for code scanning.")
    ] = ""


class RuleFile(msgspec.Struct, forbid_unknown_fields=True):
    """A file of rules, as written."""

    rules: Annotated[list[Declared], said("The rules of this file.")]


class DeclaredEntry(RuleEntry):
    """A declarative rule."""

    __slots__ = ("declared",)

    def __init__(self, declared: Declared) -> None:
        rule = _rule(declared)
        super().__init__(described(rule, declared.name), "", "")
        self._rule = rule
        self.declared = declared

    def page_text(self) -> str:
        parts = [f"# {self.name} ({self.code})", self.summary, self.declared.description, self.declared.help]
        return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def entries(file: str) -> Iterator[RuleEntry]:
    """The rules of a file. Raises ``UsageError`` with the line at which something is wrong."""
    repository = Repository(os.path.dirname(os.path.realpath(file)))
    real = os.path.realpath(file)
    data = repository.mapping(real)
    written = Written(os.path.relpath(file), partial(repository.text, real))
    if real in repository.problems:
        raise UsageError(f"{written.file}: {repository.problems[real]}")
    for index, declared in enumerate(decode(data, RuleFile, written).rules):
        _check(declared, written, ("rules", str(index)))
        yield DeclaredEntry(declared)


def _check(declared: Declared, written: Written, at: tuple[str, ...]) -> None:
    """What the types do not say. Raises ``UsageError``."""
    if (declared.facet is None) == (declared.property is None):
        raise written.fault(f"`{declared.name}`: give either `facet` or `property`", at)
    known = (*FACETS, PHYSICAL_NAME)
    if declared.facet is not None and declared.facet not in known:
        hint = meant(declared.facet, known) or f"; known are {', '.join(sorted(known))}"
        raise written.fault(f"`{declared.name}`: unknown facet '{declared.facet}'{hint}", (*at, "facet"))
    problem = _wrong_value(declared.operator, declared.value)
    if problem:
        raise written.fault(f"`{declared.name}`: `{declared.operator}` {problem}", (*at, "value"))
    for word in _PLACEHOLDER.findall(declared.message):
        if word not in PLACEHOLDERS:
            hint = meant(word, PLACEHOLDERS) or f"; known are {', '.join(PLACEHOLDERS)}"
            raise written.fault(f"`{declared.name}`: unknown placeholder '{{{word}}}'{hint}", (*at, "message"))


def _wrong_value(operator: str, value: Any) -> str | None:
    if operator in ("is-one-of", "is-none-of"):
        return None if isinstance(value, list) and value else "needs a list as `value`"
    if operator in ("is-at-least", "is-at-most"):
        return None if isinstance(value, (int, float)) and not isinstance(value, bool) else "needs a number as `value`"
    if operator in ("matches", "does-not-match"):
        return _wrong_pattern(value)
    if operator in ("is-set", "is-not-set"):
        return None if value is None else "takes no `value`"
    return None if value is not None else "needs a `value`"


def _wrong_pattern(pattern: Any) -> str | None:
    if not isinstance(pattern, str) or len(pattern) > MAX_PATTERN:
        return f"needs a regular expression of at most {MAX_PATTERN} characters as `value`"
    if re.search(r"\)[*+{]", pattern) or len(_REPEAT.findall(pattern)) > MAX_REPEATS:
        return f"must not repeat a group, nor have more than {MAX_REPEATS} repetitions: matching could take for ever"
    try:
        re.compile(pattern)
    except re.error as error:
        return f"needs a regular expression: {error}"
    return None


def _rule(declared: Declared) -> Rule:
    rule = Rule(
        declared.code,
        name=declared.name,
        severity=declared.severity,
        summary=declared.summary or declared.message,
        profiles=tuple(declared.profiles),
        frameworks=ALL_FRAMEWORKS,
        cwe=tuple(declared.cwe),
        security_severity=declared.security_severity,
    )

    @rule.resources(*declared.resources)
    def check(resource: Resource, context: Context) -> Iterator[Finding]:
        setting = _setting(declared, resource, context)
        if not all(breaks(declared, value) for _, value in setting.value.alternatives()):
            return
        value = render_text(setting.value) if setting.given else "left out"
        message = _message(
            declared.message, resource.type, render_text(resource.id), setting.spelling or setting.path, value
        )
        yield Finding(setting.span, message, resource, related=came_from(setting), help=declared.help)

    return rule


def _setting(declared: Declared, resource: Resource, context: Context) -> Setting:
    return (
        resource.get(declared.property) if declared.property else facet(resource, declared.facet or "", context.graph)
    )


def _message(template: str, type: str, id: str, property: str, value: str) -> str:
    values = dict(zip(PLACEHOLDERS, (type, id, property, value), strict=True))
    return _PLACEHOLDER.sub(lambda match: values[match[1]], template)


def breaks(declared: Declared, value: Value) -> bool:
    """Whether a value, one of several perhaps, is known to break the requirement."""
    if declared.operator in ("is-set", "is-not-set"):
        if is_absent(value):
            return declared.operator == "is-set"
        return declared.operator == "is-not-set" and isinstance(value, (Known, Symbol, Text))
    if is_absent(value):
        if declared.default is not msgspec.UNSET:
            return not MEETS[declared.operator](declared.default, declared.value)
        default = value.default if isinstance(value, Omitted) else None
        return default is not None and breaks(declared, default)
    known = _plain(value)
    return known is not None and not MEETS[declared.operator](known[0], declared.value)


def _plain(value: Value) -> tuple[Any] | None:
    """The data of a value that is known completely; a library's constant is its last name."""
    if isinstance(value, Symbol):
        return (value.last,)
    data = render(value)
    holes = isinstance(data, str) and "${" in data
    return None if holes or not isinstance(data, (str, int, float, bool, list)) or "${" in str(data) else (data,)


def _same(one: Any, other: Any) -> bool:
    """Equality as templates see it: ``true`` is ``"true"``, ``3`` is ``"3"``."""
    return bool(_spelt(one) == _spelt(other))


def _spelt(data: Any) -> Any:
    if isinstance(data, bool):
        return "true" if data else "false"
    return [_spelt(item) for item in data] if isinstance(data, list) else str(data)


def _contains(data: Any, value: Any) -> bool:
    return any(_same(item, value) for item in data) if isinstance(data, list) else str(value) in str(data)


def _number(data: Any) -> float | None:
    try:
        return float(data)
    except (TypeError, ValueError):
        return None


def _compared(data: Any, limit: Any, holds: Callable[[float, float], bool]) -> bool:
    number = _number(data)
    return number is None or holds(number, limit)


MEETS: dict[str, Callable[[Any, Any], bool]] = {
    "is": _same,
    "is-not": lambda data, value: not _same(data, value),
    "is-one-of": lambda data, values: any(_same(data, value) for value in values),
    "is-none-of": lambda data, values: not any(_same(data, value) for value in values),
    "is-at-least": lambda data, limit: _compared(data, limit, ge),
    "is-at-most": lambda data, limit: _compared(data, limit, le),
    "matches": lambda data, pattern: re.search(pattern, str(data)[:MAX_SUBJECT]) is not None,
    "does-not-match": lambda data, pattern: re.search(pattern, str(data)[:MAX_SUBJECT]) is None,
    "contains": lambda data, value: _contains(data, value),
}


def schema() -> dict[str, Any]:
    """The JSON schema of a file of rules."""
    made = msgspec.json.schema(RuleFile)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "iaclint rules", **made}
