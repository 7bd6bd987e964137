"""JSON and YAML with positions: the data are those of the usual readers, the spans are places in the text, and nothing crashes them."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from iaclint.source import SourceFile
from iaclint.templates.document import DEPTH_LIMIT, MalformedError, parse
from iaclint.values import Entry, Known, ListValue, MapValue, Value

DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=30,
)
PLAIN = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=20)
YAML_DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | PLAIN,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(PLAIN, inner, max_size=5),
    max_leaves=30,
)


def document(text: str | bytes, name: str = "x.json") -> SourceFile:
    return SourceFile("/project/" + name, text.encode() if isinstance(text, str) else text, "typescript")


def value_or_fault(file: SourceFile) -> Value | MalformedError:
    try:
        return parse(file)
    except MalformedError as error:
        return error


def data(value: Value) -> Any:
    if isinstance(value, MapValue):
        return {key: data(entry.value) for key, entry in value.entries.items()}
    if isinstance(value, ListValue):
        return [data(item) for item in value.items]
    assert isinstance(value, Known)
    return value.data


def spans(value: Value) -> list[tuple[str, Any]]:
    """The text of each span, with what it stands for."""
    assert value.span is not None
    found = [(value.span.text, data(value))]
    if isinstance(value, MapValue):
        for key, entry in value.entries.items():
            assert entry.key_span is not None
            found += [(entry.key_span.text, key), *spans(entry.value)]
    for item in value.items if isinstance(value, ListValue) else []:
        found += spans(item)
    return found


@given(DATA, st.sampled_from([None, 1, 4]), st.booleans())
def test_json_is_read_as_usual(content: Any, indent: int | None, ascii: bool) -> None:
    assert data(parse(document(json.dumps(content, indent=indent, ensure_ascii=ascii)))) == content


@given(DATA, st.booleans())
def test_every_json_span_is_the_text_of_its_value(content: Any, ascii: bool) -> None:
    for text, value in spans(parse(document(json.dumps(content, indent=1, ensure_ascii=ascii)))):
        assert json.loads(text) == value


@given(st.binary(max_size=400) | st.text(st.sampled_from('{}[]:,"\\u0 1-eE.truefalsn\n\x00é')).map(str.encode))
def test_any_bytes_are_read_as_json_or_refused_with_a_place(content: bytes) -> None:
    read = value_or_fault(document(content))
    if isinstance(read, MalformedError):
        assert 0 <= read.span.start <= read.span.end <= len(content)
    else:
        assert data(read) == json.loads(content.decode("utf-8-sig"), strict=False)


@given(st.binary(max_size=300) | st.text(st.sampled_from("ab:- \n{}[]!&*|>#'\"%@`?,.é\t")).map(str.encode))
def test_any_bytes_are_read_as_yaml_or_refused_with_a_place(content: bytes) -> None:
    read = value_or_fault(document(content, "x.yaml"))
    if isinstance(read, MalformedError):
        assert 0 <= read.span.start <= read.span.end <= len(content)


@given(YAML_DATA, st.booleans())
def test_yaml_is_read_as_usual(content: Any, flow: bool) -> None:
    text = yaml.safe_dump(content, allow_unicode=True, default_flow_style=flow, width=1000)
    assert data(parse(document(text, "x.yaml"))) == content


@given(st.dictionaries(st.text("abcé", min_size=1), st.text("xyzü", min_size=1), min_size=1))
def test_yaml_spans_are_bytes_of_the_file(content: dict[str, str]) -> None:
    text = "# ä\n" + "".join(f"k{key}:   v{value} # ö\n" for key, value in content.items())
    for written, value in spans(parse(document(text, "x.yaml")))[1:]:
        assert written == value


@pytest.mark.parametrize(
    ("text", "what", "at"),
    [
        ('{"a": }', "a value is missing", (1, 7)),
        ('{"a": 1,\n "b" 2}', "`:` is missing", (2, 6)),
        ('{"a": 1', "`, or }` is missing", (1, 8)),
        ("{} x", "text after the end", (1, 4)),
        ("[" * (DEPTH_LIMIT + 1), "nested too deeply", (1, DEPTH_LIMIT + 1)),
        ("[" + "1" * 5000 + "]", "a number that is too long", (1, 2)),
        ("", "not JSON", (1, 1)),
    ],
)
def test_what_is_wrong_with_json_is_told_with_its_place(text: str, what: str, at: tuple[int, int]) -> None:
    with pytest.raises(MalformedError, match="^" + what.replace("|", r"\|")) as raised:
        parse(document(text))
    assert (raised.value.span.line, raised.value.span.column) == at


@pytest.mark.parametrize(
    "text",
    [
        "a: [1",
        "a: b: c",
        "\x07",
        "[" * 5000,
        "- " * 5000,
        "a: *missing",
        "? [1, 2]\n: x",
        "x: &a [*a]",
        "a: &a [1,1,1,1,1,1,1,1,1]\n"
        + "\n".join(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefg", "bcdefgh", strict=True)),
    ],
)
def test_yaml_that_cannot_be_or_grows_without_end_is_refused(text: str) -> None:
    with pytest.raises(MalformedError):
        parse(document(text, "x.yaml"))


def test_wrong_encodings_are_refused() -> None:
    for name in ("x.json", "x.yaml"):
        with pytest.raises(MalformedError):
            parse(document('{"a": "ü"}'.encode("latin-1"), name))
        with pytest.raises(MalformedError):
            parse(document('{"a": "ü"}'.encode("utf-16"), name))


@pytest.mark.parametrize("name", ["x.json", "x.yaml"])
def test_a_byte_order_mark_is_no_content(name: str) -> None:
    value = parse(document(b"\xef\xbb\xbf" + b'{"a": "b"}', name))
    assert data(value) == {"a": "b"}
    assert [text for text, _ in spans(value)] == ['{"a": "b"}', '"a"', '"b"']


def entry(value: Value, key: str) -> Entry:
    assert isinstance(value, MapValue)
    return value.entries[key]


@pytest.mark.parametrize(
    ("tagged", "long"),
    [
        ("!Ref Bucket", {"Ref": "Bucket"}),
        ("!GetAtt Bucket.Arn", {"Fn::GetAtt": ["Bucket", "Arn"]}),
        ("!Sub '${Bucket}-x'", {"Fn::Sub": "${Bucket}-x"}),
        ("!Join ['-', [a, !Ref B]]", {"Fn::Join": ["-", ["a", {"Ref": "B"}]]}),
        ("!If [IsProd, 1, !Ref 'AWS::NoValue']", {"Fn::If": ["IsProd", 1, {"Ref": "AWS::NoValue"}]}),
        ("!Condition IsProd", {"Condition": "IsProd"}),
    ],
)
def test_tags_are_the_long_form(tagged: str, long: dict[str, Any]) -> None:
    value = entry(parse(document(f"a: {tagged}\n", "x.yaml")), "a").value
    assert data(value) == long
    assert value.span is not None
    assert value.span.text.endswith(tagged.split("!", 1)[1].split(" ", 1)[1])


def test_merge_keys_give_what_is_not_said() -> None:
    text = "base: &b {x: 1, y: 2}\nown: {<<: *b, y: 3}\nDate: 2012-10-17\n"
    assert data(parse(document(text, "x.yaml"))) == {
        "base": {"x": 1, "y": 2},
        "own": {"x": 1, "y": 3},
        "Date": "2012-10-17",
    }
