"""A method that is called with fewer or more arguments than it has parameters."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse
from iaclint.rule import Context, Finding, Rule, Signature

from ._literals import is_cast

rule = Rule(
    "API017",
    severity="error",
    summary="A method is called with too few or too many arguments",
    frameworks=("cdk", "cdktf"),
)


@rule.api_uses("call")
def check(use: ApiUse, context: Context) -> Iterator[Finding]:
    if use.properties is None or use.properties.open or is_cast(use.span):
        return
    signature = context.facts.signature(use.symbol)
    if signature is None:
        return
    named = len(use.properties.entries)
    if named and signature.struct is not None:
        return  # these may be its properties as well as other parameters
    given = len(use.arguments) + named
    most = None if signature.endless else len(signature.parameters)
    if given < signature.required or (most is not None and given > most):
        name = use.symbol.rpartition(".")[2]
        yield Finding(use.name_span, f"`{name}` takes {_range(signature)}, but it is given {given or 'none'}")


def _range(signature: Signature) -> str:
    least, most = signature.required, len(signature.parameters)
    if signature.endless:
        return f"at least {_arguments(least)}"
    return _arguments(most) if least == most else f"{least} to {_arguments(most)}"


def _arguments(count: int) -> str:
    return "1 argument" if count == 1 else f"{count or 'no'} arguments"
