"""``Allow`` with ``NotAction`` grants everything but a few actions, those of services that do not exist yet included."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import PolicyStatement
from iaclint.rule import Context, Finding, Rule

from ._statements import grants, listed

rule = Rule(
    "IAM005",
    severity="warning",
    summary="A policy allows everything but some actions",
    equivalents=("cdk-nag:IAMPolicyNoStatementsWithAdminAccess",),
    cwe=(250, 732),
    security_severity="7.0",
)


@rule.statements()
def check(statement: PolicyStatement, context: Context) -> Iterator[Finding]:
    if not statement.not_actions or statement.kind in ("trust", "key") or not grants(statement, context):
        return
    names = [item.text for item in statement.not_actions if item.text is not None]
    yield Finding(
        statement.not_actions[0].span,
        f"`NotAction` allows everything but {listed(names) if names else 'what it lists'}",
        statement.owner,
        help="allow the actions that are needed, or deny these",
    )
