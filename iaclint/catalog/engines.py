"""Engine versions of AWS's databases and clusters: `rds` (Aurora included), `elasticache`, `opensearch`, `eks`."""

from __future__ import annotations

from functools import cache

from iaclint.catalog.library import data_file

FILE = "aws.blocks"


@cache
def _facts(service: str) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = data_file(FILE).get(f"engines:{service}") or {}
    return found


def engines(service: str) -> tuple[str, ...]:
    """The engines of a service (`mysql`, `aurora-postgresql` …), sorted; empty for an unknown service."""
    return tuple(sorted(_facts(service)))


def versions(service: str, engine: str) -> tuple[str, ...]:
    """The versions of an engine that AWS has or had, as it spells them; empty for an unknown engine."""
    return tuple(_facts(service).get(engine, {}).get("v", ()))


def status(service: str, engine: str, version: str) -> str | None:
    """`current`, `deprecated`, `unknown` (the engine has no such version), or None for an unknown engine.

    A version may be short (`15` stands for 15.x): it is current when one of the versions it stands for is.
    """
    facts = _facts(service).get(engine)
    if facts is None:
        return None
    listed = [known for known in facts["v"] if known == version or known.startswith(version + ".")]
    if not listed:
        return "deprecated" if version in facts["d"] else "unknown"
    return "deprecated" if set(listed) <= set(facts["d"]) else "current"
