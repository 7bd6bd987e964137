"""What CDK v1 had and v2 no longer has, by the ids that both versions share (`aws_ec2.SubnetType`)."""

from __future__ import annotations

from typing import Any

from iaclint.catalog.library import data_file
from iaclint.catalog.names import python_name

FILE = "removed-in-v2.blocks"


def removed_type(identity: str) -> str | None:
    """v1's deprecation message (often what to use instead, maybe empty) of a type that v2 does not have; None for others."""
    record: dict[str, Any] = data_file(FILE).get(identity) or {}
    return record.get("d")


def removed_member(identity: str, name: str) -> str | None:
    """The same for a property, an enum member, a static constant or a method of a type that v2 still has. `name` may be
    spelt as in Python. Members that a struct inherits are told on the struct itself."""
    members: dict[str, str] = (data_file(FILE).get(identity) or {}).get("m", {})
    if name in members:
        return members[name]
    return next((message for known, message in members.items() if python_name(known) == name), None)
