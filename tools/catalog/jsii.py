"""jsii assemblies (aws-cdk-lib, constructs, cdktf, the prebuilt Terraform providers) as catalog records."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from iaclint.catalog.library import Library
from iaclint.catalog.names import terraform_name
from iaclint.catalog.types import DEPRECATED, EXPERIMENTAL, PROTECTED, REQUIRED, STATIC
from tools.catalog.packages import Package

Record = dict[str, Any]
Json = dict[str, Any]

PRIMITIVES = {"string": "s", "boolean": "b", "number": "n", "any": "any", "json": "json", "date": "date"}
TERRAFORM_CORES = ("cdktf", "cdktn")
TERRAFORM_KINDS = {
    "TerraformResource": "R",
    "TerraformDataSource": "D",
    "TerraformProvider": "P",
    "TerraformEphemeralResource": "H",
}
# Getters of computed blocks: nine tenths of a provider's assembly, and programs never name them.
COMPUTED_BLOCKS = frozenset({"ComplexObject", "ComplexList", "ComplexMap", "ComplexComputedList"})
MARKERS = frozenset({"IInspectable", "ITaggable", "ITaggableV2"})
GENERATED_CONSTANTS = frozenset({"CFN_RESOURCE_TYPE_NAME", "PROPERTY_INJECTION_ID", "tfResourceType"})

TERRAFORM_TYPE = re.compile(r"/docs/(?:resources|data-sources|ephemeral-resources)/[^ ]* ([a-z0-9_]+)\}")
TERRAFORM_PROVIDER = re.compile(r"/docs ([a-z0-9_-]+)\}")
TERRAFORM_ATTRIBUTE = re.compile(r"#([a-z0-9_]+) [A-Za-z0-9]+#[a-z0-9_]+\}")
REPLACEMENT = re.compile(r"`([\w.]+)`|\{@link ([\w.]+)\}|[Uu]se (?:the )?([a-z]+[A-Z][\w.]*|\w+\.\w+)")


def load_assembly(package: Package) -> Json:
    """The package's jsii assembly, compressed or not."""
    found = dict(package.files(lambda path: path in (".jsii", ".jsii.gz")))
    data = gzip.decompress(found[".jsii.gz"]) if ".jsii.gz" in found else found[".jsii"]
    assembly: Json = json.loads(data)
    return assembly


