"""What the engine keeps of the findings that rules yield."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint import engine
from iaclint.model import ApiUse, Resource, ResourceGraph
from iaclint.registry import RuleEntry
from iaclint.rule import Context, Finding, Related, Rule
from iaclint.source import Span
from iaclint.values import Known
from tests.programs import NoFacts, graph_of, resource, source

FILE = source("one(size=1)\ntwo(size=2)\n")


class Entry(RuleEntry):
    """A rule that was made here instead of imported."""

    def __init__(self, rule: Rule, types: tuple[str, ...] | None = None) -> None:
        data: dict[str, Any] = {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity,
            "confidence": rule.confidence,
        }
        data |= {"summary": "", "profiles": [], "frameworks": [], "equivalents": [], "types": types, "module": "x"}
        super().__init__(data, "", "")
        self._rule = rule


def sized(message: str = "the size is `{size}`") -> Rule:
    """Finds resources whose ``size`` is 1."""
    rule = Rule("TST001", severity="warning", summary="", name="sized")

    @rule.resources()
    def check(item: Resource, context: Context) -> Iterator[Finding]:
        setting = item.get("size")
        if getattr(setting.value, "data", None) == 1:
            yield Finding(item.name_span, message.format(size=getattr(item.id, "data", "")), item)

    return rule


def run(graph: ResourceGraph, *rules: Rule) -> list[str]:
    hits, crashes = engine.run(graph, [Entry(rule) for rule in rules], NoFacts(), {})
    assert not crashes
    return [hit.finding.message for hit in hits.values()]


def one(size: int, reached: bool = True, call: str = "one(size=1)") -> Resource:
    return resource(FILE, call, reached=reached, size=size)


class TestOneSpan:
    def test_gives_one_finding_however_often_it_was_evaluated(self) -> None:
        assert len(run(graph_of(one(1), one(1), one(1)), sized())) == 1

    def test_even_when_the_message_quotes_something_else_each_time(self) -> None:
        first, second = one(1), one(1)
        first.id, second.id = Known("a"), Known("b")
        assert run(graph_of(first, second), sized()) == ["the size is `a`"]

    def test_but_two_for_two_kinds_of_message(self) -> None:
        both = Rule("TST002", severity="warning", summary="", name="both")

        @both.resources()
        def check(item: Resource, context: Context) -> Iterator[Finding]:
            yield Finding(item.name_span, "too small")
            yield Finding(item.name_span, "too cheap")

        assert run(graph_of(one(1), one(1)), both) == ["too small", "too cheap"]


class TestReachedCode:
    def test_any_evaluation_counts(self) -> None:
        assert len(run(graph_of(one(2), one(1), one(2)), sized())) == 1

    def test_evaluations_with_made_up_arguments_do_not_count_beside_real_ones(self) -> None:
        assert run(graph_of(one(2), one(1, reached=False)), sized()) == []


class TestUnreachedCode:
    def test_all_evaluations_have_to_agree(self) -> None:
        assert len(run(graph_of(one(1, reached=False), one(1, reached=False)), sized())) == 1
        assert run(graph_of(one(1, reached=False), one(2, reached=False)), sized()) == []

    def test_places_do_not_speak_for_each_other(self) -> None:
        other = one(2, reached=False, call="two(size=2)")
        assert len(run(graph_of(one(1, reached=False), other), sized())) == 1

    def test_the_same_holds_for_uses_of_the_api(self) -> None:
        span = Span(FILE, 0, 3)
        uses = [ApiUse("call", name, span, span, reached=False) for name in ("aws.old", "aws.new")]
        rule = Rule("TST003", severity="warning", summary="", name="old")

        @rule.api_uses()
        def check(use: ApiUse, context: Context) -> Iterator[Finding]:
            if use.symbol == "aws.old":
                yield Finding(use.name_span, "old")

        graph = graph_of()
        graph.api_uses = uses
        assert run(graph, rule) == []
        graph.api_uses = uses[:1]
        assert run(graph, rule) == ["old"]

    def test_and_for_what_a_program_check_says_of_a_resource(self) -> None:
        rule = Rule("TST004", severity="warning", summary="", name="program")

        @rule.program()
        def check(graph: ResourceGraph, context: Context) -> Iterator[Finding]:
            yield Finding(graph.resources[0].name_span, "first", graph.resources[0])
            yield Finding(graph.resources[0].name_span, "whole program")

        assert run(graph_of(one(1, reached=False)), rule) == ["whole program", "first"]
        assert run(graph_of(one(1, reached=False), one(1, reached=False)), rule) == ["whole program"]


class TestTypes:
    def test_a_check_sees_the_types_it_asked_for(self) -> None:
        rule = Rule("TST005", severity="info", summary="", name="typed")

        @rule.resources("AWS::S3::*", "aws_s3_bucket")
        def check(item: Resource, context: Context) -> Iterator[Finding]:
            yield Finding(item.name_span, f"a {item.type.replace('::', '-')}")

        bucket = resource(FILE, "two(size=2)", "AWS::S3::Bucket")
        assert run(graph_of(one(1), bucket), rule) == ["a AWS-S3-Bucket"]

    def test_data_sources_and_providers_are_not_resources(self) -> None:
        item = one(1)
        item.kind = "data"
        assert run(graph_of(item), sized()) == []

    def test_a_rule_is_not_imported_when_none_of_its_types_occurs(self) -> None:
        entry = Entry(sized(), types=("AWS::S3::*",))
        entry.load = refuse  # type: ignore[method-assign]
        assert engine.run(graph_of(one(1)), [entry], NoFacts(), {}) == ({}, [])
        with pytest.raises(AssertionError):
            entry.load()


def refuse() -> Rule:
    raise AssertionError("imported")


class TestCrashes:
    def test_a_failing_rule_is_named_once_and_stops_no_other(self) -> None:
        broken = Rule("TST006", severity="error", summary="", name="broken")

        @broken.resources()
        def check(item: Resource, context: Context) -> Iterator[Finding]:
            yield Finding(item.name_span, "before")
            raise ZeroDivisionError("by design")

        hits, crashes = engine.run(graph_of(one(1), one(1)), [Entry(broken), Entry(sized())], NoFacts(), {})
        assert [(crash.rule, str(crash.error)) for crash in crashes] == [("broken", "by design")]
        assert {hit.rule.name for hit in hits.values()} == {"broken", "sized"}

    def test_so_is_one_that_cannot_be_imported(self) -> None:
        entry = Entry(sized())
        entry._rule = None
        entry.module = "iaclint_rules.missing"
        hits, crashes = engine.run(graph_of(one(1)), [entry], NoFacts(), {})
        assert hits == {}
        assert [crash.rule for crash in crashes] == ["sized"]


class TestEnvironments:
    def test_a_finding_says_when_it_does_not_hold_in_all(self) -> None:
        other = one(1, call="two(size=2)")
        runs = [
            (name, engine.run(graph, [Entry(sized())], NoFacts(), {})[0])
            for name, graph in (
                ("dev", graph_of(one(1))),
                ("prod", graph_of(one(1), other)),
                ("qa", graph_of(one(1), other)),
            )
        ]
        assert [when for _, when in engine.merged(runs)] == [None, "environment = prod, qa"]


class TestMessageTemplate:
    @pytest.mark.parametrize("message", ["a `x` b 1", "a `y z` b 22", "a `` b 333"], ids=["short", "longer", "empty"])
    def test_leaves_out_what_is_quoted_and_numbers(self, message: str) -> None:
        assert engine.message_template(message) == "a … b …"

    def test_an_apostrophe_quotes_nothing(self) -> None:
        assert engine.message_template("the user's bucket isn't 'x'") == "the user's bucket isn't …"

    @given(st.text())
    def test_is_stable(self, message: str) -> None:
        once = engine.message_template(message)
        assert engine.message_template(once) == once


class TestCameFrom:
    @pytest.fixture
    def related(self) -> Callable[[Resource], list[Related]]:
        from iaclint.rule import came_from

        return lambda item: came_from(item.get("size"))

    def test_the_line_where_the_value_was_written(self, related: Callable[[Resource], list[Related]]) -> None:
        item = resource(FILE, "one(size=1)", size=Known(2, Span(FILE, 21, 22), origin=Known(2, Span(FILE, 21, 22))))
        assert [(place.span.line, place.message) for place in related(item)] == [(2, "the value comes from here")]

    def test_nothing_when_it_is_the_line_of_the_finding(self, related: Callable[[Resource], list[Related]]) -> None:
        assert related(resource(FILE, "one(size=1)", size=Known(1, Span(FILE, 9, 10)))) == []
