"""What the assemblies of Terraform providers lack: physical names, deprecations, look-up by class and directory."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from iaclint.catalog.library import CLASS_INDEX, MODULE_INDEX
from iaclint.catalog.names import camel_name, python_name
from iaclint.catalog.types import DEPRECATED
from tools.catalog.pulumi import physical_name

Record = dict[str, Any]


def _arguments(records: dict[str, Record], record: Record) -> dict[str, Any]:
    """The properties of a resource's config struct, as they are in its record (shared, not copied)."""
    struct = record["a"][-1][1] if record.get("a") else ""
    properties: dict[str, Any] = records.get(struct, {}).get("p", {})
    return properties


def add_physical_names(records: dict[str, Record], overrides: dict[str, str]) -> None:
    """Enter `n` in the resources that have an argument for their physical name."""
    for identity, record in records.items():
        if record["k"] == "R":
            kind = identity.partition(".")[0]
            name = overrides.get(record.get("t", ""), physical_name(kind, _arguments(records, record)))
            if name:
                record["n"] = name


def index_records(records: dict[str, Record], directories: dict[str, str]) -> dict[str, Any]:
    """The look-up records for what the naming rules of `Library.by_class` and `by_directory` do not give.

    `directories` maps the package's directories to namespaces.
    """
    by_class: dict[str, list[str]] = defaultdict(list)
    for identity, record in records.items():
        if record["k"] in "RDPH":
            by_class[identity.rpartition(".")[2]].append(identity)
    found: dict[str, Any] = {
        CLASS_INDEX + name: sorted(identities)
        for name, identities in by_class.items()
        if identities != [f"{name[:1].lower()}{name[1:]}.{name}"]
    }
    modules = directories | {python_name(namespace).replace("_", "-"): namespace for namespace in directories.values()}
    found |= {MODULE_INDEX + name: namespace for name, namespace in modules.items() if camel_name(name) != namespace}
    return found


class Bridge:
    """Matches the resources of a Pulumi provider to those of the Terraform provider that it is bridged from, by name."""

    def __init__(self, records: dict[str, Record], overrides: dict[str, str]) -> None:
        self.records = records
        self.overrides = overrides
        self.by_type = {record["t"]: record for record in records.values() if record["k"] == "R" and "t" in record}

    def carry_deprecations(self, pulumi: dict[str, Record], since: int) -> None:
        """Mark the arguments that Pulumi calls deprecated: only where the Terraform type follows from the name and has
        an argument of the same name. `since` is the index of the first version of the provider that it holds for."""
        for identity, bridged in pulumi.items():
            deployed = self.terraform_type(identity) if bridged["k"] == "R" else None
            if deployed is None:
                continue
            arguments = _arguments(self.records, self.by_type[deployed])
            for name, (_, flags, message, _) in bridged.get("p", {}).items():
                target = name if name in arguments else _singular(name)
                if flags & DEPRECATED and target in arguments:
                    arguments[target] = _deprecated(arguments[target], self.rewritten(message), since)

    def terraform_type(self, identity: str) -> str | None:
        """`s3.BucketVersioning` → `aws_s3_bucket_versioning`, when there is such a resource."""
        module, _, name = identity.rpartition(".")
        word = python_name(name.removesuffix("V2"))
        candidates = (self.overrides.get(identity, ""), f"aws_{module}_{word}", f"aws_{word}")
        return next((deployed for deployed in candidates if deployed in self.by_type), None)

    def rewritten(self, message: str) -> str:
        """Pulumi's message for a Terraform program: resources by their Terraform types, no opening `x is deprecated.`;
        "deprecated" when it speaks of something that Terraform does not have."""
        text = re.sub(r"^\w+ is deprecated\. ", "", message)
        for named in re.findall(r"\baws\.(\w+\.[A-Z]\w+)", text):
            deployed = self.terraform_type(named)
            if deployed is None:
                return "deprecated"
            text = re.sub(rf"\baws\.{re.escape(named)}\b", deployed, text)
        return "deprecated" if re.search(r"\baws\.|[Pp]ulumi", text) else text


def _singular(name: str) -> str:
    """Pulumi names lists in the plural (`corsRules`), Terraform their blocks in the singular."""
    return re.sub(r"s$", "", re.sub(r"ies$", "y", name))


def _deprecated(value: Any, message: str, since: int) -> list[Any]:
    """A property record (see `iaclint.catalog.types`) with the deprecation; one that is there already stays."""
    fields: list[Any] = [value] if isinstance(value, str) else list(value)
    fields += ["", 0, -1, -1, -1, "", ""][len(fields) :]
    if not fields[1] & DEPRECATED:
        fields[1] |= DEPRECATED
        fields[4:6] = [since, message]
    while len(fields) > 2 and fields[-1] in (-1, ""):
        fields.pop()
    return fields
