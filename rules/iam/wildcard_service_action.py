"""``s3:*`` allows deleting buckets and rewriting their policies, today's actions and all that the service will ever get."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaclint.model import PolicyStatement
from iaclint.rule import Context, Finding, Rule

from ._statements import grants

rule = Rule(
    "IAM002",
    severity="warning",
    summary="A policy allows every action of a service",
    equivalents=(
        "cdk-nag:AwsSolutions-IAM5",
        "cdk-nag:IAMPolicyNoStatementsWithFullAccess",
        "corymhall-awscdk:no-iam-star-actions",
        "cdk-insights:iam-policies-overly-permissive",
    ),
    cwe=(250, 732),
    security_severity="6.5",
)

WHOLE_SERVICE = re.compile(r"[A-Za-z0-9-]+:\*")


@rule.statements()
def check(statement: PolicyStatement, context: Context) -> Iterator[Finding]:
    if statement.kind not in ("identity", "resource"):
        return
    for action in statement.actions:
        if WHOLE_SERVICE.fullmatch(action.text or "") and grants(statement, context):
            service = (action.text or "").partition(":")[0]
            yield Finding(
                action.span,
                f"`{action.text}` allows every action of `{service}`",
                statement.owner,
                help="name the actions that are needed",
            )
