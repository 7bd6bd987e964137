"""``pulumi preview --json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from iaclint.model import ResourceGraph
from iaclint.model.protection import protections
from iaclint.model.render import render, render_text
from iaclint.templates.loading import load
from iaclint.values import DEPLOY_TIME, SECRET, Reference

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
PREFIX = "urn:pulumi:pr1234::shop::"


def step(type: str, name: str, op: str = "create", **state: Any) -> dict[str, Any]:
    urn = f"{PREFIX}{type}::{name}"
    new = {
        "urn": urn,
        "custom": "/" in type,
        "type": type,
        "parent": f"{PREFIX}pulumi:pulumi:Stack::shop-pr1234",
        **state,
    }
    return {"op": op, "urn": urn, "provider": "x", "oldState" if op == "delete" else "newState": new}


def preview(folder: Path, *steps: dict[str, Any]) -> ResourceGraph:
    stack = step("pulumi:pulumi:Stack", "shop-pr1234")
    del stack["newState"]["parent"]
    path = folder / "preview.json"
    path.write_text(json.dumps({"config": {"aws:region": "us-east-1"}, "steps": [stack, *steps]}, indent=4), "utf-8")
    loaded = load(str(path), "pr1234")
    assert loaded.problems == []
    assert loaded.graph.syntax_errors == []
    return loaded.graph


def test_resources_have_type_name_inputs_and_options(tmp_path: Path) -> None:
    graph = preview(
        tmp_path,
        step("aws:s3/bucket:Bucket", "assets", inputs={"__defaults": ["acl"], "bucket": "assets-pr1234"}, protect=True),
        step("shop:web:Site", "site"),
        step("pulumi:providers:aws", "default"),
        step("aws:sqs/queue:Queue", "old", "delete"),
    )
    assert [(r.kind, r.type, render_text(r.id)) for r in graph.resources] == [
        ("stack", "pulumi:pulumi:Stack", "shop-pr1234"),
        ("resource", "aws:s3/bucket:Bucket", "assets"),
        ("component", "shop:web:Site", "site"),
        ("provider", "pulumi:providers:aws", "default"),
    ]
    bucket = graph.deployed()[0]
    assert bucket.construct == "@pulumi/aws.s3.Bucket"
    assert render(bucket.properties) == {"bucket": "assets-${environmentSuffix}"}
    assert bucket.name_property == "bucket"
    assert protections(bucket) == ["protect"]
    assert bucket.get("bucket").span.text == '"bucket"'


def test_what_the_engine_does_not_know_yet_is_a_reference_or_a_hole(tmp_path: Path) -> None:
    graph = preview(
        tmp_path,
        step("aws:s3/bucket:Bucket", "assets", inputs={}),
        step(
            "aws:s3/bucketVersioning:BucketVersioning",
            "versions",
            inputs={"bucket": UNKNOWN, "expectedBucketOwner": f"o-{UNKNOWN}", "mfa": "[secret]"},
            propertyDependencies={"bucket": [f"{PREFIX}aws:s3/bucket:Bucket::assets"]},
        ),
    )
    bucket, versioning = graph.deployed()
    value = versioning.get("bucket").value
    assert isinstance(value, Reference)
    assert value.target.resource is bucket
    assert render_text(versioning.get("expectedBucketOwner").value) == "o-${output}"
    assert versioning.get("expectedBucketOwner").value.labels & DEPLOY_TIME
    assert versioning.get("mfa").value.labels & SECRET


def test_the_environment_is_the_stack_of_the_preview(tmp_path: Path) -> None:
    made = step("aws:sqs/queue:Queue", "jobs", inputs={"name": "jobs-qa7", "tags": {"for": "devices"}})
    made["urn"] = made["newState"]["urn"] = "urn:pulumi:qa7::shop::aws:sqs/queue:Queue::jobs"
    path = tmp_path / "preview.json"
    path.write_text(json.dumps({"steps": [made]}), "utf-8")
    (queue,) = load(str(path), "pr1234").graph.deployed()
    assert render(queue.properties) == {"name": "jobs-${environmentSuffix}", "tags": {"for": "devices"}}


def test_policies_are_read_from_their_text_with_places(tmp_path: Path) -> None:
    policy = json.dumps({"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": f"{UNKNOWN}/*"}]})
    graph = preview(tmp_path, step("aws:iam/policy:Policy", "p", inputs={"policy": policy}))
    (statement,) = graph.statements
    assert [item.text for item in statement.actions] == ["s3:*"]
    assert statement.actions[0].span.text == "s3:*"
    assert statement.actions[0].span.file.path.endswith("preview.json")


def test_what_is_known_of_a_deployed_stack_is_still_a_reference(tmp_path: Path) -> None:
    """Outputs are written out then; the dependencies of a property tell whose they are."""
    urn = f"{PREFIX}aws:s3/bucket:Bucket::assets"
    graph = preview(
        tmp_path,
        step("aws:s3/bucket:Bucket", "assets", "same", id="assets-0a1b", inputs={}, outputs={"arn": "arn:aws:s3:::x"}),
        step(
            "aws:s3/bucketPolicy:BucketPolicy", "p", "same",
            inputs={"bucket": "assets-0a1b", "policy": "arn:aws:s3:::x", "other": "assets-0a1b"},
            propertyDependencies={"bucket": [urn], "policy": [urn]},
        ),
    )  # fmt: skip
    bucket, policy = graph.deployed()
    found = {name: policy.get(name).value for name in ("bucket", "policy", "other")}
    assert isinstance(found["bucket"], Reference)
    assert isinstance(found["policy"], Reference)
    assert (found["bucket"].target.resource, found["bucket"].attribute) == (bucket, "id")
    assert (found["policy"].target.resource, found["policy"].attribute) == (bucket, "arn")
    assert not isinstance(found["other"], Reference)
