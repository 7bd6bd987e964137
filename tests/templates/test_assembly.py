"""A cloud assembly: its stacks and stages, nested stacks, what CDK makes by itself, and the way back to the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint import api
from iaclint.model.listing import construct_path
from iaclint.model.render import render
from iaclint.report import Report
from iaclint.settings import Settings
from iaclint.source import SourceFile
from iaclint.templates.cloudformation import is_generated
from iaclint.templates.environment import Marking
from iaclint.templates.implied import set_apart
from iaclint.templates.loading import load
from iaclint.templates.traces import Traces, span_at
from iaclint.values import ENVIRONMENT


def resource(type: str, path: str, **more: Any) -> dict[str, Any]:
    return {"Type": type, "Metadata": {"aws:cdk:path": path}, **more}


def stack(template: str, **properties: Any) -> dict[str, Any]:
    return {"type": "aws:cloudformation:stack", "properties": {"templateFile": template, **properties}}


def assembly(folder: Path, artifacts: dict[str, Any], **templates: dict[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps({"version": "48.0.0", "artifacts": artifacts}, indent=1), "utf-8")
    for name, resources in templates.items():
        (folder / f"{name}.template.json").write_text(json.dumps({"Resources": resources}, indent=1), "utf-8")
    return folder


def lint(path: Path) -> Report:
    return api.lint([str(path)], Settings(isolated=True))


def codes(report: Report) -> list[tuple[str, str, int]]:
    return [(d.code, Path(d.place.path).name, d.place.line) for d in report.diagnostics]


def test_stacks_and_stages_are_recorded(tmp_path: Path) -> None:
    inner = stack("Api.template.json", stackName="live-api", terminationProtection=True) | {"displayName": "Live/Api"}
    out = tmp_path / "cdk.out"
    nested = {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Live", "displayName": "Live"}}
    assembly(out, {"Data": stack("Data.template.json"), "assembly-Live": nested}, Data={})
    assembly(out / "assembly-Live", {"LiveApi": inner}, Api={})
    graph = load(str(out), "pr1234").graph
    assert [(r.kind, r.construct, construct_path(r)) for r in graph.resources] == [
        ("stack", "aws-cdk-lib.Stack", "Data"),
        ("app", "aws-cdk-lib.Stage", "Live"),
        ("stack", "aws-cdk-lib.Stack", "Live/Api"),
    ]
    assert render(graph.resources[2].properties) == {"stackName": "live-api", "terminationProtection": True}


def test_termination_protection_is_found_in_the_manifest(tmp_path: Path) -> None:
    out = assembly(tmp_path / "cdk.out", {"S": stack("S.template.json", terminationProtection=True)}, S={})
    assert codes(lint(out)) == [("DEL003", "manifest.json", 8)]


def test_a_broken_manifest_is_told_and_the_templates_are_read_all_the_same(tmp_path: Path) -> None:
    bucket = resource("AWS::S3::Bucket", "S/B/Resource", DeletionPolicy="Retain")
    out = assembly(tmp_path / "cdk.out", {}, S={"B": bucket})
    (out / "manifest.json").write_text('{"artifacts": {', "utf-8")
    found = lint(out)
    assert [(code, name) for code, name, _ in codes(found)] == [
        ("DEL001", "S.template.json"),
        ("IAC001", "manifest.json"),
    ]
    assert "template cannot be read" in next(d.message for d in found.diagnostics if d.code == "IAC001")


@pytest.mark.parametrize("told", [True, False])
def test_nested_stacks_are_found_by_asset_or_by_path(tmp_path: Path, told: bool) -> None:
    asset = {"aws:asset:path": "AppData0123ABCD.nested.template.json"} if told else {}
    path = "App/Data.NestedStack/Data.NestedStackResource"
    parent = {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:cdk:path": path, **asset}}
    out = assembly(tmp_path / "cdk.out", {"App": stack("App.template.json")}, App={"N": parent})
    nested = {"Resources": {"B": resource("AWS::S3::Bucket", "App/Data/B/Resource", DeletionPolicy="Retain")}}
    (out / "AppData0123ABCD.nested.template.json").write_text(json.dumps(nested), "utf-8")
    assert [d.code for d in lint(out).diagnostics] == ["DEL001"]


def test_names_that_the_library_makes_are_nobodys(tmp_path: Path) -> None:
    family = resource(
        "AWS::ECS::TaskDefinition", "App/Web/TaskDef/Resource", Properties={"Family": "AppWebTaskDef28117E96"}
    )
    named = resource("AWS::ECS::TaskDefinition", "App/Other/Resource", Properties={"Family": "renderer"})
    out = assembly(tmp_path / "cdk.out", {"App": stack("App.template.json")}, App={"A": family, "B": named})
    assert [(d.code, "renderer" in d.message) for d in lint(out).diagnostics] == [("ENV001", True)]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("AppWebTaskDef28117E96", True),
        ("WebLogical12", True),
        ("TaskDef", True),
        ("app-web-taskdef-28117e96", True),
        ("AppWebTaskDef", False),
        ("AppWebTaskDef28117E9", False),
        ("OtherWebTaskDef28117E96", False),
    ],
)
def test_what_a_made_name_looks_like(name: str, made: bool) -> None:
    assert is_generated(name, "WebLogical12", "App/Web/TaskDef") is made


def test_what_the_library_keeps_for_itself_is_not_judged(tmp_path: Path) -> None:
    policy = {"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}}
    resources = {
        "Task": resource("AWS::ECS::TaskDefinition", "App/Task/Resource"),
        "Group": resource("AWS::Logs::LogGroup", "App/Task/web/LogGroup/Resource", DeletionPolicy="Retain"),
        "Role": resource("AWS::IAM::Role", "App/Task/TaskRole/Resource"),
        "Policy": resource("AWS::IAM::Policy", "App/Task/TaskRole/DefaultPolicy/Resource", Properties=policy),
    }
    out = assembly(tmp_path / "cdk.out", {"App": stack("App.template.json")}, App=resources)
    graph = load(str(out), "pr1234").graph
    set_apart(graph)
    assert [r.type for r in graph.deployed()] == ["AWS::ECS::TaskDefinition"]
    assert [r.type for r in graph.implied().resources] == ["AWS::Logs::LogGroup", "AWS::IAM::Role", "AWS::IAM::Policy"]
    assert {d.code for d in lint(out).diagnostics} == {"IAM002", "IAM003"}  # the author's, in a policy of the library


def test_of_a_shared_policy_the_authors_statements_are_those_in_the_program(tmp_path: Path) -> None:
    statements = [
        {"Effect": "Allow", "Action": "kms:*", "Resource": "*"},
        {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"},
    ]
    policy = {"PolicyDocument": {"Statement": statements}}
    path = "App/Role/DefaultPolicy/Resource"
    out = assembly(
        tmp_path / "cdk.out",
        {"App": stack("App.template.json")},
        App={"P": resource("AWS::IAM::Policy", path, Properties=policy)},
    )
    graph = load(str(out), "pr1234").graph
    set_apart(graph, [SourceFile("/app.ts", b"role.addToPolicy({actions: ['sqs:*']})", "typescript")])
    assert [[item.text for item in one.actions] for one in graph.statements] == [["sqs:*"]]
    assert [[item.text for item in one.actions] for one in graph.implied().statements] == [["kms:*"]]


@pytest.mark.parametrize(
    ("environment", "text", "marked"),
    [
        ("dev", "TapStackdev-logs", True),  # the stack is called so
        ("dev", "tapstackdev-logs", True),
        ("dev", "devices", False),
        ("dev", "orders-dev", True),
        ("staging", "Webstaging", True),
        ("pr1234", "Webpr1234x", True),
    ],
)
def test_the_environment_is_found_in_names(environment: str, text: str, marked: bool) -> None:
    value = Marking(environment, ["TapStackdev"]).marked(text, None)
    assert bool(value.labels & ENVIRONMENT) is marked


TRACED = """\
import * as cdk from 'aws-cdk-lib';
export class App extends cdk.Stack {}
  new é.Bucket(this, 'B');
