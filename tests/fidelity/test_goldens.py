"""The model of each project in ``testdata/projects`` is what the real framework makes of it."""

from __future__ import annotations

from collections import Counter

import pytest

from tools.fidelity.goldens import GOLDENS, PROJECTS, compared, known_misses, names

KINDS = ("cdk-py", "cdk-ts", "cdktf-py", "cdktf-ts", "pulumi-py", "pulumi-ts")


@pytest.mark.parametrize("name", names())
def test_the_model_is_what_the_framework_makes(name: str) -> None:
    known = [entry for entry in known_misses() if entry.project == name]
    misses = list(compared(name).misses())
    assert [miss for miss in misses if not any(entry.covers(*miss) for entry in known)] == []
    assert [entry for entry in known if not any(entry.covers(*miss) for miss in misses)] == []


def test_there_are_eight_goldens_of_each_kind() -> None:
    counts = Counter(name.partition("/")[0] for name in names())
    assert {kind: counts[kind] >= 8 for kind in KINDS} == dict.fromkeys(KINDS, True)


def test_every_project_has_a_golden() -> None:
    projects = {path.relative_to(PROJECTS).as_posix() for path in PROJECTS.glob("*/*") if path.is_dir()}
    assert set(names()) == projects


def test_known_misses_are_of_goldens_and_have_reasons() -> None:
    assert {entry.project for entry in known_misses()} <= set(names())
    assert all(entry.reason for entry in known_misses())


def test_goldens_are_small() -> None:
    assert sum(path.stat().st_size for path in GOLDENS.rglob("*.json")) < 1_000_000
