"""A statement on ``*`` reaches every resource of the account, those of other projects and environments too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iaclint.model import PolicyStatement
from iaclint.rule import Context, Finding, Rule, Severity

from ._statements import grants, limits_what, limits_who, listed

rule = Rule(
    "IAM003",
    severity="warning",
    summary="A policy allows actions on every resource that could be limited to some",
    equivalents=(
        "sonar:S6304",
        "sonar:S6317",
        "cdk-nag:AwsSolutions-IAM5",
        "cfn-lint:I3510",
        "corymhall-awscdk:no-policy-allow-kms-decrypt",
        "cdk-insights:iam-policies-overly-permissive",
    ),
    cwe=(732,),
    security_severity="5.0",
)

EVERY_RESOURCE = re.compile(r"\*|arn:[\w-]+:[\w-]+:::\*")
CHANGES = ("Write", "Tagging", "Permissions management")

# Granted on every resource by the policies that AWS itself makes for service roles: what they touch has no name before it exists, or is a log.
USUAL = frozenset(
    (
        "cloudwatch:putmetricdata",
        "ec2:createnetworkinterface",
        "ec2:deletenetworkinterface",
        "ec2:assignprivateipaddresses",
        "ec2:unassignprivateipaddresses",
        "iam:createservicelinkedrole",
        "logs:createloggroup",
        "logs:createlogstream",
        "logs:describelogstreams",
        "logs:putlogevents",
        "s3-object-lambda:writegetobjectresponse",
        "ssm:updateinstanceinformation",
    )
)


@rule.statements()
def check(statement: PolicyStatement, context: Context) -> Iterator[Finding]:
    if statement.kind != "identity" or not statement.resources:
        return
    everything = next((item for item in statement.resources if EVERY_RESOURCE.fullmatch(item.text or "")), None)
    if everything is None or not grants(statement, context) or limits_what(statement):
        return
    changing, reading = limitable(statement, context)
    if not changing and not reading:
        return
    limited = limits_who(statement)
    severity: Severity = "warning" if changing and not limited else "info"
    yield Finding(
        everything.span,
        f"`{everything.text}` allows {listed(changing or reading)} on every resource"
        + (", under a condition" if limited else ""),
        statement.owner,
        help="name the resources, as ARNs",
        severity=severity,
    )


def limitable(statement: PolicyStatement, context: Context) -> tuple[list[str], list[str]]:
    """The actions, as written, that could be limited to resources: those that change something, and those that only read. A pattern of
    reading actions (``ec2:Describe*``) counts when most of them could."""
    changing: list[str] = []
    reading: list[str] = []
    facts = context.facts
    for item in statement.actions:
        if item.text is None or item.text in ("*", "*:*"):
            continue
        covered = [action for action in facts.iam_actions(item.text) if action.lower() not in USUAL]
        limits = [facts.iam_resource_level(action) for action in covered]
        if any(
            facts.iam_access_level(action) in CHANGES and limit != "none"
            for action, limit in zip(covered, limits, strict=True)
        ):
            changing.append(item.text)
        elif 2 * limits.count("required") > len(covered):
            reading.append(item.text)
    return changing, reading
