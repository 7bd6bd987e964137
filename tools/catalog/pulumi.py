"""Pulumi SDKs (`@pulumi/aws` …) as catalog records, read from their TypeScript declarations.

The files are generated and regular: one member per line, four spaces of indentation per level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from iaclint.catalog.types import DEPRECATED, REQUIRED
from tools.catalog.packages import Package

Record = dict[str, Any]

DEPRECATION = re.compile(r"@deprecated\s*(.*?)\s*(?:\*/|$)")
NAMESPACE = re.compile(r"(?:export )?(?:declare )?namespace ([\w$]+) \{")
OPENING = re.compile(r"(?:export )?(?:declare )?(?:abstract )?(interface|class) (\w+)(?: extends ([\w.]+))?.*\{")
ENUM = re.compile(r"(?:export )?(?:declare )?const (\w+): \{")
FUNCTION = re.compile(r"export declare function (get\w*|\w+)\((?:args\??: (\w+))?")
MEMBER = re.compile(r"(?:readonly )?\"?([A-Za-z_$][\w$]*)\"?(\??): (.*)")
RESOURCES = {
    "pulumi.CustomResource": "R",
    "pulumi.ComponentResource": "C",
    "pulumi.ProviderResource": "P",
}


class Declaration:
    """An interface, a class or an enum (`const X: {…}`) with its members: name -> (type text, optional, message)."""

    def __init__(self, kind: str, name: str, base: str | None, message: str | None, indent: int) -> None:
        self.kind = kind
        self.name = name
        self.base = base
        self.message = message
        self.indent = indent
        self.members: dict[str, tuple[str, bool, str | None]] = {}


def declarations(text: str) -> Iterator[Declaration]:
    """The declarations of one file, names qualified by the namespaces around them (`s3.BucketCorsRule`)."""
    namespaces: list[str] = []
    current: Declaration | None = None
    message: str | None = None
    for line in _code_lines(text):
        word = line.strip()
        if line.startswith("\0"):  # a documentation comment
            message = line[1:] or None
            continue
        if word in ("}", "};"):
            if current is not None and len(line) - len(line.lstrip()) == current.indent:
                yield current
                current = None
            elif current is None and namespaces:
                namespaces.pop()
        elif current is None:
            current = _opening(line, namespaces, message)
        else:
            _add_member(current, line, message)
        message = None


def _opening(line: str, namespaces: list[str], message: str | None) -> Declaration | None:
    word = line.strip()
    if found := NAMESPACE.match(word):
        namespaces.append(found.group(1))
        return None
    indent = len(line) - len(line.lstrip())
    if (found := OPENING.match(word)) and not word.endswith("}"):
        return Declaration(found.group(1), ".".join([*namespaces, found.group(2)]), found.group(3), message, indent)
    if found := ENUM.match(word):
        return Declaration("enum", ".".join([*namespaces, found.group(1)]), None, message, indent)
    return None


def _add_member(current: Declaration, line: str, message: str | None) -> None:
    if len(line) - len(line.lstrip()) != current.indent + 4:
        return
    found = MEMBER.fullmatch(line.strip().rstrip(";"))
    if found and not line.strip().startswith(("static ", "constructor(", "private ", "get ")):
        current.members[found.group(1)] = (found.group(3), bool(found.group(2)), message)


def _code_lines(text: str) -> Iterator[str]:
    """Lines of code, a member that spans several (`Input<{` … `}>`) as one; a comment as NUL and its deprecation."""
    comment: list[str] | None = None
    pending = ""
    for line in text.splitlines():
        word = line.strip()
        if comment is not None or word.startswith("/**"):
            comment = [*(comment or []), word]
            if word.endswith("*/"):
                yield "\0" + _deprecation(comment)
                comment = None
        elif pending:
            pending += " " + word
            if pending.count("{") == pending.count("}"):
                yield pending
                pending = ""
        elif line.endswith("{") and re.match(r"\s+(readonly )?[\w$]+\??: ", line):
            pending = line
        elif word and not word.startswith("//"):
            yield line


def _deprecation(comment: list[str]) -> str:
    text = " ".join(line.strip("/* ").strip() for line in comment)
    found = re.search(r"@deprecated\s*(.*)", text)
    if found is None:
        return ""
    message = re.sub(r"(\w+\.\w+)/\w+\.", r"\1.", found.group(1))  # `aws.s3/bucketacl.BucketAcl`
    return " ".join(message.split()) or "deprecated"


class TypeReader:
    """TypeScript input types as type expressions. `module` is where unqualified class names live."""

    TOKEN = re.compile(r"\[key: string\]:|\[\]|[\w.$]+|\"[^\"]*\"|[<>{}|;()]")

    def __init__(self, text: str, classes: dict[str, str]) -> None:
        self.tokens = self.TOKEN.findall(text)
        self.classes = classes
        self.at = 0

    def read(self) -> str:
        """The whole text as one expression; `any` where it is none that the catalog knows."""
        try:
            return self._union()
        except IndexError:
            return "any"

    def _union(self) -> str:
        parts = [self._postfix()]
        while self.at < len(self.tokens) and self.tokens[self.at] == "|":
            self.at += 1
            parts.append(self._postfix())
        kept = sorted({part for part in parts if part != "undefined"})
        return kept[0] if len(kept) == 1 else "(" + "|".join(kept) + ")" if kept else "any"

    def _postfix(self) -> str:
        found = self._atom()
        while self.at < len(self.tokens) and self.tokens[self.at] == "[]":
            self.at += 1
            found = "[]" + found
        return found

    def _atom(self) -> str:
        token = self.tokens[self.at]
        self.at += 1
        if token == "(":
            found = self._union()
            self.at += 1
            return found
        if token == "{":
            self.at += 1  # `[key: string]:`
            found = self._union()
            self.at += 1 + (self.tokens[self.at] == ";")
            return "{}" + found
        if self.at < len(self.tokens) and self.tokens[self.at] == "<":
            self.at += 1
            found = self._union()
            self.at += 1
            return found if token.startswith("pulumi.") else "any"
        return self._name(token)

    def _name(self, token: str) -> str:
        simple = {"string": "s", "number": "n", "boolean": "b", "undefined": "undefined", "ARN": "s"}
        if token in simple:
            return simple[token]
        if token.startswith("inputs."):
            return "types." + token.removeprefix("inputs.")
        if token.startswith("enums."):
            return token.removeprefix("enums.")
        if token.startswith(("pulumi.asset.", '"')):
            return "any" if token.startswith("pulumi") else "s"
        return self.classes.get(token, "any")


class Sdk:
    """One version of a Pulumi SDK. `names` are physical-name arguments by resource that the rule does not find."""

    def __init__(self, package: Package, names: dict[str, str]) -> None:
        self.names = names
        self.provider: str = package.manifest["pulumi"]["name"]
        wanted = package.files(lambda path: path.endswith(".d.ts") and not path.endswith("utilities.d.ts"))
        self.files = {path.removesuffix(".d.ts"): content.decode() for path, content in wanted}

    def records(self) -> Iterator[tuple[str, Record]]:
        """(id, record): resources `s3.Bucket`, inputs `types.s3.BucketCorsRule`, enums `s3.CannedAcl`, functions."""
        for path, text in sorted(self.files.items()):
            module, _, file = path.rpartition("/")
            if path == "types/input":
                for found in declarations(text):
                    yield "types." + found.name, self._struct("S", found, "")
            elif path == "types/enums/index" or (path.startswith("types/enums/") and file == "index"):
                prefix = module.removeprefix("types/enums").strip("/").replace("/", ".")
                for found in declarations(text):
                    if found.kind == "enum":
                        yield ".".join(filter(None, [prefix, found.name])), _enum(found)
            elif not path.startswith("types/") and file != "index":
                yield from self._file(module, file, text)

    def _file(self, module: str, file: str, text: str) -> Iterator[tuple[str, Record]]:
        prefix = module.replace("/", ".") + "." if module else ""
        found = {d.name: d for d in declarations(text)}
        resources = [d for d in found.values() if d.kind == "class" and d.base in RESOURCES]
        for resource in resources:
            arguments = found.get(resource.name + "Args")
            record = self._resource(module, file, resource, arguments)
            yield prefix + resource.name, record
        for match in FUNCTION.finditer(text) if not resources else ():
            name, arguments_name = match.groups()
            arguments = found.get(arguments_name or "")
            record = self._struct("F", arguments, module) if arguments else {"k": "F"}
            yield prefix + name, record

    def _resource(self, module: str, file: str, resource: Declaration, arguments: Declaration | None) -> Record:
        kind = RESOURCES[resource.base or ""]
        record: Record = self._struct(kind, arguments, module) if arguments else {"k": kind}
        record.pop("d", None)
        if resource.message is not None:
            record["d"] = resource.message
        record["t"] = (
            f"pulumi:providers:{self.provider}"
            if kind == "P"
            else f"{self.provider}:{module or 'index'}/{file}:{resource.name}"
        )
        properties: dict[str, Any] = record.get("p", {})
        identity = f"{module.replace('/', '.')}.{resource.name}"
        name = self.names[identity] if identity in self.names else physical_name(resource.name, properties)
        if name and kind == "R":
            record["n"] = name
        outputs = sorted(set(resource.members) - set(properties) - {"id", "urn"})
        if outputs:
            record["o"] = outputs
        return record

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
        names = (path.rpartition("/")[2] for path in self.files if path.rpartition("/")[0] == module)
        upper = (name[:1].upper() + name[1:] for name in names)
        return {name: f"{module.replace('/', '.')}.{name}" for name in upper} if module else {}


def _enum(declared: Declaration) -> Record:
    return {"k": "E", "e": {name: message for name, (_, _, message) in declared.members.items()}}


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
