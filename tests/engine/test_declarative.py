"""Declarative rules: what they find, what they leave alone, how mistakes in their files are told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from iaclint import engine
from iaclint.declarative import Operator, schema
from iaclint.registry import RuleEntry
from iaclint.rule_files import rules_at
from iaclint.settings import UsageError
from iaclint.values import Choice, Condition, Known, ListValue, MapValue, Omitted, Symbol, Text, Unknown, Value
from tests.conftest import CommandLine, Repository
from tests.programs import NoFacts, graph_of, resource, source

HEAD = {"code": "ACME001", "name": "our-own", "message": "`{type}` {id}: `{property}` is `{value}`"}
Rules = Callable[..., list[RuleEntry]]


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rules:
    """The rules of a file with one rule of the given keys."""
    monkeypatch.chdir(tmp_path)

    def make(**keys: Any) -> list[RuleEntry]:
        declared = {**HEAD, **{name.replace("_", "-"): value for name, value in keys.items()}}
        Path("rules.yaml").write_text(yaml.safe_dump({"rules": [declared]}))
        return list(rules_at(str(tmp_path / "rules.yaml"), python=False))

    return make


def found(entries: list[RuleEntry], type: str = "AWS::S3::Bucket", **properties: Any) -> list[str]:
    file = source("Bucket(size=1, tags=2)\n")
    graph = graph_of(resource(file, "Bucket", type, **properties))
    hits, crashes = engine.run(graph, entries, NoFacts(), {})
    assert not crashes
    return [hit.finding.message for hit in hits.values()]


def either(*values: object) -> Value:
    return Choice([((Condition(str(at), None),), Known(value)) for at, value in enumerate(values)])  # type: ignore[arg-type]


class TestOperators:
    @pytest.mark.parametrize(
        ("operator", "value", "good", "bad"),
        [
            ("is", True, [True, "true"], [False, "x", 1]),
            ("is", 3, [3, "3"], [4, True]),
            ("is-not", "x", ["y"], ["x"]),
            ("is-one-of", ["a", "b"], ["a", "b"], ["c"]),
            ("is-none-of", ["a", "b"], ["c"], ["a"]),
            ("is-at-least", 7, [7, 30, "8"], [6, 0, "1"]),
            ("is-at-most", 7, [7, 1], [8]),
            ("matches", "^acme-", ["acme-x"], ["x-acme-"]),
            ("does-not-match", "prod", ["dev"], ["my-prod-x"]),
            ("contains", "x", ["axb", [1, "x"]], ["ab", ["a"]]),
            ("is-set", None, [1, "", False], [None]),
            ("is-not-set", None, [None], [1, False]),
        ],
    )
    def test_what_they_demand(
        self, rules: Rules, operator: Operator, value: object, good: list[object], bad: list[object]
    ) -> None:
        entries = rules(property="size", operator=operator, **({} if value is None else {"value": value}))
        for one in good:
            assert found(entries, size=_value(one)) == [], one
        for one in bad:
            assert len(found(entries, size=_value(one))) == 1, one

    @pytest.mark.parametrize("value", [Unknown("no idea"), Text(["a", Unknown("no idea")]), either(1, 3), MapValue()])
    def test_what_is_not_known_to_be_wrong_is_not_reported(self, rules: Rules, value: Value) -> None:
        assert found(rules(property="size", operator="is", value=3), size=value) == []

    def test_each_alternative_has_to_be_wrong(self, rules: Rules) -> None:
        assert len(found(rules(property="size", operator="is", value=3), size=either(1, 2))) == 1

    def test_a_constant_of_a_library_is_its_name(self, rules: Rules) -> None:
        entries = rules(property="size", operator="is", value="DESTROY")
        assert found(entries, size=Symbol("aws-cdk-lib.RemovalPolicy.DESTROY")) == []
        assert len(found(entries, size=Symbol("aws-cdk-lib.RemovalPolicy.RETAIN"))) == 1


class TestLeftOut:
    def test_is_not_reported_unless_a_default_says_what_holds(self, rules: Rules) -> None:
        assert found(rules(property="size", operator="is", value=True)) == []
        assert len(found(rules(property="size", operator="is", value=True, default=False))) == 1
        assert found(rules(property="size", operator="is", value=True, default=True)) == []

    def test_or_the_framework_does(self, rules: Rules) -> None:
        assert len(found(rules(property="size", operator="is", value=True), size=Omitted(default=Known(False)))) == 1


class TestSubjects:
    def test_types(self, rules: Rules) -> None:
        entries = rules(property="size", operator="is", value=1, resources=["AWS::S3::*", "aws_s3_bucket"])
        assert len(found(entries, size=2)) == 1
        assert len(found(entries, "aws_s3_bucket", size=2)) == 1
        assert found(entries, "AWS::SQS::Queue", size=2) == []

    def test_a_facet_means_the_same_in_every_notation(self, rules: Rules) -> None:
        entries = rules(facet="versioned", operator="is", value=True)
        assert len(found(entries, versioned=False)) == 1
        inner = MapValue()
        inner.set("status", Known("Suspended"))
        assert len(found(entries, versioningConfiguration=inner)) == 1
        inner.set("status", Known("Enabled"))
        assert found(entries, versioningConfiguration=inner) == []

    def test_the_message(self, rules: Rules) -> None:
        assert found(rules(property="size", operator="is", value=1), size=2) == [
            "`AWS::S3::Bucket` Thing: `size` is `2`"
        ]

    def test_braces_that_are_no_placeholder_stay(self, rules: Rules) -> None:
        entries = rules(property="size", operator="is", value=1, message="{ not {type} }")
        assert found(entries, size=2) == ["{ not AWS::S3::Bucket }"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"code": "acme1"}, "rules.yaml:2: `rules.0.code`"),
        ({"operator": "is-nt"}, "expected `is`"),
        ({"operator": "is-nt"}, "did you mean 'is-not'?"),
        ({"facett": "x"}, "unknown key `facett` in `rules.0`; did you mean 'facet'?"),
        ({"property": None}, "give either `facet` or `property`"),
        ({"facet": "versioned"}, "give either `facet` or `property`"),
        ({"property": None, "facet": "versiond"}, "unknown facet 'versiond'; did you mean 'versioned'?"),
        ({"operator": "is-one-of"}, "`is-one-of` needs a list"),
        ({"operator": "is-at-least", "value": "x"}, "`is-at-least` needs a number"),
        ({"operator": "is-set", "value": 1}, "`is-set` takes no `value`"),
        ({"value": None}, "`is` needs a `value`"),
        ({"operator": "matches", "value": "("}, "needs a regular expression"),
        ({"operator": "matches", "value": "(a*)*b"}, "must not repeat a group"),
        ({"operator": "matches", "value": "a*b*c*d*"}, "more than 3 repetitions"),
        ({"message": "{typ}"}, "unknown placeholder '{typ}'; did you mean 'type'?"),
        ({"message": "{}"}, "unknown placeholder '{}'"),
        ({"severity": "high"}, "expected `error`, `warning` or `info`, got `high`"),
        ({"security-severity": "11.0"}, "security-severity"),
    ],
)
def test_mistakes_are_told_with_their_line(rules: Rules, change: dict[str, Any], message: str) -> None:
    keys = {"property": "size", "operator": "is", "value": 1, **change}
    with pytest.raises(UsageError) as raised:
        rules(**{name: value for name, value in keys.items() if value is not None})
    assert str(raised.value).startswith("rules.yaml:")
    assert message in str(raised.value)


@pytest.mark.parametrize("text", ["", "rules: [", "- 1", "rules: 3", "x: !!python/object:os.system {}", "[" * 3000])
def test_a_file_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.yaml").write_text(text)
    with pytest.raises(UsageError, match=r"r\.yaml"):
        list(rules_at(str(tmp_path / "r.yaml"), python=False))


def test_the_schema_agrees() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    good = {**HEAD, "facet": "versioned", "operator": "is", "value": True}
    assert not list(validator.iter_errors({"rules": [good]}))
    for wrong in ({**good, "operator": "x"}, {**good, "code": "x"}, {**good, "more": 1}, {"code": "ACME001"}):
        assert list(validator.iter_errors({"rules": [wrong]}))


RULE = """\
rules:
  - code: ACME001
    name: unversioned-bucket
    facet: versioned
    operator: is
    value: true
    default: false
    resources: ["AWS::S3::Bucket", "aws_s3_bucket", "aws:s3/bucket*:Bucket*"]
    message: "`{id}` keeps no versions"
    summary: A bucket keeps no versions
    description: What is overwritten is gone.
    security-severity: "4.0"
    cwe: [693]
