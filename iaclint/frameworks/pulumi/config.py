"""``pulumi.Config``: values of the stack's configuration."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.run import Run
from iaclint.evaluator.standard.data import from_data
from iaclint.evaluator.texts import concrete
from iaclint.values import ENVIRONMENT, SECRET, Instance, Known, Output, Unknown, Value, relabelled

CONFIG_METHODS = frozenset(
    prefix + kind
    for prefix in ("get", "require")
    for kind in ("", "Boolean", "Bool", "Number", "Int", "Float", "Object", "Secret", "SecretBoolean", "SecretBool",
                 "SecretNumber", "SecretObject", "SecretInt")
)  # fmt: skip


def config_value(run: Run, config: Instance, method: str, arguments: Arguments, site: ir.Call) -> Value:
    """``config.get(key)``: what the stack's file says, unless the key is an environment source; else given from outside."""
    key = concrete(arguments.at(0, "key") or Known(None))
    if not isinstance(key, str):
        return Unknown("a configuration value whose key is not known", span=site.span)
    value = stated(run, config, key, arguments, site)
    if "Secret" not in method:
        return value
    secret = relabelled(value, SECRET)
    if method.startswith("get") and isinstance(value, Unknown):
        return secret  # perhaps there is none: the program may ask
    return Output(secret, site.span)


def stated(run: Run, config: Instance, key: str, arguments: Arguments, site: ir.Call) -> Value:
    namespace = concrete(config.arguments[0]) if config.arguments else run.program.name
    if not run.sources.labels(key) & ENVIRONMENT:
        data = run.program.stack_config(f"{namespace}:{key}")
        if data is not None:
            return from_data(data, site.span)
    return run.given(key, f"configuration value {key}", site.span, arguments.at(1, "default"))
