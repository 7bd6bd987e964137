"""The bindings that `cdktf get` generates: `.gen/providers/aws/s3-bucket`, `imports.aws.s3_bucket`.

They are usually not committed, so an import of them is told by its path alone; where they exist they are library
code, not the user's source.
"""

from __future__ import annotations

import os
import re
from typing import Literal

from iaclint.project.repository import Folder, Repository

_SUFFIX = re.compile(r"(?:\.d)?\.[cm]?[jt]s$")


class GeneratedBinding:
    """What an import of generated bindings names.

    `kind` is 'providers' or 'modules', `name` the provider (`aws`) or module (`terraform-aws-modules/aws/vpc`),
    `module` the file inside a provider as it is spelled in the language (`s3-bucket`, `s3_bucket`), '' for all of it.
    """

    __slots__ = ("kind", "module", "name")

    def __init__(self, kind: Literal["providers", "modules"], name: str, module: str) -> None:
        self.kind = kind
        self.name = name
        self.module = module

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GeneratedBinding) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[str, str, str]:
        return self.kind, self.name, self.module

    def __repr__(self) -> str:
        return f"GeneratedBinding({self.kind!r}, {self.name!r}, {self.module!r})"


def output_folders(repository: Repository, folder: Folder) -> list[str]:
    """The folders that `cdktf get` writes to, where `folder` has a `cdktf.json`."""
    if "cdktf.json" not in folder:
        return []
    outputs = {*_outputs(repository, folder.path, ".gen"), "imports"}
    return [os.path.join(folder.path, output) for output in outputs]


def typescript_binding(repository: Repository, root: str, target: str) -> GeneratedBinding | None:
    """The binding that the path `target` of a TypeScript import means, or None when it lies elsewhere."""
    for output in _outputs(repository, root, ".gen"):
        _, found, rest = (target + "/").partition(f"/{output}/")
        parts = [part for part in rest.split("/") if part]
        if not found or len(parts) < 2 or parts[0] not in ("providers", "modules"):
            continue
        parts[-1] = _SUFFIX.sub("", parts[-1])
        if parts[-1] == "index":
            parts.pop()
        if parts[0] == "modules":
            return GeneratedBinding("modules", "/".join(parts[1:]), "")
        inner = [part for part in parts[2:] if part != "lib"]
        return GeneratedBinding("providers", parts[1] if len(parts) > 1 else "", "/".join(inner))
    return None


def python_binding(repository: Repository, root: str, module: str) -> GeneratedBinding | None:
    """The binding that the absolute Python module name `module` means, or None."""
    for output in _outputs(repository, root, "imports"):
        package = output.replace("/", ".") + "."
        if module.startswith(package):
            rest = module[len(package) :]
            if rest in _python_modules(repository, root):
                return GeneratedBinding("modules", rest, "")
            name, _, inner = rest.partition(".")
            return GeneratedBinding("providers", name, inner)
    return None


def _outputs(repository: Repository, root: str, default: str) -> list[str]:
    output = _configuration(repository, root).get("codeMakerOutput")
    if not isinstance(output, str) or os.path.isabs(output):
        return [default]
    output = os.path.normpath(output).replace(os.sep, "/")
    return [default] if output.split("/")[0] in ("", ".", "..") else [output, default]


def generated_providers(repository: Repository, root: str) -> frozenset[str]:
    """The providers in `terraformProviders` of cdktf.json, without source and version: `aws` for `hashicorp/aws@~> 3.0`."""
    declared = _configuration(repository, root).get("terraformProviders")
    entries = declared if isinstance(declared, list) else []
    names = (entry.get("name") if isinstance(entry, dict) else entry for entry in entries)
    return frozenset(name.partition("@")[0].rpartition("/")[2] for name in names if isinstance(name, str))


def _python_modules(repository: Repository, root: str) -> set[str]:
    """What `terraformModules` of cdktf.json are called in Python: `vpc`, `terraform_aws_modules.aws.vpc`."""
    declared = _configuration(repository, root).get("terraformModules")
    names = set()
    for module in declared if isinstance(declared, list) else []:
        name = module.get("name") if isinstance(module, dict) else module
        if isinstance(name, str):
            parts = name.partition("@")[0].replace("-", "_").split("/")
            if len(parts) == 3:  # namespace/name/provider of the registry
                parts = [parts[0], parts[2], parts[1]]
            names.add(".".join(parts))
    return names


def _configuration(repository: Repository, root: str) -> dict[str, object]:
    return repository.mapping(os.path.join(root, "cdktf.json"))
