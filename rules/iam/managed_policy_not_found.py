"""Attaching a managed policy that AWS does not have fails when the stack is deployed, often over its path only."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import ApiUse, Resource
from iaclint.rule import Context, Finding, Rule

from ._managed import ManagedPolicy, of_resource, of_use

rule = Rule("IAM007", severity="error", summary="AWS has no managed policy of this name")


@rule.resources()
def check(resource: Resource, context: Context) -> Iterator[Finding]:
    for policy in of_resource(resource):
        yield from findings(policy, context, resource)


@rule.api_uses()
def check_use(use: ApiUse, context: Context) -> Iterator[Finding]:
    for policy in of_use(use):
        yield from findings(policy, context, None)


def findings(policy: ManagedPolicy, context: Context, resource: Resource | None) -> Iterator[Finding]:
    if policy.constant or context.facts.managed_policy_exists(policy.name):
        return
    meant = context.facts.closest_managed_policy(policy.name)
    yield Finding(
        policy.span,
        f"`{policy.name}` is not a managed policy of AWS as of {context.facts.managed_policies_date()}"
        + (f": did you mean `{meant}`?" if meant else ""),
        resource,
        help=f"use `{meant}`" if meant else "look the name up in the AWS managed policy reference",
    )
