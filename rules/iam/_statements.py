"""What the rules about policy statements share: which statements grant something, and how they are worded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaclint.model import PolicyStatement, Resource, ResourceGraph
from iaclint.model.render import render_text
from iaclint.rule import Context
from iaclint.values import Instance, Output, Reference, Value, is_absent

BOUNDARY_PROPERTIES = ("permissionsBoundary", "permissionsBoundaryArn")

# Conditions on how a request is made, not on who makes it or what it touches.
HOW_NOT_WHO = ("aws:securetransport", "aws:useragent", "events:source", "events:detail-type", "s3:tlsversion", "s3:x-amz-", "s3:prefix", "s3:delimiter", "s3:max-keys")  # fmt: skip

# Conditions that leave the decision to the policies of S3's access points.
ACCESS_POINTS = ("s3:dataaccesspointaccount", "s3:dataaccesspointarn")

# Conditions on what it touches: `ec2:ResourceTag/Team`, `secretsmanager:ResourceTag/Team`, `kms:ResourceAliases`.
WHAT = re.compile(r"[\w-]+:resourcetag/|kms:resourcealiases$")


def grants(statement: PolicyStatement, context: Context) -> bool:
    """Whether a statement surely allows something. Policies of organizations and VPC endpoints and permissions boundaries only narrow what others
    allow, and a bucket that leaves access to its access points allows nothing by itself."""
    return (
        statement.effect == "Allow"
        and not is_endpoint(statement)
        and not is_of_organization(statement)
        and not delegates(statement)
        and not is_boundary(statement, context.graph)
    )


def delegates(statement: PolicyStatement) -> bool:
    keys = statement.condition_keys if statement.conditional and statement.kind == "resource" else None
    return any(key in ACCESS_POINTS for key in keys or ())


def is_endpoint(statement: PolicyStatement) -> bool:
    holder = statement.holder.replace("_", "").lower()
    return "vpcendpoint" in holder or ("aws_ec2." in statement.holder and holder.endswith("endpoint"))


def is_of_organization(statement: PolicyStatement) -> bool:
    return statement.owner is not None and "organizations" in statement.owner.type.lower()


def is_boundary(statement: PolicyStatement, graph: ResourceGraph) -> bool:
    """Whether the policy is the permissions boundary of something, or is called one."""
    owner = statement.owner
    if owner is None or statement.kind != "identity":
        return False
    names = [owner.id] + ([owner.get(owner.name_property).value] if owner.name_property else [])
    if any("boundary" in render_text(name).lower() for name in names if not is_absent(name)):
        return True
    return any(made_by(value) is owner for value in boundaries(graph))


def boundaries(graph: ResourceGraph) -> Iterator[Value]:
    for resource in graph.resources:
        for name in BOUNDARY_PROPERTIES:
            entry = resource.properties.entries.get(name)
            if entry is not None:
                yield entry.value


def made_by(value: Value) -> Resource | None:
    """The resource that a value is, or is an attribute of."""
    if isinstance(value, Output):
        return made_by(value.inner)
    target = value.target if isinstance(value, Reference) else value
    return target.resource if isinstance(target, Instance) else None


def limits_who(statement: PolicyStatement) -> bool:
    """Whether a condition may keep some callers or things out; what cannot be known may."""
    if not statement.conditional:
        return False
    keys = statement.condition_keys
    return keys is None or any(not key.startswith(HOW_NOT_WHO) for key in keys)


def limits_what(statement: PolicyStatement) -> bool:
    """Whether a condition surely picks the resources, by their tags or aliases, where ARNs would."""
    keys = statement.condition_keys if statement.conditional else None
    return any(WHAT.match(key) for key in keys or ())


def listed(names: list[str], most: int = 3) -> str:
    """``a``, ``b`` and 4 more."""
    shown = [f"`{name}`" for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
