"""How programs name the modules of the libraries."""

from __future__ import annotations

import re
from keyword import iskeyword

from iaclint.source import Language


def module_name(library: str, namespace: str, language: Language) -> str:
    """What is imported: ``aws-cdk-lib/aws-s3`` or ``aws_cdk.aws_s3``."""
    if library.startswith("@pulumi/"):
        namespace += "_" * (language == "python" and iskeyword(namespace))
        root = library if language == "typescript" else f"pulumi_{library.removeprefix('@pulumi/').replace('-', '_')}"
        return f"{root}.{namespace}" if namespace else root
    if language == "python":
        return ".".join(filter(None, (_distribution(library), _snake(namespace))))
    folder = "/lib/" if library.startswith("@cdkt") else "/"
    return library + folder + _snake(namespace).replace("_", "-") if namespace else library


def _distribution(library: str) -> str:
    """The Python package of a jsii library."""
    scope, _, name = library.rpartition("/")
    if scope in ("@cdktf", "@cdktn"):
        return f"{scope[1:]}_cdktf_{name}".replace("-", "_") if scope == "@cdktf" else f"cdktn_{name}".replace("-", "_")
    return "aws_cdk" if library == "aws-cdk-lib" or scope == "@aws-cdk" else library


def _snake(namespace: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", namespace).replace("-", "_").lower()
