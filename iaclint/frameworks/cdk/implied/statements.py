"""The statements that the library writes, as the model has them."""

from __future__ import annotations

import re

from iaclint.catalog.grants import Granted
from iaclint.catalog.names import python_name
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.texts import join_text
from iaclint.frameworks.cdk.implied.place import Place
from iaclint.model.policy import PolicyItem, PolicyStatement, StatementKind
from iaclint.model.resource import Resource
from iaclint.source import Span
from iaclint.values import DEPLOY_TIME, Instance, Known, Reference, Unknown, Value

_PART = re.compile(r"\{([\w#:]*)\}")
INDICES, NOTHING = (
    "{tableArn}/index/*",
    "AWS::NoValue",
)  # where the template refers to the indices of a table that may have none
KINDS: dict[str, StatementKind] = {"identity": "identity", "resource": "resource", "key": "key"}


def statement_of(
    granted: Granted, place: Place, subject: Instance, arguments: Arguments, indexed: bool
) -> PolicyStatement:
    """A statement about ``subject``, written where the construct or call stands. ``arguments`` are the call's; ``indexed``: it is a table with indices."""
    owner = place.owner.resource if isinstance(place.owner.resource, Resource) else None
    statement = PolicyStatement(KINDS[granted.kind], place.span, owner)
    statement.implicit = True
    statement.notation = "function"
    statement.effect = granted.effect
    statement.conditional = granted.conditional
    statement.holder = granted.holder if "::" in granted.holder else "AWS::IAM::Policy"
    statement.conditions, statement.reached = place.conditions, place.reached
    at = place.name_span
    statement.actions = [PolicyItem(Known(action, at), at) for action in granted.actions]
    texts = [text or (INDICES if indexed else "") for text in granted.resources]
    values = [resource_text(text, subject, at, arguments) for text in texts]
    statement.resources = [PolicyItem(value, at) for value in values]
    return statement


def resource_text(text: str, subject: Instance, span: Span, arguments: Arguments | None = None) -> Value:
    """``{bucketArn}/*`` of a bucket; ``{#1:objectsKeyPattern}`` is an argument, everything when it is not given."""
    if not text:
        return Unknown("nothing", NOTHING, span, DEPLOY_TIME)
    values: list[Value] = []
    for index, part in enumerate(_PART.split(text)):
        if index % 2 == 0:
            values += [Known(part, span)] if part else []
        elif part.startswith("#"):
            position, _, name = part[1:].partition(":")
            given = arguments.at(int(position), name, python_name(name)) if arguments is not None else None
            values.append(given or Known("*", span))
        elif part:
            values.append(Reference(subject, part, span))
        else:
            values.append(Unknown("known when deployed", "", span, DEPLOY_TIME))
    return values[0] if len(values) == 1 else join_text(values, "typescript", span)
