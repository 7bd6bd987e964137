"""Reads the templates that ``app.synth()`` of the CDK wrote."""

from __future__ import annotations

import json
import re
from typing import Any

from tools.golden.holes import HOLE, plain, text
from tools.golden.ownership import Ownership
from tools.golden.records import Record
from tools.golden.synthesis import Synthesis

_RETAINED = {"Retain": "retain", "RetainExceptOnCreate": "retain", "Snapshot": "snapshot"}


def records(synthesis: Synthesis) -> list[Record]:
    ownership = Ownership(synthesis.events)
    return [
        record(resource, ownership)
        for path in sorted(synthesis.output.rglob("*.template.json"))
        for resource in (json.loads(path.read_text("utf-8")).get("Resources") or {}).values()
        if resource["Type"] != "AWS::CDK::Metadata"
    ]


def record(resource: dict[str, Any], ownership: Ownership) -> Record:
    owner = ownership.owner((resource.get("Metadata") or {}).get("aws:cdk:path") or "")
    properties = {name: evaluated(value) for name, value in (resource.get("Properties") or {}).items()}
    found = Record(resource["Type"], text(owner.path), owner.made, properties)
    found.construct, found.file, found.line = owner.name, owner.file, owner.line
    kept = _RETAINED.get(resource.get("DeletionPolicy", ""))
    found.protection += [kept] if kept else []
    return found


def evaluated(value: Any) -> Any:
    """A value with its intrinsic functions as texts: what only the deployment knows is a hole."""
    if isinstance(value, list):
        return [evaluated(item) for item in value]
    if not isinstance(value, dict):
        return plain(value)
    name = next(iter(value)) if len(value) == 1 else ""
    if name == "Fn::Join" and isinstance(value[name][1], list):
        separator, parts = value[name]
        return text(separator.join(str(evaluated(part)) for part in parts))
    if name == "Fn::Sub":
        pattern = value[name] if isinstance(value[name], str) else value[name][0]
        return text(re.sub(r"\$\{!", "${", pattern))
    if name == "Ref" or name.startswith("Fn::"):
        return HOLE
    return {text(str(key)): evaluated(item) for key, item in value.items()}
