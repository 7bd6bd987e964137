"""From what is deployed back to the library: the catalog's type of a deployed one, and its spelling of a property."""

from __future__ import annotations

from functools import cache

from iaclint.catalog import Library, Property, Type, load
from iaclint.catalog.names import camel_name

CDK = "aws-cdk-lib"


@cache
def cloudformation_type(type: str) -> Type | None:
    """The L1 class of ``AWS::S3::Bucket``; ``None`` for what the catalog does not have, custom resources included."""
    service, _, name = type.removeprefix("AWS::").partition("::")
    if not type.startswith("AWS::") or not name:
        return None
    library = load(CDK)
    for identity in (f"aws_{service.lower()}.Cfn{name}", f"Cfn{name}"):
        found = library.get(identity)
        if found is not None and found.deployed_type == type:
            return found
    return _by_last_name(library, f"Cfn{name}", type)


def _by_last_name(library: Library, last: str, type: str) -> Type | None:
    """A type whose module is not named after its service (``AWS::Serverless::Api`` is ``aws_sam.CfnApi``)."""
    for identity in library.ids():
        if identity.partition(".")[2].startswith(last) and identity.count(".") == 1:
            found = library.get(identity)
            if found is not None and found.deployed_type == type:
                return found
    return None


@cache
def terraform_type(type: str, data: bool) -> Type | None:
    """The class of ``aws_s3_bucket`` in its provider's package."""
    provider, _, name = type.partition("_")
    library = load(f"@cdktf/provider-{provider}")
    namespace = camel_name(name)
    if data:
        namespace = f"data{provider[:1].upper()}{provider[1:]}{namespace[:1].upper()}{namespace[1:]}"
    found = library.get(f"{namespace}.{namespace[:1].upper()}{namespace[1:]}")
    if found is not None and found.deployed_type == type:
        return found
    wanted = f"{namespace}.{namespace}".lower()
    for identity in library.ids():  # case by other rules, or a class that was in the way of a struct
        if identity.lower() in (wanted, wanted + "a"):
            found = library.get(identity)
            if found is not None and found.deployed_type == type:
                return found
    return None


@cache
def pulumi_type(token: str) -> Type | None:
    """The class of ``aws:s3/bucket:Bucket``."""
    package, _, rest = token.partition(":")
    module, _, name = rest.partition(":")
    namespace = module.partition("/")[0]
    found = load(f"@pulumi/{package}").get(name if namespace in ("index", "") else f"{namespace}.{name}")
    return found if found is not None and found.deployed_type == token else None


def symbol(kind: Type) -> str:
    return f"{kind.library.name}.{kind.id}"


def struct_of(kind: Type | None, prop: Property | None) -> Type | None:
    """The struct that a property holds, or that the elements of its list or map are."""
    if kind is None or prop is None or prop.struct is None:
        return None
    return kind.library.get(prop.struct)


def arguments_of(kind: Type | None) -> Type | None:
    """The struct of a construct's properties."""
    struct = kind.props_struct if kind is not None else None
    return kind.library.get(struct) if kind is not None and struct is not None else None


@cache
def by_deployed_name(kind: Type, terraform: bool) -> dict[str, Property]:
    """A type's properties by their spelling in Terraform, else by their lower-case name: CloudFormation only differs from the L1 in case."""
    return {(p.attribute if terraform else p.name.lower()): p for p in kind.properties().values()}


def is_keyed(prop: Property) -> bool:
    """Whether a property is a map, whose keys are the author's."""
    return "{}" in prop.type


def is_list(prop: Property) -> bool:
    return "[]" in prop.type
