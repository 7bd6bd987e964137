"""How the outputs of the frameworks become goldens; the frameworks themselves are not needed."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tools.golden import cloudformation, policies
from tools.golden.holes import LEFT_OUT, plain, text
from tools.golden.ownership import Ownership
from tools.golden.programs import Program, projects_below
from tools.golden.pulumi import unwrapped
from tools.golden.recording import written
from tools.golden.synthesis import ACCOUNT, PULL_REQUEST, REGION, SUFFIX, SynthesisError, run_as_named


def construct(path: str, name: str, direct: bool, via: str = "") -> dict[str, Any]:
    return {"kind": "construct", "path": path, "class": name, "direct": direct, "via": via, "file": "a.ts", "line": 4}


EVENTS = [
    construct("S/Bucket", "Bucket", True, "new Bucket"),
    construct("S/Bucket/Resource", "CfnBucket", False, "new Bucket"),
    construct("S/Bucket/Policy/Resource", "CfnBucketPolicy", False, "Bucket.addToResourcePolicy"),
    construct("S/Bucket/Inner/Resource", "CfnRole", False, "new Bucket"),
]


@pytest.mark.parametrize(
    ("path", "made", "owner"),
    [
        ("S/Bucket/Resource", "source", "S/Bucket"),
        ("S/Bucket/Policy/Resource", "method", "S/Bucket/Policy/Resource"),
        ("S/Bucket/Inner/Resource", "implicit", "S/Bucket/Inner/Resource"),
    ],
)
def test_who_made_a_resource(path: str, made: str, owner: str) -> None:
    found = Ownership(EVENTS).owner(path)
    assert (found.made, found.path, found.file, found.line) == (made, owner, "a.ts", 4)


def test_a_default_child_of_another_name_belongs_to_its_construct() -> None:
    events = [construct("S/Vpc", "Vpc", True), {"kind": "default", "path": "S/Vpc", "child": "S/Vpc/Network"}]
    assert Ownership([*events, construct("S/Vpc/Network", "CfnVPC", False)]).owner("S/Vpc/Network").path == "S/Vpc"


def test_python_says_the_line() -> None:
    place = {"kind": "place", "path": "S/Bucket", "file": "app.py", "line": 7}
    owner = Ownership([*EVENTS, place]).owner("S/Bucket/Resource")
    assert (owner.file, owner.line) == ("app.py", 7)


def test_what_changes_between_runs_is_a_hole() -> None:
    assert text(f"a-{SUFFIX}-{ACCOUNT}-{REGION}a-mock:bucket.arn") == "a-${}-${}-${}-${}"
    assert text("${jsonencode({a = ${b}})}x") == "${}x"
    assert plain({"data": ["x" * 400]}) == {"data": [LEFT_OUT]}


def test_intrinsic_functions_are_texts() -> None:
    joined = {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":s3:::", {"Fn::GetAtt": ["B", "Arn"]}, "/*"]]}
    assert cloudformation.evaluated({"A": joined, "B": {"Fn::Sub": "x-${AWS::Region}"}}) == {
        "A": "arn:${}:s3:::${}/*",
        "B": "x-${}",
    }


def test_terraform_objects_are_read() -> None:
    document = {"Version": "1", "Statement": [{"Action": ["a:B"], "Resource": "${}"}]}
    expression = '{"Version" = "1", "Statement" = [{"Action" = ["a:B"], "Resource" = aws_s3_bucket.b.arn}]}'
    assert json.loads(policies.json_of(expression)) == document


@pytest.mark.parametrize(
    ("type", "properties", "kind"),
    [
        ("aws_iam_role", {"assume_role_policy": '{"Statement": [{"Action": "a:B"}]}'}, "trust"),
        ("AWS::IAM::Policy", {"PolicyDocument": {"Statement": {"Action": "a:B"}}}, "identity"),
        ("AWS::S3::BucketPolicy", {"PolicyDocument": {"Statement": [{"Action": "a:B"}]}}, "resource"),
        ("AWS::KMS::Key", {"KeyPolicy": {"Statement": [{"Action": "a:B"}]}}, "key"),
        ("aws_iam_policy_document", {"statement": [{"actions": ["a:B"]}]}, "identity"),
        ("aws_iam_policy_document", {"statement": [{"actions": ["a:B"], "principals": [1]}]}, "resource"),
    ],
)
def test_statements_in_every_notation(type: str, properties: dict[str, Any], kind: str) -> None:
    (found,) = policies.statements(type, properties)
    assert (found["actions"], found["kind"], found["effect"]) == (["a:B"], kind, "Allow")
    if type != "aws_iam_policy_document":
        assert LEFT_OUT in policies.without_policies(properties).values()


def test_secrets_are_unwrapped_and_assets_left_out() -> None:
    signature = "4dabf18193072939515e22adb298388d"
    secret = {signature: "1b47061264138c4ac30d75fd1eb44270", "value": "x"}
    assert unwrapped({"a": [secret], "b": {signature: "other", "path": "."}}) == {"a": ["x"], "b": LEFT_OUT}


def test_a_golden_is_json_with_a_line_for_each_resource() -> None:
    golden = {"types": {"a": 1}, "resources": [{"id": "ä"}, {"id": "b"}], "statements": []}
    assert json.loads(written(golden)) == golden
    assert len(written(golden).splitlines()) == 8


@pytest.mark.parametrize(
    ("files", "platform", "entry"),
    [
        ({"cdk.json": '{"app": "npx ts-node bin/a.ts"}', "bin/a.ts": ""}, "cdk", "bin/a.ts"),
        ({"cdktf.json": '{"app": "python3 main.py"}', "main.py": "", "requirements.txt": "cdktn"}, "cdktn", "main.py"),
        ({"Pulumi.yaml": "name: x\nruntime: python\n", "__main__.py": ""}, "pulumi", "__main__.py"),
        ({"Pulumi.yaml": "name: x\nmain: src/\n", "src/index.ts": ""}, "pulumi", "src/index.ts"),
    ],
)
def test_programs(tmp_path: Path, files: dict[str, str], platform: str, entry: str) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    program = Program(tmp_path)
    assert (program.platform, program.entry) == (platform, entry)
    assert projects_below(tmp_path.parent) == [tmp_path] or tmp_path in projects_below(tmp_path)


def test_a_folder_without_a_program_is_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no cdk\.json"):
        Program(tmp_path)
    (tmp_path / "cdk.json").write_text('{"app": "npx ts-node gone.ts"}')
    with pytest.raises(ValueError, match="no program"):
        Program(tmp_path)


def test_configuration_of_a_stack_is_over_that_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: x\nconfig:\n  a: 1\n  b: {default: 2}\n")
    (tmp_path / "Pulumi.dev.yaml").write_text("config:\n  x:a: 3\n  x:s: {secure: y}\n")
    (tmp_path / "index.ts").touch()
    assert Program(tmp_path).config == {"x:a": "3", "x:b": "2", "x:s": "mock:secret"}


def test_a_command_sets_variables(tmp_path: Path) -> None:
    (tmp_path / "app.py").touch()
    (tmp_path / "cdk.json").write_text('{"app": "PYTHONPATH=. STAGE=\'a b\' pipenv run python app.py"}')
    assert Program(tmp_path).variables == {"PYTHONPATH": ".", "STAGE": "a b"}


PROGRAM = """
import os, sys
open(os.environ["GOLDEN_LOG"], "a").write("{}")
sys.exit(0 if os.environ["ENVIRONMENT_SUFFIX"].startswith("pr") else f"not {os.environ['ENVIRONMENT_SUFFIX']}")
"""


def test_a_program_that_refuses_the_environment_is_run_in_one_of_a_pull_request(tmp_path: Path) -> None:
    variables = {"ENVIRONMENT_SUFFIX": SUFFIX, "GOLDEN_LOG": str(tmp_path / "log"), "PATH": os.environ["PATH"]}
    assert run_as_named([sys.executable, "-c", PROGRAM], tmp_path, variables, 60) == PULL_REQUEST
    assert (tmp_path / "log").read_text() == "{}"  # that of the run that counts
    assert text(f"a-{PULL_REQUEST}") == "a-${}"


def test_another_failure_is_one(tmp_path: Path) -> None:
    variables = {"ENVIRONMENT_SUFFIX": "x", "GOLDEN_LOG": str(tmp_path / "log"), "PATH": os.environ["PATH"]}
    with pytest.raises(SynthesisError, match="not x"):
        run_as_named([sys.executable, "-c", PROGRAM], tmp_path, variables, 60)
