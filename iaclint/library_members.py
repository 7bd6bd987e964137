"""Which classes and members the libraries have, in the versions that a project may use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from iaclint.catalog import exports, load
from iaclint.catalog.library import release
from iaclint.catalog.names import python_name
from iaclint.catalog.v1 import removed_member, removed_type
from iaclint.frameworks.imports import library_of, path_of
from iaclint.frameworks.jsii import catalog_type
from iaclint.rule import Missing

if TYPE_CHECKING:
    from iaclint.catalog import Library, Method, Property, Type
    from iaclint.source import Language

Release = tuple[int, ...]
Bounds = tuple[Release, Release]  # the lowest and the highest version that a project may use

CDK = "aws-cdk-lib"
PULUMI = "@pulumi/pulumi"
CLOSE = 0.8
CLEARLY = 0.05
# Other packages have classes and methods that are written by hand, which the catalog does not list.
LISTED = ("aws-cdk-lib", "@cdktf/provider-", "@cdktn/provider-", "@pulumi/aws.")
# What the packages have beside the declarations that the catalog reads.
UNDECLARED = frozenset(
    ("CFN_RESOURCE_TYPE_NAME", "TF_RESOURCE_TYPE", "tfResourceType", "generateConfigForImport", "PROPERTY_INJECTION_ID", "constructor", "length", "name", "prototype", "apply", "bind", "call", "mro",
     "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toJSON", "toLocaleString", "toString", "valueOf")
)  # fmt: skip
WRITTEN = (
    "aws-cdk-lib",
    "cdktf",
    "cdktn",
)  # libraries of which the catalog has the attributes and methods of all classes
PROVIDERS = (
    "@pulumi/aws",
    "@pulumi/random",
    "@pulumi/tls",
)  # which are generated throughout: others have classes written by hand
RESOURCE_MEMBERS = frozenset(
    ("id", "urn", "get", "isInstance", "getProvider", "pulumiResourceType", "pulumiResourceName", "translateInputProperty",
     "translateOutputProperty")
)  # fmt: skip
SUBSCRIBES = re.compile(
    r"on[A-Z]"
)  # `queue.onEvent`: methods written by hand, which modules of Pulumi's SDK add to generated classes
ROOT_MODULES = frozenset(
    ("config", "types", "inputs", "outputs", "provider", "region", "arn", "tags", "utilities", "typings", "runtime")
)
# packages beside aws-cdk-lib that share Python's `aws_cdk`, modules that the catalog leaves out, and that of v1, which is told as such
SEPARATE = re.compile(r"_alpha$|^lambda_layer_|^asset_|^cloud_assembly|^(?:core|events|interfaces|mixins)$")
GENERATED_CLASSES = ("OutputReference", "List", "Map")  # of Terraform's nested blocks


class Window:
    """The samples of a library that speak for the versions that a project may use: those in a range, or the ones around a version. ``version``: the
    newest of these, which a package manager would install."""

    __slots__ = ("_exact", "_high", "_library", "_low", "version")

    def __init__(self, library: Library, version: str, exact: bool, low: int, high: int) -> None:
        self.version = version
        self._library = library
        self._exact = exact
        self._low = low
        self._high = high

    @classmethod
    def of(cls, library: Library, versions: Bounds) -> Window | None:
        """``None`` when the versions are older or newer than all samples."""
        lowest, highest = map(_dotted, versions)
        newest = len(library.versions) - 1
        low, high = library.version_index(lowest), library.version_index(highest, above=True)
        exact = versions[0] == versions[1]
        if low < 0 or library.version_index(lowest, above=True) > newest or (exact and high > newest):
            return None
        installed = highest if exact else library.version(max(low, library.version_index(highest)))
        return cls(library, installed, exact, low, min(high, newest))

    def has(self, member: Property | Method) -> bool:
        if member.library is not self._library:
            return True  # inherited from another library (`constructs`), whose samples are others
        return member.available_in(self.version) if self._exact else member.within(self._low, self._high)


@lru_cache(maxsize=16384)
def member(symbol: str) -> Property | Method | None:
    """The property, constant or method of a class or enum by its canonical name."""
    owner, _, name = symbol.rpartition(".")
    kind = catalog_type(owner)
    return find(kind, name) if kind is not None else None


def find(kind: Type, name: str, language: Language = "python") -> Property | Method | None:
    """A member by its name as the evaluator spells it: exact in TypeScript, the nearest that Python's name can stand for."""
    if language == "typescript":
        return kind.property(name) or kind.method(name)
    for spelt in (name, kind.by_python_name(name) or kind.by_python_name(python_name(name))):
        found = (kind.property(spelt) or kind.method(spelt)) if spelt is not None else None
        if found is not None:
            return found
    return None


@lru_cache(maxsize=16384)
def missing_member(symbol: str, language: Language, versions: Bounds) -> Missing | None:
    owner, _, name = symbol.rpartition(".")
    kind = catalog_type(owner)
    if kind is None or not _lists_members(kind):
        return None
    if name in UNDECLARED and not (
        name == "name" and kind.library.deploys == "pulumi"
    ):  # of a class, not of a resource
        return None
    if catalog_type(symbol) is not None or not _is_whole(kind):
        return None
    library = kind.library
    window = Window.of(library, versions)
    if window is None or not kind.available_in(window.version) or _is_output(kind, name, window):
        return None
    found = find(kind, name, language)
    if found is not None:
        if any(window.has(each) for each in _declared(kind, found.name)):
            return None
        return Missing(library.name, window.version, _last(owner), None, (), found.since or "", found.until or "")
    names = _names(kind, window.version, language, constants=name.isupper() or kind.kind == "enum")
    return Missing(library.name, window.version, _last(owner), closest(name, names, language), names)


