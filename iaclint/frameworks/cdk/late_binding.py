"""Constructs that become a resource only where they are used: an RDS parameter group is one kind for instances, another for clusters."""

from __future__ import annotations

from iaclint.model import Resource
from iaclint.values import Instance, ListValue, MapValue, Value

PARAMETER_GROUP = "aws-cdk-lib.aws_rds.ParameterGroup"
CLUSTERS = ("AWS::RDS::DBCluster", "AWS::Neptune::DBCluster", "AWS::DocDB::DBCluster")


def bind_late(user: Resource, properties: MapValue) -> None:
    """Gives the parameter groups that ``user`` is made with their deployed types: its own, and those of a cluster's instances."""
    bind(properties, "AWS::RDS::DBClusterParameterGroup" if user.type in CLUSTERS else "AWS::RDS::DBParameterGroup")
    if user.type not in CLUSTERS:
        return
    writer, readers = properties.get("writer"), properties.get("readers")
    for member in (writer, *(readers.items if isinstance(readers, ListValue) else ())):
        if isinstance(member, Instance):  # ``ClusterInstance.provisioned('writer', { parameterGroup })``
            given = [member.properties, *member.arguments]
            for one in given:
                bind(one.properties if isinstance(one, Instance) else one, "AWS::RDS::DBParameterGroup")
    bind(properties.get("instanceProps"), "AWS::RDS::DBParameterGroup")


def bind(properties: Value | None, type: str) -> None:
    if isinstance(properties, Instance):
        properties = properties.properties
    if not isinstance(properties, MapValue):
        return
    group = properties.get("parameterGroup") or properties.get("parameter_group")
    made = group.resource if isinstance(group, Instance) and group.symbol == PARAMETER_GROUP else None
    if made is not None and made.kind == "component":
        made.kind, made.type, made.default_removal = "resource", type, "destroy"
