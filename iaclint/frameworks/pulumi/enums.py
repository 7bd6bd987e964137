"""Members of the enums of Pulumi's SDKs: plain texts and numbers."""

from __future__ import annotations

from iaclint.frameworks.jsii import catalog_type
from iaclint.values import Known, Symbol


def constant(owner: str, member: Symbol) -> Known | None:
    """What a member of an enum stands for (``aws.lambda.Runtime.NodeJS20dX``: ``nodejs20.x``); ``None`` for all that is no such member."""
    kind = catalog_type(owner) if owner.startswith("@pulumi/") else None
    if kind is None or kind.kind != "enum":
        return None
    found = kind.member(member.last)
    value = found.value if found is not None else None
    return Known(value, member.span) if value is not None else None
