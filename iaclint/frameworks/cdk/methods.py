"""Methods of constructs and what they do to the model: a small table; every other method gives an object of its declared type."""

from __future__ import annotations

from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.run import Run
from iaclint.evaluator.standard.data import from_data
from iaclint.evaluator.texts import concrete
from iaclint.frameworks.cdk.attributes import default_child, symbol_of
from iaclint.frameworks.cdk.policies import policy_method
from iaclint.frameworks.framework import record_use, run_callbacks
from iaclint.frameworks.jsii import catalog_type
from iaclint.source import Span
from iaclint.values import ENVIRONMENT, Entry, Instance, Known, Symbol, Unknown, Value

Effect = Callable[[Run, Instance, Arguments, ir.Call], Value]


def call_method(run: Run, instance: Instance, name: str, arguments: Arguments, site: ir.Call) -> Value:
    """``instance.name(…)``."""
    effect = EFFECTS.get(name)
    if effect is not None:
        return effect(run, instance, arguments, site)
    changed = policy_method(run, instance, name, arguments, site)
    if changed is not None:
        return changed
    run_callbacks(run, arguments, site)
    kind = catalog_type(instance.symbol)
    method = kind.method(name) if kind is not None else None
    if kind is not None:
        record_use(run, "call", f"{instance.symbol}.{name}", site, arguments.keywords(site.span), arguments.positional)
    if method is not None and method.returns:
        symbol = symbol_of(instance, method.returns)
        made = Instance(Symbol(symbol), symbol, site.span)
        made.fields["#owner"] = instance
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


def apply_removal_policy(run: Run, instance: Instance, arguments: Arguments, site: ir.Call) -> Value:
    policy = arguments.at(0, "policy")
    if policy is not None:
        set_property(run, instance, "removalPolicy", policy, policy.span or site.span)
    return Known(None, site.span)


def set_property(run: Run, instance: Instance, name: str, value: Value, span: Span) -> None:
    """A write to a property after construction; a choice with the old value when it happens under a condition."""
    from iaclint.evaluator.patterns import guarded

    holder = instance
    if instance.resource is not None:
        holder = instance.resource.instance or instance
    if holder.properties is not None:
        old = holder.properties.entries.get(name)
        merged = guarded(run, run.frame_guards(), old.value if old else None, value)
        holder.properties.entries[name] = Entry(merged, span, None)


def set_construct_attribute(run: Run, instance: Instance, name: str, value: Value, span: Span) -> None:
    """``cfnBucket.bucketName = …``, ``resource.cfnOptions.deletionPolicy = …``."""
    owner = instance.fields.get("#owner")
    if instance.symbol.endswith(".ICfnResourceOptions") and isinstance(owner, Instance):
        set_property(run, owner, name, value, span)
    elif instance.resource is not None:
        set_property(run, instance, name, value, span)
    else:
        instance.fields[name] = value


def find_child(run: Run, node: Instance, arguments: Arguments, site: ir.Call) -> Value:
    """``node.findChild('Resource')`` is the default child; other children are not known."""
    owner = node.fields.get("#owner")
    name = concrete(arguments.at(0) or Known(None))
    if isinstance(owner, Instance) and name in ("Resource", "Default"):
        return default_child(owner, site.span)
    return Unknown("a child of a construct", span=site.span)


def nothing(run: Run, instance: Instance, arguments: Arguments, site: ir.Call) -> Value:
    return Known(None, site.span)


EFFECTS: dict[str, Effect] = {
    "tryGetContext": get_context,
    "getContext": get_context,
    "applyRemovalPolicy": apply_removal_policy,
    "findChild": find_child,
    "tryFindChild": find_child,
    "addDependency": nothing,
    "synth": nothing,
}
