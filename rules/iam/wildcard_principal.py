"""``Principal: "*"`` is everybody: every AWS account, and for some services whoever is on the internet."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import PolicyStatement, Resource
from iaclint.rule import Context, Finding, Rule, Severity
from iaclint.values import Known

from ._statements import grants, limits_who

rule = Rule(
    "IAM004",
    severity="error",
    summary="A policy allows everybody",
    equivalents=(
        "sonar:S6270",
        "cdk-nag:AwsSolutions-ECR1",
        "cdk-nag:AwsSolutions-EVB1",
        "cdk-nag:LambdaFunctionPublicAccessProhibited",
        "cfn-lint:E3512",
        "cdk-insights:kms-key-policy-public",
        "cdk-insights:secrets-manager-secret-public",
        "cdk-insights:eventbridge-bus-policy-wildcard-principal",
        "cdk-insights:lambda-permission-public",
    ),
    cwe=(284, 732),
    security_severity="8.0",
)

WEBSITE = ("s3:getobject", "s3:getobjectversion")
PUBLIC_API = ("execute-api:invoke", "execute-api:*")
READS = ("Read", "List")


@rule.statements()
def check(statement: PolicyStatement, context: Context) -> Iterator[Finding]:
    if statement.kind == "identity" or not grants(statement, context) or limits_who(statement):
        return
    actions = [item.text.lower() for item in statement.actions if item.text is not None]
    if actions and all(action in PUBLIC_API for action in actions):
        return  # an API without a policy is as public
    for principal in statement.principals:
        if principal.text == "*" and principal.type in ("AWS", "*"):
            yield Finding(
                principal.span,
                message(statement),
                statement.owner,
                help="name the principals, or add a condition on where the request comes from",
                severity=severity_of(statement, actions, context),
            )
            return


def message(statement: PolicyStatement) -> str:
    if statement.kind == "trust":
        return "`*` lets every AWS account assume the role"
    names = [f"`{item.text}`" for item in statement.actions if item.text is not None]
    return f"`*` allows everybody {names[0] if names else 'what the statement grants'}" + (" and more" if len(names) > 1 else "")  # fmt: skip


def severity_of(statement: PolicyStatement, actions: list[str], context: Context) -> Severity:
    """Reading objects is what a public website is for; other reading is doubtful; changing, using keys and assuming roles is a fault."""
    if statement.kind != "resource" or statement.open or not actions:
        return "error" if statement.kind != "resource" else "warning"
    if all(action in WEBSITE for action in actions) or in_network(statement.owner):
        return "info"
    covered = [action for pattern in actions for action in context.facts.iam_actions(pattern)]
    levels = {context.facts.iam_access_level(action) for action in covered}
    return "warning" if levels <= set(READS) else "error"


def in_network(owner: Resource | None) -> bool:
    """A search domain in a VPC: only who is in the network can reach it."""
    return owner is not None and any(owner.get(name).given for name in ("vpc", "vpcOptions"))


@rule.resources("AWS::Lambda::Permission", "aws_lambda_permission", "aws:lambda/permission:Permission")
def check_permission(resource: Resource, context: Context) -> Iterator[Finding]:
    principal = resource.get("principal")
    if not isinstance(principal.value, Known) or principal.value.data != "*":
        return
    limits = ("sourceArn", "sourceAccount", "principalOrgId", "principalOrgID")
    if not any(resource.get(name).given for name in limits):
        public = isinstance(given := resource.get("functionUrlAuthType").value, Known) and given.data == "NONE"
        yield Finding(
            principal.span,
            "`*` lets everybody invoke the function",
            resource,
            help="name the principal, or say where the request comes from with `sourceArn`",
            severity="info" if public else None,  # a function's address that is meant for everybody
        )
