"""What keeps a resource from being destroyed, or its data from going with it: one word for each kind, whatever the framework calls it."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model.resource import Resource, Setting
from iaclint.values import Instance, Known, ListValue, MapValue, Symbol, Value, is_absent

# The same switch under the names that services give it, in the framework's spelling or in that of a raw override.
DELETION_PROTECTION = frozenset(
    (
        "deletionprotection",
        "deletionprotectionenabled",
        "enabledeletionprotection",
        "disableapitermination",
        "terminationprotection",
    )
)
MAX_PARENTS = 40
CLUSTER_OF_INSTANCE = "dbClusterIdentifier"
LOAD_BALANCER_ATTRIBUTES = "loadbalancerattributes"  # a list of {key, value} instead of a property of its own

_REMOVAL_WORDS = {
    "retain": "retain",
    "retain_on_update_or_delete": "retain",
    "retain_except_on_create": "retain",
    "retainexceptoncreate": "retain",
    "snapshot": "snapshot",
    "destroy": "destroy",
    "delete": "destroy",
}


def protections(resource: Resource) -> list[str]:
    """Sorted words out of ``retain snapshot deletion_protection prevent_destroy protect retain_on_delete``; what is unknown counts as not protected."""
    words = set()
    if next(deletion_protection(resource), None) is not None:
        words.add("deletion_protection")
    if is_on(prevent_destroy(resource).value):
        words.add("prevent_destroy")
    if is_on(inherited_option(resource, "protect").value):
        words.add("protect")
    if is_on(inherited_option(resource, "retainOnDelete").value):
        words.add("retain_on_delete")
    removal = removal_policy(resource)
    if removal in ("retain", "snapshot"):
        words.add(removal)
    return sorted(words)


def prevent_destroy(resource: Resource) -> Setting:
    """Terraform's ``lifecycle.prevent_destroy``, as either language spells it."""
    setting = resource.get("lifecycle.preventDestroy")
    return setting if setting.given else resource.get("lifecycle.prevent_destroy")


def inherited_option(resource: Resource, name: str) -> Setting:
    """A Pulumi resource option that children take over from their parents (``protect``, ``retainOnDelete``)."""
    setting = resource.option(name)
    parent: Resource | None = resource
    for _ in range(MAX_PARENTS):
        if setting.given or parent is None:
            break
        scope = parent.scope
        parent = scope.resource if isinstance(scope, Instance) else None
        if parent is not None:
            setting = parent.option(name)
    return setting


def deletion_protection(resource: Resource) -> Iterator[Setting]:
    """The settings of a resource that are known to protect it from deletion."""
    for name in resource.properties.entries:
        if not isinstance(name, str):
            continue
        plain = name.replace("_", "").lower()
        if plain in DELETION_PROTECTION:
            setting = resource.get(name)
            if is_on(setting.value):
                yield setting
        elif plain == LOAD_BALANCER_ATTRIBUTES:
            yield from _protecting_attributes(resource, name)


def _protecting_attributes(resource: Resource, name: str) -> Iterator[Setting]:
    attributes = resource.properties.get(name)
    if not isinstance(attributes, ListValue):
        return
    for item in attributes.items:
        if not isinstance(item, MapValue):
            continue
        fields = {str(key).lower(): entry for key, entry in item.entries.items()}
        key, value = fields.get("key"), fields.get("value")
        if key is None or value is None or not isinstance(key.value, Known):
            continue
        if key.value.data == "deletion_protection.enabled" and is_on(value.value):
            yield Setting(resource, f"{name}.deletion_protection.enabled", value.value, value.key_span, value.spelling)


def removal_policy(resource: Resource) -> str | None:
    """``retain``, ``snapshot`` or ``destroy``: what happens to a CDK resource when it leaves the stack; ``None`` when it cannot be told."""
    setting = removal_setting(resource)
    default: str | None = resource.default_removal
    if default == "snapshot" and resource.get(CLUSTER_OF_INSTANCE).given:
        default = "destroy"  # CloudFormation takes the snapshot of the cluster
    if not setting.given:
        return default
    words = {_removal_word(option, default) for _, option in setting.value.alternatives()}
    return words.pop() if len(words) == 1 else None


def removal_setting(resource: Resource) -> Setting:
    """What a CDK resource says about its removal; ``Omitted`` when it leaves that to the framework."""
    setting = resource.get("removalPolicy")
    return setting if setting.given else resource.get("deletionPolicy")


def _removal_word(value: Value, default: str | None) -> str | None:
    if is_absent(value):
        return default
    text = value.last if isinstance(value, Symbol) else value.data if isinstance(value, Known) else None
    return _REMOVAL_WORDS.get(text.lower()) if isinstance(text, str) else None


def is_on(value: Value) -> bool:
    """Whether a switch is known to be on, in every case: ``true``, ``'true'``, ``'ACTIVE'`` and the enum members of that name."""
    return all(_is_on(option) for _, option in value.alternatives())


def is_off(value: Value) -> bool:
    """Whether a switch is known to be off, or not mentioned, in every case."""
    return all(
        is_absent(option) or (isinstance(option, Known) and option.data in (False, "false", "False"))
        for _, option in value.alternatives()
    )


def _is_on(value: Value) -> bool:
    if isinstance(value, Symbol):
        return value.last.upper() in ("ACTIVE", "ENABLED")
    if not isinstance(value, Known):
        return False
    return value.data is True or (isinstance(value.data, str) and value.data.upper() in ("ACTIVE", "TRUE"))
