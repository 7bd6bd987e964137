"""Builds the data files, one library after the other and one package version at a time."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from iaclint.catalog.blocks import BLOCK_SIZE, Blocks, pack
from iaclint.catalog.library import Library, file_name
from iaclint.catalog.values import ALIASES, NATIVE
from tools.catalog import aws, cdk
from tools.catalog.backends import backend_classes, backend_records
from tools.catalog.cloudformation import CloudFormation
from tools.catalog.exports import exported
from tools.catalog.history import History
from tools.catalog.iam import action_records, managed_policy_records
from tools.catalog.jsii import Assembly, load_assembly
from tools.catalog.packages import Downloads, Package
from tools.catalog.pulumi import Sdk
from tools.catalog.pulumi_core import core_records
from tools.catalog.schemas import Schemas, complete, extend, resource_names
from tools.catalog.terraform import Bridge, add_physical_names, index_records
from tools.catalog.v1 import removals
from tools.catalog.values import CloudFormationValues, Values

HERE = Path(__file__).parent
WHEELS = frozenset({"schemas"})  # the packages of the Python index; all others are npm's
Record = dict[str, Any]


def _toml(name: str) -> dict[str, Any]:
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)


def write(path: Path, content: bytes) -> Path:
    """Write a file in one step: whoever reads meanwhile gets the old one or the new one. Equal content stays untouched."""
    if not path.exists() or path.read_bytes() != content:
        draft = path.with_name(path.name + ".draft")
        draft.write_bytes(content)
        draft.replace(path)
    return path


class Build:
    """A run of the generator: `library` writes one data file, `sources` the list of what was read."""

    def __init__(self, downloads: Downloads, data: Path) -> None:
        self.downloads = downloads
        self.data = data
        self.settings = _toml("libraries.toml")
        self.supplement = _toml("supplement.toml")
        self._sources = data / "SOURCES.json"
        self._pinned = {(name, version) for name, version in self.settings["packages"].values()}
        self._pinned |= {(each["name"], version) for each in self.settings["library"] for version in each["versions"]}

    def package(self, name: str, version: str, wheel: str = "") -> Package:
        """A package, of the npm registry or from within a wheel, entered in SOURCES.json."""
        return self._entered(self.downloads.embedded(wheel, version) if wheel else self.downloads.get(name, version))

    def _entered(self, package: Package) -> Package:
        listed = json.loads(self._sources.read_text()) if self._sources.exists() else []
        entries = {(entry["name"], entry["version"]): entry for entry in [*listed, package.source()]}
        ordered = [entries[key] for key in sorted(entries) if key in self._pinned]
        write(self._sources, (json.dumps(ordered, indent=1) + "\n").encode())
        return package

    def pinned(self, use: str) -> Package:
        """The package that serves one purpose (`iam-actions`)."""
        name, version = self.settings["packages"][use]
        if use in WHEELS:
            return self._entered(self.downloads.wheel(name, version))
        return self.package(name, version)

    def library(self, settings: dict[str, Any]) -> Path:
        """Write the data file of one library."""
        history = History()
        directories: dict[str, str] = {}
        for version in settings["versions"]:
            package = self.package(settings["name"], version, settings.get("wheel", ""))
            if settings["reader"] == "pulumi-core":
                history.add(version, core_records(package))
            elif settings["reader"] == "pulumi":
                history.add(version, self._sdk(package, settings.get("slim", False)).records())
            else:
                bases = self.built("aws-cdk-lib") if settings["reader"] == "alpha" else None
                assembly = Assembly(load_assembly(package), settings["prose"], settings.get("skip", ()), bases)
                directories |= assembly.directories()
                history.add(version, self._assembly_records(package, assembly, settings["reader"]))
        records = history.records()
        if settings["deploys"] == "terraform":
            records |= self._complete_provider(records, directories, settings)
        meta = {"library": settings["name"], "versions": history.versions, "deploys": settings["deploys"]}
        content = pack(meta, records, settings.get("block-size", BLOCK_SIZE))
        return write(self.data / file_name(settings["name"]), content)

    def _complete_provider(
        self, records: dict[str, Record], directories: dict[str, str], settings: dict[str, Any]
    ) -> dict[str, Any]:
        """Complete a Terraform provider's records in place; gives the index records to add."""
        add_physical_names(records, self.supplement["terraform"]["physical-name"])
        bridge = Bridge(records, self.supplement["terraform"]["pulumi-type"])
        for bridged, since in settings.get("bridged", {}).items():
            sdk = self._sdk(self.package("@pulumi/aws", bridged), False)
            bridge.carry_deprecations(dict(sdk.records()), settings["versions"].index(since))
        return index_records(records, directories)

    def _sdk(self, package: Package, slim: bool) -> Sdk:
        return Sdk(package, self.supplement["pulumi"].get(package.name, {}), slim)

    def exports(self) -> Path:
        """Write the data file of what main modules export, of packages that are no library of the catalog."""
        package = self.pinned("pulumi-core")
        files = package.files(lambda path: path.endswith(".d.ts") and "node_modules" not in path)
        names = sorted(exported({path: content.decode() for path, content in files}))
        meta = {"versions": {package.name: package.version}}
        return write(self.data / "exports.blocks", pack(meta, {package.name: names}))

    def iam(self) -> Path:
        """Write the data file of IAM's actions."""
        return write(
            self.data / "iam.blocks", pack({}, action_records(self.pinned("iam-actions"), self.pinned("schemas")))
        )

    def backends(self) -> Path:
        """Write the data file of Terraform's back ends. Needs those of cdktf and cdktn."""
        cores = [settings for settings in self.settings["library"] if settings["name"] in ("cdktf", "cdktn")]
        classes: dict[str, str] = {}
        for core in cores:
            classes |= backend_classes(self.package(core["name"], core["versions"][-1]))
        records = backend_records(_toml("backends.toml"), classes, [self.built(core["name"]) for core in cores])
        return write(self.data / "backends.blocks", pack({}, records))

    def cloudformation(self) -> Path:
        """Write the data file of CloudFormation's resource types. Needs aws-cdk-lib."""
        supplement = self.supplement["cloudformation"]
        spec = CloudFormation(self.pinned("cloudformation"), supplement["physical-name"])
        records = dict(Schemas(self.pinned("schemas")).records())
        complete(records, spec.entities, spec.names, supplement["name-constraint"])
        extend(records, self.built("aws-cdk-lib"))
        records["#names"] = resource_names(records, supplement["alias"])
        return write(self.data / "cloudformation.blocks", pack({}, records))

    def values(self) -> Path:
        """Write the data file of what Terraform's and Pulumi's resources take. Needs CloudFormation and the Terraform
        provider."""
        provider = next(each for each in self.settings["library"] if each["name"] == "@cdktf/provider-aws")
        terraform = self.built(provider["name"])
        kinds = [kind for each in terraform.ids() if (kind := terraform.get(each)) is not None]
        types = {kind.deployed_type or "" for kind in kinds if kind.kind == "resource"}
        known = CloudFormationValues(
            Blocks((self.data / "cloudformation.blocks").read_bytes()), self.supplement["cloudformation"]["alias"]
        )
        values = Values([self._sdk(self.package("@pulumi/aws", each), False) for each in provider["bridged"]], known)
        records: dict[str, Any] = values.records()
        bridge = Bridge({each: {"k": "R", "t": each} for each in types}, self.supplement["terraform"]["pulumi-type"])
        names = values.terraform_names(bridge)
        records[ALIASES] = {theirs: ours for theirs, ours in names.items() if ours in records}
        records[NATIVE] = known.native
        return write(self.data / "values.blocks", pack({}, records))

    def aws(self) -> Path:
        """Write the data file of runtimes, engine versions and regions. Needs aws-cdk-lib."""
        records = aws.records(self.pinned("schemas"), self.built("aws-cdk-lib"), self.supplement["regions"]["zones"])
        return write(self.data / "aws.blocks", pack({}, records))

    def removed_in_v2(self) -> Path:
        """Write the data file of what CDK v1 had and v2 has not. Needs aws-cdk-lib and the alpha packages."""
        assembly = Assembly(load_assembly(self.pinned("cdk-v1")), True)
        alphas = [self.built(each["name"]) for each in self.settings["library"] if each["reader"] == "alpha"]
        records = dict(removals(dict(assembly.records()), self.built("aws-cdk-lib"), alphas))
        return write(self.data / "removed-in-v2.blocks", pack({}, records))

    def built(self, name: str) -> Library:
        """A library as it was built before."""
        return Library(name, Blocks((self.data / file_name(name)).read_bytes()))

    def managed_policies(self) -> Path:
        """Write the data file of AWS's managed policies."""
        records = managed_policy_records(self.pinned("managed-policies"))
        return write(self.data / "managed-policies.blocks", pack({}, records))

    def _assembly_records(self, package: Package, assembly: Assembly, reader: str) -> Iterable[tuple[str, Record]]:
        if reader == "jsii":
            return assembly.records()
        records = dict(assembly.records())
        locations = {
            identity: declared["locationInModule"]["filename"]
            for fqn, declared in assembly.types.items()
            if declared["kind"] == "class" and (identity := assembly.identity(fqn)) in records
        }
        outside = cdk.outside_resources(assembly.bases) if assembly.bases is not None else {}
        module = package.name.removeprefix("@aws-cdk/").removesuffix("-alpha").replace("-", "_") if outside else ""
        code = cdk.class_code(package, locations)
        spec = CloudFormation(self.pinned("cloudformation"), self.supplement["cloudformation"]["physical-name"])
        cdk.ConstructFacts(records | outside, code, spec, self.supplement, module).apply()
        return records.items()
