"""What the rules on properties share: names that were probably meant, forms, and what a library declares by version."""

from __future__ import annotations

import pytest

from iaclint.catalog import load
from iaclint.declarations import declared, form_of
from iaclint.rule import Form
from iaclint.values import Choice, Known, ListValue, MapValue, Text
from rules.api._kinds import Kinds
from rules.api._spelling import nearest
from tests.programs import NoFacts

PIPELINE = "@pulumi/aws.codepipeline.Pipeline"
EIP = "@pulumi/aws.ec2.Eip"
TOPIC = "aws-cdk-lib.aws_sns.Topic"
NEWEST = (1_000_000,)


@pytest.mark.parametrize(
    ("name", "names", "meant"),
    [
        ("tablename", ["tableName", "tableClass"], ["tableName"]),
        ("vpc_id", ["vpcId", "vpcName"], ["vpcId"]),
        ("artifactStore", ["artifactStores", "stages"], ["artifactStores"]),
        ("keyRotation", ["enableKeyRotation", "alias"], ["enableKeyRotation"]),
        ("alarmName", ["name", "unit"], ["name"]),
        ("description", ["alarmDescription", "unit"], ["alarmDescription"]),
        ("colour", ["name", "tags"], []),
        ("rolePolicyA", ["rolePolicyB", "rolePolicyC"], []),  # as close to the one as to the other
    ],
)
def test_the_name_that_was_meant(name: str, names: list[str], meant: list[str]) -> None:
    assert nearest(name, names) == meant


def test_a_property_is_had_in_the_versions_that_have_it() -> None:
    older = declared(EIP, ((6, 83, 4), (6, 83, 4)))
    newer = declared(EIP, ((7, 14, 0), (7, 14, 0)))
    unknown = declared(EIP, None)
    assert older is not None
    assert newer is not None
    assert unknown is not None
    assert older.has("vpc")
    assert unknown.has("vpc")
    assert not newer.has("vpc")
    assert newer.until("vpc") == "6.83.4"
    assert older.until("vpc") is None
    assert not unknown.has("warpDrive")


def test_a_range_has_what_any_version_in_it_has() -> None:
    both = declared(EIP, ((6, 0, 0), NEWEST))
    new = declared(EIP, ((7, 2, 0), NEWEST))
    assert both is not None
    assert both.has("vpc")
    assert new is not None
    assert not new.has("vpc")


def test_a_property_that_came_later() -> None:
    old, new = declared(TOPIC, ((2, 100, 0), (2, 100, 0))), declared(TOPIC, ((2, 219, 0), (2, 219, 0)))
    assert old is not None
    assert old.since("enforceSSL") == "2.130.0"
    assert not old.has("enforceSSL")
    assert new is not None
    assert new.since("enforceSSL") is None
    assert new.has("enforceSSL")


@pytest.mark.parametrize("version", [(99, 0, 0), (0, 1, 0)])
def test_nothing_is_declared_outside_the_samples(version: tuple[int, ...]) -> None:
    assert declared(TOPIC, (version, version)) is None
    assert declared(PIPELINE, (version, version)) is None


def test_nothing_is_declared_for_what_the_catalog_does_not_have() -> None:
    assert declared("aws-cdk-lib.aws_sns.Colour", None) is None
    assert declared("@pulumi/kubernetes.apiextensions.CustomResource", None) is None  # takes any keys


def test_what_is_required() -> None:
    pipeline = declared(PIPELINE, None)
    assert pipeline is not None
    assert sorted(pipeline.required()) == ["artifactStores", "roleArn", "stages"]


def test_every_type_expression_of_a_library_is_read() -> None:
    library = load("@cdktf/provider-aws")
    kinds = set()
    for identity in library.ids()[:600]:
        kind = library.get(identity)
        for prop in kind.properties().values() if kind is not None else ():
            form = form_of(prop.type, library.name)
            while form.inner is not None:
                form = form.inner
            kinds.add(form.kind)
    assert {"string", "number", "boolean", "struct", "union"} <= kinds <= {
        "string", "number", "boolean", "struct", "union", "class", "interface", "construct", "enum", "any",
    }  # fmt: skip


STRING, NUMBER = Form("string"), Form("number")


@pytest.mark.parametrize(
    ("form", "value", "fits"),
    [
        (STRING, Known("a"), True),
        (STRING, Known(30), False),
        (STRING, Text(["a"]), True),
        (NUMBER, Known("30"), False),
        (NUMBER, Known("${var.count}"), True),
        (NUMBER, Known(None), True),
        (Form("list", inner=STRING), ListValue([Known("a"), Known(1)]), False),
        (Form("list", inner=STRING), MapValue(), False),
        (Form("map", inner=STRING), MapValue(), True),
        (Form("union", options=(STRING, NUMBER)), Known(True), True),
        (Form("enum", symbol="aws-cdk-lib.aws_logs.RetentionDays"), Known(7), True),
        (Form("enum", symbol="aws-cdk-lib.aws_logs.RetentionDays"), Known("7"), False),
        (Form("enum", symbol="@pulumi/aws.ec2.Tenancy"), Known("default"), True),
        (STRING, Choice([((), Known("a")), ((), Known(1))]), True),
        (STRING, Choice([((), Known(2)), ((), Known(1))]), False),
    ],
)
def test_a_value_fits_its_form(form: Form, value: Known, fits: bool) -> None:
    assert (Kinds(NoFacts(), lenient=False).misfit(form, value) is None) is fits


def test_pulumi_converts_scalars_in_python() -> None:
    assert Kinds(NoFacts(), lenient=True).misfit(STRING, Known(30)) is None
    assert Kinds(NoFacts(), lenient=True).misfit(Form("list", inner=STRING), Known(30)) is not None
