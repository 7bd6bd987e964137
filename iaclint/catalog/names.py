"""How the frameworks spell one name in Python.

The libraries are generated from camelCase declarations, and the way back is ambiguous (`ipv4_ipam` could be `ipv4Ipam`
or `ipv4IPAM`), so names are only ever turned *into* Python; to go back, spell the candidates and compare.
"""

from __future__ import annotations

from functools import lru_cache
from keyword import iskeyword


@lru_cache(maxsize=8192)
def python_name(name: str) -> str:
    """`bucketName` → `bucket_name`, `memoryLimitMiB` → `memory_limit_mib`, `lambda` → `lambda_`; `NODEJS_20_X` stays."""
    if name.isupper():
        return name
    from re import sub

    word = sub(r"([KMGTPE])iB", r"\1ib", name)  # the one unit jsii keeps together
    word = sub(r"([a-z0-9])([A-Z])", r"\1_\2", word)
    word = sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", word).lower()
    return word + "_" if iskeyword(word) else word


def constant_name(name: str) -> str:
    """A static constant of a class: `LINEAR_10PERCENT` → `LINEAR_10_PERCENT`, `LAMBDA` → `LAMBDA_`; what is no constant
    (`detailType`) is spelt like any property. Members of enums keep their names."""
    if not name.isupper():
        return python_name(name)
    from re import sub

    word = sub(r"(\d)([A-Z])", r"\1_\2", name)
    return word + "_" if iskeyword(word.lower()) else word


def enum_name(name: str) -> str:
    """A member of a Pulumi SDK's enum: `NodeJS20dX` → `NODE_JS20D_X`; `AWS_ConfigRole`, as the SDK has it, `AW_S_CONFIG_ROLE`."""
    from re import sub

    word = sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    word = sub(r"([A-Z]+)([A-Z](?:_|(?!s)[a-z]))", r"\1_\2", word)
    return sub(r"_+", "_", word.upper()) + ("_" if iskeyword(word.lower()) else "")


def terraform_name(name: str) -> str:
    """The Terraform attribute a camelCase property is rendered as, where the library does not say otherwise."""
    from re import sub

    return sub(r"([A-Z])", r"_\1", name).lower().lstrip("_")


def camel_name(name: str) -> str:
    """`s3-bucket` or `s3_bucket` → `s3Bucket`: the namespace that a directory or a Python module stands for."""
    head, *tail = name.replace("-", "_").split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in tail)
