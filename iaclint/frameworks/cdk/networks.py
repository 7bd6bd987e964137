"""The subnets of a VPC: the program says in how many zones and of which kinds, so loops over them can be followed."""

from __future__ import annotations

from iaclint import ir
from iaclint.catalog.names import camel_name
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.iteration import integer
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import concrete
from iaclint.frameworks.framework import record_use
from iaclint.frameworks.jsii import scope_chain
from iaclint.source import Span
from iaclint.values import (
    ACCOUNT,
    ASSUMED,
    REGION,
    Instance,
    Known,
    ListValue,
    MapValue,
    Reference,
    Symbol,
    Text,
    Undecided,
    Unknown,
    Value,
    is_absent,
)

VPC = "aws-cdk-lib.aws_ec2.Vpc"
SUBNET = "aws-cdk-lib.aws_ec2.ISubnet"
SELECTED = "aws-cdk-lib.aws_ec2.SelectedSubnets"
ZONES_OF_ANY_REGION = 2  # what a stack without account and region deploys to
USUAL_ZONES = 3  # the CDK's ``maxAzs``; regions with fewer are rare

# The list that the subnets of each ``SubnetType`` are in.
LISTS = {
    "PUBLIC": "publicSubnets",
    "PRIVATE": "privateSubnets",
    "PRIVATE_WITH_NAT": "privateSubnets",
    "PRIVATE_WITH_EGRESS": "privateSubnets",
    "ISOLATED": "isolatedSubnets",
    "PRIVATE_ISOLATED": "isolatedSubnets",
}


def network_attribute(instance: Instance, name: str, span: Span) -> Value | None:
    """``vpc.privateSubnets``, ``vpc.availabilityZones``; ``None`` when they cannot be counted."""
    if instance.symbol in (SUBNET, SELECTED):
        return instance.fields.get(name)
    if instance.symbol != VPC or instance.properties is None:
        return None
    if name in LISTS.values():
        return subnets(instance, name, span)
    if name == "availabilityZones" and (count := zones(instance)) is not None:
        given = instance.properties.get("availabilityZones")
        return given if isinstance(given, ListValue) else ListValue(zone_names(count, span), span)
    return None


def zone_names(count: int, span: Span) -> list[Value]:
    return [Unknown("a zone of the region", f"availabilityZones[{at}]", span) for at in range(count)]


def subnets(vpc: Instance, name: str, span: Span) -> ListValue | None:
    """The subnets of one kind, the same objects each time."""
    kept = vpc.fields.get(f"#{name}")
    if isinstance(kept, ListValue):
        return ListValue(list(kept.items), span)
    count, groups = zones(vpc), groups_of(vpc)
    if count is None or groups is None:
        return None
    made: list[Value] = [
        subnet(vpc, f"{group}Subnet{zone + 1}", zone, span)
        for group, kind in groups
        if LISTS[kind] == name
        for zone in range(count)
    ]
    vpc.fields[f"#{name}"] = ListValue(made, span)
    return ListValue(list(made), span)


def subnet(vpc: Instance, name: str, zone: int, span: Span) -> Instance:
    made = Instance(Symbol(SUBNET), SUBNET, span)
    made.fields["#owner"] = vpc
    made.fields["subnetId"] = Reference(vpc, f"{name}.subnetId", span)
    made.fields["availabilityZone"] = Unknown("a zone of the region", f"availabilityZones[{zone}]", span)
    return made


def zones(vpc: Instance) -> int | None:
    """In how many zones a VPC has subnets; ``None`` when that depends on the region."""
    assert vpc.properties is not None
    given = vpc.properties.get("availabilityZones")
    if given is not None and not is_absent(given):
        return len(given.items) if isinstance(given, ListValue) and not given.open else None
    wanted = vpc.properties.get("maxAzs")
    most = USUAL_ZONES if wanted is None or is_absent(wanted) else integer(wanted)
    if most is None or vpc.properties.open or not is_absent(vpc.properties.get("reservedAzs")):
        return None
    there = zones_there(vpc)
    return most if most <= ZONES_OF_ANY_REGION else None if there is None else min(most, there)


