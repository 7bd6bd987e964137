"""What the frameworks really deploy is found faulty in the same places as the program it was made from.

``testdata/templates`` has five projects with the output where the framework leaves it, ``testdata/deployed`` that of every project in ``testdata/projects``
(``make golden``).
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from iaclint import engine
from iaclint.analysis import analyze, facts
from iaclint.documents import TemplateProject
from iaclint.model import ResourceGraph
from iaclint.project import Project, discover
from iaclint.registry import Registry
from iaclint.settings import Settings
from iaclint.templates.loading import load
from iaclint.templates.pulumi import COMPUTED
from iaclint.templates.source_map import environment_of
from tools.golden.deployed import PREVIEW, unpack
from tools.golden.synthesis import SUFFIX

ROOT = Path(__file__).parents[2]
GOLDENS = ROOT / "testdata" / "templates"
PROJECTS = ROOT / "testdata" / "projects"
DEPLOYED = ROOT / "testdata" / "deployed"
SYNTHESISED = {
    "orders": "cdk.out",
    "parcels": "cdk.out",
    "clinic": "cdk.out",
    "media_archive": "cdk.out",
    "ledger": "cdktf.out",
}
NAMES = sorted(path.relative_to(DEPLOYED).with_suffix("").as_posix() for path in DEPLOYED.glob("*/*.json"))
Place = tuple[str, str, int]  # code, file, line


def places(graph: ResourceGraph, project: Project, root: Path, of_source: bool) -> set[Place]:
    """What the rules that judge what is deployed find; in templates all rules that run on them."""
    rules = []
    for entry in Registry.of(Settings()).entries.values():
        rule = entry.load()
        judges = bool(rule.resource_checks or rule.statement_checks or (rule.program_checks and rule.deployed))
        if rule.deployed is not False and (judges or not of_source):
            rules.append(entry)
    hits, crashes = engine.run(graph, rules, facts(project), {})
    assert crashes == []
    return {
        (hit.rule.code, str(Path(hit.finding.span.file.path).relative_to(root)), hit.finding.span.line)
        for hit in hits.values()
    }


def both(folder: Path, output: Path, environment: str) -> tuple[set[Place], set[Place]]:
    """What is found in the source and in the template."""
    source, template = discover([folder])[0], TemplateProject(str(output))
    in_source = places(analyze(source, environment), source, folder, True)
    in_template = places(analyze(template, environment), template, folder, False)
    assert template.problems == []
    return in_source, in_template


@pytest.fixture
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of a project in which the framework left its output."""
    folder = tmp_path.resolve() / "project"
    shutil.copytree(PROJECTS / request.param, folder)
    unpack((DEPLOYED / f"{request.param}.json").read_text("utf-8"), folder)
    return folder


def output_of(folder: Path) -> Path:
    return next(folder / name for name in ("cdk.out", "cdktf.out", PREVIEW) if (folder / name).exists())


@pytest.mark.parametrize("name", sorted(SYNTHESISED))
def test_template_and_source_are_at_fault_in_the_same_lines(name: str) -> None:
    in_source, in_template = both(GOLDENS / name, GOLDENS / name / SYNTHESISED[name], "pr1234")
    assert in_source  # otherwise there is nothing to compare
    assert in_template == in_source


def test_every_project_has_what_is_deployed() -> None:
    markers = ("cdk.json", "cdktf.json", "Pulumi.yaml")
    projects = {path.parent.relative_to(PROJECTS).as_posix() for one in markers for path in PROJECTS.glob(f"*/*/{one}")}
    assert set(NAMES) == projects


@pytest.mark.parametrize("project", NAMES, indirect=True)
def test_what_is_deployed_is_at_fault_where_the_project_is(project: Path) -> None:
    in_source, in_template = both(project, output_of(project), SUFFIX)
    assert in_template == in_source


def first_preview(preview: dict[str, Any]) -> dict[str, Any]:
    """The preview of a stack that is not there yet: what depends on an output is not known."""

    def unknown(value: Any) -> Any:
        if isinstance(value, list):
            return [unknown(item) for item in value]
        if isinstance(value, dict):
            return {key: unknown(item) for key, item in value.items()}
        return COMPUTED_TEXT if isinstance(value, str) and "mock:" in value else value

    steps = []
    for step in preview["steps"]:
        state = {key: value for key, value in step["newState"].items() if key not in ("id", "outputs")}
        steps.append({**step, "op": "create", "newState": {**state, "inputs": unknown(state["inputs"])}})
    return {**preview, "steps": steps}


COMPUTED_TEXT = min(COMPUTED)
FOLLOWED = ("DEL", "ENV")  # what outputs do not take part in; policies with a name in them are not known before


@pytest.mark.parametrize("project", [name for name in NAMES if name.startswith("pulumi")], indirect=True)
def test_a_first_preview_tells_what_does_not_depend_on_outputs(project: Path) -> None:
    output = project / PREVIEW
    output.write_text(json.dumps(first_preview(json.loads(output.read_text("utf-8"))), indent=1), "utf-8")
    in_source, in_template = both(project, output, SUFFIX)
    assert in_template <= in_source
    assert {one for one in in_source - in_template if one[0].startswith(FOLLOWED)} == set()


@pytest.mark.parametrize("name", sorted(SYNTHESISED))
def test_every_resource_of_the_source_is_in_the_template(name: str) -> None:
    source = analyze(discover([GOLDENS / name])[0], "pr1234")
    deployed = load(str(GOLDENS / name / SYNTHESISED[name]), "pr1234").graph
    author = sorted(r.type for r in deployed.deployed() if not r.implicit)
    for resource in source.deployed():
        assert resource.type in author
        author.remove(resource.type)


@pytest.mark.parametrize(("name", "environment"), [("orders", "pr1234"), ("clinic", "qa7"), ("ledger", "pr1234")])
def test_the_environment_is_read_off_the_stack(name: str, environment: str) -> None:
    source = analyze(discover([GOLDENS / name])[0], "pr1234")
    deployed = load(str(GOLDENS / name / SYNTHESISED[name]), "pr1234").graph
    assert environment_of(deployed, source) == environment
