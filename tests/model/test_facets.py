"""One vocabulary for what properties mean, whatever the framework calls them."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import pytest

from iaclint.catalog import Type, load
from iaclint.frameworks.jsii import props_type
from iaclint.model.facet_table import FACETS, Row
from iaclint.model.facets import facet
from iaclint.values import Choice, Condition, Entry, Known, ListValue, MapValue, Unknown, Value
from tests.programs import resource, source

FILE = source("Thing()")
LIBRARIES = ("aws-cdk-lib", "@cdktf/provider-aws", "@pulumi/aws")
OPTIONS = ("protect", "retainOnDelete")  # of any Pulumi resource
WRITTEN_BY_THE_MODEL = ("deletionPolicy",)  # an attribute of the template, not a property


def plain(value: Any) -> Value:
    if isinstance(value, dict):
        return MapValue({key: Entry(plain(item)) for key, item in value.items()})
    return ListValue([plain(item) for item in value]) if isinstance(value, list) else Known(value)


CASES: list[tuple[str, str, dict[str, Any], Any]] = [
    ("deletion_protection", "AWS::RDS::DBInstance", {"deletionProtection": True}, True),
    ("deletion_protection", "AWS::Cognito::UserPool", {"deletionProtection": "ACTIVE"}, True),
    ("deletion_protection", "aws_cognito_user_pool", {"deletionProtection": "INACTIVE"}, False),
    ("deletion_protection", "aws:cognito/userPool:UserPool", {"deletionProtection": "ACTIVE"}, True),
    ("deletion_protection", "aws_dynamodb_table", {"deletionProtectionEnabled": True}, True),
    ("deletion_protection", "aws_lb", {"enableDeletionProtection": False}, False),
    ("termination_protection", "aws-cdk-lib.Stack", {"terminationProtection": True}, True),
    ("termination_protection", "AWS::EMR::Cluster", {"instances": {"terminationProtected": True}}, True),
    ("termination_protection", "AWS::EMR::Cluster", {"instances": {"termination_protected": True}}, True),
    ("prevent_destroy", "aws_s3_bucket", {"lifecycle": {"preventDestroy": True}}, True),
    ("prevent_destroy", "aws_s3_bucket", {"lifecycle": {"prevent_destroy": True}}, True),
    ("final_snapshot", "aws_db_instance", {"skipFinalSnapshot": True}, False),
    ("final_snapshot", "aws:rds/cluster:Cluster", {"skipFinalSnapshot": False}, True),
    ("final_snapshot", "aws_rds_cluster", {"skipFinalSnapshot": "true"}, False),
    ("final_snapshot_name", "aws_redshift_cluster", {"finalSnapshotIdentifier": "last"}, "last"),
    ("force_destroy", "AWS::S3::Bucket", {"autoDeleteObjects": True}, True),
    ("force_destroy", "AWS::ECR::Repository", {"emptyOnDelete": True}, True),
    ("force_destroy", "AWS::ECR::Repository", {"autoDeleteImages": True}, True),
    ("force_destroy", "aws_s3_bucket", {"forceDestroy": True}, True),
    ("force_destroy", "aws:s3/bucket:Bucket", {"forceDestroy": False}, False),
    ("force_destroy", "aws_ecr_repository", {"forceDelete": True}, True),
    ("force_destroy", "aws:ecr/repository:Repository", {"forceDelete": True}, True),
    ("force_destroy", "aws:backup/vault:Vault", {"forceDestroy": True}, True),
    ("recovery_window", "aws_secretsmanager_secret", {"recoveryWindowInDays": 0}, 0),
    ("versioned", "AWS::S3::Bucket", {"versioningConfiguration": {"status": "Suspended"}}, False),
]


@pytest.mark.parametrize(("name", "type", "properties", "meaning"), CASES)
def test_a_property_has_its_meaning(name: str, type: str, properties: dict[str, Any], meaning: object) -> None:
    thing = resource(FILE, "Thing", type)
    thing.properties = MapValue({key: Entry(plain(value)) for key, value in properties.items()})
    setting = facet(thing, name)
    assert isinstance(setting.value, Known)
    assert setting.value.data is meaning or setting.value.data == meaning


@pytest.mark.parametrize("name", ["deletion_protection", "force_destroy", "final_snapshot", "recovery_window"])
def test_nothing_said_and_something_unknown(name: str) -> None:
    silent = resource(FILE, "Thing", "aws_s3_bucket")
    assert not facet(silent, name).given
    silent.properties.open = "a spread"
    assert isinstance(facet(silent, name).value, Unknown)


def test_a_facet_of_a_choice_is_a_choice() -> None:
    either = Choice([((Condition("x", None),), Known(True)), ((Condition("x", None, True),), Known(False))])
    setting = facet(resource(FILE, "Thing", "aws_db_instance", skipFinalSnapshot=either), "final_snapshot")
    assert [getattr(option, "data", None) for _, option in setting.value.alternatives()] == [False, True]


@cache
def deployed_types() -> tuple[Type, ...]:
    return tuple(
        kind
        for library in map(load, LIBRARIES)
        for identity in library.ids()
        if (kind := library.get(identity)) is not None and (kind.deployed_type or identity == "Stack")
    )


def matching(glob: str) -> Iterator[Type]:
    for kind in deployed_types():
        if fnmatchcase(kind.deployed_type or f"{kind.library.name}.{kind.id}", glob):
            yield kind


def has(kind: Type, path: str) -> bool:
    struct: Type | None = props_type(kind) or kind
    for name in path.split("."):
        found = struct.property(name) if struct is not None else None
        if found is None:
            return False
        inner = found.struct
        library, _, identity = inner[1:].partition(".") if inner and inner.startswith("/") else ("", "", inner or "")
        struct = (load(library) if library else kind.library).get(identity) if identity else None
    return True


ROWS = [(name, row) for name, rows in FACETS.items() for row in rows]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{name}-{row[0]}-{row[1]}" for name, row in ROWS])
def test_every_row_names_properties_that_the_libraries_have(name: str, row: Row) -> None:
    glob, path = row[0], row[1]
    if path.startswith("@"):
        assert path[1:] in OPTIONS
    elif path in WRITTEN_BY_THE_MODEL:
        assert name == "removal_policy"
    elif ">" in path:
        satellite, link, inner = path.split(">")
        assert any(matching(glob))
        assert any(has(kind, link) and has(kind, inner) for kind in matching(satellite))
    else:
        assert any(has(kind, path) for kind in matching(glob))
