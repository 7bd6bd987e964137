"""``--show-unknown``: each place that is not known, with the reason, and how many there are in the summary. With the real analysis."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Repository

PULUMI = {"Pulumi.yaml": "name: x\nruntime: nodejs\n"}
TYPESCRIPT = """\
import * as aws from '@pulumi/aws';
import * as fs from 'fs';
const names = JSON.parse(fs.readFileSync('names.json', 'utf8'));
for (const name of names) {
  new aws.sqs.Queue(`q-${name}`, { name });
}
new aws.sqs.Queue('made', { name: compute() });
new aws.sqs.Queue('known', { name: `jobs-${process.env.ENVIRONMENT_SUFFIX}` });
"""
PYTHON = """\
import json, os
import pulumi_aws as aws
names = json.load(open("names.json"))
for name in names:
    aws.sqs.Queue(f"q-{name}", name=name)
aws.sqs.Queue("made", name=compute())
aws.sqs.Queue("known", name=f"jobs-{os.environ['ENVIRONMENT_SUFFIX']}")
"""
IN_TYPESCRIPT = [
    ("5:15", "the name of this `aws:sqs/queue:Queue`: an item of names.json"),
    ("5:36", "`name` of `aws:sqs/queue:Queue`: an item of names.json"),
    ("7:35", "compute is not defined"),
]
IN_PYTHON = [
    ("5:13", "the name of this `aws:sqs/queue:Queue`: an item of names.json"),
    ("5:32", "`name` of `aws:sqs/queue:Queue`: an item of names.json"),
    ("6:28", "compute is not defined"),
]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "iaclint", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def unknown(out: str) -> list[tuple[str, str]]:
    """Line and column, and the reason, of each line about something unknown."""
    told = (line.split(": ", 2) for line in out.splitlines() if ": unknown: " in line)
    return [(place.partition(":")[2], reason) for place, _, reason in told]


@pytest.mark.parametrize(
    ("name", "text", "told"), [("index.ts", TYPESCRIPT, IN_TYPESCRIPT), ("__main__.py", PYTHON, IN_PYTHON)]
)
def test_each_place_has_its_reason(repository: Repository, name: str, text: str, told: list[tuple[str, str]]) -> None:
    runtime = "python" if name.endswith(".py") else "nodejs"
    root = repository({"Pulumi.yaml": f"name: x\nruntime: {runtime}\n", name: text})
    done = run(root, "check", "--select", "DEL005", "--show-unknown", ".")
    found = unknown(done.stdout)
    assert set(told) <= set(found)
    assert all(reason.strip() for _, reason in found)
    assert not any("jobs" in reason or "ENVIRONMENT_SUFFIX" in reason for _, reason in found)
    assert done.stdout.splitlines()[-1].endswith(f"3 of 3 constructs resolved, {len(found)} places unknown")


def test_the_summary_counts_without_being_asked_and_is_silent_when_all_is_known(repository: Repository) -> None:
    root = repository({**PULUMI, "index.ts": TYPESCRIPT})
    assert "places unknown" in run(root, "check", "--select", "DEL005", ".").stdout
    (root / "index.ts").write_text("import * as aws from '@pulumi/aws';\nnew aws.sqs.Queue('q', { name: 'q' });\n")
    last = run(root, "check", "--select", "DEL005", "--show-unknown", ".").stdout.splitlines()[-1]
    assert last.endswith("model: 1 of 1 construct resolved")


def test_the_model_lists_the_same_places(repository: Repository) -> None:
    root = repository({**PULUMI, "index.ts": TYPESCRIPT})
    listed = json.loads(run(root, "model", ".", "--format", "json").stdout)["unknown"]
    shown = unknown(run(root, "check", "--select", "DEL005", "--show-unknown", ".").stdout)
    assert {(one["line"], one["reason"]) for one in listed} == {
        (int(place.partition(":")[0]), reason) for place, reason in shown
    }


def test_types_that_the_catalog_does_not_have_are_told_in_templates(tmp_path: Path) -> None:
    template = tmp_path / "x.template.json"
    types = {"A": {"Type": "AWS::New::Thing"}, "B": {"Type": "Custom::Mine"}, "C": {"Type": "AWS::SQS::Queue"}}
    template.write_text(json.dumps({"Resources": types}, indent=1))
    done = run(tmp_path, "check", "--select", "DEL005", "--show-unknown", str(template))
    assert unknown(done.stdout) == [("3:3", "`AWS::New::Thing` is not in the catalog")]
    assert done.stdout.splitlines()[-1].endswith("2 of 3 constructs resolved, 1 place unknown")
