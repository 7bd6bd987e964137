"""Pulumi's notations of policies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.frameworks.policies.statements import line, statements, written

HOLE = "identity Allow s3:GetObject on ${b.arn}/*"
FIXED = "identity Allow s3:GetObject on arn:aws:s3:::b/*"


def ts(resource: str) -> str:
    return f"{{ Version: '2012-10-17', Statement: [{{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: {resource} }}] }}"


def py(resource: str) -> str:
    return f'{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": {resource}}}]}}'


NOTATIONS = {
    "json": ("JSON.stringify(" + ts("'arn:aws:s3:::b/*'") + ")", "json.dumps(" + py('"arn:aws:s3:::b/*"') + ")", FIXED),
    "a map": (ts("'arn:aws:s3:::b/*'"), py('"arn:aws:s3:::b/*"'), FIXED),
    "apply": (
        "bucket.arn.apply(arn => JSON.stringify(" + ts("`${arn}/*`") + "))",
        "bucket.arn.apply(lambda arn: json.dumps(" + py('f"{arn}/*"') + "))",
        HOLE,
    ),
    "apply to an f-string": (
        "bucket.arn.apply(arn => `" + '{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "${arn}/*"}]}' + "`)",
        """bucket.arn.apply(lambda arn: f'{{"Statement": [{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "{arn}/*"}}]}}')""",
        HOLE,
    ),
    "all, positional": (
        "pulumi.all([bucket.id, bucket.arn]).apply(([id, arn]) => JSON.stringify(" + ts("`${arn}/*`") + "))",
        "pulumi.Output.all(bucket.id, bucket.arn).apply(lambda args: json.dumps(" + py('f"{args[1]}/*"') + "))",
        HOLE,
    ),
    "all, by name": (
        "pulumi.all({ id: bucket.id, arn: bucket.arn }).apply(({ arn }) => JSON.stringify(" + ts("`${arn}/*`") + "))",
        "pulumi.Output.all(id=bucket.id, arn=bucket.arn).apply(lambda args: json.dumps(" + py("f\"{args['arn']}/*\"") + "))",
        HOLE,
    ),
    "jsonStringify": (
        "pulumi.jsonStringify(" + ts("pulumi.interpolate`${bucket.arn}/*`") + ")",
        "pulumi.Output.json_dumps(" + py('pulumi.Output.concat(bucket.arn, "/*")') + ")",
        HOLE,
    ),
    "interpolated text": (
        'pulumi.interpolate`{ "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "${bucket.arn}/*" }] }`',
        """pulumi.Output.format('{{"Statement": [{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "{0}/*"}}]}}', bucket.arn)""",
        HOLE,
    ),
    "a named callback": (
        "bucket.arn.apply(policyOf)",
        "bucket.arn.apply(policy_of)",
        HOLE,
    ),
    "getPolicyDocument": (
        "aws.iam.getPolicyDocument({ statements: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/*'] }] }).then(d => d.json)",
        'aws.iam.get_policy_document(statements=[aws.iam.GetPolicyDocumentStatementArgs(actions=["s3:GetObject"], resources=["arn:aws:s3:::b/*"])]).json',
        FIXED,
    ),
    "getPolicyDocumentOutput": (
        "aws.iam.getPolicyDocumentOutput({ statements: [{ actions: ['s3:GetObject'], resources: [pulumi.interpolate`${bucket.arn}/*`] }] }).json",
        'aws.iam.get_policy_document_output(statements=[{"actions": ["s3:GetObject"], "resources": [bucket.arn.apply(lambda a: f"{a}/*")]}]).json',
        HOLE,
    ),
    "nested all": (
        "pulumi.all([bucket.arn]).apply(([arn]) => pulumi.all([bucket.id]).apply(() => JSON.stringify(" + ts("`${arn}/*`") + ")))",
        "pulumi.Output.all(bucket.arn).apply(lambda a: pulumi.Output.all(bucket.id).apply(lambda b: json.dumps(" + py('f"{a[0]}/*"') + ")))",
        HOLE,
    ),
    "output of a map": (
        "pulumi.output(" + ts("'arn:aws:s3:::b/*'") + ").apply(d => JSON.stringify(d))",
        "pulumi.Output.from_input(" + py('"arn:aws:s3:::b/*"') + ").apply(json.dumps)",
        FIXED,
    ),
}  # fmt: skip
HELPERS = {
    "ts": "function policyOf(arn: string) { return JSON.stringify(" + ts("`${arn}/*`") + "); }\n",
    "py": "def policy_of(arn):\n    return json.dumps(" + py('f"{arn}/*"') + ")\n",
}


@pytest.mark.parametrize("suffix", ["ts", "py"])
@pytest.mark.parametrize("notation", NOTATIONS)
def test_every_notation_says_the_same(tmp_path: Path, notation: str, suffix: str) -> None:
    typescript, python, expected = NOTATIONS[notation]
    if suffix == "ts":
        source = f"{HELPERS['ts']}new aws.iam.RolePolicy('p', {{ role: 'r', policy: {typescript} }});"
    else:
        source = f'{HELPERS["py"]}aws.iam.RolePolicy("p", role="r", policy={python})'
    (statement,) = statements(tmp_path, "pulumi", suffix, source)
    assert line(statement) == expected
    assert written(statement)[0] == "s3:GetObject"


def test_a_method_as_callback(tmp_path: Path) -> None:
    source = """
