"""Terraform's back ends: the keys of `backends.toml`, and the classes that cdktf and cdktn have for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from iaclint.catalog.library import Library
from iaclint.catalog.types import type_ids
from tools.catalog.packages import Package

CLASS = re.compile(
    r"class (\w+Backend) extends (?:[\w.]+\.)?TerraformBackend \{.*?super\(scope, \"backend\", \"(\w+)\"", re.S
)


def backend_classes(package: Package) -> dict[str, str]:
    """Class -> name of the back end (`S3Backend` → `s3`), from the code that cdktf ships."""
    files = package.files(lambda path: path.startswith("lib/backends/") and path.endswith(".js"))
    return {name: backend for _, content in files for name, backend in CLASS.findall(content.decode())}


def backend_records(
    listed: dict[str, Any], classes: dict[str, str], cores: Iterable[Library]
) -> dict[str, dict[str, Any]]:
    """Name -> {k: {key: [since, deprecated, removed, replacement]}, c: class, f and l: first version and the one without,
    m: keys that hold free mappings, u: keys that only cdktf has}. ValueError when a fact names a key that is not listed.

    `#terraform` holds the settings and blocks of Terraform's language.
    """
    records: dict[str, dict[str, Any]] = {
        name: _record(name, facts) for name, facts in listed.items() if name != "terraform"
    }
    records["#terraform"] = {key: sorted(words.split()) for key, words in listed["terraform"].items()}
    libraries = list(cores)
    for class_name, name in classes.items():
        records[name]["c"] = class_name
        known = {path for core in libraries for path in _paths(core, f"{class_name}Config", "")}
        unsure = sorted(known - set(records[name]["k"]))
        if unsure:
            records[name]["u"] = unsure
    return records


def _record(name: str, facts: dict[str, Any]) -> dict[str, Any]:
    keys = {key: ["", "", "", ""] for key in facts["keys"].split()}
    for version, words in facts.get("since", {}).items():
        keys |= {key: [version, "", "", ""] for key in words.split()}
    for place, part in enumerate(("deprecated", "removed"), 1):
        for version, words in facts.get(part, {}).items():
            for key in words.split():
                keys[key][place] = version
    for key, replacement in facts.get("replacement", {}).items():
        if replacement not in keys:
            raise ValueError(f"{name}: {replacement} is not listed")
        keys[key][3] = replacement
    record: dict[str, Any] = {"k": keys}
    record |= {short: facts[long] for long, short in (("begins", "f"), ("ends", "l")) if long in facts}
    if "maps" in facts:
        record["m"] = facts["maps"].split()
    return record


def _paths(core: Library, struct: str, prefix: str) -> Iterable[str]:
    """The keys of a configuration struct as Terraform spells them, nested structs with a dot."""
    found = core.get(struct)
    for prop in found.properties().values() if found is not None else ():
        yield prefix + prop.attribute
        for inner in type_ids(prop.type):
            if not prefix:
                yield from _paths(core, inner, prop.attribute + ".")
