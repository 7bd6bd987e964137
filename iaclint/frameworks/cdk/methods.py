"""Methods of constructs and what they do to the model: a small table; every other method gives an object of its declared type.

``EFFECTS`` are the methods that change a resource which is there already, or give a value. The others, in groups:

- ``grant*`` allow, ``add*`` and ``allow*`` bring resources and permissions: measured, in the catalog (``catalog.grants``), and told in listings
  (``implied``). What the author names himself (``grant(grantee, 'dynamodb:*')``, statements) goes to the rules: ``policies``.
- ``addToPolicy`` and the like, ``addActions``, ``addResources`` … of a statement: ``policies``.
- ``Aspects.of(…).add``, ``RemovalPolicies.of(…)``: ``frameworks.aspects``. ``Lazy.string({ produce })``: ``functions``, the producer is called.
- L3 patterns (``ApplicationLoadBalancedFargateService``, ``QueueProcessingFargateService``, ``LambdaRestApi``) are components, or what their class
  deploys; the services, queues, balancers and methods that they make are ``implied``. None of them keeps anything behind its stack but the log
  groups of tasks and CloudWatch roles that the measured data marks (``!retain``).
"""

from __future__ import annotations

from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.run import Run
from iaclint.evaluator.standard.data import from_data
from iaclint.evaluator.texts import concrete, join_text
from iaclint.frameworks.aspects import SCOPED, visit_later
from iaclint.frameworks.cdk.attributes import default_child, symbol_of
from iaclint.frameworks.cdk.networks import select_subnets
from iaclint.frameworks.cdk.overrides import (
    add_deletion_override,
    add_override,
    add_property_deletion_override,
    add_property_override,
    apply_removal_policy,
)
from iaclint.frameworks.cdk.policies import policy_method
from iaclint.frameworks.changes import resource_of, set_property
from iaclint.frameworks.framework import record_use, run_callbacks
from iaclint.frameworks.jsii import catalog_type
from iaclint.source import Span
from iaclint.values import ENVIRONMENT, Instance, Known, Reference, Symbol, Unknown, Value

Effect = Callable[[Run, Instance, Arguments, ir.Call], Value]


def call_method(run: Run, instance: Instance, name: str, arguments: Arguments, site: ir.Call) -> Value:
    """``instance.name(…)``."""
    effect = EFFECTS.get(name)
    if effect is not None:
        return effect(run, instance, arguments, site)
    if name in SCOPED and instance.symbol in SCOPED[name]:
        return visit_later(run, instance, name, arguments, site)
    changed = policy_method(run, instance, name, arguments, site)
    if changed is not None:
        return changed
    run_callbacks(run, arguments, site)
    kind = catalog_type(instance.symbol)
    method = kind.method(name) if kind is not None else None
    if kind is not None:
        keywords = arguments.keywords(site.span)
        record_use(run, "call", f"{instance.symbol}.{name}", site, keywords, arguments.positional, instance)
    if method is not None and method.returns:
        symbol = symbol_of(instance, method.returns)
        made = Instance(Symbol(symbol), symbol, site.span)
        made.fields["#owner"] = instance
        if method.type != method.returns:
            made.open = f"result of {name}"  # many of them, or one of several kinds
        return made
    return Unknown(f"result of {name}", name, site.span)


def get_context(run: Run, node: Instance, arguments: Arguments, site: ir.Call) -> Value:
    """``node.tryGetContext(key)``: what ``cdk.json`` says, unless the key is an environment source: that comes from outside."""
    key = concrete(arguments.at(0, "key") or Known(None))
    if not isinstance(key, str):
        return Unknown("a context value whose key is not known", span=site.span)
    if not run.sources.labels(key) & ENVIRONMENT:
        data = run.program.context(key)
        if data is not None:
            return from_data(data, site.span)
    return run.given(key, f"context value {key}", site.span)


def set_construct_attribute(run: Run, instance: Instance, name: str, value: Value, span: Span) -> None:
    """``cfnBucket.bucketName = …``, ``resource.cfnOptions.deletionPolicy = …``."""
    owner = instance.fields.get("#owner")
    if instance.symbol.endswith(".ICfnResourceOptions") and isinstance(owner, Instance):
        write_property(run, owner, name, value, span)
    elif instance.resource is not None:
        write_property(run, instance, name, value, span)
    else:
        instance.fields[name] = value


def write_property(run: Run, instance: Instance, name: str, value: Value, span: Span) -> None:
    resource = resource_of(instance)
    if resource is not None:
        set_property(run, resource, name, value, span)


def find_child(run: Run, node: Instance, arguments: Arguments, site: ir.Call) -> Value:
    """``node.findChild('Resource')`` is the default child; other children are not known."""
    owner = node.fields.get("#owner")
    name = concrete(arguments.at(0) or Known(None))
    if isinstance(owner, Instance) and name in ("Resource", "Default"):
        return default_child(owner, site.span)
    return Unknown("a child of a construct", span=site.span)


def arn_for_objects(run: Run, bucket: Instance, arguments: Arguments, site: ir.Call) -> Value:
    """``bucket.arnForObjects(keyPattern)``."""
    pattern = arguments.at(0, "key_pattern", "keyPattern") or Known("*", site.span)
    return join_text([Reference(bucket, "bucketArn", site.span), Known("/"), pattern], "typescript", site.span)


def nothing(run: Run, instance: Instance, arguments: Arguments, site: ir.Call) -> Value:
    return Known(None, site.span)


EFFECTS: dict[str, Effect] = {
    "tryGetContext": get_context,
    "getContext": get_context,
    "applyRemovalPolicy": apply_removal_policy,
    "addOverride": add_override,
    "addPropertyOverride": add_property_override,
    "addDeletionOverride": add_deletion_override,
    "addPropertyDeletionOverride": add_property_deletion_override,
    "arnForObjects": arn_for_objects,
    "findChild": find_child,
    "tryFindChild": find_child,
    "addDependency": nothing,
    "selectSubnets": select_subnets,
    "synth": nothing,
}
