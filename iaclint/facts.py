"""What rules may ask about the project's libraries: the catalog, in the version that the project uses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from iaclint import library_members
from iaclint.catalog import Method, Property, backends, cloudformation, iam, managed_policies, values
from iaclint.frameworks.imports import library_of
from iaclint.frameworks.jsii import catalog_type, props_type
from iaclint.rule import Declaration, Deprecation, Limits, Missing, Signature, TerraformVersion

if TYPE_CHECKING:
    from iaclint.catalog import Type
    from iaclint.project import Project
    from iaclint.project.library_versions import LibraryVersion
    from iaclint.source import Language

Release = tuple[int, ...]

_NUMBER = re.compile(r"\d+")
_UPPER = re.compile(r"<=?\s*v?(\d[\d.]*)")
_CARET = re.compile(r"\^\s*v?(\d+)\.?(\d*)")
_TILDE = re.compile(r"~=?\s*v?(\d+)\.?(\d*)\.?(\d*)")
_WILDCARD = re.compile(r"(?:==\s*)?v?(\d+(?:\.\d+)*)\.[x*]")
NEWEST: Release = (1_000_000,)


class ProjectFacts:
    """Implements ``rule.Facts``."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._ranges: dict[str, tuple[Release, Release] | None] = {}
        self._declarations: dict[str, Declaration | None] = {}
        self._signatures: dict[str, Signature | None] = {}

    def library_version(self, library: str) -> str | None:
        found = self._declared(library)
        return found.version if found is not None else None

    def deprecated_property(self, construct: str, name: str) -> Deprecation | None:
        return self._deprecation(library_of(construct), _argument(construct, name))

    def deprecated_type(self, symbol: str) -> Deprecation | None:
        return self._deprecation(library_of(symbol), catalog_type(symbol))

    def deprecated_member(self, symbol: str) -> Deprecation | None:
        found = library_members.member(symbol)
        return self._deprecation(library_of(symbol), found) if isinstance(found, Property) else None

    def deprecated_method(self, symbol: str) -> Deprecation | None:
        found = library_members.member(symbol)
        return self._deprecation(library_of(symbol), found) if isinstance(found, Method) else None

    def missing_member(self, symbol: str, language: Language) -> Missing | None:
        versions = self._range(library_of(symbol))
        return library_members.missing_member(symbol, language, versions) if versions is not None else None

    def python_name(self, symbol: str) -> str | None:
        return library_members.python_member(symbol)

    def missing_class(self, symbol: str, language: Language) -> Missing | None:
        versions = self._range(library_of(symbol))
        return library_members.missing_class(symbol, language, versions) if versions is not None else None

    def removed_in_v2(self, symbol: str) -> str | None:
        return library_members.removed_in_v2(symbol)

    def module_since_v2(self, symbol: str) -> str | None:
        return library_members.module_since_v2(symbol)

    def _deprecation(self, library: str, found: Type | Property | Method | None) -> Deprecation | None:
        if found is None or found.deprecated is None:
            return None
        lowest, highest = self._range(library) or (NEWEST, NEWEST)
        if found.deprecated_since is not None and highest < release(found.deprecated_since):
            return None
        if found.until is not None and NEWEST > lowest > release(found.until):
            return None  # gone by now, which is another fault
        return Deprecation(library, found.deprecated, found.deprecated_since or "")

    def struct_of(self, construct: str, name: str) -> str | None:
        prop = _argument(construct, name)
        struct = prop.struct if prop is not None else None
        if struct is None:
            return None
        return struct[1:] if struct.startswith("/") else f"{library_of(construct)}.{struct}"

    def declaration(self, symbol: str) -> Declaration | None:
        if symbol not in self._declarations:
            from iaclint.declarations import declared

            library = library_of(symbol)
            versions = self._range(library)
            own = versions is None and library.partition("/provider-")[2] in self._project.generated_providers
            self._declarations[symbol] = None if own else declared(symbol, versions)
        return self._declarations[symbol]

    def signature(self, symbol: str) -> Signature | None:
        if symbol not in self._signatures:
            from iaclint.declarations import signature_of

            self._signatures[symbol] = signature_of(symbol, self._range(library_of(symbol)))
        return self._signatures[symbol]

    def passes_for(self, symbol: str, wanted: str) -> bool:
        return library_members.passes_for(symbol, wanted)

    def lacks(self, wanted: str, names: frozenset[str]) -> bool:
        return library_members.lacks(wanted, names)

    def name_constraint(self, type: str) -> cloudformation.Constraint | None:
        return cloudformation.name_constraint(type)

    def limits(self, type: str) -> Limits | None:
        return values.limits(type)

    def unknown_part(self, type: str, path: str) -> tuple[int, list[str]] | None:
        found = cloudformation.resource(type)
        at = found.unknown(path) if found is not None else None
        if found is None or at is None:
            return None
        return at, found.names_at(".".join(path.split(".")[:at]))

    def iam_actions(self, pattern: str) -> list[str]:
        return iam.expand(pattern)

    def iam_access_level(self, action: str) -> str | None:
        service, _, name = action.partition(":")
        return iam.access_level(service, name)

    def iam_resource_level(self, action: str) -> str | None:
        service, _, name = action.partition(":")
        return iam.resource_level(service, name)

    def managed_policy_exists(self, name: str) -> bool:
        return managed_policies.exists(name)

    def closest_managed_policy(self, name: str) -> str | None:
        return managed_policies.closest(name)

    def managed_policies_date(self) -> str:
        return managed_policies.as_of()

    def terraform_version(self, required: str | None = None) -> TerraformVersion | None:
        if required is not None:
            return TerraformVersion(required, "required_version", *terraform_bounds(required))
        for found in self._project.terraform_versions:
            return TerraformVersion(found.version, found.source.name, *terraform_bounds(found.version))
        return None

    def backend(self, name: str) -> backends.Backend | None:
        return backends.by_class(name) if name.endswith("Backend") else backends.backend(name)

    def backend_names(self) -> tuple[str, ...]:
        return backends.names()

    def _range(self, library: str) -> tuple[Release, Release] | None:
        """The lowest and the highest version of a library that the project may use; ``None`` when it does not say."""
        if library not in self._ranges:
            found = self._declared(library)
            self._ranges[library] = None if found is None else bounds(found.version, found.exact)
        return self._ranges[library]

    def _declared(self, library: str) -> LibraryVersion | None:
        for language in self._project.languages:
            if language == "typescript":
                found = self._project.library_version(library, "typescript")
            elif language == "python":
                found = self._project.library_version(python_distribution(library), "python")
            else:
                continue
            if found is not None:
                return found
        return None


