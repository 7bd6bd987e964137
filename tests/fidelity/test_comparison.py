"""What counts as found, missed and made up."""

from __future__ import annotations

from typing import Any

import pytest

from tools.fidelity.comparison import Comparison, pooled
from tools.fidelity.holes import ANYTHING
from tools.fidelity.properties import flat
from tools.fidelity.similarity import matches, pattern


def resource(type: str = "aws_sqs_queue", id: str = "stack/queue", **more: Any) -> dict[str, Any]:
    data = {"type": type, "id": id, "construct": "Queue", "file": "main.ts", "line": 3}
    return {**data, "properties": {}, "protection": [], **more}


def statement(actions: list[str], resources: list[str], **more: Any) -> dict[str, Any]:
    data = {"effect": "Allow", "kind": "identity", "actions": actions, "not_actions": []}
    return {**data, "resources": resources, "not_resources": [], "made": "source", "file": "main.ts", "line": 9, **more}


def compared(real: list[dict[str, Any]], found: list[dict[str, Any]], **more: Any) -> dict[str, tuple[int, int]]:
    golden = {"resources": real, "implicit": {}, "statements": more.get("stated", []), **more.get("golden", {})}
    comparison = Comparison(golden, {"resources": found, "iam_statements": more.get("listed", []), "unknown": []})
    return {name: (tally.hits, tally.total) for name, tally in comparison.tallies.items() if tally.total}


def test_the_same_resource_is_found() -> None:
    tallies = compared([resource(properties={"name": "a-${}"})], [resource(properties={"name": "a-${suffix}"})])
    assert tallies["resources"] == tallies["precision"] == tallies["lines"] == (1, 1)
    assert tallies["names"] == tallies["properties"] == (1, 1)


def test_a_missing_resource_is_missed_and_another_is_made_up() -> None:
    tallies = compared([resource()], [resource(type="aws_sns_topic")])
    assert tallies == {"resources": (0, 1), "precision": (0, 1)}


def test_what_a_framework_adds_unasked_is_neither() -> None:
    assert compared([], [resource()], golden={"implicit": {"aws_sqs_queue": 1}}) == {"precision": (1, 1)}
    assert compared([resource(made="method")], []) == {}


def test_resources_of_one_type_are_told_apart_by_their_id() -> None:
    real = [resource(id="s/a", properties={"name": "a"}), resource(id="s/b", properties={"name": "b"})]
    assert compared(real, real[::-1])["names"] == (2, 2)


def test_a_value_that_is_not_known_is_missed() -> None:
    assert compared([resource(properties={"delay": 5})], [resource(properties={"delay": "${x}"})])["properties"] == (
        0,
        1,
    )
    assert compared([resource(properties={"delay": 5})], [resource()])["properties"] == (0, 1)


def test_a_property_that_nobody_has_is_made_up() -> None:
    tallies = compared([resource(properties={"a": 1})], [resource(properties={"a": 1, "b": 2})])
    assert tallies["invented properties"] == (1, 2)


def test_a_higher_construct_is_compared_where_it_passes_values_through() -> None:
    real = resource("AWS::SQS::Queue", construct="aws-cdk-lib.aws_sqs.Queue", properties={"QueueName": "a", "Other": 1})
    found = {**real, "properties": {"queueName": "b", "encryption": "${Key}"}}
    tallies = compared([real], [found])
    assert tallies["properties"] == tallies["names"] == (0, 1)
    assert "invented properties" not in tallies


def test_references_between_resources_of_pulumi_are_followed() -> None:
    topic = resource("aws:sns/topic:Topic", "topic", properties={"name": "news"})
    found = resource("aws:sqs/queue:Queue", "q", properties={"tags": {"from": "${topic.name}"}})
    real = {**found, "properties": {"tags": {"from": "news"}}}
    assert compared([topic, real], [topic, found])["properties"] == (2, 2)


def test_statements_are_the_same_whatever_their_order() -> None:
    real = statement(["s3:GetObject", "s3:PutObject"], ["${}", "${}/*"])
    found = statement(["s3:PutObject", "s3:GetObject"], ["${bucket.arn}", "${bucket.arn}/*"])
    tallies = compared([], [], stated=[real], listed=[found])
    assert tallies == {"statements": (1, 1), "statement precision": (1, 1)}


@pytest.mark.parametrize("change", [{"effect": "Deny"}, {"kind": "trust"}, {"actions": ["s3:*"]}, {"resources": ["*"]}])
def test_a_statement_that_differs_is_missed(change: dict[str, Any]) -> None:
    real = statement(["s3:GetObject"], ["arn"])
    tallies = compared([], [], stated=[real], listed=[{**real, **change}])
    assert tallies == {"statements": (0, 1), "statement precision": (0, 1)}


def test_statements_of_grants_need_not_be_found() -> None:
    assert compared([], [], stated=[statement(["s3:GetObject"], ["arn"], made="framework")]) == {}


def test_protections_are_missed_or_untrue() -> None:
    tallies = compared([resource(protection=["retain"])], [resource(protection=["protect"])])
    assert tallies["protections"] == tallies["untrue protections"] == (0, 1)


