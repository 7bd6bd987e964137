"""Lambda runtimes, engine versions, regions."""

from __future__ import annotations

import pytest

from iaclint.catalog import engines, regions, runtimes


def test_a_runtime_with_its_days() -> None:
    found = runtimes.runtime("nodejs18.x")
    assert found is not None
    assert (found.deprecated, found.successor) == ("2025-09-01", "nodejs24.x")
    assert found.creation_blocked is not None
    assert found.creation_blocked > "2025-09-01"
    assert not found.deprecated_on("2025-08-31")
    assert found.deprecated_on("2025-09-01")
    assert runtimes.runtime("nodejs18") is None
    assert "python3.12" in runtimes.names()


def test_a_runtime_without_an_end() -> None:
    found = runtimes.runtime("provided.al2023")
    assert found is not None
    assert found.update_blocked is None or found.update_blocked > "2028"


@pytest.mark.parametrize(
    ("service", "engine", "version", "status"),
    [
        ("rds", "mysql", "5.6", "deprecated"),
        ("rds", "postgres", "16", "current"),
        ("rds", "postgres", "99.1", "unknown"),
        ("rds", "aurora-mysql", "5.7.mysql_aurora.2.02.3", "deprecated"),
        ("rds", "foxpro", "1", None),
        ("elasticache", "redis", "7.1", "current"),
        ("elasticache", "redis", "7.3", "unknown"),
        ("opensearch", "OpenSearch", "2.11", "current"),
        ("opensearch", "Elasticsearch", "7.10", "current"),
        ("eks", "kubernetes", "1.31", "current"),
        ("eks", "kubernetes", "1.14", "deprecated"),
        ("eks", "kubernetes", "2.0", "unknown"),
        ("nothing", "x", "1", None),
    ],
)
def test_engine_versions(service: str, engine: str, version: str, status: str | None) -> None:
    assert engines.status(service, engine, version) == status


def test_engines_of_a_service() -> None:
    assert {"mysql", "postgres", "mariadb", "aurora-postgresql"} <= set(engines.engines("rds"))
    assert engines.versions("rds", "foxpro") == ()
    assert "8.0" in engines.versions("elasticache", "valkey")


@pytest.mark.parametrize(
    ("zone", "possible"),
    [
        ("us-east-1f", True),
        ("us-east-1g", False),
        ("eu-west-1c", True),
        ("eu-west-1d", False),
        ("mars-1a", None),
        ("", None),
    ],
)
def test_availability_zones(zone: str, possible: bool | None) -> None:
    assert regions.is_zone(zone) is possible


def test_regions() -> None:
    assert regions.exists("eu-central-2")
    assert not regions.exists("eu-central-9")
    assert regions.closest("eu-wst-1") == "eu-west-1"
    assert regions.closest("nowhere") is None
    assert len(regions.names()) > 30
    assert [regions.partition(r) for r in ("us-east-1", "cn-north-1", "us-gov-west-1", "us-isob-east-1")] == [
        "aws",
        "aws-cn",
        "aws-us-gov",
        "aws-iso-b",
    ]
