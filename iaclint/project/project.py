"""One Infrastructure-as-Code project: what it consists of and what its manifests say, each read when asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iaclint.project.entry_points import app_program, entry_points, pulumi_runtime, pulumi_settings
from iaclint.project.markers import Language, Platform, language_of, platforms
from iaclint.project.ownership import owner
from iaclint.project.repository import Repository
from iaclint.project.walking import Walker

# What a run may never ask for is imported by the property that gives it.
if TYPE_CHECKING:
    from iaclint.project.library_versions import LibraryVersion, LibraryVersions
    from iaclint.project.pulumi_config import PulumiConfig
    from iaclint.project.resolution import Resolution, Resolver
    from iaclint.project.terraform_version import TerraformVersion

_LANGUAGES = {"nodejs": "typescript", "bun": "typescript", "dotnet": "csharp"}
_BUILD_TOOLS = (("mvn", "java"), ("gradle", "java"), ("dotnet", "csharp"), ("go run", "go"))


class Checkout:
    """What the projects of one repository share. `asked` holds the source files that this run reports on, `overlay` the
    bytes that stand in for what a file holds."""

    def __init__(
        self, repository: Repository, walker: Walker, asked: set[str], overlay: Mapping[str, bytes] | None = None
    ) -> None:
        self.overlay = overlay or {}
        self.repository = repository
        self.walker = walker
        self.asked = asked

    @cached_property
    def libraries(self) -> LibraryVersions:
        from iaclint.project.library_versions import LibraryVersions

        return LibraryVersions(self.repository)

    @cached_property
    def resolution(self) -> Resolution:
        from iaclint.project.resolution import Resolution

        return Resolution(self.repository, self.libraries)


class Project:
    """A project as `discover` found it.

    `root` and `boundary` are real folders, `platforms` what its project files say (empty when there are only package
    manifests), `named` the files that were named one by one. Bad input never raises: see `problems`.
    """

    def __init__(self, checkout: Checkout, root: str) -> None:
        self._checkout = checkout
        self._repository = checkout.repository
        self._root = root
        self._reported: set[str] = set()
        self._named: set[str] = set()
        self._walked = False
        self._stated_versions: Mapping[str, str] = {}
        self._versions_source = Path()
        self.root = Path(root)
        self.boundary = Path(checkout.repository.boundary)
        self.platforms: tuple[Platform, ...] = platforms(checkout.repository.folder(root))

    def __repr__(self) -> str:
        return f"Project({self._root!r}, {'+'.join(self.platforms) or 'no platform'})"

    def report(self, paths: list[str], *, named: bool = False, walked: bool = False) -> None:
        """Count source files as asked for; `walked` when they are all that a folder around the project holds."""
        self._reported.update(paths)
        self._checkout.asked.update(paths)
        self._named.update(paths if named else ())
        self._walked = self._walked or walked

    def state_versions(self, versions: Mapping[str, str], source: Path) -> None:
        """Take what the user says, in `source`, where lock files and manifests do not say it; `terraform` counts as a library."""
        self._stated_versions = versions
        self._versions_source = source

    def overlaid(self, path: str) -> bytes | None:
        """The bytes that stand in for those of a file, if any do."""
        return self._checkout.overlay.get(path)

    @cached_property
    def reported(self) -> list[Path]:
        """The files of this project that were asked for: named, or below a folder that was."""
        return [Path(path) for path in sorted(self._reported)]

    @cached_property
    def named(self) -> list[Path]:
        return [Path(path) for path in sorted(self._named)]

    def reports(self, path: Path) -> bool:
        """Whether findings in `path`, a file of this or another project, were asked for."""
        return str(path) in self._checkout.asked

    @cached_property
    def files(self) -> list[Path]:
        """All source files, sorted: without nested projects, and without what is excluded or generated."""
        paths = set(self._reported)
        if not self._walked:
            for _, folder, names in self._checkout.walker.walk(self._repository, self._root, self._owns):
                paths.update(os.path.join(folder, name) for name in names)
        return [Path(path) for path in sorted(paths)]

    def _owns(self, repository: Repository, folder: str) -> bool:
        return repository is self._repository and (owner(repository, folder) or self._root) == self._root

    @cached_property
    def entry_points(self) -> list[Path]:
        """The files that the program starts from; empty when the project file names none that exists."""
        return [Path(path) for path in entry_points(self._repository, self._root)]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """What the program is written in: 'python', 'typescript' (JavaScript too), or one we do not read ('java')."""
        stated = [language_of(path.name) for path in self.entry_points] or self._stated_languages()
        found = stated or sorted({language_of(path.name) or "" for path in self.files})
        return tuple(dict.fromkeys(language for language in found if language))

    def _stated_languages(self) -> list[str]:
        stated = []
        if "pulumi" in self.platforms:
            stated.append(pulumi_runtime(pulumi_settings(self._repository, self._root)))
        for platform in ("cdk", "cdktf"):
            settings = self._repository.mapping(os.path.join(self._root, platform + ".json"))
            command = str(settings.get("app", ""))
            stated += [str(settings.get("language", ""))]
            stated += [language for tool, language in _BUILD_TOOLS if tool in command]
        return [_LANGUAGES.get(language, language) for language in stated if language]

    @cached_property
    def resolver(self) -> Resolver:
        """Module resolution as this project's programs do it."""
        stated: list[str] = []
        for platform in ("cdk", "cdktf"):
            if platform in self.platforms and (program := app_program(self._repository, self._root, platform)):
                stated += program.python_path
        entries = [str(path) for path in self.entry_points]
        return self._checkout.resolution.resolver(self._root, entries, stated)

    @cached_property
    def relevant_files(self) -> list[Path]:
        """The files that can matter to the infrastructure (see relevance), sorted: what to parse."""
        from iaclint.project.relevance import relevant_files

        return relevant_files(self)

    def library_version(self, name: str, language: Language) -> LibraryVersion | None:
        """The version of a library (npm or Python name) that the project uses; None when nothing says. What the user states counts where lock files and
        manifests leave it open."""
        found = self._checkout.libraries.find(self._root, name, language)
        stated = self._stated_versions.get(name)
        if stated is None or (found is not None and found.exact):
            return found
        from iaclint.project.library_versions import LibraryVersion

        return LibraryVersion(name, stated, stated[:1].isdigit(), self._versions_source)

    def library_versions(self, language: Language) -> dict[str, LibraryVersion]:
        """The versions of all libraries that the manifests of the project, or of the folders around it, declare."""
        names = self._checkout.libraries.declared(self._root, language)
        return {name: found for name in names if (found := self.library_version(name, language)) is not None}

    @cached_property
    def context(self) -> dict[str, Any]:
        """The context values of cdktf.json, cdk.context.json and cdk.json; the last ones win. Not to be changed."""
        context: dict[str, Any] = {}
        cached = self._repository.mapping(os.path.join(self._root, "cdk.context.json")) if self.platforms else {}
        stated = [
            self._repository.mapping(os.path.join(self._root, platform + ".json")).get("context")
            for platform in ("cdktf", "cdk")
        ]
        for values in (stated[0], cached, stated[1]):
            context.update(values if isinstance(values, dict) else {})
        return context

    @cached_property
    def generated_providers(self) -> frozenset[str]:
        """The Terraform providers (`aws`) for which `cdktf get` generates bindings, of a version that is not the catalog's."""
        from iaclint.project.generated import generated_providers

        return generated_providers(self._repository, self._root)

    @cached_property
    def terraform_versions(self) -> list[TerraformVersion]:
        """What the project and the repository say about the Terraform version, nearest first."""
        from iaclint.project.terraform_version import TerraformVersion, terraform_versions

        stated = self._stated_versions.get("terraform")
        first = [TerraformVersion(stated, self._versions_source)] if stated else []
        return first + terraform_versions(self._repository, self._root)

    @cached_property
    def pulumi(self) -> PulumiConfig | None:
        """Project name and stack configuration of a Pulumi project."""
        from iaclint.project.pulumi_config import pulumi_config

        return pulumi_config(self._repository, self._root) if "pulumi" in self.platforms else None

    @property
    def problems(self) -> list[tuple[Path, str]]:
        """Manifests and folders that could not be read, among those looked at so far."""
        found = self._repository.problems.items()
        return [(Path(path), message) for path, message in sorted(found) if self._is_concerned(path)]

    def _is_concerned(self, path: str) -> bool:
        """Whether `path` belongs to this project or lies directly in a folder around it."""
        folder = os.path.dirname(path)
        if (self._root + os.sep).startswith(folder.partition(os.sep + ".github" + os.sep)[0].rstrip(os.sep) + os.sep):
            return True
        return path.startswith(self._root + os.sep) and (owner(self._repository, folder) or self._root) == self._root
