"""Works out what comes along with the constructs and calls of a program, from what the catalog measured of the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from iaclint.catalog import Type, grants
from iaclint.evaluator.texts import concrete
from iaclint.frameworks.cdk.implied.given import Given, is_construct
from iaclint.frameworks.cdk.implied.objects import bound_in
from iaclint.frameworks.cdk.implied.place import Place, place_of, stack_of
from iaclint.frameworks.cdk.implied.principals import (
    Principal,
    actual,
    derivation,
    is_import,
    is_service,
    maker,
    principal_of,
    role_of,
)
from iaclint.frameworks.cdk.implied.statements import statement_of
from iaclint.frameworks.cdk.implied.vpc import layout
from iaclint.frameworks.cdk.networks import zones
from iaclint.frameworks.jsii import catalog_type
from iaclint.model.graph import ApiUse, Implied, ResourceGraph
from iaclint.model.policy import PolicyAddition
from iaclint.model.resource import Resource
from iaclint.values import Instance, ListValue, MapValue, Symbol, Undecided, Value, is_absent

Context = Callable[[str], object]
VPC = "aws_ec2.Vpc"
POLICY, ROLE = "AWS::IAM::Policy", "AWS::IAM::Role"
MOUNT_TARGET, MEASURED_ZONES = "AWS::EFS::MountTarget", 2  # one in each zone; so many had the VPC that was measured
ADDRESSES = "aws_ec2.IPeer"  # what `Peer.ipv4(…)` gives
PEERS = ("addIngressRule", "addEgressRule", "allowFrom", "allowTo", "allowDefaultPortFrom", "allowDefaultPortTo")
CLUSTER, LISTED = "aws_rds.DatabaseCluster", {"readers": "AWS::RDS::DBInstance"}  # one for each that is listed
STATE_MACHINE, TASKS = "aws-cdk-lib.aws_stepfunctions.StateMachine", ".aws_stepfunctions_tasks."
INTEGRATION = "AWS::ApiGatewayV2::Integration"  # one for an API, however many routes lead to it
METHOD, RESOURCES, PREFLIGHT = "AWS::ApiGateway::Method", ("addResource", "addProxy"), "defaultCorsPreflightOptions"
SINGLE = "AWS::Lambda::EventInvokeConfig"  # one for a function, with all its destinations
ONCE_FOR_A_PAIR = "aws-cdk-lib.aws_s3_notifications."  # however often the same destination is notified


def implied(graph: ResourceGraph, context: Context) -> Implied:
    """What the library makes by itself for a program; ``context`` gives the values of ``cdk.json``, where feature flags are."""
    work = Implication(context)
    made = [each for each in graph.resources if each.framework == "cdk" and each.instance is not None]
    for resource in made:
        work.construct(resource)
    work.tasks(made)
    work.indexed = {id(use.receiver) for use in graph.api_uses if use.symbol.endswith("SecondaryIndex")}
    for use in graph.api_uses:
        if use.receiver is not None:
            work.call(use, use.receiver)
    for addition in graph.policy_additions:
        if addition.target is not None:
            work.addition(addition, addition.target)
    return work.found


class Implication:
    """One program's. ``own``: what was made once for an object, by its identity and type; ``once``: what is made only once otherwise;
    ``indexed``: the tables with indices."""

    __slots__ = ("context", "found", "indexed", "once", "own")

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found = Implied()
        self.own: Counter[tuple[int, str]] = Counter()
        self.once: set[object] = set()
        self.indexed: set[int] = set()

    # -- constructs

    def construct(self, resource: Resource) -> None:
        instance = resource.instance
        kind = catalog_type(instance.symbol) if instance is not None else None
        if instance is None or kind is None or is_import(instance):
            return
        place = place_of(resource, instance)
        making = grants.construct(kind)
        properties = resource.properties
        if making is not None:
            effects = [*self._flagged(making, properties), *changes(making, properties)]
            self._made(making.base, effects, kind, place)
        if kind.is_a(VPC) or kind.id == VPC:
            self._types(layout(instance) or Counter(), place)
        for name, type in LISTED.items():
            listed = properties.get(name) if kind.id == CLUSTER else None
            self._types(Counter({type: len(listed.items)} if isinstance(listed, ListValue) else {}), place)
        self._objects([entry.value for entry in properties.entries.values()], place)

    def _made(self, base: grants.Effect, effects: list[grants.Effect], kind: Type, place: Place) -> None:
        totals: Counter[str] = Counter(base.each)
        for part in (base.receiver, *(effect.receiver for effect in effects)):
            merge(totals, part)
        given = Given([place.owner.properties or MapValue()], whole=kind.deployed_type is None)
        totals = combined(totals, [effect.each for effect in effects], given)
        if kind.id == VPC:
            totals = Counter({type: n for type, n in totals.items() if type.startswith("Custom::")})
        if MOUNT_TARGET in totals:
            vpc = (place.owner.properties or MapValue()).get("vpc")
            there = zones(vpc) if isinstance(vpc, Instance) and vpc.properties is not None else None
            totals[MOUNT_TARGET] = (there or 0) * totals[MOUNT_TARGET] // MEASURED_ZONES
        self._own(+totals, place, place.owner)
        gone = {name for effect in effects for name in effect.gone}
        for effect in (*effects, base):
            stack = {
                id: made for id, made in effect.stack.items() if id not in gone and not any(map(given.inside, made))
            }
            self._singletons(stack, place)
            self._statements(effect, place, [], place.owner)

    def _flagged(self, making: grants.Making, properties: MapValue) -> list[grants.Effect]:
        """The feature flags in force, but those that a property overrules."""
        found = []
        for name, effect in making.flags.items():
            if self.context(name) is not True:
                continue
            if all(is_absent(properties.get(other)) for other in effect.unless):
                found.append(effect)
        return found

    def tasks(self, resources: list[Resource]) -> None:
        """What the state machines of a stack may do for the tasks in it. Which task is in which of several is not followed: all get a policy then."""
        machines = [r.instance for r in resources if r.construct == STATE_MACHINE and r.instance is not None]
        for resource in resources:
            task = resource.instance
            kind = catalog_type(task.symbol) if task is not None and TASKS in task.symbol else None
            effect = grants.bound(kind) if kind is not None else None
            if task is None or effect is None:
                continue
            own = [machine for machine in machines if stack_of(machine) is stack_of(task)]
            for machine in own:
                place = place_of(resource, machine)
                if len(own) == 1:
                    self._types(Counter(effect.each), place)
                    self._statements(effect, place, [], task)
                elif any(granted.kind == "identity" for granted in effect.statements):
                    self._policy(role_of(machine, "role"), place)

    # -- calls

    def call(self, use: ApiUse, receiver: Instance) -> None:
        kind = catalog_type(receiver.symbol)
        name = use.symbol.rpartition(".")[2]
        making = grants.method(kind, name) if kind is not None else None
        place = place_of(use, receiver)
        values = [*use.arguments, *(entry.value for entry in (use.properties or MapValue()).entries.values())]
        if making is not None and not (name in PEERS and not any(has_security_group(value) for value in values[:1])):
            for effect in self._flagged(making, MapValue()):
                self._effect(effect, place, values)
            to_service = making.service is not None and any(is_service(value) for value in values)
            self._effect(making.service if making.service is not None and to_service else making.base, place, values)
            self._types(Counter({METHOD: 1} if name in RESOURCES and has_preflight(values, receiver) else {}), place)
            if making.keyed is not None and self._is_keyed(receiver, kind):
                self._statements(making.keyed, place, values, receiver)
        self._objects(values, place)

    def addition(self, addition: PolicyAddition, target: Instance) -> None:
        """A statement of the author's that a method adds: to the policy of a role, or to that of a resource."""
        place = place_of(addition, target)
        if addition.kind == "identity":
            owner, attribute = derivation(target)
            self._policy(role_of(owner, attribute) if owner is not None else principal_of(target), place)
            return
        kind = catalog_type(target.symbol)
        making = grants.method(kind, "addToResourcePolicy") if kind is not None else None
        if making is not None:
            self._effect(making.base, place, [])

    def _is_keyed(self, receiver: Instance, kind: Type | None) -> bool:
        """Whether an object is encrypted with a key of the program's."""
        if self.own[id(receiver), "AWS::KMS::Key"] or self.own[id(receiver), "AWS::KMS::Key!retain"]:
            return True
        given = receiver.properties or MapValue()
        return any(
            isinstance(entry.value, Instance) and entry.value.symbol.endswith((".aws_kms.Key", ".aws_kms.IKey"))
            for entry in given.entries.values()
        )

    # -- what an effect means here

    def _effect(self, effect: grants.Effect, place: Place, values: list[Value]) -> None:
        imported = is_import(place.owner)
        if not imported:
            given = Given([v for v in [*values, place.owner.properties] if v is not None and not is_construct(v)])
            types = given.without(effect.each)
            if INTEGRATION in types and not self._first((id(place.owner), *(id(b.instance) for b in bound_in(values)))):
                types[INTEGRATION] = 0
            self._types(types, place)
            self._later(given.without(effect.receiver), place)
            self._singletons(effect.stack, place)
        self._statements(effect, place, values, place.owner, identity_only=imported)

    def _objects(self, values: list[Value], place: Place) -> None:
        for bound in bound_in(values):
            pair = (id(place.owner), bound.instance.symbol, id(bound.subject))
            if bound.instance.symbol.startswith(ONCE_FOR_A_PAIR) and not self._first(pair):
                continue
            given = Given([*bound.instance.arguments, bound.instance.properties or MapValue()])
            for type, number in given.without(bound.effect.each).items():
                holder = place.owner if type == SINGLE else bound.holder_of(type)
                if holder is not None:
                    number = 0 if holder.resource is not None and holder.resource.type == type else 1
                    self._own(Counter({type: number}), place, holder)
                elif not bound.is_outside(type):
                    self._types(Counter({type: number}), place)
            self._later(given.without(bound.effect.receiver), place)
            self._singletons(bound.effect.stack, place)
            self._statements(bound.effect, place, [bound.subject] if bound.subject else [], bound.subject)

    def _types(self, types: Counter[str], place: Place, owner: Instance | None = None) -> None:
        for type, number in types.items():
            self.found.resources += [place.resource(type, owner) for _ in range(number)]

    def _own(self, types: Counter[str], place: Place, owner: Instance) -> None:
        """What an object has once, whoever asks for it."""
        for type, number in types.items():
            missing = number - self.own[id(owner), type]
            if missing > 0:
                self.own[id(owner), type] = number
                self._types(Counter({type: missing}), place, owner)

    def _later(self, types: Counter[str], place: Place) -> None:
        """What a call makes once for an object: a role is another one than that which it was made with (the execution role of a task)."""
        self._own(Counter({type: number for type, number in types.items() if type != ROLE}), place, place.owner)
        if ROLE in types and self._first((id(place.owner), ROLE)):
            self._types(Counter({ROLE: types[ROLE]}), place)

    def _singletons(self, places: dict[str, dict[str, int]], place: Place) -> None:
        stack = stack_of(place.owner)
        for name, types in places.items():
            if self._first((id(stack), name)):
                self._types(Counter(types), place, stack)

    def _statements(
        self,
        effect: grants.Effect,
        place: Place,
        values: list[Value],
        subject: Instance | None,
        identity_only: bool = False,
    ) -> None:
        for granted in effect.statements:
            if identity_only and granted.kind != "identity":
                continue
            principal = self._holder(granted, place, values)
            if granted.kind == "identity" and granted.holder != "own":
                self._policy(principal, place)
            key = (principal.key if principal is not None else id(subject), granted.kind, granted.effect)
            written = (*key, " ".join(granted.actions), *granted.resources, id(subject))
            if not granted.by_author and self._first(written):
                about = subject or place.owner
                statement = statement_of(granted, place, about, place.arguments, id(about) in self.indexed)
                self.found.statements.append(statement)

    def _holder(self, granted: grants.Granted, place: Place, values: list[Value]) -> Principal | None:
        if granted.holder.startswith("."):
            return role_of(place.owner, granted.holder[1:])
        if granted.holder in ("grantee", "given"):
            return next((found for value in values if (found := principal_of(value)) is not None), None)
        return None

    def _policy(self, principal: Principal | None, place: Place) -> None:
        """The default policy of an identity, made when the first statement is added."""
        pattern = maker(principal.instance) if principal is not None else None
        if pattern is not None and self.own[id(pattern), POLICY]:
            return  # its roles have one already
        if principal is not None and self._first((principal.key, POLICY)):
            self._types(Counter({POLICY: 1}), place, principal.instance)

    def _first(self, key: object) -> bool:
        if key in self.once:
            return False
        self.once.add(key)
        return True


