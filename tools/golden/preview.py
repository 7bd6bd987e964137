"""What ``pulumi preview --json`` would print, made from what a program registered with the mocks: of a stack that is deployed already, so that outputs are
known. The engine itself is not run: it needs providers, and those need a cloud."""

from __future__ import annotations

import json
from typing import Any

from tools.golden.pulumi import by_resource, taken
from tools.golden.synthesis import STACK, Synthesis

ROOT_TYPE = "pulumi:pulumi:Stack$"
_SIGNATURE = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"


def preview(synthesis: Synthesis) -> Any:
    """The steps in the order of the registrations' names, which is the same each time."""
    registered = by_resource(synthesis.events, "registered")
    steps = []
    for event in synthesis.events:
        if event["kind"] == "resource":
            found = taken(registered[event["type"], event["name"]])
            if found.get("urn"):
                steps.append(step(event, found))
    steps.sort(key=lambda one: (one["newState"]["custom"], one["urn"]))
    document = {"config": synthesis.program.config, "steps": steps}
    return json.loads(as_named_by_the_engine(json.dumps(document), str(synthesis.program.settings.get("name"))))


def as_named_by_the_engine(text: str, project: str) -> str:
    """URNs with the names of stack and project, which Python's mocks do not know, and without the root's type, which the engine leaves out."""
    return text.replace("urn:pulumi:stack::project::", f"urn:pulumi:{STACK}::{project}::").replace(ROOT_TYPE, "")


def step(event: dict[str, Any], registered: dict[str, Any]) -> dict[str, Any]:
    state = {
        "urn": registered["urn"],
        "custom": event["custom"],
        **({"id": f"mock:{event['name']}.id"} if event["custom"] else {}),
        "type": event["type"],
        "inputs": as_shown(event["inputs"]),
        "outputs": as_shown(event["outputs"]),
        **({"parent": registered["parent"]} if registered.get("parent") else {}),
        **({"protect": True} if registered.get("protect") else {}),
        **({"retainOnDelete": True} if registered.get("retainOnDelete") else {}),
        **({"external": True} if event["read"] else {}),
    }
    depends = {name: urns for name, urns in sorted(registered.get("depends", {}).items()) if urns}
    if depends:
        state["propertyDependencies"] = depends
    return {"op": "read" if event["read"] else "same", "urn": state["urn"], "newState": state}


def as_shown(value: Any) -> Any:
    """Inputs and outputs as a preview shows them."""
    if isinstance(value, list):
        return [as_shown(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)  # Python's mocks have no whole numbers
    if not isinstance(value, dict):
        return value
    if value.get(_SIGNATURE) == _SECRET:
        return "[secret]"
    return {key: as_shown(item) for key, item in value.items()}
