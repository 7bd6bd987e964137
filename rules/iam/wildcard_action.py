"""A statement that allows every action makes an administrator of whoever it is attached to."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import PolicyStatement
from iaclint.rule import Context, Finding, Rule

from ._statements import grants, limits_who

rule = Rule(
    "IAM001",
    severity="error",
    summary="A policy allows every action",
    equivalents=(
        "sonar:S6302",
        "cdk-nag:AwsSolutions-IAM5",
        "cdk-nag:IAMPolicyNoStatementsWithAdminAccess",
        "corymhall-awscdk:no-iam-admin-permissions",
        "cdk-insights:iam-policies-overly-permissive",
    ),
    cwe=(250, 732),
    security_severity="9.0",
)

EVERYTHING = ("*", "*:*")


@rule.statements()
def check(statement: PolicyStatement, context: Context) -> Iterator[Finding]:
    if statement.kind not in ("identity", "resource"):
        return
    for action in statement.actions:
        if action.text in EVERYTHING and grants(statement, context):
            whole = statement.kind == "identity" and not limits_who(statement)
            what = "every action of every service" if statement.kind == "identity" else "every action on the resource"
            yield Finding(
                action.span,
                f"`{action.text}` allows {what}" + (", under a condition" if limits_who(statement) else ""),
                statement.owner,
                help="name the actions that are needed",
                severity=None if whole else "warning",
            )
