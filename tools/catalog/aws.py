"""Facts of AWS that stand in no schema: Lambda runtimes, engine versions, regions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from iaclint.catalog.library import Library
from tools.catalog.packages import Package

Json = dict[str, Any]

DATA = "cfnlint/data/"
RUNTIMES = DATA + "AdditionalSpecs/LmbdRuntimeLifecycle.json"
PROVIDER = re.compile(DATA + r"schemas/providers/([a-z]{2,4}(?:-[a-z]+)+-\d)\.json")
ENGINES = re.compile(
    DATA
    + r"schemas/extensions/aws_(rds_dbinstance|rds_dbcluster|elasticache_cachecluster)/engine_version(_deprecated)?\.json"
)
# Enum-like classes of aws-cdk-lib whose members are versions: service, engine by the member's first word.
MEMBER_CLASSES = {
    "aws_opensearchservice.EngineVersion": (
        "opensearch",
        {"OPENSEARCH": "OpenSearch", "ELASTICSEARCH": "Elasticsearch"},
    ),
    "aws_eks.KubernetesVersion": ("eks", {"V1": "kubernetes"}),
}


def records(package: Package, cdk: Library, zones: dict[str, str]) -> dict[str, Any]:
    """`runtimes`: {name: [deprecated, creation blocked, update blocked, successor]}, `regions`: {name: zone letters},
    `engines:rds` and the like: {engine: {v: versions, d: deprecated versions}}."""
    found: dict[str, Any] = {"runtimes": {}, "regions": {}}
    engines: dict[str, dict[str, dict[str, set[str]]]] = {}
    for path, content in package.files(lambda path: path.startswith(DATA)):
        if path == RUNTIMES:
            found["runtimes"] = {name: _runtime(facts) for name, facts in json.loads(content).items()}
        elif match := PROVIDER.fullmatch(path):
            found["regions"][match.group(1)] = zones.get(match.group(1), zones["default"])
        elif match := ENGINES.fullmatch(path):
            service = engines.setdefault(match.group(1).partition("_")[0], {})
            for engine, versions in _conditions(json.loads(content)):
                service.setdefault(engine, {"v": set(), "d": set()})["d" if match.group(2) else "v"].update(versions)
    for identity, (name, words) in MEMBER_CLASSES.items():
        engines[name] = _members(cdk, identity, words)
    for family, by_engine in engines.items():
        found[f"engines:{family}"] = {
            engine: {part: sorted(each) for part, each in facts.items()} for engine, facts in by_engine.items()
        }
    return found


def _runtime(facts: Json) -> list[str]:
    return [facts[key] or "" for key in ("deprecated", "create-block", "update-block", "successor")]


def _conditions(schema: Json) -> Iterator[tuple[str, list[str]]]:
    """(engine, versions) of `if Engine is … then EngineVersion is one of …`, or of the pair in one condition."""
    for each in schema.get("allOf", ()):
        condition = each.get("if", {}).get("properties", {})
        engine = condition.get("Engine", {}).get("const")
        listed = each.get("then", {}).get("properties", {}).get("EngineVersion") if each.get("then") else None
        versions = (listed or condition.get("EngineVersion", {})).get("enum")
        if engine and versions:
            yield engine, [str(version) for version in versions]


def _members(cdk: Library, identity: str, words: dict[str, str]) -> dict[str, dict[str, set[str]]]:
    """The versions that an enum-like class names: `OPENSEARCH_2_11`, `V1_31`. What the newest version of the library no
    longer has counts as deprecated."""
    kind = cdk.get(identity)
    found: dict[str, dict[str, set[str]]] = {}
    for name, member in kind.properties().items() if kind is not None else ():
        word, _, rest = name.partition("_")
        if member.static and word in words:
            number = word[1:] if word[0] == "V" and word[1:].isdecimal() else ""
            version = ".".join(filter(None, [number, *rest.split("_")]))
            facts = found.setdefault(words[word], {"v": set(), "d": set()})
            facts["v"].add(version)
            if member.deprecated or member.until:
                facts["d"].add(version)
    return found
