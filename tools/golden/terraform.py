"""Reads the ``cdk.tf.json`` files that ``app.synth()`` of the CDKTF wrote."""

from __future__ import annotations

import json
from typing import Any

from tools.golden.holes import text
from tools.golden.ownership import Ownership
from tools.golden.records import Record
from tools.golden.synthesis import Synthesis

_META = frozenset({"//", "depends_on", "provider", "provisioner", "connection"})


def records(synthesis: Synthesis, block: str = "resource") -> list[Record]:
    """The resources, or with ``data`` the data sources, of all stacks."""
    ownership = Ownership(synthesis.events)
    return [
        record(type, resource, ownership)
        for path in sorted(synthesis.output.rglob("cdk.tf.json"))
        for type, resources in sorted((json.loads(path.read_text("utf-8")).get(block) or {}).items())
        for resource in resources.values()
    ]


def record(type: str, resource: dict[str, Any], ownership: Ownership) -> Record:
    path = ((resource.get("//") or {}).get("metadata") or {}).get("path") or ""
    owner = ownership.owner(path)
    properties = {name: value for name, value in resource.items() if name not in _META}
    found = Record(type, text(owner.path), owner.made, properties)
    found.construct, found.file, found.line = owner.name, owner.file, owner.line
    lifecycle = resource.get("lifecycle") or {}
    if any(one.get("prevent_destroy") is True for one in (lifecycle if isinstance(lifecycle, list) else [lifecycle])):
        found.protection.append("prevent_destroy")
    return found
