"""CDK's notations of policies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.frameworks.policies.statements import line, statements, written

READ = "identity Allow s3:GetObject on arn:aws:s3:::b/*"
STATEMENT_TS = "new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/*'] })"
STATEMENT_PY = 'iam.PolicyStatement(actions=["s3:GetObject"], resources=["arn:aws:s3:::b/*"])'
JSON_TS = (
    "{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }] }"
)
JSON_PY = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}]}'

IDENTITY = {
    "addToPolicy": (f"role.addToPolicy({STATEMENT_TS})", f"role.add_to_policy({STATEMENT_PY})"),
    "addToPrincipalPolicy": (
        f"role.addToPrincipalPolicy({STATEMENT_TS})",
        f"role.add_to_principal_policy({STATEMENT_PY})",
    ),
    "addToPolicy of what an interface is cast to": (
        f"(new lambda.Function(stack, 'F', {{}} as any).role as iam.Role).addToPolicy({STATEMENT_TS})",
        f'lambda_.Function(stack, "F").role.add_to_policy({STATEMENT_PY})',
    ),
    "addToRolePolicy": (
        f"new lambda.Function(stack, 'F', {{}} as any).addToRolePolicy({STATEMENT_TS})",
        f'lambda_.Function(stack, "F").add_to_role_policy({STATEMENT_PY})',
    ),
    "initialPolicy": (
        f"new lambda.Function(stack, 'F', {{ initialPolicy: [{STATEMENT_TS}] }} as any)",
        f'lambda_.Function(stack, "F", initial_policy=[{STATEMENT_PY}])',
    ),
    "inlinePolicies": (
        f"new iam.Role(stack, 'R', {{ inlinePolicies: {{ p: new iam.PolicyDocument({{ statements: [{STATEMENT_TS}] }}) }} }} as any)",
        f'iam.Role(stack, "R", inline_policies={{"p": iam.PolicyDocument(statements=[{STATEMENT_PY}])}})',
    ),
    "Policy": (
        f"new iam.Policy(stack, 'P', {{ statements: [{STATEMENT_TS}] }})",
        f'iam.Policy(stack, "P", statements=[{STATEMENT_PY}])',
    ),
    "Policy.addStatements": (
        f"new iam.Policy(stack, 'P').addStatements({STATEMENT_TS})",
        f'iam.Policy(stack, "P").add_statements({STATEMENT_PY})',
    ),
    "ManagedPolicy.document": (
        f"new iam.ManagedPolicy(stack, 'P', {{ document: new iam.PolicyDocument({{ statements: [{STATEMENT_TS}] }}) }})",
        f'iam.ManagedPolicy(stack, "P", document=iam.PolicyDocument(statements=[{STATEMENT_PY}]))',
    ),
    "PolicyDocument.addStatements": (
        f"const d = new iam.PolicyDocument(); d.addStatements({STATEMENT_TS}); new iam.ManagedPolicy(stack, 'P', {{ document: d }})",
        f'd = iam.PolicyDocument()\nd.add_statements({STATEMENT_PY})\niam.ManagedPolicy(stack, "P", document=d)',
    ),
    "PolicyDocument.fromJson": (
        f"new iam.ManagedPolicy(stack, 'P', {{ document: iam.PolicyDocument.fromJson({JSON_TS}) }})",
        f'iam.ManagedPolicy(stack, "P", document=iam.PolicyDocument.from_json({JSON_PY}))',
    ),
    "PolicyStatement.fromJson": (
        "role.addToPolicy(iam.PolicyStatement.fromJson({ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::b/*'] }))",
        'role.add_to_policy(iam.PolicyStatement.from_json({"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::b/*"]}))',
    ),
    "addActions": (
        "const s = new iam.PolicyStatement(); s.addActions('s3:GetObject'); s.addResources('arn:aws:s3:::b/*'); role.addToPolicy(s)",
        's = iam.PolicyStatement()\ns.add_actions("s3:GetObject")\ns.add_resources("arn:aws:s3:::b/*")\nrole.add_to_policy(s)',
    ),
    "CfnPolicy": (
        f"new iam.CfnPolicy(stack, 'P', {{ policyName: 'p', policyDocument: {JSON_TS} }})",
        f'iam.CfnPolicy(stack, "P", policy_name="p", policy_document={JSON_PY})',
    ),
    "CfnManagedPolicy of a document": (
        f"new iam.CfnManagedPolicy(stack, 'P', {{ policyDocument: new iam.PolicyDocument({{ statements: [{STATEMENT_TS}] }}) }})",
        f'iam.CfnManagedPolicy(stack, "P", policy_document=iam.PolicyDocument(statements=[{STATEMENT_PY}]))',
    ),
    "CfnRole.policies": (
        f"new iam.CfnRole(stack, 'R', {{ assumeRolePolicyDocument: {{}}, policies: [{{ policyName: 'p', policyDocument: {JSON_TS} }}] }})",
        f'iam.CfnRole(stack, "R", assume_role_policy_document={{}}, policies=[iam.CfnRole.PolicyProperty(policy_name="p", policy_document={JSON_PY})])',
    ),
    "AwsCustomResourcePolicy": (
        f"new cr.AwsCustomResource(stack, 'C', {{ policy: cr.AwsCustomResourcePolicy.fromStatements([{STATEMENT_TS}]) }})",
        f'cr.AwsCustomResource(stack, "C", policy=cr.AwsCustomResourcePolicy.from_statements([{STATEMENT_PY}]))',
    ),
    "a helper": (
        f"function read() {{ return {STATEMENT_TS}; }}\nrole.addToPolicy(read())",
        f"def read():\n    return {STATEMENT_PY}\nrole.add_to_policy(read())",
    ),
    "a loop": (
        "for (const action of ['s3:GetObject']) { role.addToPolicy(new iam.PolicyStatement({ actions: [action], resources: ['arn:aws:s3:::b/*'] })); }",
        'for action in ["s3:GetObject"]:\n    role.add_to_policy(iam.PolicyStatement(actions=[action], resources=["arn:aws:s3:::b/*"]))',
    ),
}


@pytest.mark.parametrize("suffix", ["ts", "py"])
@pytest.mark.parametrize("notation", IDENTITY)
def test_every_notation_says_the_same(tmp_path: Path, notation: str, suffix: str) -> None:
    source = IDENTITY[notation][suffix == "py"]
    (statement,) = statements(tmp_path, "cdk", suffix, source)
    assert line(statement) == READ
    assert written(statement) == ["s3:GetObject", "arn:aws:s3:::b/*"]


RESOURCE = {
    "bucket": ("new s3.Bucket(stack, 'X').addToResourcePolicy", 's3.Bucket(stack, "X").add_to_resource_policy', "resource"),
    "queue": ("new sqs.Queue(stack, 'X').addToResourcePolicy", 'sqs.Queue(stack, "X").add_to_resource_policy', "resource"),
    "topic": ("new sns.Topic(stack, 'X').addToResourcePolicy", 'sns.Topic(stack, "X").add_to_resource_policy', "resource"),
    "repository": ("new ecr.Repository(stack, 'X').addToResourcePolicy", 'ecr.Repository(stack, "X").add_to_resource_policy', "resource"),
    "secret": (
        "new secretsmanager.Secret(stack, 'X').addToResourcePolicy",
        'secretsmanager.Secret(stack, "X").add_to_resource_policy',
        "resource",
    ),
    "key": ("new kms.Key(stack, 'X').addToResourcePolicy", 'kms.Key(stack, "X").add_to_resource_policy', "key"),
    "document of a bucket policy": (
        "new s3.BucketPolicy(stack, 'X', {} as any).document.addStatements",
        's3.BucketPolicy(stack, "X").document.add_statements',
        "resource",
    ),
    "VPC endpoint": (
        "new ec2.Vpc(stack, 'X').addGatewayEndpoint('E', {} as any).addToPolicy",
        'ec2.Vpc(stack, "X").add_gateway_endpoint("E").add_to_policy',
        "resource",
    ),
    "trust policy": ("role.assumeRolePolicy!.addStatements", "role.assume_role_policy.add_statements", "trust"),
}  # fmt: skip


@pytest.mark.parametrize("suffix", ["ts", "py"])
@pytest.mark.parametrize("carrier", RESOURCE)
def test_what_a_statement_governs_follows_from_what_it_is_added_to(tmp_path: Path, carrier: str, suffix: str) -> None:
    typescript, python, kind = RESOURCE[carrier]
    if suffix == "ts":
        source = f"{typescript}(new iam.PolicyStatement({{ principals: [new iam.AnyPrincipal()], actions: ['x:Y'], resources: ['*'] }}))"
    else:
        source = f'{python}(iam.PolicyStatement(principals=[iam.AnyPrincipal()], actions=["x:Y"], resources=["*"]))'
    (statement,) = statements(tmp_path, "cdk", suffix, source)
    assert line(statement) == f"{kind} Allow x:Y on * by AWS:*"


@pytest.mark.parametrize("suffix", ["ts", "py"])
def test_policies_given_to_keys_buckets_and_apis(tmp_path: Path, suffix: str) -> None:
    if suffix == "ts":
        source = """