def has_preflight(values: list[Value], resource: Instance) -> bool:
    """Whether a path of an API that is added gets an ``OPTIONS`` method: those above it, or the API, may say so."""
    if any(isinstance(value, MapValue) and PREFLIGHT in value.entries for value in values):
        return True
    owner: Value | None = resource
    for _ in range(40):
        if not isinstance(owner, Instance):
            return False
        if owner.properties is not None and PREFLIGHT in owner.properties.entries:
            return True
        owner = owner.fields.get("#owner")
    return False


def has_security_group(value: Value) -> bool:
    """Whether a peer is a construct with security groups: rules about addresses stand in the group itself."""
    found = actual(value)
    kind = catalog_type(found.symbol) if isinstance(found, Instance) else None
    return kind is not None and kind.id != ADDRESSES and kind.property("connections") is not None


def changes(making: grants.Making, properties: MapValue) -> list[grants.Effect]:
    """What the given properties change."""
    found = []
    for name, entry in properties.entries.items():
        if is_absent(entry.value):
            continue
        effect = making.properties.get(str(name)) or making.properties.get(f"{name}={label(entry.value)}")
        if effect is not None:
            found.append(effect)
    return found


def label(value: Value) -> str:
    """How the catalog writes a value: `true`, `KMS`, `fromPassword`; nothing for what is not known."""
    if isinstance(value, Symbol):
        return value.last
    if isinstance(value, Instance) and isinstance(value.klass, Symbol):
        return value.klass.last  # the function that made it: `Credentials.fromPassword`
    data = concrete(value)
    return str(data).lower() if isinstance(data, bool) else "" if isinstance(data, Undecided) else str(data)


def combined(base: Counter[str], deltas: list[dict[str, int]], given: Given) -> Counter[str]:
    """A base with changes: two that bring the same resource bring it once, none brings what is given, and so for what they take away."""
    result = Counter({type: 0 if given.inside(type) else number for type, number in base.items()})
    more: Counter[str] = Counter()
    less: Counter[str] = Counter()
    for delta in deltas:
        for type, number in delta.items():
            part = more if number > 0 else less
            if number < 0 or not given.has(type):
                part[type] = max(part[type], abs(number))
    result.update(more)
    result.subtract(less)
    return result


def merge(totals: Counter[str], types: dict[str, int]) -> None:
    for type, number in types.items():
        totals[type] = max(totals[type], number)


__all__ = ["implied"]
