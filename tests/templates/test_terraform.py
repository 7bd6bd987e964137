"""``cdk.tf.json``, as ``cdktf synth`` writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint import api
from iaclint.evaluator.sources import EnvironmentSources
from iaclint.model import Resource, ResourceGraph
from iaclint.model.facets import facet
from iaclint.model.protection import protections
from iaclint.model.render import render, render_text
from iaclint.settings import Settings
from iaclint.source import SourceFile, Span
from iaclint.templates.interpolation import Interpolation, closing
from iaclint.templates.loading import load
from iaclint.templates.reading import Reading, instance_of
from iaclint.values import ENVIRONMENT, SECRET, Known, Reference

LEDGER = Path(__file__).parents[2] / "testdata" / "templates" / "ledger" / "cdktf.out"


@pytest.fixture(scope="module")
def ledger() -> ResourceGraph:
    loaded = load(str(LEDGER), "pr1234")
    assert loaded.problems == []
    return loaded.graph


def only(graph: ResourceGraph, type: str) -> Resource:
    return next(resource for resource in graph.resources if resource.type == type)


def test_properties_are_spelt_as_the_bindings_spell_them(ledger: ResourceGraph) -> None:
    database = only(ledger, "aws_db_instance")
    assert render(database.properties) == {
        "allocatedStorage": 20,
        "deletionProtection": True,
        "engine": "postgres",
        "identifier": "ledger-${environmentSuffix}",
        "instanceClass": "db.t4g.micro",
        "password": "${db_password}",
        "skipFinalSnapshot": True,
        "username": "ledger",
    }
    assert database.construct == "@cdktf/provider-aws.dbInstance.DbInstance"
    assert render_text(database.id) == "ledger-pr1234/database"
    assert database.get("password").value.labels & SECRET
    assert database.get("identifier").value.labels & ENVIRONMENT


def test_blocks_and_satellites_mean_what_they_mean_in_programs(ledger: ResourceGraph) -> None:
    bucket = only(ledger, "aws_s3_bucket")
    assert protections(bucket) == ["prevent_destroy"]
    assert render_text(facet(bucket, "versioned", ledger).value) == "true"


def test_what_is_no_resource_has_its_kind(ledger: ResourceGraph) -> None:
    assert [(r.kind, r.type) for r in ledger.resources if r.kind not in ("resource", "data")] == [
        ("provider", "aws"),
        ("stack", "cdktf.TerraformStack"),
        ("backend", "cdktf.S3Backend"),
        ("variable", "cdktf.TerraformVariable"),
        ("output", "cdktf.TerraformOutput"),
        ("output", "cdktf.TerraformOutput"),
    ]
    assert render(only(ledger, "cdktf.S3Backend").properties)["key"] == "${environmentSuffix}/ledger.tfstate"


def test_statements_of_policy_documents_belong_to_what_uses_them(ledger: ResourceGraph) -> None:
    found = [([i.text for i in s.actions], s.owner.type if s.owner else "") for s in ledger.statements]
    assert (["dynamodb:*"], "aws_iam_role_policy") in found
    assert (["sts:AssumeRole"], "aws_iam_role") in found


def interpolation() -> Interpolation:
    reading = Reading(ResourceGraph("pr1234"), "pr1234", EnvironmentSources("pr1234"))
    bucket = instance_of("@cdktf/provider-aws.s3Bucket.S3Bucket")
    return Interpolation(reading, {(False, "aws_s3_bucket", "b"): bucket}, {"owner": Known("me")})


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("plain", "plain"),
        ("${aws_s3_bucket.b.arn}", "${S3Bucket.arn}"),
        ("${aws_s3_bucket.b.arn}/*", "${S3Bucket.arn}/*"),
        ("${aws_s3_bucket.b[0].bucket_domain_name}", "${S3Bucket.bucketDomainName}"),
        ("${var.owner}-x", "me-x"),
        ('${join(",", [aws_s3_bucket.b.arn])}', '${join(",", [aws_s3_bucket.b.arn])}'),
        ("${each.key}", "${each.key}"),
        ("$${literal}", "${literal}"),
        ('${format("}", "a")}!', '${format("}", "a")}!'),
        ("${never closed", "${never closed"),
        ("${other_thing.x.y}", "${other_thing.x.y}"),
    ],
)
def test_interpolations_are_references_and_holes(text: str, rendered: str) -> None:
    span = Span(SourceFile("/x.tf.json", text.encode(), "typescript"), 0, len(text))
    assert render_text(interpolation().text(text, span)) == rendered


def test_a_whole_interpolation_is_the_reference_itself() -> None:
    assert isinstance(interpolation().text("${aws_s3_bucket.b.arn}", None), Reference)


def test_braces_in_quotes_close_nothing() -> None:
    assert closing('f("}") }', 0) == 7
    assert closing("{}", 0) is None


@pytest.mark.parametrize(
    ("backend", "codes"),
    [
        ('{"s3": {"bucket": "b", "key": "k", "encrypt": true}}', set()),
        ('{"s3": {"bucket": "b", "key": "k", "encrypt": true, "maxRetries": 3}}', {"BKD001"}),
        ('{"s3": {"bucket": "b", "key": "k", "encrypt": false}}', {"BKD003"}),
        ('{"s4": {"bucket": "b"}}', {"BKD001"}),
        ('{"local": {"path": "x"}}', {"BKD002"}),
    ],
)
def test_the_back_end_is_judged_as_it_is_deployed(tmp_path: Path, backend: str, codes: set[str]) -> None:
    path = tmp_path / "cdk.tf.json"
    metadata = '{"metadata": {"stackName": "shop", "version": "0.21.0"}}'
    path.write_text(f'{{"//": {metadata}, "terraform": {{"backend": {backend}}}}}', "utf-8")
    settings = Settings(select=["BKD"], isolated=True)
    assert {d.code for d in api.lint([str(path)], settings).diagnostics} == codes
