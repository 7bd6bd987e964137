"""What keeps a resource from being destroyed."""

from __future__ import annotations

from typing import Any

import pytest

from iaclint.model import Resource
from iaclint.model.protection import deletion_protection, protections
from iaclint.model.resource import Removal
from iaclint.values import Choice, Condition, Entry, Key, Known, ListValue, MapValue, Symbol, Unknown, Value
from tests.programs import resource, source

FILE = source("Database(deletionProtection=true)")
RETAIN = Symbol("aws-cdk-lib.RemovalPolicy.RETAIN")
DESTROY = Symbol("aws-cdk-lib.RemovalPolicy.DESTROY")
UNKNOWN = Unknown("not known")


def either(*options: Value) -> Choice:
    return Choice([((Condition("x", None),), option) for option in options])


def attributes(value: object) -> ListValue:
    pair: dict[Key, Entry] = {"key": Entry(Known("deletion_protection.enabled")), "value": Entry(Known(str(value)))}
    return ListValue([Known("x"), MapValue(pair)])


def with_properties(**properties: Any) -> Resource:
    return resource(FILE, "Database", **properties)


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ({}, []),
        ({"deletionProtection": True}, ["deletion_protection"]),
        ({"deletionProtection": "ACTIVE"}, ["deletion_protection"]),
        ({"deletionProtection": "true"}, ["deletion_protection"]),
        ({"deletionProtection": Symbol("pulumi_aws.X.ACTIVE")}, ["deletion_protection"]),
        ({"deletionProtection": "INACTIVE"}, []),
        ({"deletionProtection": False}, []),
        ({"deletionProtection": UNKNOWN}, []),
        ({"deletionProtection": either(Known(True), Known(False))}, []),
        ({"deletionProtection": either(Known(True), UNKNOWN)}, []),
        ({"deletionProtection": either(Known(True), Known("true"))}, ["deletion_protection"]),
        ({"deletionProtectionEnabled": True}, ["deletion_protection"]),
        ({"enableDeletionProtection": True}, ["deletion_protection"]),
        ({"disableApiTermination": True}, ["deletion_protection"]),
        ({"terminationProtection": True}, ["deletion_protection"]),
        ({"DeletionProtection": True}, ["deletion_protection"]),
        ({"deletion_protection": True}, ["deletion_protection"]),
        ({"loadBalancerAttributes": attributes("true")}, ["deletion_protection"]),
        ({"loadBalancerAttributes": attributes("false")}, []),
        ({"loadBalancerAttributes": UNKNOWN}, []),
        ({"lifecycle": MapValue({"preventDestroy": Entry(Known(True))})}, ["prevent_destroy"]),
        ({"removalPolicy": RETAIN}, ["retain"]),
        ({"removalPolicy": Symbol("aws-cdk-lib.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE")}, ["retain"]),
        ({"removalPolicy": Symbol("aws-cdk-lib.RemovalPolicy.SNAPSHOT")}, ["snapshot"]),
        ({"removalPolicy": DESTROY}, []),
        ({"removalPolicy": UNKNOWN}, []),
        ({"removalPolicy": either(RETAIN, DESTROY)}, []),
        ({"deletionPolicy": Symbol("aws-cdk-lib.CfnDeletionPolicy.RETAIN")}, ["retain"]),
        ({"deletionPolicy": "Retain"}, ["retain"]),
        ({"deletionPolicy": "RetainExceptOnCreate"}, ["retain"]),
        ({"deletionPolicy": "Delete"}, []),
    ],
)
def test_words(properties: dict[str, Any], words: list[str]) -> None:
    assert protections(with_properties(**properties)) == words


@pytest.mark.parametrize(
    ("default", "words"), [(None, []), ("retain", ["retain"]), ("snapshot", ["snapshot"]), ("destroy", [])]
)
def test_the_frameworks_default_holds_when_nothing_is_said(default: Removal | None, words: list[str]) -> None:
    silent, said, unknown = (
        with_properties(),
        with_properties(removalPolicy=DESTROY),
        with_properties(removalPolicy=UNKNOWN),
    )
    for item in (silent, said, unknown):
        item.default_removal = default
    assert [protections(item) for item in (silent, said, unknown)] == [words, [], []]


def test_pulumi_options() -> None:
    item = with_properties()
    item.options = MapValue({"protect": Entry(Known(True)), "retainOnDelete": Entry(Known(True))})
    assert protections(item) == ["protect", "retain_on_delete"]


def test_the_setting_points_at_the_key() -> None:
    (setting,) = deletion_protection(with_properties(deletionProtection=True))
    assert setting.span.text == "deletionProtection"
