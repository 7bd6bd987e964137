"""What the rules on environments share: words, places of literals, and the table of names that are unique only within another resource."""

from __future__ import annotations

import pytest

from iaclint.catalog import load
from iaclint.source import SourceFile, Span
from rules.environment._literals import follows, is_alternative, is_for_one_environment
from rules.environment._names import WITHIN_ANOTHER, plain_type
from rules.environment._words import words_of

LIBRARIES = ("aws-cdk-lib", "@cdktf/provider-aws", "@cdktn/provider-aws", "@pulumi/aws")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("prod-payment-api", ["prod"]),
        ("tap_DEV_orders", ["DEV"]),
        ("OrdersProdQueue", ["Prod"]),
        ("/app/production/url", ["production"]),
        ("staging-data", ["staging"]),
        ("data-staging", []),
        ("api-stage-1", []),
        ("product-device", []),
        ("DevOpsRole", []),
        ("devops-alerts", []),
        ("latest-test", []),
    ],
)
def test_environment_words_of_a_name(name: str, words: list[str]) -> None:
    assert words_of().within(name) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("blue-orders", ["blue"]),
        ("orders-Blue", ["Blue"]),
        ("OrdersBlue", ["Blue"]),
        ("orders-eu-live-1", ["eu-live"]),
        ("orders-neu-live", []),
        ("prod-orders", []),
        ("blueprint", []),
    ],
)
def test_the_configured_environments_take_the_place_of_the_usual_ones(name: str, words: list[str]) -> None:
    assert words_of(("blue", "EU-Live")).within(name) == words


def test_names_of_one_thing_in_two_environments_are_alike_without_the_environment() -> None:
    assert words_of().left_out("orders-dev") == words_of().left_out("orders-prod") != words_of().left_out("orders-eu")


@pytest.mark.parametrize(
    "type", ["AWS::ApiGateway::Stage", "aws_api_gateway_stage", "aws:apigateway/stage:Stage", "AWS::APIGateway::Stage"]
)
def test_a_type_has_one_plain_name_in_all_frameworks(type: str) -> None:
    assert plain_type(type) == "apigatewaystage"


def test_every_entry_of_the_table_is_a_type_with_a_name_in_some_library() -> None:
    named = set()
    for library in map(load, LIBRARIES):
        for kind in map(library.get, library.ids()):
            if kind is not None and kind.physical_name and kind.deployed_type:
                named.add(plain_type(kind.deployed_type))
    assert {entry for entry in WITHIN_ANOTHER if entry.replace(".", "").lower() not in named} == set()


def spans(source: str, *literals: str) -> list[Span]:
    file = SourceFile("/x.ts", source.encode(), "typescript")
    starts = [source.index(literal) for literal in literals]
    return [Span(file, at, at + len(literal)) for at, literal in zip(starts, literals, strict=True)]


@pytest.mark.parametrize(
    ("source", "alternative"),
    [
        ("name: 'x-dev'", False),
        ("name='x-dev',", False),
        ("const name = 'x-dev';", False),
        ("a?: string; name: 'x-dev'", False),
        ("isProd ? 'x-dev' : b", True),
        ("isProd ? a : 'x-dev'", True),
        ("a?.b ?? 'x-dev'", True),
        ("a || 'x-dev'", True),
        ("tags or {'Environment': 'x-dev'}", True),
        ("given ?? { tags: { Name: 'x-dev' } }", True),
        ("merge(a || b, { Name: 'x-dev' })", False),
        ("'x-dev' if dev else b", True),
        ("b if prod else 'x-dev'", True),
        ("a or 'x-dev'", True),
    ],
)
def test_one_side_of_a_condition_and_a_default_are_alternatives(source: str, alternative: bool) -> None:
    (literal,) = spans(source, "'x-dev'")
    assert is_alternative(literal, words_of()) is alternative


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("const all = { dev: { queue: { name: 'x-dev' } } }", True),
        ("ALL = {'prod': Settings(name='x-dev')}", True),
        ("const all = { dev: {}, other: { name: 'x-dev' } }", False),
        ("stage = Stage(self, 'x', name='x-dev')", False),
        ("new Stage(this, { stage: f({ name: 'x-dev' }) })", False),
    ],
)
def test_an_entry_of_a_map_keyed_by_environments(source: str, expected: bool) -> None:
    (literal,) = spans(source, "'x-dev'")
    assert is_for_one_environment(literal, words_of()) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Environment: 'prod'", True),
        ("'Environment': 'prod'", True),
        ("Environment='prod'", True),
        (".add('Environment', 'prod')", True),
        ("Environment: env || 'prod'", False),
        ("Environment: isProd ? 'prod' : x", False),
        ("Environment: x, Other: 'prod'", False),
    ],
)
def test_a_literal_follows_its_key(source: str, expected: bool) -> None:
    key, value = spans(source, "Environment", "'prod'")
    assert follows(value, key, words_of()) is expected