def zones_there(vpc: Instance) -> int | None:
    """How many zones the CDK sees for the stack of a VPC: two unless the program says which account and region it is for."""
    resources = [scope.resource for scope in scope_chain(vpc) if scope.resource is not None]
    stack = next((one for one in resources if one.kind == "stack"), None)
    stages = [one for one in resources if one.kind == "app"]
    given: list[Value] = []
    for name in ("account", "region"):
        values = (one.get(f"env.{name}").value for one in (stack, *stages) if one is not None)
        given.append(next((value for value in values if not is_absent(value)), Known(None)))
    if any(is_absent(value) or is_token(value) for value in given):
        return ZONES_OF_ANY_REGION
    return USUAL_ZONES if all(is_sure(value) for value in given) else None


def is_token(value: Value) -> bool:
    return isinstance(value, Unknown) and value.name.startswith("AWS::")


def is_sure(value: Value) -> bool:
    """Whether a program surely says something: itself, or by what it is given from outside."""
    return isinstance(value, (Known, Text)) or bool(
        isinstance(value, Unknown) and value.labels & (ASSUMED | ACCOUNT | REGION)
    )


def groups_of(vpc: Instance) -> list[tuple[str, str]] | None:
    """Name and type of each kind of subnet that is deployed; ``None`` when that is not known."""
    assert vpc.properties is not None
    given = vpc.properties.get("subnetConfiguration")
    if given is None or is_absent(given):
        gateways = vpc.properties.get("natGateways")
        none = gateways is not None and integer(gateways) == 0
        return [("Public", "PUBLIC"), ("Isolated", "PRIVATE_ISOLATED") if none else ("Private", "PRIVATE_WITH_EGRESS")]
    if not isinstance(given, ListValue) or given.open:
        return None
    found = [group(item) for item in given.items]
    return [one for one in found if one is not None and one[1]] if None not in found else None


def group(item: Value) -> tuple[str, str] | None:
    """One entry of ``subnetConfiguration``; without a type when its addresses are only reserved."""
    entries = item.properties if isinstance(item, Instance) else item
    if not isinstance(entries, MapValue):
        return None
    reserved = concrete(entries.get("reserved") or Known(False))
    kind = entries.get("subnetType")
    if isinstance(reserved, Undecided) or not isinstance(kind, Symbol) or kind.last not in LISTS:
        return None
    name = concrete(entries.get("name") or Known(None))
    return (name if isinstance(name, str) else kind.last.title(), "" if reserved else kind.last)


def select_subnets(run: Run, vpc: Instance, arguments: Arguments, site: ir.Call) -> Value:
    """``vpc.selectSubnets(selection)``."""
    given = arguments.keywords(site.span)
    record_use(run, "call", f"{vpc.symbol}.selectSubnets", site, given, arguments.positional)
    selection: Value | None = arguments.at(0, "selection")
    if selection is None and arguments.named:
        selection = MapValue({camel_name(str(name)): entry for name, entry in given.entries.items()}, open=given.open)
    found = selected(vpc, selection, site.span) if vpc.symbol == VPC and vpc.properties is not None else None
    return found if found is not None else Instance(Symbol(SELECTED), SELECTED, site.span)


def selected(vpc: Instance, selection: Value | None, span: Span) -> Instance | None:
    """``None`` when what a selection selects is not known."""
    entries = selection.properties if isinstance(selection, Instance) else selection
    named = entries.entries if isinstance(entries, MapValue) else {}
    if not named.keys() <= {"subnetType", "onePerAz"} or (isinstance(entries, MapValue) and entries.open):
        return None
    kind = named["subnetType"].value if "subnetType" in named else None
    found = subnets(vpc, LISTS[kind.last], span) if isinstance(kind, Symbol) and kind.last in LISTS else None
    if kind is None:  # the CDK prefers private subnets
        lists = (subnets(vpc, name, span) for name in ("privateSubnets", "isolatedSubnets", "publicSubnets"))
        found = next((one for one in lists if one is None or one.items), None)
    return None if found is None else selection_of(found, span)


def selection_of(found: ListValue, span: Span) -> Instance:
    def each(name: str) -> ListValue:
        return ListValue([one.fields[name] for one in found.items if isinstance(one, Instance)], span)

    made = Instance(Symbol(SELECTED), SELECTED, span)
    made.fields.update(subnets=found, subnetIds=each("subnetId"), availabilityZones=each("availabilityZone"))
    return made
