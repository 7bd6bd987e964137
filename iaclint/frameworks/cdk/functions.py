"""Functions and constants of the CDK core: intrinsic functions, pseudo parameters, durations."""

from __future__ import annotations

import re
from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import FunctionValue
from iaclint.evaluator.calls import call_symbolically
from iaclint.evaluator.methods.strings import join_items
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import join_text, text_parts
from iaclint.frameworks.cdk.attributes import is_stack
from iaclint.frameworks.cdk.default_names import unique_id
from iaclint.frameworks.cdk.policies import grant_to_principal
from iaclint.frameworks.jsii import scope_chain
from iaclint.source import Span
from iaclint.values import ACCOUNT, DEPLOY_TIME, REGION, STACK, Instance, Known, MapValue, Symbol, Text, Unknown, Value

PSEUDO_PARAMETERS = {
    "REGION": ("AWS::Region", REGION),
    "ACCOUNT_ID": ("AWS::AccountId", ACCOUNT),
    "STACK_NAME": ("AWS::StackName", STACK),
    "STACK_ID": ("AWS::StackId", STACK),
    "PARTITION": ("AWS::Partition", 0),
    "URL_SUFFIX": ("AWS::URLSuffix", 0),
}


def pseudo_parameter(name: str, labels: int, span: Span | None) -> Unknown:
    return Unknown("known when deployed", name, span, labels | DEPLOY_TIME)


def constant(symbol: Symbol, span: Span) -> Value | None:
    """Library constants that are values to the evaluator: ``Aws.REGION``."""
    owner, _, name = symbol.name.rpartition(".")
    if owner == "aws-cdk-lib.Aws" and name in PSEUDO_PARAMETERS:
        return pseudo_parameter(*PSEUDO_PARAMETERS[name], span)
    return None


def join(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """``Fn.join(delimiter, values)``."""
    values = arguments.at(1, "list_of_values") or Known(None)
    return join_items(run, values, arguments.at(0, "delimiter") or Known(""), site)


_HOLE = re.compile(r"\$\{([\w:.!]{1,200})\}")


def substitute(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """``Fn.sub(body, variables)``: the holes of the body by the variables, pseudo parameters, or as they are."""
    body, variables = arguments.at(0, "body") or Known(None), arguments.at(1, "variables")
    written: list[str | Value] = text_parts(body, "typescript") if isinstance(body, (Text, Known)) else []
    if not any(isinstance(part, str) for part in written):
        return Unknown("Fn.sub of a text that is not known", span=site.span, labels=body.labels)
    parts: list[Value] = []
    for part in written:
        parts += substitutions(part, variables, site.span) if isinstance(part, str) else [part]
    return join_text(parts, "typescript", site.span)


def substitutions(text: str, variables: Value | None, span: Span) -> list[Value]:
    """A text that the program wrote, cut at its holes."""
    parts: list[Value] = []
    at = 0
    for match in _HOLE.finditer(text):
        parts += [Known(text[at : match.start()]), substituted(match[1], variables, span)]
        at = match.end()
    return [*parts, Known(text[at:])]


def substituted(name: str, variables: Value | None, span: Span) -> Value:
    if isinstance(variables, MapValue) and name in variables.entries:
        return variables.entries[name].value
    labels = next((label for known, label in PSEUDO_PARAMETERS.values() if known == name), 0)
    return pseudo_parameter(name, labels, span)


def stack_of(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """``Stack.of(construct)``."""
    for scope in scope_chain(arguments.at(0)):
        if scope.resource is not None and is_stack(scope.resource):
            return scope
    return Instance(symbol, "aws-cdk-lib.Stack", site.span)


def lazy(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """``Lazy.string({ produce: () => … })``: what it produces."""
    producer = arguments.at(0)
    produce = producer.get("produce") if isinstance(producer, MapValue) else None
    if isinstance(produce, FunctionValue):
        return call_symbolically(run, produce, site.span)
    return Unknown("a lazy value", span=site.span)


def apply_aspect(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    return Instance(symbol, symbol.name.rpartition(".")[0], site.span, arguments=arguments.positional)


def named_unknown(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """Intrinsic functions whose result only the deployment knows."""
    labels = DEPLOY_TIME
    for value in arguments.all():
        labels |= value.labels
    return Unknown("known when deployed", symbol.last, site.span, labels)


def unique_name(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """``Names.uniqueId(construct)``, ``Names.nodeUniqueId(construct.node)``."""
    construct = arguments.at(0, "construct", "node")
    if isinstance(construct, Instance) and construct.symbol == "constructs.Node":
        construct = construct.fields.get("#owner")
    if isinstance(construct, Instance) and construct.resource is not None:
        return unique_id(construct, site.span)
    return named_unknown(run, symbol, arguments, site)


def construct_of(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """``Stage.of``, ``App.of``."""
    return Instance(symbol, symbol.name.rpartition(".")[0], site.span)


def same(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """``Token.asString(value)`` changes the type for the compiler only."""
    return arguments.at(0, "value") or Known(None)


Code = Callable[[Run, Symbol, Arguments, ir.Call], Value]


def is_kind(base: str) -> Code:
    """``CfnResource.isCfnResource(construct)``."""

    def code(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
        value = arguments.at(0, "construct", "x") or Known(None)
        known = run.library.is_instance(value, Symbol(f"aws-cdk-lib.{base}"))
        return Unknown("the kind of a construct", span=site.span) if known is None else Known(known, site.span)

    return code


FUNCTIONS: dict[str, Code] = {
    "Fn.join": join,
    "Fn.sub": substitute,
    "Fn.select": named_unknown,
    "Fn.split": named_unknown,
    "Fn.getAtt": named_unknown,
    "Fn.ref": named_unknown,
    "Fn.importValue": named_unknown,
    "Fn.base64": named_unknown,
    "Fn.cidr": named_unknown,
    "Fn.getAzs": named_unknown,
    "Fn.findInMap": named_unknown,
    "Fn.conditionIf": named_unknown,
    "Stack.of": stack_of,
    "Names.uniqueId": unique_name,
    "Names.uniqueResourceName": named_unknown,
    "Names.nodeUniqueId": unique_name,
    "Lazy.string": lazy,
    "Lazy.number": lazy,
    "Lazy.list": lazy,
    "Lazy.any": lazy,
    "Lazy.uncachedString": lazy,
    "Token.asString": same,
    "Token.asNumber": same,
    "Token.asList": same,
    "Stage.of": construct_of,
    "CfnResource.isCfnResource": is_kind("CfnResource"),
    "Resource.isResource": is_kind("Resource"),
    "Stack.isStack": is_kind("Stack"),
    "aws_iam.Grant.addToPrincipal": grant_to_principal,
    "aws_iam.Grant.addToPrincipalOrResource": grant_to_principal,
    "aws_iam.Grant.addToPrincipalAndResource": grant_to_principal,
}
