"""What holds for every input: no crash, spans inside their parents, strings decoded as JavaScript does."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from iaclint import ir
from tests.frontends.typescript_dump import children, descendants, lowered

TOKENS = r"""
import export default from as type const let var function async await class extends implements interface enum namespace
declare abstract static private readonly get set constructor new this super return throw if else for of in while do
switch case break continue try catch finally yield typeof void delete instanceof satisfies using require accessor
a b x Y s3.Bucket 'text' "t" `t${ }` `t` 1 0x1 1n null undefined true /r/g #p @d import('m') import('m').T[]
{ } ( ) [ ] < > <T> ; , . ?. ? : = == === => ... + - ++ ! ?? || && += ??= | & * ** // /* */ \ ' " ` $
"""
FRAGMENTS = [*TOKENS.split(), "\n"]
sources = st.lists(st.sampled_from(FRAGMENTS), max_size=60).map(" ".join)
paths = st.sampled_from(["/r/a.ts", "/r/a.tsx"])


@given(st.binary(max_size=200), paths)
def test_any_bytes_lower(data: bytes, path: str) -> None:
    check(data, path)


@given(sources, paths)
def test_any_tokens_lower(source: str, path: str) -> None:
    check(source.encode(), path)


def check(data: bytes, path: str) -> None:
    """Every node lies in the file and inside the node above it; errors are in order and do not overlap."""
    module = lowered(data, path)
    for node in descendants(module):
        assert 0 <= node.span.start <= node.span.end <= len(data)
        for child in children(node):
            assert node.span.start <= child.span.start, (node, child)
            assert child.span.end <= node.span.end, (node, child)
    ends = [0]
    for error in module.errors:
        assert ends[-1] <= error.start <= error.end <= len(data)
        ends.append(error.end)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_string_literal_has_the_value_that_json_gave_it(value: str) -> None:
    for written in (json.dumps(value), json.dumps(value, ensure_ascii=False)):
        assert value_of(f"f({written})") == value


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_string_literal_in_single_quotes_or_backticks(value: str) -> None:
    value = value.replace("\0", "")  # A raw NUL ends the file for the grammar.
    escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    for quote in "'`":
        assert (
            value_of("f(" + quote + escaped.replace(quote, "\\" + quote).replace("${", "\\${") + quote + ")") == value
        )


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_code_point_escapes(value: str) -> None:
    assert value_of("f('" + "".join(f"\\u{{{ord(char):x}}}" for char in value) + "')") == value


@given(st.integers(0, 2**53), st.sampled_from(["{}", "{:#x}", "{:#o}", "{:#b}", "{}n", "{:_}", "{}.0", "{}e0"]))
def test_numbers(value: int, written: str) -> None:
    assert value_of(f"f({written.format(value)})") == value


def value_of(call: str) -> object:
    module = lowered(call)
    assert module.errors == []
    (statement,) = module.body
    assert isinstance(statement, ir.ExprStatement)
    assert isinstance(statement.value, ir.Call)
    literal = statement.value.arguments[0].value
    assert isinstance(literal, ir.Literal)
    return literal.value
