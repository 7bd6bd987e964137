"""The catalog of one library, opened from its data file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache, lru_cache

from iaclint.catalog.blocks import Blocks, pack
from iaclint.catalog.names import camel_name, python_name
from iaclint.catalog.types import Type

CLASS_INDEX = "#"  # record `#S3Bucket`: ids of the classes so named, where the naming rule does not give the one id
FILE_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")
MODULE_INDEX = "@"  # record `@lexv2models-bot`: the namespace, where the naming rule does not give it


def file_name(library: str) -> str:
    """`@pulumi/aws` → `pulumi-aws.blocks`."""
    return library.lstrip("@").replace("/", "-") + ".blocks"


@cache
def data_file(name: str) -> Blocks:
    """One of the data files; an empty one when there is none of that name."""
    from os import path

    if len(name) > 100 or not set(name) <= FILE_CHARACTERS:  # the name comes from a program's imports
        return Blocks(pack({}, {}))
    try:
        with open(path.join(path.dirname(__file__), "data", name), "rb") as file:
            return Blocks(file.read())
    except FileNotFoundError:
        return Blocks(pack({}, {}))


@cache
def load(library: str) -> Library:
    """The catalog of a package by its npm name: `aws-cdk-lib`, `@pulumi/aws`, `cdktf`. Unknown packages are empty."""
    return Library(library, data_file(file_name(library)))


@cache
def libraries() -> tuple[str, ...]:
    """The packages that the catalog has, by npm name, sorted."""
    from os import listdir, path

    files = [name for name in listdir(path.join(path.dirname(__file__), "data")) if name.endswith(".blocks")]
    return tuple(sorted(filter(None, (data_file(name).meta.get("library") for name in files))))


@lru_cache(maxsize=1024)
def release(version: str) -> tuple[int, ...]:
    """A version as numbers that compare, pre-release marks left off: `2.110.0-alpha.0` → (2, 110, 0); () if it is none."""
    numbers = []
    for part in version.strip().lstrip("v").split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits or len(digits) > 9:
            break
        numbers.append(int(digits))
        if digits != part:
            break
    return tuple(numbers) + (0,) * (3 - len(numbers)) if numbers else ()


class Library:
    """The types of one package. Ids are paths inside it: `aws_s3.Bucket`, `s3Bucket.S3Bucket`, `s3.Bucket`.

    `versions` are the sampled ones, oldest first; `deploys` is what the types become: `cloudformation`, `terraform`,
    `pulumi` or nothing. An unknown package has none and answers None to everything.
    """

    __slots__ = ("_blocks", "_ordered", "_types", "deploys", "name", "versions")

    def __init__(self, name: str, blocks: Blocks) -> None:
        self.name = name
        self._blocks = blocks
        self._types: dict[str, Type | None] = {}
        self._ordered: list[tuple[int, ...]] | None = None
        self.versions: tuple[str, ...] = tuple(blocks.meta.get("versions", ()))
        self.deploys: str = blocks.meta.get("deploys", "")

    def __repr__(self) -> str:
        return f"Library({self.name})"

    def version(self, index: int) -> str:
        """The sampled version at `index`."""
        return self.versions[index]

    def version_index(self, version: str, above: bool = False) -> int:
        """The index of the newest sample that is not newer than a version (`2.110.1`, `2.110.0-alpha.0`); -1 when the
        version is older than all samples, or none at all. `above` asks for the oldest sample that is not older instead:
        `len(versions)` when there is none."""
        if self._ordered is None:
            self._ordered = [release(known) for known in self.versions]
        wanted = release(version)
        return bisect_left(self._ordered, wanted) if above else bisect_right(self._ordered, wanted) - 1

    def covers(self, version: str) -> bool:
        """Whether a version lies within the samples: only then does it mean anything that a name is not known."""
        return self.version_index(version) >= 0 and self.version_index(version, above=True) < len(self.versions)

    def between(self, version: str, first: int, last: int) -> bool:
        """Whether a version may have what the samples `first` to `last` have: false only when the samples on both sides
        of the version lie outside; true for what is no version."""
        if not release(version):
            return True
        return self.version_index(version, above=True) >= first and self.version_index(version) <= last

    def get(self, identity: str) -> Type | None:
        """The type of that id, or None. An id that begins with `/` lies in another library (`/constructs.Construct`).

        Pulumi's argument classes (`s3.BucketCorsRuleArgs`, `types.input.s3.BucketCorsRule`) and Python's function
        module and function names (`lambda_.Function`, `s3.get_bucket`) are understood too.
        """
        if identity in self._types:
            return self._types[identity]
        if identity.startswith("/"):
            library, _, rest = identity[1:].partition(".")
            found = load(library).get(rest)
        else:
            found = self._find(identity) or self._respelt(identity)
        self._types[identity] = found
        return found

    def _find(self, identity: str) -> Type | None:
        record = self._blocks.get(identity) if identity[:1] not in (CLASS_INDEX, MODULE_INDEX) else None
        return Type(self, identity, record) if record else None

    def _respelt(self, identity: str) -> Type | None:
        if (
            self.deploys == "cloudformation"
        ):  # Python has the packages of alpha modules beside aws-cdk-lib's own modules
            module, _, rest = identity.partition(".")
            alpha = module.endswith("_alpha") and load("@aws-cdk/" + module.replace("_", "-"))
            return alpha.get(rest) if alpha else None
        if self.deploys != "pulumi":
            return None
        namespace, _, name = identity.removeprefix("types.").removeprefix("input.").rpartition(".")
        prefix = namespace.rstrip("_") + "." if namespace else ""  # Python's `lambda_`
        if "_" in name[1:]:
            for candidate in self._blocks.ids(prefix + name[: name.index("_", 1)]):
                if python_name(candidate[len(prefix) :]) == name:
                    return self._find(candidate)
            return None
        stem = name.removesuffix("Dict").removesuffix("Args")
        if stem == name:
            return self._find(f"types.{prefix}{name}" if identity.startswith("types.") else prefix + name)
        return self._find(f"types.{prefix}{stem}") or self._find(prefix + stem.removesuffix("Init"))

    def ids(self, namespace: str = "") -> list[str]:
        """The ids in a namespace (`aws_s3`), or all."""
        prefix = namespace + "." if namespace else ""
        return [i for i in self._blocks.ids(prefix) if i[:1] not in (CLASS_INDEX, MODULE_INDEX)]

    def has_namespace(self, namespace: str) -> bool:
        """Whether any type lies in `namespace`."""
        return next(iter(self._blocks.ids(namespace + ".")), None) is not None

    def by_directory(self, name: str) -> str | None:
        """The namespace of a package directory (`s3-bucket`, `aws-s3`) or a Python module (`s3_bucket`); else None."""
        listed: str | None = self._blocks.get(MODULE_INDEX + name.replace("_", "-"))
        if listed is not None:
            return listed
        for namespace in (name.replace("-", "_"), camel_name(name), name.rstrip("_")):
            if self.has_namespace(namespace):
                return namespace
        return None

    def by_class(self, name: str) -> str | None:
        """The id of the one class of that name, for CDKTF bindings that were generated locally; None when there is none
        or more than one. Only Terraform providers have this index."""
        listed: list[str] | None = self._blocks.get(CLASS_INDEX + name)
        if listed is not None:
            return listed[0] if len(listed) == 1 else None
        identity = f"{name[:1].lower()}{name[1:]}.{name}"
        return identity if self.get(identity) is not None else None