"""


class TestInARun:
    def test_from_the_configuration_of_the_repository(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(
            {
                "cdk.json": "{}",
                "x.ts": "resource AWS::S3::Bucket Logs size=1\n",
                "tools/rules/s3.yaml": RULE,
                "iaclint.toml": 'rule-paths = ["tools/rules"]\n[rules.unversioned-bucket]\nseverity = "error"',
            }
        )
        (finding,) = json.loads(iaclint(".", "--output-format", "json").out)
        assert finding["rule"]["code"] == "ACME001"
        assert (finding["message"], finding["severity"]) == ("`Logs` keeps no versions", "error")
        assert iaclint(".", "--isolated").code == 0
        assert iaclint(".", "--ignore", "unversioned-bucket").code == 0

    def test_its_page(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({"s3.yaml": RULE})
        out = iaclint("rule", "ACME001", "--rule-path", "s3.yaml").out
        assert out.startswith(
            "# unversioned-bucket (ACME001)\n\nA bucket keeps no versions\n\nWhat is overwritten is gone.\n"
        )

    def test_a_code_that_exists(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({"s3.yaml": RULE.replace("ACME001", "DEL002"), "x.py": ""})
        assert "uses the code DEL002, which another rule has" in iaclint(".", "--rule-path", "s3.yaml").err


def _value(data: object) -> Value:
    if isinstance(data, list):
        return ListValue([Known(item) for item in data])
    return Known(data)  # type: ignore[arg-type]