def python_distribution(library: str) -> str:
    """The name on the Python package index of an npm package: ``@pulumi/aws`` is ``pulumi-aws``, ``@cdktf/provider-aws`` ``cdktf-cdktf-provider-aws``."""
    scope, _, name = library.partition("/")
    if scope == "@pulumi":
        return "pulumi" if name == "pulumi" else f"pulumi-{name}"
    if scope == "@cdktf":
        return f"cdktf-cdktf-{name}"
    return f"cdktn-{name}" if scope == "@cdktn" else library


def release(version: str) -> Release:
    """``2.180.0`` as numbers; a pre-release counts as its release."""
    return tuple(int(number) for number in _NUMBER.findall(re.split(r"[-+]|(?<=\d)(?=[a-z])", version)[0]))


def bounds(version: str, exact: bool) -> tuple[Release, Release] | None:
    """The lowest and highest release of an exact version or of a range as npm and pip write them; ``None`` when there is no number in it."""
    numbers = _NUMBER.search(version)
    if numbers is None:
        return None
    if exact:
        return release(version), release(version)
    lowest = release(version[numbers.start() :].split(",")[0].split()[0]) if not version.startswith("<") else ()
    return lowest, _highest(version)


_CONSTRAINT = re.compile(r"(>=|<=|~>|!=|[<>=^~]?)\s*v?(\d+(?:\.\d+){0,2})")


def terraform_bounds(constraint: str) -> tuple[str, str]:
    """The lowest and the highest Terraform version that a version or constraint (``1.12.2``, ``~> 1.6``, ``>= 1.5, < 2.0``) allows; empty: no bound."""
    lowest = highest = ""
    for operator, version in _CONSTRAINT.findall(constraint):
        parts = [int(part) for part in version.split(".")]
        if operator in (">=", ">", "~>", "^", "~", "=", ""):
            lowest = version
        if operator == "<":
            while len(parts) > 1 and not parts[-1]:
                parts.pop()
            highest = _dotted([*parts[:-1], parts[-1] - 1, _ANY_PATCH])
        elif operator == "<=":
            highest = version
        elif operator in ("=", ""):
            highest = version if len(parts) > 2 else _dotted([*parts, _ANY_PATCH])
        elif operator in ("~>", "^", "~"):
            fixed = 1 if operator == "^" else 2 if operator == "~" else max(len(parts) - 1, 1)
            highest = _dotted([*parts[:fixed], _ANY_PATCH])
    return lowest, highest


_ANY_PATCH = 999


def _dotted(parts: list[int]) -> str:
    return ".".join(str(part) for part in parts)


def _highest(version: str) -> Release:
    found = _UPPER.search(version)
    if found is not None:
        return release(found[1])
    found = _CARET.search(version)
    if found is not None:
        return (int(found[1]), *NEWEST) if found[1] != "0" else (0, int(found[2] or 0), *NEWEST)
    found = _TILDE.search(version)
    if found is not None:
        fixed = 2 if found[3] or (found[2] and not version.startswith("~=")) else 1
        return (*(int(part) for part in found.groups()[:fixed] if part), *NEWEST)
    found = _WILDCARD.search(version)
    return (*release(found[1]), *NEWEST) if found is not None else NEWEST


@lru_cache(maxsize=16384)
def _argument(construct: str, name: str) -> Property | None:
    """What a construct or struct takes under that name, in either language's spelling."""
    kind: Type | None = catalog_type(construct)
    struct = props_type(kind) or kind
    if struct is None:
        return None
    return struct.property(name) or struct.property(struct.by_python_name(name) or "")
