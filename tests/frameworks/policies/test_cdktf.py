"""CDKTF's notations of policies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.frameworks.policies.statements import line, statements, written

READ = "identity Allow s3:GetObject on arn:aws:s3:::b/*"
JSON_TS = "{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::b/*'] }] }"
JSON_PY = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::b/*"]}]}'
TEXT = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}]}'
DATA_TS = "[{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/*'] }]"
DATA_PY = '[{"actions": ["s3:GetObject"], "resources": ["arn:aws:s3:::b/*"]}]'

NOTATIONS = {
    "json": (f"JSON.stringify({JSON_TS})", f"json.dumps({JSON_PY})"),
    "Fn.jsonencode": (f"Fn.jsonencode({JSON_TS})", f"Fn.jsonencode({JSON_PY})"),
    "text": (f"`{TEXT}`", f'"""{TEXT}"""'),
    "data": (
        f"new DataAwsIamPolicyDocument(stack, 'd', {{ statement: {DATA_TS} }}).json",
        f'DataAwsIamPolicyDocument(stack, "d", statement={DATA_PY}).json',
    ),
    "data with effect": (
        "new DataAwsIamPolicyDocument(stack, 'd', { statement: [{ effect: 'Allow', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/*'] }] }).json",
        'DataAwsIamPolicyDocument(stack, "d", statement=[DataAwsIamPolicyDocumentStatement('
        'effect="Allow", actions=["s3:GetObject"], resources=["arn:aws:s3:::b/*"])]).json',
    ),
    "source documents": (
        "new DataAwsIamPolicyDocument(stack, 'e', { sourcePolicyDocuments: "
        f"[new DataAwsIamPolicyDocument(stack, 'd', {{ statement: {DATA_TS} }}).json] }}).json",
        'DataAwsIamPolicyDocument(stack, "e", source_policy_documents='
        f'[DataAwsIamPolicyDocument(stack, "d", statement={DATA_PY}).json]).json',
    ),
}


@pytest.mark.parametrize("suffix", ["ts", "py"])
@pytest.mark.parametrize("notation", NOTATIONS)
def test_every_notation_says_the_same(tmp_path: Path, notation: str, suffix: str) -> None:
    policy = NOTATIONS[notation][suffix == "py"]
    source = (
        f"new IamPolicy(stack, 'p', {{ policy: {policy} }});"
        if suffix == "ts"
        else f'IamPolicy(stack, "p", policy={policy})'
    )
    (statement,) = statements(tmp_path, "cdktf", suffix, source)
    assert line(statement) == READ
    assert written(statement) == ["s3:GetObject", "arn:aws:s3:::b/*"]


@pytest.mark.parametrize("suffix", ["ts", "py"])
def test_the_use_of_a_document_decides_what_it_governs(tmp_path: Path, suffix: str) -> None:
    if suffix == "ts":
        source = """
const document = new DataAwsIamPolicyDocument(stack, 'd', { statement: [{
  actions: ['kms:*'], resources: ['*'], principals: [{ type: 'AWS', identifiers: ['*'] }],
  condition: [{ test: 'StringEquals', variable: 'kms:CallerAccount', values: ['1'] }],
}] });
new KmsKey(stack, 'k', { policy: document.json });
"""
    else:
        source = """
document = DataAwsIamPolicyDocument(stack, "d", statement=[{
    "actions": ["kms:*"], "resources": ["*"], "principals": [{"type": "AWS", "identifiers": ["*"]}],
    "condition": [{"test": "StringEquals", "variable": "kms:CallerAccount", "values": ["1"]}],
}])
KmsKey(stack, "k", policy=document.json)
"""
    (statement,) = statements(tmp_path, "cdktf", suffix, source)
    assert line(statement) == "key Allow kms:* on * by AWS:* if kms:calleraccount"


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("actions: ['s3:*'], resources: ['*']", "identity Allow s3:* on *"),
        (
            "actions: ['sqs:SendMessage'], resources: ['*'], principals: [{ type: 'Service', identifiers: ['sns.amazonaws.com'] }]",
            "resource Allow sqs:SendMessage on * by Service:sns.amazonaws.com",
        ),
        (
            "actions: ['sts:AssumeRole'], principals: [{ type: 'AWS', identifiers: ['*'] }]",
            "trust Allow sts:AssumeRole by AWS:*",
        ),
        ("notActions: ['iam:*'], notResources: ['a']", "identity Allow not iam:* not on a"),
    ],
)
def test_a_document_that_nothing_uses_is_judged_by_its_principals(
    tmp_path: Path, statement: str, expected: str
) -> None:
    source = f"new DataAwsIamPolicyDocument(stack, 'd', {{ statement: [{{ {statement} }}] }});"
    assert [line(found) for found in statements(tmp_path, "cdktf", "ts", source)] == [expected]


def test_holes_in_python_texts(tmp_path: Path) -> None:
    source = """
bucket = "b"
IamRolePolicy(stack, "f", role="r", policy=f'''{{
    "Version": "2012-10-17",
    "Statement": [{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{bucket}/*"}}]
}}''')
IamRolePolicy(stack, "g", role="r", policy='{{"Statement": {{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{}/*"}}}}'.format(bucket))
IamRolePolicy(stack, "h", role="r", policy='{"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"}}' % bucket)
"""
    assert [line(found) for found in statements(tmp_path, "cdktf", "py", source)] == [READ] * 3


def test_a_helper_of_a_class(tmp_path: Path) -> None:
    source = f"""
class Policies:
    def read(self):
        return {JSON_PY}
IamPolicy(stack, "p", policy=json.dumps(Policies().read()))
"""
    assert [line(found) for found in statements(tmp_path, "cdktf", "py", source)] == [READ]
