"""Constructs that become a resource only where they are used: an RDS parameter group is one kind for instances, another for clusters."""

from __future__ import annotations

from iaclint.model import Resource
from iaclint.values import Instance, MapValue

PARAMETER_GROUP = "aws-cdk-lib.aws_rds.ParameterGroup"


def bind_late(user: Resource, properties: MapValue) -> None:
    """Gives the parameter group that ``user`` is made with its deployed type."""
    entry = properties.entries.get("parameterGroup")
    group = entry.value if entry is not None else None
    if not isinstance(group, Instance) or group.symbol != PARAMETER_GROUP or group.resource is None:
        return
    if group.resource.kind == "component":
        group.resource.kind = "resource"
        cluster = user.type in ("AWS::RDS::DBCluster", "AWS::Neptune::DBCluster", "AWS::DocDB::DBCluster")
        group.resource.type = "AWS::RDS::DBClusterParameterGroup" if cluster else "AWS::RDS::DBParameterGroup"
        group.resource.default_removal = "destroy"
