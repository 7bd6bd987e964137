"""A class that is imported from a module that does not have it."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse, ResourceGraph
from iaclint.rule import Context, Finding, Rule

from ._missing import replacement, written
from ._modules import module_name

rule = Rule(
    "API008",
    severity="error",
    summary="A class is taken from a module of the library that does not have it",
)

V1_CORE = ("@aws-cdk/core", "aws-cdk.core")
MODULES_SHOWN = 3


@rule.api_uses("member")
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    name = written(use.span, use.symbol)
    if name is None or context.facts.removed_in_v2(use.symbol) is not None:
        return
    language = use.span.file.language
    missing = context.facts.missing_class(use.symbol, language)
    if missing is None or _may_be_namespace(use):
        return
    owner = module_name(missing.library, missing.owner, language)
    what = "class " if name[:1].isupper() else ""
    message = f"`{owner}` has no {what}`{name}` in {missing.library} {missing.version}"
    if missing.names:
        homes = [f"`{module_name(missing.library, home, language)}`" for home in missing.names[:MODULES_SHOWN]]
        yield Finding(use.span, f"{message}: it is in {' or '.join(homes)}")
    elif missing.closest is not None:
        fix = replacement(use.span, missing.closest, "display")  # an import is not the only place of the name
        yield Finding(use.span, message, help=f"did you mean `{missing.closest}`?", fix=fix)
    else:
        yield Finding(use.span, message)


def _may_be_namespace(use: ApiUse) -> bool:
    """Pulumi's packages have namespaces of constants that are written by hand (`iam.Principals.LambdaPrincipal`), which no list has."""
    name = use.symbol.rpartition(".")[2]
    followed = use.span.file.data[use.span.end : use.span.end + 1] == b"."
    return use.symbol.startswith("@pulumi/") and name[:1].isupper() and followed


@rule.program()
def check_v1(graph: ResourceGraph, context: Context) -> Iterator[Finding]:
    """Once for each package and file."""
    if any(context.facts.library_version(core) is not None for core in V1_CORE):
        return
    told: set[tuple[str, str]] = set()
    for use in graph.api_uses:
        module = context.facts.module_since_v2(use.symbol) if use.kind == "member" else None
        if module is None:
            continue
        package, _, rest = use.symbol.partition(".")
        package = f"{package}.core" if rest.partition(".")[0] == "core" else package
        if (use.span.file.path, package) in told:
            continue
        told.add((use.span.file.path, package))
        language = use.span.file.language
        old, new = (module_name(*at, language) for at in (_split(package), _split(module)))
        yield Finding(use.span, f"`{old}` is CDK v1: v2 has `{new}`")


def _split(module: str) -> tuple[str, str]:
    library, _, namespace = module.partition(".")
    return library, namespace
