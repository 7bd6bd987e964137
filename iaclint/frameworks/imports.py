"""Canonical names of library modules: what both languages import becomes one symbol."""

from __future__ import annotations

import re

from iaclint.catalog import load
from iaclint.source import Language

# Python distribution modules that are not named after their npm package by rule.
PYTHON_PACKAGES = {
    "aws_cdk": "aws-cdk-lib",
    "constructs": "constructs",
    "cdktf": "cdktf",
    "cdktn": "cdktn",
    "pulumi": "@pulumi/pulumi",
}
_CDKTF_PROVIDER = re.compile(r"(?:cdktf|cdktn)_cdktf_provider_(\w+)|cdktn_provider_(\w+)")
_NPM_PROVIDER = re.compile(r"(@(?:cdktf|cdktn)/provider-[\w-]+)(?:/lib)?(?:/(.+))?")
_CDK_ALPHA = re.compile(r"@aws-cdk/([\w-]+)")


def canonical(specifier: str, language: Language) -> str | None:
    """The symbol name of a framework's module (``aws-cdk-lib.aws_s3``); ``None`` for other libraries."""
    return _python(specifier) if language == "python" else _typescript(specifier)


def _python(specifier: str) -> str | None:
    root, _, rest = specifier.partition(".")
    provider = _CDKTF_PROVIDER.fullmatch(root)
    if provider is not None:
        scope = "@cdktn" if root.startswith("cdktn") else "@cdktf"
        library = f"{scope}/provider-{(provider[1] or provider[2]).replace('_', '-')}"
        return joined(library, provider_namespace(library, rest))
    if root in PYTHON_PACKAGES:
        return joined(PYTHON_PACKAGES[root], rest)
    if root.startswith("pulumi_"):
        return joined("@pulumi/" + root.removeprefix("pulumi_").replace("_", "-"), rest)
    return None


def _typescript(specifier: str) -> str | None:
    provider = _NPM_PROVIDER.fullmatch(specifier)
    if provider is not None:
        return joined(provider[1], provider_namespace(provider[1], provider[2] or ""))
    for library in ("aws-cdk-lib", "cdktf", "cdktn", "constructs"):
        if specifier == library or specifier.startswith(library + "/"):
            return joined(library, module_path(specifier[len(library) + 1 :]))
    if specifier.startswith("@pulumi/"):
        scope, name, *rest = specifier.split("/")
        return joined(f"{scope}/{name}", ".".join(rest))
    alpha = _CDK_ALPHA.match(specifier)
    return alpha[0] if alpha is not None else None


def module_path(path: str) -> str:
    """``aws-s3`` → ``aws_s3``; ``core``, ``lib/…`` and ``package.json`` are the root."""
    first = path.split("/")[0]
    return "" if first in ("core", "lib", "") else first.replace("-", "_")


def provider_namespace(library: str, path: str) -> str:
    """The catalog's namespace of a provider's module, in either language's spelling (``s3-bucket``, ``s3_bucket`` → ``s3Bucket``)."""
    first = re.split(r"[./]", path)[0]
    if not first or first == "index":
        return ""
    return load(library).by_directory(first) or first


def generated(name: str, module: str) -> str:
    """The symbol of locally generated CDKTF bindings: those of the prebuilt provider of that name."""
    library = f"@cdktf/provider-{name}"
    return joined(library, provider_namespace(library, module))


def joined(library: str, rest: str) -> str:
    return f"{library}.{rest}" if rest else library


def library_of(symbol: str) -> str:
    """``@pulumi/aws.s3.Bucket`` → ``@pulumi/aws``."""
    return symbol.partition(".")[0]


def path_of(symbol: str) -> str:
    """``@pulumi/aws.s3.Bucket`` → ``s3.Bucket``."""
    return symbol.partition(".")[2]
