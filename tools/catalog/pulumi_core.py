"""Pulumi's core (`@pulumi/pulumi`), which is written by hand: the options of resources and functions, and what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from iaclint.catalog.types import DEPRECATED, REQUIRED
from tools.catalog.packages import Package
from tools.catalog.typescript import Declaration, TypeReader, declarations

Record = dict[str, Any]

# What `import * as pulumi from "@pulumi/pulumi"` has at the top, without the namespaces `runtime`, `automation` …
FILES = frozenset(f"{name}.d.ts" for name in ("config", "invoke", "metadata", "output", "resource", "stackReference"))
FUNCTION = re.compile(r"^export declare function (\w+)", re.MULTILINE)
CLASS = re.compile(r"^export declare (?:abstract )?class (\w+)", re.MULTILINE)


def core_records(package: Package) -> Iterator[tuple[str, Record]]:
    """(id, record): structs of options with their properties; of classes and functions that they exist (x = 1: they have
    more than is listed)."""
    texts = [content.decode() for _, content in sorted(package.files(FILES.__contains__))]
    structs = {each.name: each for text in texts for each in declarations(text) if each.kind == "interface"}
    names = {name: name for name in structs}
    for name, struct in structs.items():
        yield name, _struct(struct, names)
    for text in texts:
        yield from ((name, {"k": "V", "x": 1}) for name in CLASS.findall(text))
        yield from ((name, {"k": "F", "x": 1}) for name in FUNCTION.findall(text) if name not in structs)


def _struct(struct: Declaration, names: dict[str, str]) -> Record:
    record: Record = {"k": "S"}
    if struct.base in names:
        record["b"] = [struct.base]
    if struct.message is not None:
        record["d"] = struct.message
    record["p"] = {
        name: [TypeReader(text, names).read(), _flags(optional, message), message or "", ""]
        for name, (text, optional, message) in struct.members.items()
    }
    return record


def _flags(optional: bool, message: str | None) -> int:
    return (0 if optional else REQUIRED) | (DEPRECATED if message is not None else 0)
