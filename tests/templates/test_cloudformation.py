"""CloudFormation templates in the model: types, spelling, references, functions, conditions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from iaclint.model import Resource, ResourceGraph
from iaclint.model.protection import protections
from iaclint.model.render import render, render_text
from iaclint.templates.loading import load
from iaclint.values import ACCOUNT, ENVIRONMENT, EXTERNAL, REGION, SECRET, Reference


def graph(folder: Path, text: str, name: str = "x.template.yaml") -> ResourceGraph:
    (folder / name).write_text(text, "utf-8")
    loaded = load(str(folder / name), "pr1234")
    assert loaded.problems == []
    assert loaded.graph.syntax_errors == []
    return loaded.graph


def only(graph: ResourceGraph, type: str) -> Resource:
    found = [resource for resource in graph.resources if resource.type == type]
    assert len(found) == 1
    return found[0]


def properties(resource: Resource) -> dict[str, Any]:
    rendered: dict[str, Any] = render(resource.properties)
    return rendered


DATABASE = """\
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Retain
    Properties:
      DBInstanceIdentifier: orders
      MultiAZ: true
      VPCSecurityGroups: [!GetAtt Group.GroupId]
      Tags:
        - Key: Owner
          Value: orders
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: d
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          TableName: x
      Code: {ZipFile: x}
"""


def test_properties_are_spelt_as_the_l1_spells_them(tmp_path: Path) -> None:
    made = graph(tmp_path, DATABASE)
    database = only(made, "AWS::RDS::DBInstance")
    assert properties(database) == {
        "dbInstanceIdentifier": "orders",
        "multiAz": True,
        "vpcSecurityGroups": ["${Group.attrGroupId}"],
        "tags": [{"key": "Owner", "value": "orders"}],
        "deletionPolicy": "Retain",
    }
    assert database.construct == "aws-cdk-lib.aws_rds.CfnDBInstance"
    assert database.name_property == "dbInstanceIdentifier"
    assert protections(database) == ["retain"]
    # names that the author chose stay as they are
    assert properties(only(made, "AWS::Lambda::Function"))["environment"] == {"variables": {"TableName": "x"}}


def test_spans_are_keys_and_values_of_the_template(tmp_path: Path) -> None:
    database = only(graph(tmp_path, DATABASE), "AWS::RDS::DBInstance")
    assert (database.name_span.text, database.name_span.line) == ("Database", 2)
    setting = database.get("multiAz")
    assert setting.key_span is not None
    assert setting.value.span is not None
    assert (setting.key_span.text, setting.value.span.text, setting.spelling) == ("MultiAZ", "true", "MultiAZ")
    assert database.span.text.startswith("Database:")
    assert database.span.text.endswith("Value: orders")


def test_references_lead_to_resources(tmp_path: Path) -> None:
    made = graph(tmp_path, DATABASE)
    groups = only(made, "AWS::RDS::DBInstance").properties.get("vpcSecurityGroups")
    reference = groups.items[0]  # type: ignore[union-attr]
    assert isinstance(reference, Reference)
    assert reference.target.resource is only(made, "AWS::EC2::SecurityGroup")


def names(folder: Path, expression: str, rest: str = "") -> str:
    text = f"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: {expression}\n{rest}"
    return render_text(only(graph(folder, text), "AWS::S3::Bucket").get("bucketName").value)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("!Sub 'a-${AWS::Region}-${!x}-${B.Arn}'", "a-${AWS::Region}-${x}-${B.attrArn}"),
        ("!Sub ['a-${x}', {x: !Ref AWS::AccountId}]", "a-${AWS::AccountId}"),
        ("!Join ['-', [a, !Ref Stage, b]]", "a-${Stage}-b"),
        ("!Select [1, [a, b]]", "b"),
        ("!Select [1, !Split ['-', 'x-y']]", "y"),
        ("!FindInMap [Names, one, bucket]", "mapped"),
        ("!If [Never, a, b]", "b"),
        ("!If [Open, a, b]", "${a | b}"),
        ("logs-pr1234-x", "logs-${environmentSuffix}-x"),
        ("!ImportValue shared", "${ImportValue}"),
        ("!Ref Stage", "${Stage}"),
        ("'{{resolve:secretsmanager:s}}'", "${resolve:secretsmanager:s}"),
    ],
)
def test_functions_are_computed_as_far_as_they_can_be(tmp_path: Path, expression: str, text: str) -> None:
    rest = """\
Parameters:
  Stage: {Type: String, Default: dev}
  Mode: {Type: String}
Mappings:
  Names: {one: {bucket: mapped}}
Conditions:
  Never: !Equals [a, b]
  Open: !Equals [!Ref Mode, b]