class Assembly:
    """One assembly, read into records. `skip` names namespaces to leave out; `prose` allows deprecation texts in the
    library's words (not for MPL packages, from which only names, types and flags are taken); `bases` is the library that
    its constructs build on, where that is not constructs itself."""

    def __init__(self, data: Json, prose: bool, skip: Iterable[str] = (), bases: Library | None = None) -> None:
        self.name: str = data["name"]
        self.types: dict[str, Json] = data["types"]
        self.submodules: dict[str, Json] = data.get("submodules", {})
        self.prose = prose
        self.skip = tuple(skip)
        self.bases = bases

    def identity(self, fqn: str) -> str:
        """`aws-cdk-lib.aws_s3.Bucket` → `aws_s3.Bucket`; a name of another assembly gets a leading `/`."""
        return fqn[len(self.name) + 1 :] if fqn.startswith(self.name + ".") else "/" + fqn

    def records(self) -> Iterator[tuple[str, Record]]:
        """(id, record) of every type worth keeping."""
        for fqn, declared in self.types.items():
            identity = self.identity(fqn)
            if identity.split(".")[-1] in MARKERS or self._skipped(identity):
                continue
            kind = self._kind(fqn, declared)
            if kind is not None:
                yield identity, self._record(declared, kind)

    def directories(self) -> dict[str, str]:
        """Directory of the package (`s3-bucket`) -> namespace (`s3Bucket`)."""
        found = {}
        for fqn, declared in self.submodules.items():
            match = re.fullmatch(r"src/([^/]+)/index:", declared.get("symbolId", ""))
            if match:
                found[match.group(1)] = self.identity(fqn)
        return found

    def _skipped(self, identity: str) -> bool:
        return any(part in self.skip for part in identity.split(".")[:-1])

    def _record(self, declared: Json, kind: str) -> Record:
        record: Record = {"k": kind}
        bases = [self.identity(base) for base in [declared.get("base"), *declared.get("interfaces", [])] if base]
        bases = [base for base in bases if base not in MARKERS and not self._skipped(base)]
        if bases:
            record["b"] = bases
        if declared.get("abstract") and declared["kind"] == "class":
            record["abs"] = 1
        message = self._deprecation(declared)
        if message is not None:
            record["d"] = message
        deployed = deployed_type(declared, kind)
        if deployed:
            record["t"] = deployed
        if declared.get("initializer") is not None:
            parameters = declared["initializer"].get("parameters", [])
            record["a"] = [[p["name"], self._type(p["type"]), int(bool(p.get("optional")))] for p in parameters]
        self._add_members(record, declared, kind)
        return record

    def _add_members(self, record: Record, declared: Json, kind: str) -> None:
        if kind == "E":
            record["e"] = {m["name"]: self._deprecation(m) for m in declared["members"]}
            return
        if kind in "RDPH":  # attributes of Terraform resources mirror the config struct
            return
        properties = {p["name"]: self._property(p, kind) for p in declared.get("properties", []) if self._kept(p, kind)}
        methods = {m["name"]: self._method(m) for m in declared.get("methods", []) if not self._inherits(m)}
        if properties:
            record["p"] = properties
        if methods and kind != "S":
            record["m"] = methods

    def _kept(self, declared: Json, kind: str) -> bool:
        return kind == "S" or not (declared["name"] in GENERATED_CONSTANTS or self._inherits(declared))

    def _inherits(self, declared: Json) -> bool:
        """Whether a member is that of a base that has a record."""
        overridden = declared.get("overrides")
        identity = self.identity(overridden) if overridden else ""
        return bool(identity) and identity.split(".")[-1] not in MARKERS and not self._skipped(identity)

    def _kind(self, fqn: str, declared: Json) -> str | None:
        if declared["kind"] == "interface":
            return "S" if declared.get("datatype") else "I"
        if declared["kind"] == "enum":
            return "E"
        assembly, _, base = declared.get("base", "").rpartition(".")
        if assembly in TERRAFORM_CORES and self.name not in TERRAFORM_CORES:
            if base in COMPUTED_BLOCKS:
                return None
            if base in TERRAFORM_KINDS:
                return TERRAFORM_KINDS[base]
        return "C" if self._is_construct(fqn) else "V"

    def _is_construct(self, fqn: str | None) -> bool:
        while fqn is not None:
            if fqn == "constructs.Construct":
                return True
            if self.bases is not None and fqn.startswith(self.bases.name + "."):
                found = self.bases.get(fqn[len(self.bases.name) + 1 :])
                return found is not None and found.is_a("constructs.Construct")
            fqn = self.types.get(fqn, {}).get("base")
        return False

    def _property(self, declared: Json, kind: str) -> list[Any]:
        """[type, flags, message, Terraform attribute when irregular]."""
        flags = REQUIRED if kind == "S" and not declared.get("optional") else 0
        message = self._deprecation(declared)
        flags |= self._flags(declared, message)
        docs = declared.get("docs", {})
        attribute = TERRAFORM_ATTRIBUTE.search(docs.get("remarks", "") + docs.get("summary", ""))
        irregular = attribute.group(1) if attribute and attribute.group(1) != terraform_name(declared["name"]) else ""
        return [simplified(self._type(declared["type"])), flags, message or "", irregular]

    def _method(self, declared: Json) -> list[Any]:
        """[flags, parameter types, type returned, message]."""
        message = self._deprecation(declared)
        parameters = [
            simplified(self._type(p["type"])) + ("?" if p.get("optional") else "")
            for p in declared.get("parameters", [])
        ]
        returned = declared.get("returns", {}).get("type")
        kind = simplified(self._type(returned)) if returned else ""
        return [self._flags(declared, message), parameters, kind, message or ""]

    def _flags(self, declared: Json, message: str | None) -> int:
        flags = STATIC if declared.get("static") else 0
        flags |= DEPRECATED if message is not None else 0
        flags |= PROTECTED if declared.get("protected") else 0
        if declared.get("docs", {}).get("stability") == "experimental" and self.name not in TERRAFORM_CORES:
            flags |= EXPERIMENTAL
        return flags

    def _deprecation(self, declared: Json) -> str | None:
        text = declared.get("docs", {}).get("deprecated")
        if text is None:
            return None
        if self.prose:
            return " ".join(text.split()) or "deprecated"
        found = REPLACEMENT.search(text)
        return f"use `{next(filter(None, found.groups()))}` instead" if found else "deprecated"

    def _type(self, declared: Json) -> str:
        if "primitive" in declared:
            return PRIMITIVES[declared["primitive"]]
        if "fqn" in declared:
            return self.identity(declared["fqn"])
        if "collection" in declared:
            collection = declared["collection"]
            return ("[]" if collection["kind"] == "array" else "{}") + self._type(collection["elementtype"])
        sign, parts = ("|", declared["union"]) if "union" in declared else ("&", declared["intersection"])
        return "(" + sign.join(sorted(self._type(part) for part in parts["types"])) + ")"


def deployed_type(declared: Json, kind: str) -> str | None:
    """The CloudFormation or Terraform type that the class's documentation names; jsii has no field for it."""
    docs = declared.get("docs", {})
    found = docs.get("custom", {}).get("cloudformationResource")
    if found:
        return str(found)
    text = docs.get("summary", "") + docs.get("remarks", "")
    if kind in "RDH":
        match = TERRAFORM_TYPE.search(text)
    elif kind == "P":
        match = TERRAFORM_PROVIDER.search(text)
    elif kind == "C" and declared["name"].startswith("Cfn"):
        match = re.search(r"`([A-Z]\w+::\w+::\w+)`", docs.get("summary", ""))
    else:
        return None
    return match.group(1) if match else None


TOKEN_UNION = re.compile(
    r"\((?:IResolvable|/cdkt[fn]\.IResolvable)\|([^|()]*)\)|\(([^|()]*)\|(?:IResolvable|/cdkt[fn]\.IResolvable)\)"
)


def simplified(expression: str) -> str:
    """`(IResolvable|X)`, which is everywhere in L1 and Terraform structs, as `~X`."""
    while True:
        shorter = TOKEN_UNION.sub(lambda m: "~" + (m.group(1) or m.group(2)), expression)
        if shorter == expression:
            return expression
        expression = shorter
