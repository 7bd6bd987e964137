"""A policy that IAM refuses: the deployment fails with ``MalformedPolicyDocument``."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import PolicyStatement
from iaclint.rule import Context, Finding, Rule

from . import _grammar as grammar

rule = Rule(
    "IAM008",
    severity="error",
    summary="A policy is not valid, so that AWS refuses it",
    equivalents=(
        "cfn-lint:E3510",
        "cfn-lint:E3514",
        "cfn-lint:W2511",
        "cfn-lint:W3037",
    ),
)

CHECKS = (
    grammar.document_elements,
    grammar.version,
    grammar.statement_elements,
    grammar.effect,
    grammar.required_elements,
    grammar.actions,
    grammar.principals,
    grammar.sid,
)


@rule.statements()
def check(statement: PolicyStatement, context: Context) -> Iterator[Finding]:
    for look in CHECKS:
        for fault in look(statement):
            yield Finding(fault.span, fault.message, statement.owner, help=fault.help)
