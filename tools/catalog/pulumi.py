"""Pulumi SDKs (`@pulumi/aws` …) as catalog records: TypeScript declarations, and the tokens from the shipped code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from iaclint.catalog.types import DEPRECATED, REQUIRED
from tools.catalog.packages import Package
from tools.catalog.typescript import Declaration, TypeReader, declarations, imported_names

Record = dict[str, Any]

FUNCTION = re.compile(r"export declare function (\w+)\((?:args\??: (\w+))?")
JS_CLASS = re.compile(r"^(?:export )?class (\w+) extends ", re.MULTILINE)
TOKEN = re.compile(r"__pulumiType\s*=\s*[\"']([^\"']+)[\"']|super\([\"']([\w-]+:[\w./:-]*:\w+)[\"']")
REMOTE = re.compile(r"super\([^;]*true\s*/\*remote\*/\)")
KINDS = {
    "pulumi.CustomResource": "R",
    "pulumi.ComponentResource": "B",
    "pulumi.ProviderResource": "P",
}


class Sdk:
    """One version of a Pulumi SDK.

    `supplement` holds what cannot be read: `physical-name` (argument by resource) and `class` (classes written by hand
    on top of a resource). `slim` leaves out outputs, the arguments of functions and the texts of nested inputs, for the
    providers with thousands of resources.
    """

    def __init__(self, package: Package, supplement: dict[str, Any], slim: bool = False) -> None:
        self.names: dict[str, str] = supplement.get("physical-name", {})
        self.written: dict[str, Any] = supplement.get("class", {})
        self.slim = slim
        self.provider: str = package.manifest["pulumi"].get("name") or package.name.rpartition("/")[2]
        self.types: dict[str, str] = {}  # declarations of nested inputs and enums, by path
        self.modules: dict[str, str] = {}  # declarations of resources and functions, by path
        self.tokens: dict[tuple[str, str], tuple[str, bool]] = {}  # (path, class) -> token, made by the provider
        for path, content in package.files(_wanted):
            if path.endswith(".js"):
                self.tokens |= _tokens(path.removesuffix(".js"), content.decode())
            else:
                held = self.types if path.startswith("types/") else self.modules
                held[path.removesuffix(".d.ts")] = content.decode()
        self.kinds = self._class_kinds()

    def records(self) -> Iterator[tuple[str, Record]]:
        """(id, record): resources `s3.Bucket`, inputs `types.s3.BucketCorsRule`, enums `s3.CannedAcl`, functions."""
        for path, text in sorted(self.types.items()):
            module, _, file = path.rpartition("/")
            if path == "types/input":
                for found in declarations(text):
                    yield "types." + found.name, self._struct("S", found, "")
            elif path.startswith("types/enums") and file == "index":
                prefix = module.removeprefix("types/enums").strip("/").replace("/", ".")
                for found in declarations(text):
                    if found.kind == "enum":
                        yield ".".join(filter(None, [prefix, found.name])), _enum(found)
        found_records: dict[str, Record] = {}
        for path, text in sorted(self.modules.items()):
            found_records |= self._file(path, text)
        for identity, written in self.written.items():
            if written["extends"] in found_records:
                found_records[identity] = _written(found_records[written["extends"]], written)
        yield from found_records.items()

    def _file(self, path: str, text: str) -> Iterator[tuple[str, Record]]:
        prefix = _prefix(path)
        found = {d.name: d for d in declarations(text)}
        resources = [d for d in found.values() if d.kind == "class" and (path, d.name) in self.kinds]
        for resource in resources:
            yield prefix + resource.name, self._resource(path, resource, found)
        for match in FUNCTION.finditer(text) if not resources else ():
            name, arguments_name = match.groups()
            arguments = found.get(arguments_name or "")
            record = (
                self._struct("F", arguments, path.rpartition("/")[0]) if arguments and not self.slim else {"k": "F"}
            )
            yield prefix + name, record

    def _resource(self, path: str, resource: Declaration, found: dict[str, Declaration]) -> Record:
        module, _, file = path.rpartition("/")
        kind, base = self.kinds[path, resource.name]
        token, remote = self.tokens.get((path, resource.name), ("", False))
        arguments = found.get(resource.arguments or resource.name + "Args")
        record: Record = self._struct("R" if remote else kind, arguments, module) if arguments else {"k": kind}
        record["k"] = "R" if remote else kind
        record.pop("d", None)
        if base:
            record["b"] = [base]
        if resource.message is not None:
            record["d"] = resource.message
        if (arguments is None and resource.arguments) or (arguments is not None and arguments.base):
            record["x"] = 1
        if kind == "P":
            record["t"] = f"pulumi:providers:{self.provider}"
        elif token or (kind == "R" and not base):
            record["t"] = token or f"{self.provider}:{module or 'index'}/{file}:{resource.name}"
        properties: dict[str, Any] = record.get("p", {})
        identity = _prefix(path) + resource.name
        name = self.names[identity] if identity in self.names else physical_name(resource.name, properties)
        if name and kind == "R":
            record["n"] = name
        outputs = sorted(set(resource.members) - set(properties) - {"id", "urn"})
        if outputs and not self.slim:
            record["o"] = outputs
        return record

    def _class_kinds(self) -> dict[tuple[str, str], tuple[str, str]]:
        """(path, class) -> kind and the id of the class of this package that it extends, for all resource classes."""
        heads = {
            (path, match.group(1)): match.group(2)
            for path, text in self.modules.items()
            for match in re.finditer(r"^export declare class (\w+)(?:<[^{]*?>)? extends ([\w.]+)", text, re.MULTILINE)
        }
        known: dict[tuple[str, str], tuple[str, str]] = {
            key: (KINDS[base], "") for key, base in heads.items() if base in KINDS
        }
        by_name: dict[str, list[tuple[str, str]]] = {}
        for key in heads:
            by_name.setdefault(key[1], []).append(key)
        waiting = {key: base for key, base in heads.items() if key not in known}
        while True:  # each round resolves the classes whose base is known by now
            solved = {key: self._extended(key, base, by_name, known) for key, base in waiting.items()}
            fresh = {key: (known[base][0], _prefix(base[0]) + base[1]) for key, base in solved.items() if base in known}
            if not fresh:
                return known
            known |= fresh
            waiting = {key: base for key, base in waiting.items() if key not in fresh}

    def _extended(
        self,
        key: tuple[str, str],
        base: str,
        by_name: dict[str, list[tuple[str, str]]],
        known: dict[tuple[str, str], tuple[str, str]],
    ) -> tuple[str, str]:
        """The class that `base` names in the file of `key`: of the module that it is qualified with (`lambda.X`), else of
        its own module, else the only one."""
        qualifier, _, name = base.rpartition(".")
        name = imported_names(self.modules[key[0]]).get(name, name)
        module = qualifier or key[0].rpartition("/")[0]
        candidates = [found for found in by_name.get(name, ()) if found in known and found != key]
        near = [found for found in candidates if found[0].rpartition("/")[0] == module]
        chosen = near or candidates
        return chosen[0] if len(chosen) == 1 else ("", "")

    def _struct(self, kind: str, declared: Declaration, module: str) -> Record:
        record: Record = {"k": kind}
        if declared.message is not None:
            record["d"] = declared.message
        classes = self._classes(module)
        properties = {}
        for name, (text, optional, message) in declared.members.items():
            flags = (0 if optional else REQUIRED) | (DEPRECATED if message is not None else 0)
            properties[name] = [TypeReader(text, classes).read(), flags, message or "", ""]
        if properties:
            record["p"] = properties
        return record

    def _classes(self, module: str) -> dict[str, str]:
        """Class name -> id, for the types that stand unqualified in a module's files: its own resources."""
        names = (path.rpartition("/")[2] for path in self.modules if path.rpartition("/")[0] == module)
        upper = (name[:1].upper() + name[1:] for name in names)
        return {name: f"{module.replace('/', '.')}.{name}" for name in upper} if module else {}