class Store(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("s:s:Store", name, None)
        aws.s3.BucketPolicy("p", bucket=bucket.id, policy=bucket.arn.apply(self._policy))

    def _policy(self, arn):
        return json.dumps({"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [arn, f"{arn}/*"],
                                          "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]})

Store("s")
"""
    assert [line(found) for found in statements(tmp_path, "pulumi", "py", source)] == [
        "resource Deny s3:* on ${b.arn},${b.arn}/* by *:* if aws:securetransport"
    ]


def test_the_trust_function(tmp_path: Path) -> None:
    source = "new aws.iam.Role('r', { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'lambda.amazonaws.com' }) });"
    (statement,) = statements(tmp_path, "pulumi", "ts", source, keep_trust=True)
    assert line(statement) == "trust Allow sts:AssumeRole by Service:lambda.amazonaws.com"


POLICY = '{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "x:Y", "Resource": "*"}]}'


@pytest.mark.parametrize("suffix", ["ts", "py"])
@pytest.mark.parametrize(
    ("resource", "property", "kind"),
    [
        ("iam.Role", "assume_role_policy", "trust"),
        ("kms.Key", "policy", "key"),
        ("sqs.QueuePolicy", "policy", "resource"),
        ("sns.TopicPolicy", "policy", "resource"),
        ("ecr.RepositoryPolicy", "policy", "resource"),
        ("secretsmanager.SecretPolicy", "policy", "resource"),
        ("apigateway.RestApi", "policy", "resource"),
        ("ec2.VpcEndpoint", "policy", "resource"),
        ("organizations.Policy", "content", "resource"),
        ("iam.UserPolicy", "policy", "identity"),
    ],
)
def test_what_a_policy_governs(tmp_path: Path, resource: str, property: str, kind: str, suffix: str) -> None:
    if suffix == "ts":
        words = property.split("_")
        name = words[0] + "".join(word.capitalize() for word in words[1:])
        source = f"new aws.{resource}('x', {{ {name}: JSON.stringify({POLICY}) }} as any);"
    else:
        source = f'aws.{resource}("x", {property}=json.dumps({POLICY}))'
    assert [line(found) for found in statements(tmp_path, "pulumi", suffix, source)] == [
        f"{kind} Allow x:Y on * by AWS:*"
    ]


@pytest.mark.parametrize("suffix", ["ts", "py"])
def test_policies_of_a_role_and_policy_files(tmp_path: Path, suffix: str) -> None:
    text = '{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'
    if suffix == "ts":
        source = """
new aws.iam.Role('r', { assumeRolePolicy: '{}', inlinePolicies: [{ name: 'p', policy: JSON.stringify(
  { Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }] }) }] });
new aws.iam.Policy('p', { policy: fs.readFileSync('policy.json', 'utf8') });
"""
    else:
        source = """
aws.iam.Role("r", assume_role_policy="{}", inline_policies=[aws.iam.RoleInlinePolicyArgs(name="p", policy=json.dumps(
    {"Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}))])
with open("policy.json") as file:
    aws.iam.Policy("p", policy=json.dumps(json.load(file)))
"""
    found = statements(tmp_path, "pulumi", suffix, source, policy_json=text)
    assert [line(statement) for statement in found] == ["identity Allow sqs:* on *", "identity Allow s3:* on *"]


def test_data_protection_is_another_language(tmp_path: Path) -> None:
    source = "new aws.cloudwatch.LogDataProtectionPolicy('p', { policyDocument: JSON.stringify({ Statement: [{ Sid: 'a', DataIdentifier: [] }] }) } as any);"
    assert statements(tmp_path, "pulumi", "ts", source) == []
