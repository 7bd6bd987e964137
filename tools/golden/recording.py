"""The golden of a project: what matters of a synthesis, as JSON that is the same each time."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from tools.golden import cloudformation, policies, pulumi, terraform
from tools.golden.deployed import Deployed, deployed
from tools.golden.environments import Environment
from tools.golden.holes import plain
from tools.golden.programs import Program
from tools.golden.records import Record
from tools.golden.synthesis import SUFFIX, Synthesis, synthesised

Golden = dict[str, Any]


def golden_of(folder: Path, cache: Path, seconds: float) -> Golden:
    """Synthesises a project. Raises ``SynthesisError``, or ``ValueError`` when it is none."""
    return recorded(folder, cache, seconds)[0]


def recorded(folder: Path, cache: Path, seconds: float) -> tuple[Golden, Deployed]:
    """The golden, and what is deployed. Raises like ``golden_of``."""
    program = Program(folder)
    environment = Environment(program.platform, cache)
    environment.install(program.language)
    with synthesised(program, environment, seconds) as synthesis:
        return golden(synthesis, environment), deployed(synthesis)


def golden(synthesis: Synthesis, environment: Environment) -> Golden:
    data: list[Record] = []
    if synthesis.program.platform == "cdk":
        resources = cloudformation.records(synthesis)
    elif synthesis.program.platform == "pulumi":
        resources, data = pulumi.records(synthesis), pulumi.calls(synthesis)
    else:
        resources, data = terraform.records(synthesis), terraform.records(synthesis, "data")
    shown = [record for record in resources if record.made != "implicit"]
    implicit = Counter(record.type for record in resources if record.made == "implicit")
    return {
        "made_with": environment.versions[synthesis.program.language],
        **({} if synthesis.suffix == SUFFIX else {"environment": synthesis.suffix}),
        "types": dict(sorted(Counter(record.type for record in resources).items())),
        "implicit": dict(sorted(implicit.items())),
        "resources": in_order(entry(record) for record in shown),
        "data_sources": dict(sorted(Counter(record.type for record in data).items())),
        "statements": in_order(
            statement for record in [*resources, *data] for statement in statements(record, synthesis.program.platform)
        ),
    }


def entry(record: Record) -> dict[str, Any]:
    place = {"file": record.file, "line": record.line} if record.file else {}
    made = {"made": record.made} if record.made != "source" else {}
    return {
        "type": record.type,
        "id": record.id,
        "construct": record.construct,
        **made,
        **place,
        "properties": plain(policies.without_policies(record.properties)),
        "protection": record.protections,
    }


def statements(record: Record, platform: str) -> list[policies.Statement]:
    """The statements of a resource. ``made``: ``source`` when the program wrote the statement, ``framework`` when a grant or a construct of the CDK
    did."""
    found: list[policies.Statement] = []
    for statement in policies.statements(record.type, record.properties):
        whole = platform != "cdk" or ".Cfn" in record.construct or statement["kind"] == "trust"
        marked = statement.pop("marked") or (whole and record.made == "source")
        found.append({**statement, "made": "source" if marked else "framework"})
    written = [{**one, "made": ""} for one in found if one["made"] == "source"]
    return [one for one in found if one["made"] == "source" or {**one, "made": ""} not in written]


def in_order(entries: Any) -> list[Any]:
    return sorted(entries, key=lambda entry: json.dumps(entry, sort_keys=True))


def written(golden: Golden) -> str:
    """One line for each resource and statement: short, and a change shows where it is."""
    parts = []
    for name, value in golden.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value)
            parts.append(f'"{name}": [\n  {lines}\n ]')
        else:
            parts.append(f'"{name}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n " + ",\n ".join(parts) + "\n}\n"
