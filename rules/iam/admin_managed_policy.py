"""A managed policy with all the rights of an account, or of a service, where a few would do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaclint.model import ApiUse, Resource
from iaclint.rule import Context, Finding, Rule, Severity

from ._managed import ManagedPolicy, of_resource, of_use

rule = Rule(
    "IAM006",
    severity="error",
    summary="A managed policy gives full access",
    equivalents=("cdk-nag:AwsSolutions-IAM4",),
    cwe=(250, 732),
    security_severity="8.0",
)

FULL = re.compile(r"fullaccess(v\d)?$")


@rule.resources()
def check(resource: Resource, context: Context) -> Iterator[Finding]:
    for policy in of_resource(resource):
        yield from findings(policy, resource)


@rule.api_uses()
def check_use(use: ApiUse, context: Context) -> Iterator[Finding]:
    for policy in of_use(use):
        yield from findings(policy, None)


def findings(policy: ManagedPolicy, resource: Resource | None) -> Iterator[Finding]:
    judged = judge(policy.plain)
    if judged is not None:
        what, severity = judged
        yield Finding(
            policy.span,
            f"`{policy.last}` {what}",
            resource,
            help="attach a policy with the actions and resources that are needed",
            severity=severity,
        )


def judge(name: str) -> tuple[str, Severity] | None:
    """What a managed policy of this plain name gives, and how bad that is."""
    if name == "administratoraccess":
        return "makes an administrator of the account", "error"
    if name == "iamfullaccess":
        return "lets its holder become administrator of the account", "error"
    if name == "poweruseraccess":
        return "gives full access to every service but IAM", "warning"
    if FULL.search(name):
        return "gives full access to a service", "warning"
    return None