def test_kinds_are_pooled() -> None:
    empty: dict[str, Any] = {"resources": [], "iam_statements": [], "unknown": []}
    golden: dict[str, Any] = {"resources": [resource()], "implicit": {}, "statements": []}
    comparisons = {name: Comparison(golden, empty) for name in ("cdk-ts/a", "cdk-ts/b", "cdk-py/c")}
    sums = pooled(comparisons)
    assert sums["cdk-ts"]["resources"].total == 2
    assert sums["cdk-py"]["resources"].misses == ["aws_sqs_queue stack/queue (main.ts:3)"]


@pytest.mark.parametrize(
    ("real", "found", "same"),
    [
        ("a-${}", "a-${x}", True),
        ("a-${}", "a-b", True),
        ("a-b", "a-${x}", False),
        ("a-${}-c", "a-${x}-${y}", False),
        ("${}/*", "${bucket.arn}/*", True),
        ("A", "a", True),
    ],
)
def test_holes_of_the_framework_may_be_anything(real: str, found: str, same: bool) -> None:
    assert pattern(real, found) is same


@pytest.mark.parametrize(
    ("real", "found", "same"),
    [
        (True, "true", True),
        ("5", 5, True),
        (5.0, 5, True),
        ("python3.12", "Runtime.PYTHON_3_12", True),
        ("python3.11", "Runtime.PYTHON_3_12", False),
        ("unknown", "${REPOSITORY}", True),
        ("unknown", "${repository}", False),
        ("x", None, False),
    ],
)
def test_scalars_are_the_same_to_a_deployment(real: Any, found: Any, same: bool) -> None:
    assert matches(real, found) is same


def test_properties_are_flat_in_one_spelling() -> None:
    terraform = {"versioning_configuration": [{"status": "Enabled"}], "rule": [{"id": 1}, {"id": 2}]}
    written = {"versioningConfiguration": {"status": "Enabled"}, "rule": [{"id": 1}, {"id": 2}]}
    assert flat(terraform) == flat(written)
    assert flat({"policy": '{"Statement": []}', "redrive": '{"max": 3}'}) == {"policy": "…", "redrive.max": 3}


def test_holes_stand_for_what_is_assumed() -> None:
    """A default, what a run makes differently, and nothing else."""
    real = resource(properties={"name": "app-dev-17", "delay": 5, "other": "x"})
    found = resource(properties={"name": "app-${stage}-${time}", "delay": "${size}", "other": "${what}"})
    golden: dict[str, Any] = {"resources": [real], "implicit": {}, "statements": []}
    holes = {"stage": ["prod", "dev"], "time": [ANYTHING], "size": ["5"]}
    listing = {"resources": [found], "iam_statements": [], "unknown": [], "holes": holes}
    comparison = Comparison(golden, listing)
    assert comparison.tallies["names"].hits == 1
    assert list(comparison.misses()) == [
        ("properties", "aws_sqs_queue stack/queue (main.ts:3): other = x, not ${what}")
    ]


def test_what_the_library_makes_by_itself_has_a_measure_of_its_own() -> None:
    found = [resource(), resource(id="stack/queue/policy", type="aws_sqs_queue_policy", implicit=True)]
    tallies = compared(
        [resource()],
        [*found, resource(type="aws_kms_key", implicit=True)],
        golden={"implicit": {"aws_sqs_queue_policy": 1}},
    )
    assert tallies == {"resources": (1, 1), "precision": (1, 1), "lines": (1, 1), "implied precision": (1, 2)}


def test_a_name_that_the_model_lost_is_missed() -> None:
    """Of a construct too that passes no other property through."""
    real = resource("AWS::SQS::Queue", construct="aws-cdk-lib.aws_sqs.Queue", properties={"QueueName": "a"})
    assert compared([real], [{**real, "properties": {}}])["names"] == (0, 1)


def test_a_statement_that_is_known_in_full_is_compared_before_one_with_holes() -> None:
    real = [statement(["s3:GetObject"], ["${}"]), statement(["s3:GetObject"], ["*"])]
    found = [statement(["s3:GetObject"], ["*"]), statement(["s3:GetObject"], ["${bucket.arn}"])]
    assert compared([], [], stated=real, listed=found)["statements"] == (2, 2)


def test_an_arn_may_be_a_reference() -> None:
    real, found = statement(["s3:GetObject"], ["arn:aws:s3:::${}"]), statement(["s3:GetObject"], ["${logs.bucketArn}"])
    assert compared([], [], stated=[real], listed=[found])["statements"] == (1, 1)
    assert compared([], [], stated=[statement(["s3:GetObject"], ["*"])], listed=[found])["statements"] == (0, 1)


def test_tags_of_resources_of_aws_come_from_above() -> None:
    real = resource(
        "AWS::Glue::Crawler",
        construct="aws_glue.CfnCrawler",
        properties={"Tags": {"Team": "a"}, "HealthCheckTags": [{"Key": "b"}]},
    )
    assert "properties" not in compared([real], [{**real, "properties": {}}])