def _wanted(path: str) -> bool:
    file = path.rpartition("/")[2]
    if path.endswith(".d.ts"):
        return file != "utilities.d.ts" and (file != "index.d.ts" or path.startswith("types/enums/"))
    return path.endswith(".js") and file not in ("utilities.js", "index.js") and not path.startswith("types/")


def _prefix(path: str) -> str:
    """The namespace of a file's declarations with its dot: `core/v1/namespace` → `core.v1.`."""
    module = path.rpartition("/")[0]
    return module.replace("/", ".") + "." if module else ""


def _tokens(path: str, code: str) -> dict[tuple[str, str], tuple[str, bool]]:
    """(path, class) -> token and whether the provider makes the resource's parts (`remote`), for one JavaScript file."""
    marks = list(JS_CLASS.finditer(code))
    ends = [mark.start() for mark in marks[1:]] + [len(code)]
    found = {}
    for mark, end in zip(marks, ends, strict=False):
        token = TOKEN.search(code, mark.end(), end)
        if token:
            remote = REMOTE.search(code, mark.end(), end) is not None
            found[path, mark.group(1)] = (token.group(1) or token.group(2), remote)
    return found


def _written(base: Record, written: Record) -> Record:
    """The record of a class that is written by hand: the base's, with the arguments that differ, all optional."""
    properties = dict(base["p"]) | {name: [kind, 0, "", ""] for name, kind in written["arguments"].items()}
    return {**base, "b": [written["extends"]], "p": properties}


def _enum(declared: Declaration) -> Record:
    """Each member with its deprecation and its value, which is left out where it is the name."""
    members = {name: (message, json.loads(text)) for name, (text, _, message) in declared.members.items()}
    return {
        "k": "E",
        "e": {name: [message, "" if value == name else value or None] for name, (message, value) in members.items()},
    }


def physical_name(kind: str, properties: dict[str, Any]) -> str | None:
    """The argument that sets the physical name of a resource of class `kind`: `X` beside `XPrefix` (`bucket`,
    `bucketPrefix`), else `name`, else one after the end of the class's name (`alarmName` of a MetricAlarm)."""
    kind = kind.lower()
    if kind.startswith("default"):  # adopts a resource that AWS has made
        return None
    found: list[tuple[int, str]] = []
    for name, record in properties.items():
        stem = re.sub(r"(?:Name|Identifier|Id)$", "", name).lower()
        related = kind.endswith(stem) and name.lower() != kind
        if (record if isinstance(record, str) else record[0]) != "s":
            continue
        if name + "Prefix" in properties:
            found.append((0, name))
        elif name == "name":
            found.append((1, name))
        elif related and stem != name.lower() and (stem == kind or not name.endswith("Id")):
            found.append((2 if stem == kind else 3, name))
    return min(found)[1] if found else None
