"""Which classes and members the libraries have, in the versions that a project may use."""

from __future__ import annotations

import re
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
CLEARLY = 0.05
# Other packages have classes and methods that are written by hand, which the catalog does not list.
LISTED = ("aws-cdk-lib", "@cdktf/provider-", "@cdktn/provider-", "@pulumi/aws.")
# What the packages have beside the declarations that the catalog reads.
UNDECLARED = frozenset(
    ("CFN_RESOURCE_TYPE_NAME", "PROPERTY_INJECTION_ID", "constructor", "length", "name", "prototype", "apply", "bind", "call", "mro",
     "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toJSON", "toLocaleString", "toString", "valueOf")
)  # fmt: skip
GENERATED_CLASSES = ("OutputReference", "List", "Map")  # of Terraform's nested blocks


def member(symbol: str) -> Property | Method | None:
    """The property, constant or method of a class or enum by its canonical name."""
    owner, _, name = symbol.rpartition(".")
    kind = catalog_type(owner)
    return find(kind, name) if kind is not None else None


def find(kind: Type, name: str, language: Language = "python") -> Property | Method | None:
    """A member by its name as the evaluator spells it: exact in TypeScript, the nearest that Python's name can stand for."""
    if language == "typescript":
        return kind.property(name) or kind.method(name)
    for spelt in (name, kind.by_python_name(name) or kind.by_python_name(python_name(name)), constant_of(kind, name)):
        found = (kind.property(spelt) or kind.method(spelt)) if spelt is not None else None
        if found is not None:
            return found
    return None


def constant_of(kind: Type, name: str) -> str | None:
    """The static constant that Python spells with more underscores: `LINEAR_10_PERCENT` is `LINEAR_10PERCENT`, `LAMBDA_` is `LAMBDA`."""
    if kind.kind == "enum" or not name.isupper():
        return None
    plain = name.removesuffix("_")
    return next((known for known in kind.properties() if _python_constant(known) == plain), None)


def _python_constant(name: str) -> str:
    return re.sub(r"(\d)([A-Z])", r"\1_\2", name)


def missing_member(symbol: str, language: Language, versions: tuple[Release, Release]) -> Missing | None:
    owner, _, name = symbol.rpartition(".")
    kind = catalog_type(owner)
    if kind is None or not (kind.kind == "enum" or symbol.startswith(CDK)) or name in UNDECLARED:
        return None
    if catalog_type(symbol) is not None or not _is_whole(kind):
        return None
    library = load(library_of(symbol))
    version = _covered(library, versions)
    if version is None or not kind.available_in(version):
        return None
    found = find(kind, name, language)
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
    if version is None or not symbol.startswith(LISTED) or name.endswith(GENERATED_CLASSES):
        return None
    if library.get(path_of(symbol)) is not None or not _is_module(library, namespace):
        return None
    depth = namespace.count(".") + bool(namespace)
    siblings = tuple(_last(i) for i in library.ids(namespace) if i.count(".") == depth)
    apart = f"{name}A"  # CDKTF's way out of clashes
    meant = apart if apart in siblings or library.by_class(apart) else closest(name, siblings, language)
    return Missing(library.name, version, namespace, meant, _homes(library, name, version))


def removed_in_v2(symbol: str) -> str | None:
    if library_of(symbol) != CDK:
        return None
    path = path_of(symbol)
    owner, _, name = path.rpartition(".")
    if load(CDK).get(path) is not None:
        return None
    removed = removed_type(path)
    if removed is not None:
        return removed or ("it is in `constructs`" if load("constructs").get(path) is not None else "")
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
    from difflib import SequenceMatcher, get_close_matches

    wanted = python_name(name) if language == "python" else name
    folded: dict[str, str] = {}
    for known in names:
        folded.setdefault(known.lower().replace("_", ""), known)
    plain = wanted.lower().replace("_", "")
    if plain in folded:
        return folded[plain]
    found = get_close_matches(plain, folded, 2, CLOSE)
    best, *other = (SequenceMatcher(None, key, plain).ratio() for key in found) if found else (0.0,)
    return folded[found[0]] if found and (not other or best - other[0] >= CLEARLY) else None


def _is_whole(kind: Type) -> bool:
    """Whether the catalog knows all that the type has: its bases too."""
    bases = ((current, base) for current in kind.lineage() for base in current.bases)
    return kind.complete and all(current.library.get(base) is not None for current, base in bases)


def _is_module(library: Library, namespace: str) -> bool:
    """Whether a namespace is a module: one that the catalog has, or one that its list would have if it were."""
    if library.get(namespace) is not None:
        return False
    return (
        not namespace or library.has_namespace(namespace) or (library.deploys == "terraform" and "." not in namespace)
    )


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
    blocks = library.name != CDK  # whose structs are named like resources
    return tuple(kind.id.rpartition(".")[0] for kind in kinds if not (blocks and kind.kind == "struct"))


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _dotted(version: Release) -> str:
    return ".".join(map(str, version))
