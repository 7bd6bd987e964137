"""Names that the CDK makes of construct ids: those of stacks, and of resources whose construct names them when the program does not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from iaclint.evaluator.texts import concrete, join_text, map_text
from iaclint.frameworks.jsii import catalog_type, scope_chain
from iaclint.model import Resource
from iaclint.source import Span
from iaclint.values import STACK, Instance, Known, Text, Unknown, Value, is_absent, relabelled

HIDDEN = "Resource"
HASH_LENGTH = 8
MAX_HUMAN = 240  # letters before the hash
_OTHER = re.compile(r"[^A-Za-z0-9]")

# Constructs that are named after their id, after all ids on the way to them, or after their logical id. The shipped code names others only for features that are rarely used.
NAMED_BY_ID = ("aws_apigateway.RestApiBase", "aws_apigatewayv2.HttpApi", "aws_apigatewayv2.WebSocketApi")
NAMED_BY_PATH = (
    "aws_ecs.TaskDefinition",
    "aws_apigateway.Authorizer",
    "aws_applicationautoscaling.TargetTrackingScalingPolicy",
    "aws_rds.DatabaseProxy",
)
NAMED_BY_LOGICAL_ID = ("aws_iam.Policy",)


def default_name(resource: Resource) -> Value | None:
    """The physical name of a resource that was given none; ``None`` when the deployment makes one up."""
    name, kind = resource.name_property, catalog_type(resource.construct)
    if name is None or kind is None or resource.instance is None or not is_absent(resource.properties.get(name)):
        return None
    if any(kind.is_a(base) for base in NAMED_BY_ID):
        found: Value = resource.id
        return found
    if any(kind.is_a(base) for base in NAMED_BY_PATH):
        return unique_id(resource.instance, resource.span)
    if any(kind.is_a(base) for base in NAMED_BY_LOGICAL_ID):
        return made_of([*ids_to(resource.instance, within_stack=True), Known(HIDDEN)], resource.span)
    return None


def default_stack_name(stack: Instance, span: Span) -> Value:
    """``stackName`` of a stack that was not given one."""
    ids = ids_to(stack)
    return relabelled(ids[0] if len(ids) == 1 else made_of(ids, span), STACK)


def unique_id(construct: Instance, span: Span) -> Value:
    """``Names.uniqueId(construct)``."""
    ids = [identity for identity in ids_to(construct) if concrete(identity) != "Default"]
    return map_text(ids[0], without_other, "name", span) if len(ids) == 1 else made_of(ids, span)


def ids_to(construct: Instance, within_stack: bool = False) -> list[Value]:
    """The ids from below the app, or the stack, to a construct."""
    ids: list[Value] = []
    for scope in scope_chain(construct):
        resource: Resource | None = scope.resource
        if resource is None or resource.construct.endswith(".App") or (within_stack and resource.kind == "stack"):
            break
        ids.insert(0, resource.id)
    return ids


def made_of(ids: list[Value], span: Span) -> Value:
    """A name made of several ids: their letters and digits, and a hash that tells it from others made of the same."""
    parts = [map_text(identity, without_other, "name", span) for identity in shown(ids)]
    human = join_text(parts, "typescript", span)
    text = concrete(human)
    if isinstance(human, Known) and isinstance(text, str):
        human = Known(text[:MAX_HUMAN], span, human.labels)
    return join_text([human, path_hash(ids, span)], "typescript", span)


def shown(ids: list[Value]) -> list[Value]:
    """Those that are part of a name: not one that the id before it ends with."""
    kept: list[Value] = []
    before: object = None
    for identity in ids:
        text = concrete(identity)
        repeated = isinstance(before, str) and isinstance(text, str) and before.endswith(text)
        if not repeated:
            before = text
            if text != HIDDEN:
                kept.append(identity)
    return kept


def without_other(text: str) -> str:
    return _OTHER.sub("", text)


def path_hash(ids: list[Value], span: Span) -> Value:
    """What tells a path from others that are made of the same letters."""

    def digest(texts: list[str]) -> str:
        path = "/".join(texts).encode("utf-8", "surrogatepass")
        return hashlib.md5(path, usedforsecurity=False).hexdigest()[:HASH_LENGTH].upper()

    return hashed(ids, digest, span)


def address(construct: Instance, span: Span) -> Value:
    """``construct.node.addr``."""

    def digest(texts: list[str]) -> str:
        lines = "".join(f"{text}\n" for text in ["", *texts] if text != "Default")
        return "c8" + hashlib.sha1(lines.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()

    return hashed(ids_to(construct), digest, span)


def hashed(ids: list[Value], digest: Callable[[list[str]], str], span: Span) -> Value:
    """Known when all ids are."""
    texts = [concrete(identity) for identity in ids]
    labels = 0
    for identity in ids:
        labels |= identity.labels
    found = digest([str(text) for text in texts]) if all(isinstance(text, str) for text in texts) else None
    if found is not None and not any(isinstance(identity, (Text, Unknown)) for identity in ids):
        return Known(found, span, labels)
    return Unknown("a hash of ids that are not wholly known", "hash", span, labels, found)