"""
    assert names(tmp_path, expression, rest) == text


@pytest.mark.parametrize(
    ("expression", "label"),
    [
        ("!Ref AWS::Region", REGION),
        ("!Sub '${AWS::AccountId}-x'", ACCOUNT),
        ("logs-pr1234", ENVIRONMENT),
        ("!Ref EnvironmentSuffix", ENVIRONMENT),
        ("!Ref Owner", EXTERNAL),
        ("!Ref Key", SECRET),
        ("'x-{{resolve:secretsmanager:s}}'", SECRET),
    ],
)
def test_values_know_what_they_depend_on(tmp_path: Path, expression: str, label: int) -> None:
    rest = "Parameters:\n  EnvironmentSuffix: {Type: String}\n  Owner: {Type: String}\n  Key: {Type: String, NoEcho: true}\n"
    text = f"Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: {expression}\n{rest}"
    value = only(graph(tmp_path, text), "AWS::S3::Bucket").get("bucketName").value
    assert value.labels & label


@pytest.mark.parametrize(("condition", "made"), [("Never", 0), ("Always", 1), ("Open", 1)])
def test_resources_are_made_under_their_condition(tmp_path: Path, condition: str, made: int) -> None:
    text = f"""\
Parameters:
  Stage: {{Type: String, Default: dev}}
  Mode: {{Type: String}}
Conditions:
  Never: !Equals [!Ref Stage, prod]
  Always: !Not [!Condition Never]
  Open: !And [!Condition Always, !Equals [!Ref Mode, x]]
Resources:
  B: {{Type: AWS::S3::Bucket, Condition: {condition}}}
"""
    deployed = graph(tmp_path, text).deployed()
    assert len(deployed) == made
    assert [str(c) for r in deployed for c in r.conditions] == (["Open"] if condition == "Open" else [])


def test_what_is_no_value_is_left_out(tmp_path: Path) -> None:
    text = """\
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Ref AWS::NoValue
      Tags: [!Ref AWS::NoValue, {Key: a, Value: b}]
"""
    assert properties(only(graph(tmp_path, text), "AWS::S3::Bucket")) == {"tags": [{"key": "a", "value": "b"}]}


def test_policy_statements_are_read(tmp_path: Path) -> None:
    text = """\
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - {Effect: Allow, Action: sts:AssumeRole, Principal: {Service: lambda.amazonaws.com}}
      Policies:
        - PolicyName: p
          PolicyDocument:
            Statement: {Effect: Allow, Action: ['s3:*'], Resource: !Sub 'arn:aws:s3:::${B}/*'}
  B: {Type: AWS::S3::Bucket}
"""
    statements = graph(tmp_path, text).statements
    assert [(s.kind, [i.text for i in s.actions]) for s in statements] == [
        ("trust", ["sts:AssumeRole"]),
        ("identity", ["s3:*"]),
    ]
    assert statements[1].actions[0].span.text == "'s3:*'"
    assert render_text(statements[1].resources[0].value) == "arn:aws:s3:::${B.ref}/*"


def test_nested_stacks_get_their_parameters_and_stay_in_the_folder(tmp_path: Path) -> None:
    parent = """{"Resources": {
      "T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "t"}},
      "N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"Parameters": {"topic": {"Ref": "T"}}, "TemplateURL": "u"},
            "Metadata": {"aws:asset:path": "inner.json"}},
      "O": {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "../outside.json"}}}}"""
    inner = '{"Parameters": {"topic": {"Type": "String"}}, "Resources": {"Q": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "topic"}}}}}'
    (tmp_path / "outside.json").write_text(inner, "utf-8")
    folder = tmp_path / "cdk.out"
    folder.mkdir()
    (folder / "inner.json").write_text(inner, "utf-8")
    made = graph(folder, parent, "x.template.json")
    queue = only(made, "AWS::SQS::Queue")  # of the inner template alone
    value = queue.get("queueName").value
    assert isinstance(value, Reference)
    assert value.target.resource is only(made, "AWS::SNS::Topic")


def test_what_cdk_makes_by_itself_is_implicit(tmp_path: Path) -> None:
    paths = {
        "Fn": "S/Fn/Resource",
        "Role": "S/Fn/ServiceRole/Resource",
        "Policy": "S/Fn/ServiceRole/DefaultPolicy/Resource",
        "Shared": "S/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/Resource",
        "Provider": "S/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler",
        "L1": "S/Group/L1",
    }
    text = "Resources:\n" + "".join(
        f"  {name}: {{Type: AWS::SNS::Topic, Metadata: {{'aws:cdk:path': '{path}'}}}}\n" for name, path in paths.items()
    )
    made = {render_text(r.id): r.implicit for r in graph(tmp_path, text).resources}
    assert made == {
        "S/Fn": False,
        "S/Fn/ServiceRole": True,
        "S/Fn/ServiceRole/DefaultPolicy": True,  # though the author's statements are in it
        "S/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a": True,
        "S/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler": True,
        "S/Group/L1": False,
    }
