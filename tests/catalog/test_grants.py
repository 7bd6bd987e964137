"""What the CDK makes by itself, as measured: the reader, the data, and how the generator packs what the library did."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from iaclint.catalog import Type, grants, load
from iaclint.catalog.blocks import Blocks
from iaclint.catalog.iam import expand
from iaclint.catalog.library import data_file
from tools.catalog import grants as generator
from tools.golden.environments import Environment

LIBRARY = load("aws-cdk-lib")


def kind(identity: str) -> Type:
    found = LIBRARY.get(identity)
    assert found is not None
    return found


def allowed(identity: str, method: str) -> list[tuple[list[str], list[str]]]:
    making = grants.method(kind(identity), method)
    assert making is not None
    return [(granted.actions, granted.resources) for granted in making.base.statements]


def test_a_grant_has_its_real_actions() -> None:
    actions = ["s3:GetObject*", "s3:GetBucket*", "s3:List*"]
    resources = ["{bucketArn}", "{bucketArn}/{#1:objectsKeyPattern}"]
    assert allowed("aws_s3.Bucket", "grantRead") == [(actions, resources)]


@pytest.mark.parametrize("identity", ["aws_s3.IBucket", "aws_s3.BucketBase"])
def test_an_interface_grants_what_its_class_grants(identity: str) -> None:
    if identity == "aws_s3.BucketBase":
        assert grants.method(kind(identity), "grantRead") is None  # abstract: nothing was measured
    else:
        assert allowed(identity, "grantRead") == allowed("aws_s3.Bucket", "grantRead")


def test_a_subclass_brings_what_its_base_brings() -> None:
    making = grants.construct(kind("aws_lambda_nodejs.NodejsFunction"))
    assert making is not None
    assert making.base.each == {"AWS::IAM::Role": 1}
    assert making.properties["role"].each == {"AWS::IAM::Role": -1}


def test_a_service_is_granted_in_the_policy_of_the_resource() -> None:
    making = grants.method(kind("aws_sqs.Queue"), "grantSendMessages")
    assert making is not None
    assert making.service is not None
    assert making.service.receiver == {"AWS::SQS::QueuePolicy": 1}
    assert {granted.kind for granted in making.service.statements} == {"resource"}
    assert {granted.kind for granted in making.base.statements} == {"identity"}


def test_actions_that_the_caller_names() -> None:
    making = grants.method(kind("aws_dynamodb.Table"), "grant")
    assert making is not None
    assert [granted.by_author for granted in making.base.statements] == [True]


def test_nothing_is_known_of_other_libraries() -> None:
    bucket = load("@cdktf/provider-aws").get("s3Bucket.S3Bucket")
    assert bucket is not None
    assert grants.construct(bucket) is None
    assert grants.bound(bucket) is None


def test_every_record_is_of_a_class_of_the_library() -> None:
    unknown = []
    for record in data_file(grants.FILE).ids():
        section, _, identity = record.partition(" ")
        function = section == "M" or (section == "O" and identity.count(".") > 1)
        owner, _, member = identity.rpartition(".") if function else (identity, "", "")
        found = LIBRARY.get(owner)
        if found is None or (member and found.method(member) is None):
            unknown.append(record)
    assert unknown == []


def test_the_granted_actions_exist() -> None:
    """Not all of them: the library also grants what IAM does not list. But they are actions."""
    found = []
    for record in data_file(grants.FILE).ids("M aws_"):
        owner, _, name = record[2:].rpartition(".")
        making = grants.method(kind(owner), name)
        assert making is not None
        found += [action for one in making.base.statements for action in one.actions if not one.by_author]
    assert len(found) > 200
    assert all(":" in action for action in found)
    assert sum(bool(expand(action)) for action in found) > 0.95 * len(found)


def test_the_data_is_small() -> None:
    path = Path(grants.__file__).parent / "data" / grants.FILE
    assert path.stat().st_size < 80_000


# --- the generator ------------------------------------------------------------------------------------------------------


def probed(**parts: Any) -> dict[str, Any]:
    return {"version": "2", "constructs": {}, "methods": {}, "objects": {}, "aliases": {}, "failed": {}, **parts}


def statement(*actions: str, **more: Any) -> dict[str, Any]:
    return {"kind": "identity", "holder": "grantee", "actions": list(actions), "resources": ["*"], **more}


def test_what_says_nothing_is_left_out() -> None:
    found = probed(constructs={"m.A": {"base": {"statements": []}}}, methods={"m.A.f": {"base": {"statements": []}}})
    assert dict(generator.records(found)) == {}


def test_records_are_read_as_they_were_written() -> None:
    delta = {"each": {"AWS::X::Y": 1}, "gone": ["Z"], "unless": ["role"], "statements": []}
    base = {"stack": {"Once": {"AWS::X::Z": 1}}, "statements": [statement("s3:Get*", effect="Deny", condition=1)]}
    found = probed(constructs={"m.A": {"base": base, "props": {"p=true": delta}, "flags": {"@f": delta}}})
    making = grants.Making(dict(generator.records(found))["C m.A"])
    (granted,) = making.base.statements
    assert (granted.effect, granted.conditional, granted.actions, granted.by_author) == (
        "Deny",
        True,
        ["s3:Get*"],
        False,
    )
    assert making.base.stack == {"Once": {"AWS::X::Z": 1}}
    assert making.properties["p=true"].each == {"AWS::X::Y": 1}
    assert (making.flags["@f"].gone, making.flags["@f"].unless) == (["Z"], ["role"])
    assert making.service is None
    assert making.keyed is None


def test_the_probed_action_stands_for_the_callers() -> None:
    base = {"statements": [statement(generator.PROBED_ACTION)]}
    service = {"receiver": {"AWS::X::Policy": 1}, "statements": []}
    found = probed(methods={"m.A.grant": {"base": base, "service": service, "keyed": base}})
    making = grants.Making(dict(generator.records(found))["M m.A.grant"])
    assert making.base.statements[0].by_author
    assert making.service is not None
    assert making.service.receiver == {"AWS::X::Policy": 1}
    assert making.keyed is not None
    assert making.keyed.statements[0].by_author


def test_the_file_is_written_from_what_was_probed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "probed.json").write_text(json.dumps(probed(objects={"m.K": {"each": {"AWS::X::Y": 2}}})))
    out = tmp_path / "out.blocks"
    arguments = ["grants", "--probed", str(tmp_path / "probed.json"), "--output", str(out)]
    monkeypatch.setattr("sys.argv", arguments)
    assert generator.main() == 0
    assert Blocks(out.read_bytes()).get("O m.K") == {"e": {"AWS::X::Y": 2}}


def test_the_probe_is_run_with_the_pinned_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        assert options["env"]["NODE_PATH"].startswith(str(tmp_path))
        seen.append(command)
        part = probed(objects={"m.K": {"each": {command[2]: 1}}})
        return subprocess.CompletedProcess(command, 0, json.dumps(part).encode())

    monkeypatch.setattr(Environment, "install", lambda self, language: None)
    monkeypatch.setattr(subprocess, "run", run)
    found = generator.probed(tmp_path)
    assert sorted(command[2] for command in seen) == sorted(generator.PARTS)
    assert {command[1] for command in seen} == {str(generator.PROBE)}
    assert found["objects"] == {"m.K": {"each": {generator.PARTS[0]: 1}}}


def test_each_class_is_in_one_part() -> None:
    modules = {identity.partition(".")[0] for identity in LIBRARY.ids()}
    wanted = {module for module in modules if module.startswith(("aws_", "custom_resources", "triggers"))}
    assert len(wanted) > 200
    for module in wanted:
        assert sum(bool(re.match(pattern, module)) for pattern in generator.PARTS) == 1, module


def test_a_function_that_makes_an_object_brings_what_it_brings() -> None:
    objects = {"m.K": {"each": {"AWS::X::Y": 1}}}
    found = probed(objects=objects, aliases={"m.Kinds.of": "m.K", "m.Kinds.other": "m.L"})
    assert dict(generator.records(found)) == {
        "O m.K": {"e": {"AWS::X::Y": 1}},
        "O m.Kinds.of": {"e": {"AWS::X::Y": 1}},
    }