new kms.Key(stack, 'K', { policy: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({
  principals: [new iam.AccountRootPrincipal()], actions: ['kms:*'], resources: ['*'] })] }) });
new apigateway.RestApi(stack, 'A', { policy: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({
  effect: iam.Effect.DENY, principals: [new iam.StarPrincipal()], actions: ['execute-api:Invoke'], resources: ['execute-api:/*'],
  conditions: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })] }) });
new s3.CfnBucketPolicy(stack, 'P', { bucket: 'b', policyDocument: { Statement: {
  Effect: 'Allow', Principal: { Service: ['a.amazonaws.com', 'b.amazonaws.com'] }, NotAction: 's3:Delete*', NotResource: 'arn:aws:s3:::x' } } });
"""
    else:
        source = """
kms.Key(stack, "K", policy=iam.PolicyDocument(statements=[iam.PolicyStatement(
    principals=[iam.AccountRootPrincipal()], actions=["kms:*"], resources=["*"])]))
apigateway.RestApi(stack, "A", policy=iam.PolicyDocument(statements=[iam.PolicyStatement(
    effect=iam.Effect.DENY, principals=[iam.StarPrincipal()], actions=["execute-api:Invoke"], resources=["execute-api:/*"],
    conditions={"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}})]))
s3.CfnBucketPolicy(stack, "P", bucket="b", policy_document={"Statement": {
    "Effect": "Allow", "Principal": {"Service": ["a.amazonaws.com", "b.amazonaws.com"]}, "NotAction": "s3:Delete*", "NotResource": "arn:aws:s3:::x"}})
"""
    assert [line(statement) for statement in statements(tmp_path, "cdk", suffix, source)] == [
        "key Allow kms:* on * by AWS:${principal}",
        "resource Deny execute-api:Invoke on execute-api:/* by *:* if aws:sourceip",
        "resource Allow not s3:Delete* not on arn:aws:s3:::x by Service:a.amazonaws.com,Service:b.amazonaws.com",
    ]


@pytest.mark.parametrize("suffix", ["ts", "py"])
def test_who_may_assume_a_role(tmp_path: Path, suffix: str) -> None:
    if suffix == "ts":
        source = """
new iam.Role(stack, 'A', { assumedBy: new iam.CompositePrincipal(new iam.ServicePrincipal('ecs.amazonaws.com'), new iam.ArnPrincipal('*')) });
new iam.Role(stack, 'B', { assumedBy: new iam.AnyPrincipal().withConditions({}) });
"""
    else:
        source = """
iam.Role(stack, "A", assumed_by=iam.CompositePrincipal(iam.ServicePrincipal("ecs.amazonaws.com"), iam.ArnPrincipal("*")))
iam.Role(stack, "B", assumed_by=iam.AnyPrincipal().with_conditions({}))
"""
    found = [line(statement) for statement in statements(tmp_path, "cdk", suffix, source, keep_trust=True)]
    assert found[:3] == [
        "trust Allow sts:AssumeRole by Service:lambda.amazonaws.com",
        "trust Allow sts:AssumeRole by Service:ecs.amazonaws.com",
        "trust Allow sts:AssumeRole by AWS:*",
    ]
    assert found[3].startswith("trust Allow sts:AssumeRole by AWS:${")


def test_a_policy_file(tmp_path: Path) -> None:
    source = "new iam.ManagedPolicy(stack, 'P', { document: iam.PolicyDocument.fromJson(JSON.parse(fs.readFileSync('policy.json', 'utf8'))) })"
    text = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'
    assert [line(s) for s in statements(tmp_path, "cdk", "ts", source, policy_json=text)] == [
        "identity Allow s3:* on *"
    ]


def test_a_policy_file_in_python(tmp_path: Path) -> None:
    source = 'with open("policy.json") as f:\n    iam.ManagedPolicy(stack, "P", document=iam.PolicyDocument.from_json(json.load(f)))'
    text = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'
    assert [line(s) for s in statements(tmp_path, "cdk", "py", source, policy_json=text)] == [
        "identity Allow s3:* on *"
    ]


def test_a_statement_that_nothing_uses_is_none(tmp_path: Path) -> None:
    assert statements(tmp_path, "cdk", "ts", f"const unused = {STATEMENT_TS};") == []


def test_both_arms_of_an_undecided_condition(tmp_path: Path) -> None:
    source = f"if (process.env.AUDIT) {{ role.addToPolicy({STATEMENT_TS}); }}"
    (statement,) = statements(tmp_path, "cdk", "ts", source)
    assert [str(condition) for condition in statement.conditions] == ["process.env.AUDIT"]
