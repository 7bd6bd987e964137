"""One resource as a framework made it."""

from __future__ import annotations

from typing import Any

from tools.golden.ownership import Made

_SWITCHES = frozenset(
    {
        "deletionprotection",
        "deletionprotectionenabled",
        "enabledeletionprotection",
        "disableapitermination",
        "terminationprotection",
    }
)


class Record:
    """``id``: the path of the construct that the program wrote, or the name of a Pulumi resource. ``properties`` in the spelling of what is deployed."""

    __slots__ = ("construct", "file", "id", "line", "made", "properties", "protection", "type")

    def __init__(self, type: str, id: str, made: Made, properties: dict[str, Any]) -> None:
        self.type = type
        self.id = id
        self.made: Made = made
        self.properties = properties
        self.construct = ""
        self.file: str | None = None
        self.line: int | None = None
        self.protection: list[str] = []

    @property
    def protections(self) -> list[str]:
        """Sorted words, those of the properties too."""
        words = set(self.protection)
        for name, value in self.properties.items():
            plain = name.replace("_", "").lower()
            if plain in _SWITCHES and value in (True, "true", "ACTIVE"):
                words.add("deletion_protection")
            if plain == "loadbalancerattributes" and any(
                one.get("Key") == "deletion_protection.enabled" and one.get("Value") in (True, "true") for one in value
            ):
                words.add("deletion_protection")
        return sorted(words)
