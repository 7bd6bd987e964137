"""Aspects: visitors of every construct below a scope, which act once the whole program is built."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.attributes import get_attribute
from iaclint.evaluator.callables import FunctionValue
from iaclint.evaluator.calls import call_function
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import concrete
from iaclint.frameworks.changes import opened, resource_of, set_removal
from iaclint.frameworks.framework import callee_span
from iaclint.frameworks.jsii import catalog_type, scope_chain
from iaclint.model import Resource
from iaclint.model.graph import Aspect
from iaclint.source import Span
from iaclint.values import Instance, Known, ListValue, MapValue, Symbol, Value, is_absent

ASPECTS = ("aws-cdk-lib.Aspects", "cdktf.Aspects", "cdktn.Aspects")
POLICIES = "aws-cdk-lib.RemovalPolicies"
MISSING_POLICIES = "aws-cdk-lib.MissingRemovalPolicies"
REMOVALS = {
    "retain": "RETAIN",
    "retainOnUpdateOrDelete": "RETAIN_ON_UPDATE_OR_DELETE",
    "destroy": "DESTROY",
    "snapshot": "SNAPSHOT",
    "apply": "",
}
# The methods that visit a scope later, each with the classes that have it.
SCOPED = {"add": ASPECTS} | dict.fromkeys(REMOVALS, (POLICIES, MISSING_POLICIES))

MAX_VISITED = 400  # resources below one scope; with more, what an aspect does is not followed
HARMLESS = ("Tag", "RemoveTag")  # the library's own: they change tags
REPORTERS = "Checks"  # of rule packs (``AwsSolutionsChecks``): they report and change nothing


class RemovalVisitor(Value):
    """``RemovalPolicies.of(scope).destroy(…)``: ``policy`` for the resources below, perhaps only for those that have none."""

    __slots__ = ("excluded", "missing_only", "only", "policy")

    def __init__(self, policy: Value, missing_only: bool, only: list[str], excluded: list[str], span: Span) -> None:
        super().__init__(span)
        self.policy = policy
        self.missing_only = missing_only
        self.only = only
        self.excluded = excluded

    def covers(self, resource: Resource) -> bool:
        if self.missing_only and (resource.get("removalPolicy").given or resource.default_removal != "destroy"):
            return False
        return resource.type not in self.excluded and (not self.only or resource.type in self.only)


def visit_later(run: Run, instance: Instance, name: str, arguments: Arguments, site: ir.Call) -> Value:
    """``Aspects.of(scope).add(visitor)``, ``RemovalPolicies.of(scope).retain(options)``."""
    scope = instance.arguments[0] if instance.arguments else Known(None)
    visitor = arguments.at(0, "aspect")
    if name != "add":
        policy = arguments.at(0, "policy") if name == "apply" else Symbol(f"aws-cdk-lib.RemovalPolicy.{REMOVALS[name]}")
        options = arguments.at(1 if name == "apply" else 0)
        options = options if isinstance(options, MapValue) else arguments.keywords(site.span)
        visitor = RemovalVisitor(
            policy or Known(None),
            instance.symbol == MISSING_POLICIES,
            deployed_types(options.get("applyToResourceTypes") or options.get("apply_to_resource_types")),
            deployed_types(options.get("excludeResourceTypes") or options.get("exclude_resource_types")),
            callee_span(site),
        )
    if visitor is not None:
        run.graph.aspects.append(Aspect(scope, visitor, callee_span(site), run.guards, run.reached))
    return instance


def deployed_types(value: Value | None) -> list[str]:
    """Types given as text or as ``CfnBucket.CFN_RESOURCE_TYPE_NAME``."""
    found = []
    for item in value.items if isinstance(value, ListValue) else ():
        text = concrete(item)
        kind = catalog_type(item.name.rpartition(".")[0]) if isinstance(item, Symbol) else None
        found.append(text if isinstance(text, str) else (kind.deployed_type if kind is not None else None) or "")
    return found


def apply_aspects(run: Run) -> None:
    """Lets the aspects that were added so far visit what is below their scopes."""
    waiting, run.graph.aspects = run.graph.aspects, []
    guards, reached = run.guards, run.reached
    for aspect in waiting:
        run.guards, run.reached = aspect.conditions, aspect.reached
        below = resources_below(run, aspect.scope)
        if isinstance(aspect.visitor, RemovalVisitor):
            for resource in below:
                if aspect.visitor.covers(resource):
                    set_removal(run, resource, "removalPolicy", aspect.visitor.policy, aspect.span)
        else:
            visit_all(run, aspect, below)
    run.guards, run.reached = guards, reached


def resources_below(run: Run, scope: Value) -> list[Resource]:
    return [
        resource
        for resource in run.graph.resources
        if resource.kind == "resource" and any(value is scope for value in scope_chain(resource.instance))
    ]


def visit_all(run: Run, aspect: Aspect, below: list[Resource]) -> None:
    visit = visitor_function(run, aspect)
    if visit is None and is_harmless(aspect.visitor):
        return
    for resource in below:
        if visit is None or len(below) > MAX_VISITED:
            opened(resource, "an aspect that was not followed", aspect.span)
            continue
        for node in nodes_of(resource):
            call_function(run, visit, Arguments([node]), aspect.span)


def visitor_function(run: Run, aspect: Aspect) -> FunctionValue | None:
    """The ``visit`` of an aspect that the program defines."""
    visitor = aspect.visitor
    if isinstance(visitor, MapValue):
        found = visitor.get("visit")
    elif isinstance(visitor, Instance) and not isinstance(visitor.klass, Symbol):
        found = get_attribute(run, visitor, "visit", aspect.span)
    else:
        return None
    return found if isinstance(found, FunctionValue) else None


def is_harmless(visitor: Value) -> bool:
    if is_absent(visitor):
        return True
    if isinstance(visitor, Instance) and visitor.symbol.rpartition(".")[2] in HARMLESS:
        return True
    text = visitor.span.text.partition("(")[0] if visitor.span is not None else ""
    return text.endswith(REPORTERS)


def nodes_of(resource: Resource) -> list[Instance]:
    """The constructs that stand for one resource: the L2 and the L1 within it."""
    from iaclint.frameworks.cdk.attributes import default_child

    instance = resource.instance
    if instance is None or resource_of(instance) is None:
        return []
    kind = catalog_type(resource.construct)
    if kind is None or not kind.resource_class:
        return [instance]
    child = default_child(instance, resource.span)
    return [instance, child] if isinstance(child, Instance) else [instance]
