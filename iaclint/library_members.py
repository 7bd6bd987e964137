"""Which classes and members the libraries have, in the versions that a project may use."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from iaclint.catalog import load
from iaclint.catalog.names import python_name
from iaclint.catalog.v1 import removed_member, removed_type
from iaclint.frameworks.imports import library_of, path_of
from iaclint.frameworks.jsii import catalog_type
from iaclint.rule import Missing

if TYPE_CHECKING:
    from iaclint.catalog import Library, Method, Property, Type
    from iaclint.source import Language

Release = tuple[int, ...]

CDK = "aws-cdk-lib"
CLOSE = 0.8
# What the packages have beside the declarations that the catalog reads.
UNDECLARED = frozenset({"CFN_RESOURCE_TYPE_NAME", "PROPERTY_INJECTION_ID"})
GENERATED_CLASSES = ("OutputReference", "List", "Map")  # of Terraform's nested blocks


def member(symbol: str) -> Property | Method | None:
    """The property, constant or method of a class or enum by its canonical name."""
    owner, _, name = symbol.rpartition(".")
    kind = catalog_type(owner)
    return find(kind, name) if kind is not None else None


def find(kind: Type, name: str) -> Property | Method | None:
    for spelt in (name, kind.by_python_name(name) or kind.by_python_name(python_name(name))):
        found = (kind.property(spelt) or kind.method(spelt)) if spelt is not None else None
        if found is not None:
            return found
    return None


def missing_member(symbol: str, language: Language, versions: tuple[Release, Release]) -> Missing | None:
    owner, _, name = symbol.rpartition(".")
    kind = catalog_type(owner)
    if kind is None or name in UNDECLARED or catalog_type(symbol) is not None or not _is_whole(kind):
        return None
    library = load(library_of(symbol))
    version = _covered(library, versions)
    if version is None or not kind.available_in(version):
        return None
    found = find(kind, name)
    if found is not None:
        if any(found.available_in(_dotted(bound)) for bound in versions):
            return None
        return Missing(library.name, version, _last(owner), None, (), found.since or "", found.until or "")
    names = _names(kind, version, language, constants=name.isupper() or kind.kind == "enum")
    return Missing(library.name, version, _last(owner), closest(name, names, language), names)


def missing_class(symbol: str, language: Language, versions: tuple[Release, Release]) -> Missing | None:
    library = load(library_of(symbol))
    namespace, _, name = path_of(symbol).rpartition(".")
    version = _covered(library, versions)
    known = not namespace or library.has_namespace(namespace)
    if version is None or not (known or _is_module(library, namespace)) or name.endswith(GENERATED_CLASSES):
        return None
    found = library.get(path_of(symbol))
    if found is not None:
        return None
    homes = _homes(library, name, version)
    siblings = tuple(_last(i) for i in library.ids(namespace) if i.count(".") == namespace.count(".") + bool(namespace))
    return Missing(library.name, version, namespace, closest(name, siblings, language), homes)


def removed_in_v2(symbol: str) -> str | None:
    if library_of(symbol) != CDK:
        return None
    path = path_of(symbol)
    owner, _, name = path.rpartition(".")
    if load(CDK).get(path) is not None:
        return None
    removed = removed_type(path)
    if removed is not None:
        return removed
    kind = load(CDK).get(owner)
    return removed_member(owner, name) if kind is not None and find(kind, name) is None else None


def module_since_v2(symbol: str) -> str | None:
    library, path = library_of(symbol), path_of(symbol)
    if library == "@aws-cdk/core" or (library == CDK and path.startswith("core.")):
        return CDK
    module = library.removeprefix("@aws-cdk/").replace("-", "_")
    return f"{CDK}.{module}" if library.startswith("@aws-cdk/") and load(CDK).has_namespace(module) else None


def closest(name: str, names: tuple[str, ...], language: Language) -> str | None:
    """The one name that was probably meant."""
    from difflib import get_close_matches

    wanted = python_name(name) if language == "python" else name
    folded: dict[str, str] = {}
    for known in names:
        folded.setdefault(known.lower().replace("_", ""), known)
    plain = wanted.lower().replace("_", "")
    if plain in folded:
        return folded[plain]
    found = get_close_matches(plain, folded, 2, CLOSE)
    return folded[found[0]] if len(found) == 1 else None


def _is_whole(kind: Type) -> bool:
    """Whether the catalog knows all that the type has: its bases too."""
    bases = ((current, base) for current in kind.lineage() for base in current.bases)
    return kind.complete and all(current.library.get(base) is not None for current, base in bases)


def _is_module(library: Library, namespace: str) -> bool:
    """Whether a namespace that the catalog does not have would be a module of its own: only of Terraform's providers are all listed."""
    return library.deploys == "terraform" and "." not in namespace


def _covered(library: Library, versions: tuple[Release, Release]) -> str | None:
    """The version that is used, when all that may be used lie within the samples."""
    lowest, highest = (_dotted(version) for version in versions)
    return highest if library.versions and library.covers(lowest) and library.covers(highest) else None


def _names(kind: Type, version: str, language: Language, constants: bool) -> tuple[str, ...]:
    found = [
        *(name for name, prop in kind.properties().items() if prop.static == constants and prop.available_in(version)),
        *(name for name, method in kind.methods().items() if not constants and method.available_in(version)),
    ]
    return tuple(kind.python_name(name) if language == "python" else name for name in found)


@lru_cache(maxsize=256)
def _homes(library: Library, name: str, version: str) -> tuple[str, ...]:
    """The namespaces that have a class of that name."""
    found = (identity for identity in library.ids() if _last(identity) == name)
    kinds = (kind for kind in map(library.get, found) if kind is not None and kind.available_in(version))
    return tuple(kind.id.rpartition(".")[0] for kind in kinds)


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _dotted(version: Release) -> str:
    return ".".join(map(str, version))
