"""What keeps a resource from being destroyed, or its data from going with it: one word for each kind, whatever the framework calls it."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model.resource import Resource, Setting
from iaclint.values import Known, ListValue, MapValue, Symbol, Value

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
    if is_on(resource.get("lifecycle.preventDestroy").value):
        words.add("prevent_destroy")
    if is_on(resource.option("protect").value):
        words.add("protect")
    if is_on(resource.option("retainOnDelete").value):
        words.add("retain_on_delete")
    removal = removal_policy(resource)
    if removal in ("retain", "snapshot"):
        words.add(removal)
    return sorted(words)


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
    for name in ("removalPolicy", "deletionPolicy"):
        setting = resource.get(name)
        if setting.given:
            return _removal_word(setting.value)
    return resource.default_removal


def _removal_word(value: Value) -> str | None:
    words = set()
    for _, option in value.alternatives():
        text = option.last if isinstance(option, Symbol) else option.data if isinstance(option, Known) else None
        words.add(_REMOVAL_WORDS.get(text.lower()) if isinstance(text, str) else None)
    return words.pop() if len(words) == 1 else None


def is_on(value: Value) -> bool:
    """Whether a switch is known to be on, in every case: ``true``, ``'true'``, ``'ACTIVE'`` and the enum members of that name."""
    return all(_is_on(option) for _, option in value.alternatives())


def _is_on(value: Value) -> bool:
    if isinstance(value, Symbol):
        return value.last.upper() in ("ACTIVE", "ENABLED")
    if not isinstance(value, Known):
        return False
    return value.data is True or (isinstance(value.data, str) and value.data.upper() in ("ACTIVE", "TRUE"))
