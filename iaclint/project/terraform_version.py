"""Which Terraform version a project says it uses."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from iaclint.project.repository import Repository

_TOOL_VERSIONS = re.compile(r"^(?:terraform|opentofu)[ \t]+(\S+)", re.MULTILINE)
_WORKFLOW = re.compile(r"""^[ \t-]*(?:terraform|tofu)_version:[ \t]*["']?([^\s"'#]+)""", re.MULTILINE)
# An image that installs Terraform: the path of its release, the tag of its image, or a build argument.
_IMAGE = re.compile(r"terraform[/_:](\d+\.\d+\.\d+)|\bTERRAFORM_VERSION[ =][\"']?(\d+\.\d+\.\d+)", re.IGNORECASE)


class TerraformVersion(NamedTuple):
    """`version` as written (`1.9.5`, `~> 1.6`, `latest`); `source` is the file that says it."""

    version: str
    source: Path


def terraform_versions(repository: Repository, root: str) -> list[TerraformVersion]:
    """What is said about the Terraform version, nearest folder first; empty when nothing is."""
    found = []
    for folder in repository.ascend(root):
        names = repository.folder(folder)
        if ".terraform-version" in names:
            path = os.path.join(folder, ".terraform-version")
            found += [(line.strip(), path) for line in (repository.text(path) or "").split("\n")[:1]]
        if folder == root and "cdktf.json" in names:
            path = os.path.join(folder, "cdktf.json")
            version = repository.mapping(path).get("terraformVersion")
            found += [(version, path)] if isinstance(version, str) else []
        if ".tool-versions" in names:
            path = os.path.join(folder, ".tool-versions")
            found += [(version, path) for version in _TOOL_VERSIONS.findall(repository.text(path) or "")]
        if "Dockerfile" in names:
            path = os.path.join(folder, "Dockerfile")
            stated = (match[1] or match[2] for match in _IMAGE.finditer(repository.text(path) or ""))
            found += [(version, path) for version in dict.fromkeys(stated)]
        if ".github" in names.folders:
            found += _workflow_versions(repository, os.path.join(folder, ".github", "workflows"))
    return [TerraformVersion(version, Path(path)) for version, path in found if version and "${{" not in version]


def _workflow_versions(repository: Repository, folder: str) -> list[tuple[str, str]]:
    found = []
    for name in sorted(repository.folder(folder).files):
        if name.endswith((".yml", ".yaml")):
            path = os.path.join(folder, name)
            found += [(version, path) for version in _WORKFLOW.findall(repository.text(path) or "")]
    return found
