"""What holds for all Python: no input fails, spans nest, literals mean what Python says they mean."""

from __future__ import annotations

import ast
import warnings

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from iaclint import ir
from tests.frontends.python_dump import children, descendants, expression_of, lowered
from tests.frontends.test_python_ast import SAMPLES

FRAGMENTS = [
    *"()[]{},:;.=*@|-+\\\n\t\0\"'`",
    *("def f(", "class A:", "lambda ", 'f"{', "'''", "if x:", "else:", "match x:\n case ", "async ", "await ", "with a as b:"),
    *("import ", "from . ", " as ", " in ", " not ", "yield ", ":=", "->", "type X", "for x in ", "del ", "try:", "except ", "**"),
    *("\xff", "é", "# c\n", "\n    ", "1", "name", "print 'x'", "\\N{", "{{", "!r:", "0x", "raise ", "return ", "global x"),
]  # fmt: skip


@st.composite
def mutated_samples(draw: st.DrawFn) -> bytes:
    data = draw(st.sampled_from(list(SAMPLES.values()))).encode()
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        removed = draw(st.integers(0, 8))
        data = data[:at] + draw(st.sampled_from(FRAGMENTS)).encode("latin-1") + data[at + removed :]
    return data


sources = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(lambda parts: "".join(parts).encode()),
    mutated_samples(),
)


@settings(deadline=None, max_examples=300)
@given(sources)
def test_any_bytes_are_lowered_and_spans_nest(data: bytes) -> None:
    module = lowered(data)
    for node in descendants(module):
        assert 0 <= node.span.start <= node.span.end <= len(data)
        for child in children(node):
            assert node.span.start <= child.span.start, (type(node), type(child))
            assert child.span.end <= node.span.end, (type(node), type(child))
    for error, following in zip(module.errors, module.errors[1:], strict=False):
        assert error.end <= following.start


@settings(deadline=None)
@given(st.text(), st.sampled_from(["", "u", "r", "R"]), st.sampled_from(["'", '"', "'''", '"""']))
def test_text_is_what_python_reads(body: str, prefix: str, quote: str) -> None:
    check_literal(f"{prefix}{quote}{body}{quote}")


ESCAPES = ["\\n", "\\\n", "\\\r\n", "\\'", '\\"', "\\\\", "\\0", "\\18", "\\777", "\\x41", "\\xé", "\\u00e9", "\\u12", "\\U0001F600",
           "\\N{EM DASH}", "\\d", "\\8", "a", "é", "\U0001f600", "\r\n", "\r", "\n", "{", "}", " "]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(ESCAPES)).map("".join), st.sampled_from(["", "r"]), st.sampled_from(["'", '"""']))
def test_escapes_are_what_python_reads(body: str, prefix: str, quote: str) -> None:
    check_literal(f"{prefix}{quote}{body}{quote}")


@settings(deadline=None)
@given(
    st.one_of(
        st.text().map(repr), st.integers(min_value=0).map(str), st.floats(min_value=0, allow_infinity=False).map(repr)
    )
)
def test_constants_are_what_python_reads(source: str) -> None:
    check_literal(source)


@settings(deadline=None)
@given(st.lists(st.text().map(repr), min_size=2, max_size=5), st.sampled_from([" ", "", " \\\n"]))
def test_adjacent_texts_are_one(parts: list[str], between: str) -> None:
    check_literal(between.join(parts))


def check_literal(source: str) -> None:
    """Compare with ``ast``; what Python rejects is not compared."""
    try:
        data = source.encode()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            expected = ast.literal_eval(source)
    except (SyntaxError, ValueError, UnicodeEncodeError):
        assume(False)
    value = expression_of(data)
    assert isinstance(value, ir.Literal)
    assert type(value.value) is type(expected)
    assert value.value == expected
