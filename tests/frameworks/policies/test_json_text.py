"""JSON text with holes."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from iaclint.frameworks.policies.json_text import parse_text
from iaclint.source import SourceFile, Span
from iaclint.values import JsonText, Known, ListValue, MapValue, Text, Unknown, Value

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\ue000\ue001"), max_size=8)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(WORDS, DATA, min_size=1, max_size=4)


def plain(value: Value) -> Any:
    if isinstance(value, MapValue):
        return {key: plain(entry.value) for key, entry in value.entries.items()}
    if isinstance(value, ListValue):
        return [plain(item) for item in value.items]
    assert isinstance(value, Known)
    return value.data


@given(DOCUMENTS)
def test_text_without_holes_is_what_json_says(data: dict[str, Any]) -> None:
    parsed = parse_text(Known(json.dumps(data)))
    assert parsed is not None
    assert plain(parsed) == data


@given(WORDS, WORDS)
def test_a_hole_in_a_text_stays_a_hole(before: str, after: str) -> None:
    hole = Unknown("not known", "arn")
    parts: list[str | Value] = ['{"Resource": ' + json.dumps(before)[:-1], hole, json.dumps(after)[1:] + "}"]
    parsed = parse_text(Text(parts))
    assert isinstance(parsed, MapValue)
    value = parsed.get("Resource")
    if not before and not after:
        assert value is hole
    else:
        assert isinstance(value, Text)
        assert [part for part in value.parts if part != ""] == [part for part in (before, hole, after) if part != ""]


@given(st.text(max_size=30))
def test_what_is_no_json_is_none(text: str) -> None:
    parsed = parse_text(Known("{" + text))
    assert parsed is None or isinstance(parsed, MapValue)


def test_a_hole_that_is_a_whole_value() -> None:
    content = MapValue()
    nested = JsonText(content)
    parsed = parse_text(Text(['{"Statement": ', nested, "}"]))
    assert isinstance(parsed, MapValue)
    assert parsed.get("Statement") is nested


def test_each_text_has_its_own_place() -> None:
    text = '{"Action": ["s3:GetObject", "s3:PutObject"], "Resource": "s3:PutObject"}'
    file = SourceFile("/p/a.ts", f"const policy = `{text}`;".encode(), "typescript")
    parsed = parse_text(Known(text, Span(file, 15, 15 + len(text) + 2)))
    assert isinstance(parsed, MapValue)
    actions, resource = parsed.get("Action"), parsed.get("Resource")
    assert isinstance(actions, ListValue)
    assert resource is not None
    spans = [value.span for value in (*actions.items, resource)]
    assert [span.text for span in spans if span] == ["s3:GetObject", "s3:PutObject", "s3:PutObject"]
    assert len({span.start for span in spans if span}) == 3