"""


def test_a_stack_trace_leads_to_the_program_where_paths_do_not(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "app.ts").write_text(TRACED, "utf-8")
    (tmp_path / "cdk.json").write_text('{"app": "node bin/none.js"}', "utf-8")
    frames = [
        "new Bucket2 (/ci/build/node_modules/aws-cdk-lib/aws-s3/lib/bucket.js:1:2)",
        "new App (/ci/build/lib/app.ts:3:3)",
    ]
    metadata = {"/App/B/Resource": [{"type": "aws:cdk:logicalId", "data": "B", "trace": frames}]}
    manifest = {"App": stack("App.template.json") | {"metadata": metadata}}
    bucket = {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain"}
    out = assembly(tmp_path / "cdk.out", manifest, App={"B": bucket})
    found = [d for d in lint(out).diagnostics if d.code == "DEL001"]
    assert [(Path(d.place.path).name, d.place.line, d.place.column) for d in found] == [("app.ts", 3, 3)]


def test_a_trace_does_not_lead_out_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "secret.ts").write_text("x", "utf-8")
    (tmp_path / "project" / "link.ts").symlink_to(tmp_path / "secret.ts")
    for file in (f"{tmp_path}/secret.ts", "../secret.ts", "/x/link.ts", "C:\\x\\none.ts"):
        assert Traces({"A/B": [f"new B ({file}:1:1)"]}, str(tmp_path / "project")).place_of("A/B") is None


@given(st.binary(max_size=80), st.integers(-1, 6), st.integers(1, 40))
def test_a_traced_place_lies_on_its_line(data: bytes, line: int, column: int) -> None:
    span = span_at(SourceFile("/x.ts", data, "typescript"), line, column)
    if span is not None:
        assert 0 <= span.start <= span.end <= len(data)
        assert span.line == line
