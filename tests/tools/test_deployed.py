"""What ``make golden`` keeps of a synthesis for the comparison with templates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tools.golden.deployed import deployed, unpack, written
from tools.golden.preview import as_named_by_the_engine, step
from tools.golden.programs import Program
from tools.golden.synthesis import Synthesis

ROOT = Path(__file__).parents[2]


def synthesis(base: Path, files: dict[str, Any]) -> Synthesis:
    program = base / "project"
    program.mkdir()
    (program / "cdk.json").write_text('{"app": "node app.ts"}')
    (program / "app.ts").write_text("")
    for name, data in files.items():
        path = base / "out" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data))
    return Synthesis(Program(program), base / "out", [])


def test_manifests_and_templates_are_kept_without_marks_and_places(tmp_path: Path) -> None:
    statement = {"Effect": "Allow", "Action": "s3:*", "Made": "source"}
    files = {
        "manifest.json": {"artifacts": {"S": {"metadata": {"/S": [{"data": "x", "trace": ["a"]}]}}}},
        "S.template.json": {
            "Resources": {"P": {"Statement": [statement]}},
            "Outputs": {"O": {"Value": f"{tmp_path}/x"}},
        },
        "S.assets.json": {},
        "tree.json": {},
        "asset.0123/S.template.json": {},
        "assembly-X/manifest.json": {},
    }
    kept = deployed(synthesis(tmp_path, files))
    assert set(kept) == {"cdk.out/manifest.json", "cdk.out/S.template.json", "cdk.out/assembly-X/manifest.json"}
    assert kept["cdk.out/S.template.json"] == {
        "Resources": {"P": {"Statement": [{"Effect": "Allow", "Action": "s3:*"}]}},
        "Outputs": {"O": {"Value": "/x"}},
    }
    assert "trace" not in written(kept)


def test_what_is_written_can_be_unpacked(tmp_path: Path) -> None:
    files = {"cdk.out/manifest.json": {"a": "é"}, "cdk.out/inner/S.template.json": {"Resources": {}}}
    assert unpack(written(files), tmp_path) == [tmp_path / "cdk.out"]
    assert {name: json.loads((tmp_path / name).read_text("utf-8")) for name in files} == files
    assert written(files).count("\n") == len(files) + 2


def test_a_registration_is_a_step_of_a_preview() -> None:
    secret = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "x"}
    event = {
        "type": "aws:sqs/queue:Queue", "name": "q", "custom": True, "read": False,
        "inputs": {"delaySeconds": 5.0, "password": secret}, "outputs": {"delaySeconds": 5.0, "arn": "mock:q.arn"},
    }  # fmt: skip
    registered = {"urn": "urn:q", "parent": "urn:s", "protect": True, "depends": {"a": ["urn:b"], "c": []}}
    assert step(event, registered) == {
        "op": "same",
        "urn": "urn:q",
        "newState": {
            "urn": "urn:q",
            "custom": True,
            "id": "mock:q.id",
            "type": "aws:sqs/queue:Queue",
            "inputs": {"delaySeconds": 5, "password": "[secret]"},
            "outputs": {"delaySeconds": 5, "arn": "mock:q.arn"},
            "parent": "urn:s",
            "protect": True,
            "propertyDependencies": {"a": ["urn:b"]},
        },
    }


def test_resources_have_the_engines_names() -> None:
    urn = "urn:pulumi:stack::project::pulumi:pulumi:Stack$aws:sqs/queue:Queue::q"
    assert as_named_by_the_engine(urn, "shop") == "urn:pulumi:goldensfx::shop::aws:sqs/queue:Queue::q"


def test_nothing_that_is_kept_tells_of_the_machine_it_was_made_on() -> None:
    for path in (ROOT / "testdata" / "deployed").glob("*/*.json"):
        text = path.read_text("utf-8")
        assert "iaclint-golden-" not in text, path
        assert '"Made"' not in text, path