def _declared(kind: Type, name: str) -> Iterator[Property | Method]:
    """A member as the type and each of its bases declares it: a class takes over in one version what was only its base's before."""
    for base in kind.lineage():
        yield from (each for each in (base.property(name), base.method(name)) if each is not None)


def python_member(symbol: str) -> str | None:
    """What jsii calls a property or method of a class in Python; ``None`` when the catalog does not have it."""
    owner, _, name = symbol.rpartition(".")
    kind = catalog_type(owner)
    if kind is None or kind.library.deploys == "pulumi" or find(kind, name, "typescript") is None:
        return None
    return kind.python_name(name)


def _lists_members(kind: Type) -> bool:
    """Whether the catalog has all members of a class: those of enums, of the frameworks' own classes, and the attributes of Pulumi's resources."""
    if kind.kind == "enum" or kind.library.name in WRITTEN:
        return True
    if kind.library.deploys == "terraform":
        return kind.kind in (
            "resource",
            "data",
            "provider",
        )  # what the class itself has: nobody asks for attributes of objects
    return kind.kind == "resource" and kind.library.name in PROVIDERS and bool(kind.outputs)


def _is_output(kind: Type, name: str, window: Window) -> bool:
    """Whether a resource of Pulumi may have an attribute: only the outputs of the newest major version are known."""
    if kind.library.deploys != "pulumi" or kind.kind != "resource":
        return False
    newest = release(kind.library.versions[-1])
    if SUBSCRIBES.match(name):
        return True
    return name in kind.outputs or name in RESOURCE_MEMBERS or release(window.version)[0] != newest[0]


@lru_cache(maxsize=16384)
def missing_class(symbol: str, language: Language, versions: Bounds) -> Missing | None:
    library = load(library_of(symbol))
    namespace, _, name = path_of(symbol).rpartition(".")
    if library.name == PULUMI and not namespace and language == "typescript":
        return _missing_export(name, versions)
    window = Window.of(library, versions)
    if window is None or not symbol.startswith(LISTED) or name.endswith(GENERATED_CLASSES):
        return None
    if library.get(path_of(symbol)) is not None or name in ROOT_MODULES or not _is_module(library, namespace):
        return None
    if library.name == CDK and SEPARATE.search(name):
        return None
    depth = namespace.count(".") + bool(namespace)
    siblings = tuple(_last(i) for i in library.ids(namespace) if i.count(".") == depth)
    apart = f"{name}A"  # CDKTF's way out of clashes
    meant = apart if apart in siblings or library.by_class(apart) else closest(name, siblings, language)
    return Missing(library.name, window.version, namespace, meant, _homes(library, name, window.version))


def _missing_export(name: str, versions: Bounds) -> Missing | None:
    """A name that Pulumi's core does not export in the major version of the sample."""
    names, sample = exports.exports(PULUMI), exports.version(PULUMI)
    if name in names or any(version[:1] != release(sample)[:1] for version in versions):
        return None
    meant = closest(name, tuple(sorted(names)), "typescript")
    return Missing(PULUMI, sample, "", meant, ())


@lru_cache(maxsize=4096)
def passes_for(symbol: str, wanted: str) -> bool:
    """Whether an object of a class may be given for another. A class that does not declare an interface may have all that it asks for; one that has
    none of it does not pass."""
    kind, other = catalog_type(symbol), catalog_type(wanted)
    if kind is None or other is None or kind is other or kind.is_a(wanted):
        return True
    if other.kind not in ("interface", "class", "construct") or not (_is_whole(kind) and _is_whole(other)):
        return True
    common = {
        name for base in other.lineage() if kind.is_a(f"{base.library.name}.{base.id}") for name in _own_names(base)
    }
    names = [name for name in _own_names(other) if name not in common]
    return other.kind == "interface" and (not names or any(kind.property(name) or kind.method(name) for name in names))


@lru_cache(maxsize=4096)
def lacks(wanted: str, names: frozenset[str]) -> bool:
    """Whether a plain object with just these entries cannot be given for a class or an interface. The catalog does not tell which of their properties are
    optional: methods never are."""
    kind = catalog_type(wanted)
    if kind is None or kind.kind not in ("interface", "class", "construct") or not _is_whole(kind):
        return False
    spelt = {python_name(name) for name in names}
    if any(python_name(name) not in spelt for name, method in kind.methods().items() if not method.static):
        return True
    needed = _own_names(kind)
    return bool(needed) and not any(python_name(name) in spelt for name in needed)


def _own_names(kind: Type) -> list[str]:
    """What objects of a class have."""
    members = [*kind.properties().items(), *kind.methods().items()]
    return [name for name, found in members if not found.static]


@lru_cache(maxsize=16384)
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
    if library == "@aws-cdk/core" or (library == CDK and path.partition(".")[0] == "core"):
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
