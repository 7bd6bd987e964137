"""What the main module of a package exports to TypeScript, of packages whose types are not in the catalog: `@pulumi/pulumi`."""

from __future__ import annotations

from functools import cache

from iaclint.catalog.library import data_file


@cache
def exports(package: str) -> frozenset[str]:
    """The names, of values and types; none when the package is not known."""
    return frozenset(data_file("exports.blocks").get(package) or ())


@cache
def version(package: str) -> str:
    """The version that was read."""
    return str(data_file("exports.blocks").meta.get("versions", {}).get(package, ""))
