"""Terraform's ``${…}`` in the texts of JSON configurations."""

from __future__ import annotations

import re
from collections.abc import Mapping

from iaclint.catalog.names import camel_name
from iaclint.source import Span
from iaclint.templates.reading import Reading, joined
from iaclint.values import ACCOUNT, DEPLOY_TIME, REGION, Instance, Known, Reference, Unknown, Value

Address = tuple[bool, str, str]  # whether it is a data source, its type, its name

_ADDRESS = re.compile(
    r"(?<![\w.])(?P<data>data\.)?(?P<type>[a-z]\w{1,100})\.(?P<name>[\w-]{1,200})(?:\[[^\[\]]{1,50}\])?(?:\.(?P<attribute>\w{1,100}))?"
)
_NAMED = re.compile(r"(?P<scope>var|local|path|terraform|each|count|self|module)\.(?P<name>[\w.-]{1,200})")
_LOOKUPS = {"aws_caller_identity": ACCOUNT, "aws_region": REGION}
_QUOTED = re.compile(r'"[^"]{0,2000}"')


class Interpolation:
    """``instances``: resources and data sources by address; ``variables``: what ``var.x`` is."""

    def __init__(self, reading: Reading, instances: Mapping[Address, Instance], variables: Mapping[str, Value]) -> None:
        self._reading = reading
        self._instances = instances
        self._variables = variables

    def text(self, text: str, span: Span | None) -> Value:
        """A text with its interpolations as references and holes."""
        parts: list[Value] = []
        at = 0
        while (start := text.find("${", at)) >= 0:
            if text.startswith("$", start - 1) and start > at:  # ``$${`` is written for ``${``
                parts.append(self._reading.marking.marked(text[at:start] + "{", span))
                at = start + 2
                continue
            end = closing(text, start + 2)
            if end is None:
                break
            parts += [self._reading.marking.marked(text[at:start], span), self.expression(text[start + 2 : end], span)]
            at = end + 1
        parts.append(self._reading.marking.marked(text[at:], span))
        kept = [part for part in parts if not (isinstance(part, Known) and part.data == "")]
        return kept[0] if len(kept) == 1 else joined(kept, span)

    def expression(self, code: str, span: Span | None) -> Value:
        """One expression: a reference, a variable, or something that Terraform computes from such."""
        code = code.strip()
        found = _ADDRESS.fullmatch(code)
        if found is not None:
            reference = self._reference(found, span)
            if reference is not None:
                return reference
        named = _NAMED.fullmatch(code)
        if named is not None:
            return self._named(named["scope"], named["name"], span)
        labels = DEPLOY_TIME
        for address in _ADDRESS.finditer(_QUOTED.sub("", code)):
            inner = self._reference(address, span)
            labels |= inner.labels if inner is not None else 0
            if inner is None and address["type"] == "var":
                labels |= self._named("var", address["name"], span).labels
        name = code if len(code) <= 80 else code[:77] + "…"
        return Unknown("a Terraform expression", name, span, labels)

    def _reference(self, found: re.Match[str], span: Span | None) -> Value | None:
        instance = self._instances.get((found["data"] is not None, found["type"], found["name"]))
        if instance is None:
            return None
        labels = DEPLOY_TIME | (_LOOKUPS.get(found["type"], 0) if found["data"] else 0)
        return Reference(instance, camel_name(found["attribute"] or "fqn"), span, labels)

    def _named(self, scope: str, name: str, span: Span | None) -> Value:
        if scope == "var":
            known = self._variables.get(name)
            return known if known is not None else self._reading.given(name, f"variable {name}", span, None)
        return Unknown("known to Terraform", f"{scope}.{name}", span, DEPLOY_TIME)


def closing(text: str, at: int) -> int | None:
    """Where the brace that was opened before ``at`` closes, outside of quotes."""
    depth, quoted = 1, False
    for index in range(at, len(text)):
        mark = text[index]
        if mark == '"' and text[index - 1] != "\\":
            quoted = not quoted
        elif not quoted and mark in "{}":
            depth += 1 if mark == "{" else -1
            if depth == 0:
                return index
    return None
