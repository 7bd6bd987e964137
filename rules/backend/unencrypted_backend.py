"""Terraform's state holds every attribute of every resource, passwords included: it has to be encrypted where it lies."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource, ResourceGraph
from iaclint.model.protection import is_off
from iaclint.rule import Context, Finding, Rule, came_from

rule = Rule(
    "BKD003",
    severity="warning",
    summary="The back end is not told to encrypt the state",
    profiles=("production", "security"),
    frameworks=("cdktf",),
    cwe=(311,),
    deployed=True,
)


@rule.program()
def check(graph: ResourceGraph, context: Context) -> Iterator[Finding]:
    for backend in graph.resources:
        if backend.kind == "backend" and backend.label == "S3Backend":
            yield from _check(backend)


def _check(backend: Resource) -> Iterator[Finding]:
    setting = backend.get("encrypt")
    if not setting.given:
        yield Finding(
            backend.name_span,
            "the state is not encrypted by Terraform: `encrypt` is not set",
            backend,
            help="set `encrypt` to true, so that the state does not depend on what the bucket does by itself",
            severity="info",
        )
    elif is_off(setting.value):
        yield Finding(
            setting.span,
            f"the state is not encrypted: `{setting.spelling or 'encrypt'}` is false",
            backend,
            related=came_from(setting),
            help="set `encrypt` to true",
        )
