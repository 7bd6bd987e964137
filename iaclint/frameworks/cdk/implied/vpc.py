"""What a ``Vpc`` is laid out with: subnets with their route tables, gateways, the restriction of its default security group."""

from __future__ import annotations

from collections import Counter

from iaclint.evaluator.texts import concrete
from iaclint.frameworks.cdk import networks
from iaclint.model.resource import member, symbol_name
from iaclint.values import Entry, Instance, ListValue, MapValue, Value, is_absent

PUBLIC, EGRESS, ISOLATED = "PUBLIC", "PRIVATE_WITH_EGRESS", "PRIVATE_ISOLATED"
OLD_NAMES = {"PRIVATE": EGRESS, "PRIVATE_WITH_NAT": EGRESS, "ISOLATED": ISOLATED}
EACH_ENTRY = {"gatewayEndpoints": ("AWS::EC2::VPCEndpoint",), "flowLogs": ("AWS::EC2::FlowLog",)}
EACH_SUBNET = ("AWS::EC2::Subnet", "AWS::EC2::RouteTable", "AWS::EC2::SubnetRouteTableAssociation")


def layout(vpc: Instance) -> Counter[str] | None:
    """The resources by type; ``None`` when they cannot be counted."""
    properties = vpc.properties or MapValue()
    zones, kinds = networks.zones(vpc) if vpc.properties is not None else None, subnet_kinds(properties)
    gateways = nat_gateways(properties, kinds, zones) if zones is not None and kinds is not None else None
    if properties.open or zones is None or kinds is None or gateways is None:
        return None
    made: Counter[str] = Counter()
    for kind in kinds:
        for type in EACH_SUBNET:
            made[type] += zones
        made["AWS::EC2::Route"] += zones if kind == PUBLIC or (kind == EGRESS and gateways) else 0
    made["AWS::EC2::EIP"] = made["AWS::EC2::NatGateway"] = gateways
    if PUBLIC in kinds and concrete_or(properties.get("createInternetGateway"), True) is True:
        made["AWS::EC2::InternetGateway"] = made["AWS::EC2::VPCGatewayAttachment"] = 1
    for name, types in EACH_ENTRY.items():
        listed = properties.get(name)
        for type in types:
            made[type] += len(listed.entries) if isinstance(listed, MapValue) else 0
    return +made


def value_of(holder: Value, name: str) -> Value:
    found = member(holder, name)
    return found.value if isinstance(found, Entry) else found


def subnet_kinds(properties: MapValue) -> list[str] | None:
    """The kinds of its subnet groups, those that are only reserved left out."""
    configuration = properties.get("subnetConfiguration")
    if configuration is None or is_absent(configuration):
        none = concrete_or(properties.get("natGateways"), 1) == 0
        return [PUBLIC, ISOLATED if none else EGRESS]
    if not isinstance(configuration, ListValue) or configuration.open:
        return None
    kinds = []
    for group in configuration.items:
        name = symbol_name(value_of(group, "subnetType")) or ""
        kind = name.rpartition(".")[2]
        if not kind:
            return None
        if concrete_or(value_of(group, "reserved"), False) is not True:
            kinds.append(OLD_NAMES.get(kind, kind))
    return kinds


def nat_gateways(properties: MapValue, kinds: list[str], zones: int) -> int | None:
    """How many; one in each zone when nothing is said."""
    if EGRESS not in kinds or PUBLIC not in kinds:
        return 0
    provider = properties.get("natGatewayProvider")
    if provider is not None and not is_absent(provider):
        return None
    count = concrete_or(properties.get("natGateways"), zones)
    return min(count, zones) if isinstance(count, int) else None


def concrete_or(value: Value | None, default: object) -> object:
    """The data of a value, a default when it is not given."""
    return default if value is None or is_absent(value) else concrete(value)
