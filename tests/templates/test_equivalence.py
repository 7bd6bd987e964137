"""What the frameworks really deploy (``testdata/templates``, synthesised by them) is found faulty in the same places as the program it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint import engine
from iaclint.analysis import analyze, facts
from iaclint.documents import TemplateProject
from iaclint.model import ResourceGraph
from iaclint.project import Project, discover
from iaclint.registry import Registry
from iaclint.settings import Settings
from iaclint.templates.loading import load
from iaclint.templates.source_map import environment_of

GOLDENS = Path(__file__).parents[2] / "testdata" / "templates"
SYNTHESISED = {
    "orders": "cdk.out",
    "parcels": "cdk.out",
    "clinic": "cdk.out",
    "media_archive": "cdk.out",
    "ledger": "cdktf.out",
}
Place = tuple[str, str, int]  # code, file, line


def program(name: str) -> Project:
    return discover([GOLDENS / name])[0]


def places(graph: ResourceGraph, project: Project, judging_deployed: bool) -> set[Place]:
    rules = []
    for entry in Registry.of(Settings()).entries.values():
        rule = entry.load()
        judges = bool(rule.resource_checks or rule.statement_checks or (rule.program_checks and rule.deployed))
        if rule.deployed is not False and (judges or not judging_deployed):
            rules.append(entry)
    hits, crashes = engine.run(graph, rules, facts(project), {})
    assert crashes == []
    root = str(GOLDENS)
    return {
        (hit.rule.code, str(Path(hit.finding.span.file.path).relative_to(root)), hit.finding.span.line)
        for hit in hits.values()
    }


@pytest.mark.parametrize("name", sorted(SYNTHESISED))
def test_template_and_source_are_at_fault_in_the_same_lines(name: str) -> None:
    source, template = program(name), TemplateProject(str(GOLDENS / name / SYNTHESISED[name]))
    in_source = places(analyze(source, "pr1234"), source, True)
    in_template = places(analyze(template, "pr1234"), template, False)
    assert in_source  # otherwise there is nothing to compare
    assert in_template == in_source


@pytest.mark.parametrize("name", sorted(SYNTHESISED))
def test_every_resource_of_the_source_is_in_the_template(name: str) -> None:
    source = analyze(program(name), "pr1234")
    deployed = load(str(GOLDENS / name / SYNTHESISED[name]), "pr1234").graph
    author = sorted(r.type for r in deployed.deployed() if not r.implicit)
    for resource in source.deployed():
        assert resource.type in author
        author.remove(resource.type)


@pytest.mark.parametrize(("name", "environment"), [("orders", "pr1234"), ("clinic", "qa7"), ("ledger", "pr1234")])
def test_the_environment_is_read_off_the_stack(name: str, environment: str) -> None:
    source = analyze(program(name), "pr1234")
    deployed = load(str(GOLDENS / name / SYNTHESISED[name]), "pr1234").graph
    assert environment_of(deployed, source) == environment
