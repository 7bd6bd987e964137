"""IAM actions and AWS's managed policies as catalog records."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from tools.catalog.packages import Package

Json = dict[str, Any]


POLICIES = "cfnlint/data/AdditionalSpecs/Policies.json"


def action_records(package: Package, linter: Package) -> dict[str, dict[str, str]]:
    """Service prefix -> {class: "Action,Action"}. A class is two letters: level (R W L P T), resource (- r o). Actions that
    only cfn-lint has, in small letters there, are of the class `??`: all that is known of them is their name."""
    found: dict[str, dict[str, str]] = {}
    for path, content in package.files(lambda path: path.startswith("data/actions/") and path.endswith(".json")):
        groups: dict[str, list[str]] = defaultdict(list)
        for action in json.loads(content).values():
            groups[_level(action) + _resource(action)].append(action["name"])
        service = path.rpartition("/")[2].removesuffix(".json")
        found[service] = {code: ",".join(sorted(names)) for code, names in groups.items()}
    listed: dict[str, Json] = json.loads(next(linter.files(POLICIES.__eq__))[1])
    for service, facts in listed.items():
        known = {name.lower() for names in found.get(service, {}).values() for name in names.split(",")}
        more = sorted(set(facts["Actions"]) - known)
        if more:
            found.setdefault(service, {})["??"] = ",".join(more)
    return found


def _level(action: Json) -> str:
    """The level's letter; an action may have several, of which managing permissions and tagging say most."""
    levels = action["accessLevel"]
    if "Permissions" in levels:
        return "P"
    return "T" if "Tagging" in levels else str(levels[0])


def _resource(action: Json) -> str:
    kinds = action["resourceTypes"]
    if not kinds:
        return "-"
    return "r" if any(kind.get("required") for kind in kinds) else "o"


def managed_policy_records(package: Package) -> dict[str, int]:
    """The names with path of the managed policies; the record says nothing more."""
    content = next(package.files("dist/managedPolicies.json".__eq__))[1]
    policies: dict[str, Json] = json.loads(content)
    return {policy["arn"].partition(":policy/")[2]: 1 for policy in policies.values()}
