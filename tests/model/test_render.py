"""Values as plain data: what is known as it is, what is not as a hole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.model.render import render, render_text
from iaclint.values import (
    Choice,
    Condition,
    Entry,
    Instance,
    JsonText,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Output,
    Reference,
    Symbol,
    Text,
    Unknown,
    Value,
)
from tests.programs import resource, source

SUFFIX = Unknown("an environment variable", "environmentSuffix")


def mapped(open: str | None = None, **entries: Value) -> MapValue:
    return MapValue({key: Entry(value) for key, value in entries.items()}, open=open)


def either(*options: Value) -> Choice:
    condition = Condition("isProd", None)
    return Choice([((condition if number else condition.inverted(),), option) for number, option in enumerate(options)])


def made(id: str) -> Instance:
    instance = Instance(None, "aws-cdk-lib.aws_s3.Bucket")
    instance.resource = resource(source("x"), "x")
    instance.resource.id = Known(id)
    return instance


class Function(Value):
    """Stands for a value that only the evaluator knows."""

    __slots__ = ()


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (Known("a"), "a"),
        (Known(None), None),
        (Known(True), True),
        (Known(1.5), 1.5),
        (Known(float("inf")), "inf"),
        (Unknown("the reason", "name"), "${name}"),
        (Unknown("the reason"), "${the reason}"),
        (Text(["logs-", SUFFIX, "-", Known(3)]), "logs-${environmentSuffix}-3"),
        (Text(["a", Text(["b", SUFFIX])]), "ab${environmentSuffix}"),
        (Symbol("aws-cdk-lib.RemovalPolicy.DESTROY"), "RemovalPolicy.DESTROY"),
        (Reference(made("Logs"), "bucketArn"), "${Logs.bucketArn}"),
        (Text(["arn/", Reference(made("Logs"), "arn")]), "arn/${Logs.arn}"),
        (made("Logs"), "${Logs}"),
        (Instance(None, "aws-cdk-lib.Duration"), "${Duration}"),
        (Instance(None, "pulumi.ResourceOptions", properties=mapped(protect=Known(True))), {"protect": True}),
        (Output(Known("x")), "x"),
        (Output(SUFFIX), "${environmentSuffix}"),
        (ListValue([Known(1), SUFFIX]), [1, "${environmentSuffix}"]),
        (ListValue([Known(1)], open="an unknown spread"), [1, "${an unknown spread}"]),
        (mapped(a=Known(1), b=Omitted()), {"a": 1}),
        (mapped("an unknown spread", a=Known(1)), {"a": 1, "...": "${an unknown spread}"}),
        (MapValue({1: Entry(Known(2)), None: Entry(Known(3))}), {"1": 2, "null": 3}),
        (JsonText(mapped(Version=Known("1"))), '{"Version": "1"}'),
        (either(Known("a"), Known("b")), "${a | b}"),
        (either(Known("a"), Known("a")), "a"),
        (either(Known(True), Known(False)), "${true | false}"),
        (either(Text(["a-", SUFFIX]), Known("b")), "${a-<environmentSuffix> | b}"),
        (Text(["x-", either(Known("a"), Known("b"))]), "x-${a | b}"),
        (Function(), "${function}"),
    ],
)
def test_rendered(value: Value, data: Any) -> None:
    assert render(value) == data


def test_the_assumed_environment_never_prints() -> None:
    assert render(Text(["logs-", Unknown("", "suffix", assumed="pr1234")])) == "logs-${suffix}"


def test_text_of_what_is_no_text() -> None:
    assert render_text(mapped(a=ListValue([Known(None)]))) == '{"a": [null]}'
    assert render_text(Known(False)) == "false"
    assert render_text(Omitted()) == ""


def test_values_that_hold_themselves() -> None:
    items = ListValue([Known(1)])
    items.items.append(items)
    holder = mapped(items=items)
    holder.set("me", holder)
    text = Text(["a"])
    text.parts.append(text)
    assert render(holder) == {"items": [1, "${…}"], "me": "${…}"}
    assert render(text) == "a${…}"
    instance = made("x")
    instance.resource.id = Reference(instance, "name")
    assert "…" in render(instance)


def test_shared_maps_do_not_multiply_without_bound() -> None:
    value: Value = Known("leaf")
    for _ in range(30):
        value = mapped(a=value, b=value)
    assert len(json.dumps(render(value))) < 2_000_000


def test_depth_is_bounded() -> None:
    value: Value = Known("leaf")
    for _ in range(100_000):
        value = ListValue([value])
    assert "${…}" in str(render(value))


VALUES = st.recursive(
    st.one_of(
        st.builds(Known, st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text())),
        st.builds(Unknown, st.text(), st.text()),
        st.builds(Symbol, st.text()),
    ),
    lambda inner: st.one_of(
        st.lists(inner).map(ListValue),
        st.lists(st.one_of(st.text(), inner)).map(Text),
        st.dictionaries(st.one_of(st.text(), st.integers(), st.none()), inner).map(
            lambda entries: MapValue({key: Entry(value) for key, value in entries.items()}, open="why")
        ),
        st.lists(inner, min_size=2, max_size=4).map(lambda options: either(*options)),
        inner.map(Output),
        inner.map(JsonText),
    ),
)


@given(VALUES)
def test_everything_renders_to_strict_json(value: Value) -> None:
    json.dumps(render(value), allow_nan=False)
    assert isinstance(render_text(value), str)
