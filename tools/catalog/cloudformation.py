"""CloudFormation's own schema (aws-service-spec): which property is a resource's physical name."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

from tools.catalog.packages import Package

Json = dict[str, Any]


class CloudFormation:
    """Resource types with their properties, and the property that names the resource."""

    def __init__(self, package: Package, supplement: dict[str, str]) -> None:
        data = next(package.files("db.json.gz".__eq__))[1]
        self.entities: list[Json] = json.loads(gzip.decompress(data))["schema"]["resource"]["entities"]
        self._properties = {e["cloudFormationType"]: e["properties"] for e in self.entities}
        self.names: dict[str, str] = {
            e["cloudFormationType"]: name for e in self.entities if (name := _physical_name(e))
        }
        self.names.update(supplement)

    def physical_name(self, deployed: str) -> str | None:
        """The CloudFormation property that sets the physical name of a resource type."""
        return self.names.get(deployed)

    def spelling(self, deployed: str, name: str) -> str | None:
        """A property of the type in CloudFormation's capitals: `dbInstanceIdentifier` → `DBInstanceIdentifier`."""
        by_lower = {known.lower(): known for known in self._properties.get(deployed, ())}
        return by_lower.get(name.lower())


def _physical_name(resource: Json) -> str | None:
    """The string property that names the resource itself, not one it refers to.

    An identifying property first (in the primary identifier, or a placeholder of the ARN), then `<Resource>Name` or
    `<Resource>Identifier`, then `Name`, then a name after the end of the resource's (`GroupName` of a
    SecurityGroup), then one that ends so (`CacheSubnetGroupName` of a SubnetGroup).
    """
    kind = resource["cloudFormationType"].rpartition("::")[2].lower()
    identifiers = set(resource.get("primaryIdentifier") or ())
    identifiers |= set(re.findall(r"\$\{(\w+)\}", resource.get("arnTemplate") or ""))
    ranked: list[tuple[int, str]] = []
    for name, declared in resource["properties"].items():
        stem = re.sub(r"(?:Name|Identifier|Id)$", "", name).lower()
        if declared["type"].get("type") != "string" or not (kind.endswith(stem) or stem.endswith(kind)):
            continue
        identifies = name in identifiers and declared.get("causesReplacement") == "yes"
        if stem == name.lower() and (stem != kind or not identifies):
            continue  # `Policy` of a ResourcePolicy; but `RoleAlias` names a RoleAlias
        if not kind.endswith(stem):
            if name.endswith("Name"):
                ranked.append((4, name))
        elif identifies:
            ranked.append((0, name))
        elif stem and not name.endswith("Id") and name.lower() != kind:
            ranked.append((1 if stem == kind else 3, name))
        elif name == "Name":
            ranked.append((2, name))
    return min(ranked)[1] if ranked else None
