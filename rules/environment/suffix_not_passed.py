"""The entry file knows the environment, and makes the stack without it: every environment gets the stack's literal default."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaclint.model import Instantiation, Resource, ResourceGraph
from iaclint.rule import Context, Finding, Related, Rule
from iaclint.values import ENVIRONMENT, NONDETERMINISTIC, STACK

rule = Rule(
    "ENV003",
    severity="error",
    summary="A stack takes the environment suffix, but is made without it",
    profiles=("ephemeral",),
)

TELLS_APART = ENVIRONMENT | STACK | NONDETERMINISTIC
_COMMENT = re.compile(r"//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/|(?m:^\s*#[^\n]*)")
MAX_TEXT = 400_000  # of a class


@rule.program()
def check(graph: ResourceGraph, context: Context) -> Iterator[Finding]:
    for made in graph.instantiations:
        deployed = [resource for resource in made.made if resource.kind == "resource"]
        if made.reached and deployed and _is_used(made) and not any(_is_told_apart(each) for each in deployed):
            yield Finding(
                made.name_span,
                f"`{made.class_name}` is made without `{made.left_out}`, so its default serves every environment",
                related=[Related(made.class_span, f"`{made.class_name}` takes it")],
                help=f"pass `{made.at_hand}` as `{made.left_out}`",
            )


def _is_used(made: Instantiation) -> bool:
    """Whether the class does something with what it takes; a comment is not something."""
    code = _COMMENT.sub("", made.class_span.text[:MAX_TEXT])
    return re.search(rf"\b{re.escape(made.left_out)}\b", code) is not None


def _is_told_apart(resource: Resource) -> bool:
    """Whether the environment came to a resource in another way."""
    labels = resource.id.labels
    if resource.name_property is not None:
        labels |= resource.get(resource.name_property).value.labels
    return bool(labels & TELLS_APART)
