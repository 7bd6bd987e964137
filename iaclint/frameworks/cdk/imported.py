"""Attributes that the program itself has given: those of L1 constructs, and of what is imported by name, ARN or attributes."""

from __future__ import annotations

import re

from iaclint.catalog.names import camel_name
from iaclint.evaluator.texts import join_text
from iaclint.source import Span
from iaclint.values import DEPLOY_TIME, Instance, Known, MapValue, Symbol, Unknown, Value, is_absent

_IMPORT = re.compile(r"\.from([A-Z]\w*?)(V2)?$")
SCOPE_AND_ID = 2


def known_attribute(instance: Instance, name: str, span: Span) -> Value | None:
    """What an attribute is without a deployment; ``None`` when only that knows."""
    if instance.resource is not None:
        return written_property(instance, name)
    return imported_attribute(instance, name, span)


def written_property(instance: Instance, name: str) -> Value | None:
    """A property of an L1 construct, read back: no token, but what the program wrote."""
    if "#l2" in instance.fields or instance.properties is None or ".Cfn" not in instance.symbol:
        return None
    value = instance.properties.get(name)
    return None if is_absent(value) else value


def imported_attribute(instance: Instance, name: str, span: Span) -> Value | None:
    """``Bucket.fromBucketName(scope, id, name).bucketName``."""
    method = _IMPORT.search(instance.klass.name) if isinstance(instance.klass, Symbol) else None
    if method is None:
        return None
    given = method[1][:1].lower() + method[1][1:]
    if given.endswith("Attributes"):
        return attributes(instance).get(name)
    if given == name:
        return argument(instance, name)
    if given == "bucketName" and name == "bucketArn" and (bucket := argument(instance, given)) is not None:
        partition = Unknown("known when deployed", "AWS::Partition", span, DEPLOY_TIME)
        return join_text([Known("arn:"), partition, Known(":s3:::"), bucket], "typescript", span)
    return None


def argument(instance: Instance, name: str) -> Value | None:
    if len(instance.arguments) > SCOPE_AND_ID:
        return instance.arguments[SCOPE_AND_ID]
    return named(instance).get(name)


def attributes(instance: Instance) -> MapValue:
    given = instance.arguments[SCOPE_AND_ID] if len(instance.arguments) > SCOPE_AND_ID else None
    if isinstance(given, Instance):
        given = given.properties
    return given if isinstance(given, MapValue) else named(instance)


def named(instance: Instance) -> MapValue:
    """Python's keyword arguments in the framework's spelling."""
    entries = instance.properties.entries if instance.properties is not None else {}
    return MapValue({camel_name(str(key)): entry for key, entry in entries.items()})
