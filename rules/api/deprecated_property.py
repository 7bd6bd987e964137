"""What a library marks as deprecated works today and is removed in the next major version; its replacement is usually better."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Deprecation, Finding, Rule
from iaclint.values import Entry, ListValue, MapValue, Value, is_left_out

from ._deprecations import said

rule = Rule(
    "API001",
    severity="warning",
    summary="A property is deprecated in the version of the library that the project uses",
)

MAX_DEPTH = 12


@rule.api_uses("call", "struct")
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    if use.properties is None:
        return
    signature = context.facts.signature(use.symbol) if use.kind == "call" else None
    if signature is None:
        yield from _properties(use.symbol, use.properties, context, 0)
        return
    for form, value in zip(signature.parameters, use.arguments, strict=False):
        yield from _within(form.symbol if form.kind == "struct" else None, value, context, 0)
    if signature.struct is not None:  # Python's keyword arguments
        yield from _properties(signature.struct.symbol, use.properties, context, 0)


def _properties(owner: str, properties: MapValue, context: Context, depth: int) -> Iterator[Finding]:
    for key, entry in properties.entries.items():
        if not isinstance(key, str) or entry.key_span is None or is_left_out(entry.value):
            continue
        deprecation = context.facts.deprecated_property(owner, key)
        if deprecation is not None:
            yield _finding(entry, key, deprecation)
        if depth < MAX_DEPTH:
            yield from _within(context.facts.struct_of(owner, key), entry.value, context, depth + 1)


def _within(struct: str | None, value: Value, context: Context, depth: int) -> Iterator[Finding]:
    """Literals that are passed where the library declares a struct. What a struct's class makes is a use of its own."""
    if struct is None or depth > MAX_DEPTH:
        return
    for _, option in value.alternatives():
        if isinstance(option, ListValue):
            for item in option.items:
                yield from _within(struct, item, context, depth + 1)
        elif isinstance(option, MapValue):
            yield from _properties(struct, option, context, depth)


def _finding(entry: Entry, key: str, deprecation: Deprecation) -> Finding:
    assert entry.key_span is not None
    return Finding(entry.key_span, said(entry.spelling or key, deprecation))
