"""Accepted programs: what iaclint says the framework does not accept there, although it does."""

from __future__ import annotations

from pathlib import Path

from tools.drafts.comparison import REFUSED, near
from tools.drafts.compiler import compiled
from tools.drafts.environments import DraftEnvironment
from tools.drafts.findings import Found, findings
from tools.golden.environments import Environment
from tools.golden.programs import Program
from tools.golden.synthesis import SynthesisError, synthesised


def contradicted(folder: Path, environment: DraftEnvironment, runtime: Environment, seconds: float) -> list[Found]:
    """The findings on a project that its framework contradicts: the compiler has no error there, the Python program runs to its end. The framework is asked only where
    there are findings."""
    found = findings(folder, environment.library_versions())
    refused = [one for one in found if one.rule.startswith(REFUSED)]
    typescript = [one for one in refused if one.file.endswith((".ts", ".tsx", ".mts"))]
    python = [one for one in refused if one.file.endswith(".py")]
    accepted = python if python and synthesises(folder, runtime, seconds) else []
    faults = [fault for _, fault in compiled([folder], environment)] if typescript else []
    return accepted + [
        one for one in typescript if not any(one.file.endswith(fault.file) and near(one, fault) for fault in faults)
    ]


def synthesises(folder: Path, environment: Environment, seconds: float) -> bool:
    environment.install("node")
    environment.install("python")
    try:
        with synthesised(Program(folder), environment, seconds):
            return True
    except (SynthesisError, ValueError):  # not a project, or not an accepted one
        return False
