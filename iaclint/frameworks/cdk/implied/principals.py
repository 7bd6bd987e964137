"""Who a grant is given to: roles, users and groups of the program, and the roles that constructs have."""

from __future__ import annotations

from iaclint.frameworks.jsii import catalog_type
from iaclint.values import Choice, Instance, Known, Value, is_absent

IDENTITIES = ("aws_iam.Role", "aws_iam.User", "aws_iam.Group", "aws_iam.IRole", "aws_iam.IUser", "aws_iam.IGroup")
OWN_ROLE = "role"  # the attribute under which most constructs have theirs
MAX_DEPTH = 8


class Principal:
    """An identity with a policy of its own: ``instance`` itself, or the role that it has as ``attribute``."""

    __slots__ = ("attribute", "instance")

    def __init__(self, instance: Instance, attribute: str = "") -> None:
        self.instance = instance
        self.attribute = attribute

    @property
    def key(self) -> tuple[int, str]:
        return id(self.instance), self.attribute


def actual(value: Value | None, depth: int = 0) -> Value | None:
    """What an attribute of a construct is when the construct was given it: ``service.taskDefinition``."""
    if isinstance(value, Choice):
        return next((actual(option, depth) for _, option in value.options if not is_absent(option)), None)
    if not isinstance(value, Instance) or depth > MAX_DEPTH:
        return value
    owner, attribute = derivation(value)
    if owner is None or not attribute:
        return value
    real = actual(owner, depth + 1)
    if isinstance(real, Instance) and real.properties is not None:
        given = real.properties.get(attribute)
        if given is not None and not is_absent(given):
            return actual(given, depth + 1)
        if real is not owner:
            return real.fields.get(f"#{value.symbol}.{attribute}") or value
    return value


def derivation(value: Instance) -> tuple[Instance | None, str]:
    """The construct whose attribute an object is, and that attribute."""
    owner, attribute = value.fields.get("#owner"), value.fields.get("#attribute")
    if not isinstance(owner, Instance):
        return None, ""
    return owner, str(attribute.data) if isinstance(attribute, Known) else ""


def maker(value: Instance) -> Instance | None:
    """The construct of the program that an attribute of an attribute belongs to: ``service`` of ``service.taskDefinition``; ``None`` for a construct."""
    owner, found = derivation(value)[0], None
    while owner is not None:
        owner, found = derivation(owner)[0], owner
    return found


def principal_of(value: Value | None) -> Principal | None:
    """The identity that a grantee stands for; ``None`` for what has no policy of its own (a service, an account) or is not known."""
    found = actual(value)
    if not isinstance(found, Instance):
        return None
    kind = catalog_type(found.symbol)
    if kind is None:
        return None
    if any(kind.is_a(identity) for identity in IDENTITIES) or kind.id in IDENTITIES:
        owner, attribute = derivation(found)
        if owner is not None and not attribute:
            return None  # what some method gave, maybe a role that is not to be changed
        return role_of(owner, attribute) if owner is not None else Principal(found)
    return role_of(found, OWN_ROLE) if has_role(found, OWN_ROLE) and found.resource is not None else None


def has_role(owner: Instance, attribute: str) -> bool:
    kind = catalog_type(owner.symbol)
    prop = kind.property(attribute) if kind is not None else None
    return prop is not None and prop.type.startswith(("aws_iam.", "~aws_iam."))


def role_of(owner: Instance, attribute: str) -> Principal | None:
    """The role that a construct has: what it was given, or the one that it makes."""
    attribute = OWN_ROLE if attribute in ("grantPrincipal", "") else attribute
    real = actual(owner)
    if not isinstance(real, Instance):
        return None
    given = real.properties.get(attribute) if real.properties is not None else None
    if given is not None and not is_absent(given):
        return principal_of(given)
    if not has_role(real, attribute):  # about something that has: the function of an ``EventInvokeConfig``
        others = real.properties.entries.values() if real.properties is not None else ()
        values = (actual(entry.value) for entry in others)
        return next(
            (p for v in values if isinstance(v, Instance) and has_role(v, attribute) and (p := principal_of(v))), None
        )
    return Principal(real, attribute) if real.resource is not None or derivation(real)[0] is not None else None


def is_service(value: Value | None) -> bool:
    """Whether a grantee has no policy, so that what is granted stands in the policy of the resource."""
    return isinstance(value, Instance) and value.resource is None and value.symbol.endswith(("Principal", "Anyone"))


def is_import(instance: Instance) -> bool:
    """Whether an object stands for something that lies outside of the program (``Bucket.fromBucketName``)."""
    name = getattr(instance.klass, "name", "").rpartition(".")[2]
    return name.startswith("from") and name[4:5].isupper()
