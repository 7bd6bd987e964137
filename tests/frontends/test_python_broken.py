"""Broken, hostile and odd Python: what can be read is kept, nothing fails."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable

import pytest

from iaclint import ir
from tests.frontends.python_dump import descendants, dump, lowered

BROKEN = {
    "x = f(a b, c=1)": ("(= x (f a **<syntax error> c=1))", ["b"]),
    "y = [1, , 2]": ("(= y (list 1 ...<syntax error> 2))", [","]),
    'z = {"a": , "b": 1}': ("(= z (map 'a': <syntax error> 'b': 1))", [""]),
    "w = foo(": ("<syntax error>", ["w = foo("]),
    "a = 1\n)\nb = 2": ("(= a 1)\n<syntax error>\n(= b 2)", [")"]),
    "class A:\n  def f(self\n    pass\n  def g(self): return 1": (
        "(class A (method g self [(return 1)]))",
        ["def f(self\n    pass"],
    ),
    "```python\nx = 1": ("<syntax error>\npython\n(= x 1)", ["```"]),
}


@pytest.mark.parametrize("source", BROKEN)
def test_what_can_be_read_is_kept(source: str) -> None:
    expected, errors = BROKEN[source]
    assert dump(source) == expected
    assert [span.text for span in lowered(source).errors] == errors


def test_calls_within_an_unreadable_piece_are_kept() -> None:
    assert "(f)" in dump('bucket = s3.Bucket(self, "B",\n   versioned=True,\ndef f():\n    return 1\n')


ODD = {
    b"\xef\xbb\xbfx = 'a'\n": "(= x 'a')",
    b"x = 1\r\nif x:\r\n    y\r\n": "(= x 1)\n(if x [y] [])",
    b"x = '''a\r\nb'''\r\n": r"(= x 'a\nb')",
    b"x = 1\n\x0cy = 2\n": "(= x 1)\n(= y 2)",
    b"": "",
    b"# only a comment": "",
    b"\\\n": "",
    b"x = '\xff'": "(= x '\N{REPLACEMENT CHARACTER}')",
}


@pytest.mark.parametrize("data", ODD)
def test_odd_files_are_read(data: bytes) -> None:
    assert dump(data) == ODD[data]
    assert lowered(data).errors == []


@pytest.mark.parametrize(
    "data", [b"\0", b"x = \0 1\ny = 2\n", b"\xff\xfe\x00", b"\x7fELF\x02\x01\x01" * 50, b"x = '\0"]
)
def test_binary_files_are_reported(data: bytes) -> None:
    module = lowered(data)
    assert module.errors
    assert all(0 <= span.start <= span.end <= len(data) for span in module.errors)


DEPTH = 10_000
DEEP = {
    "lists": "x = " + "[" * DEPTH + "]" * DEPTH,
    "calls": "f(" * DEPTH + ")" * DEPTH,
    "dictionaries": "{1:" * DEPTH + "1" + "}" * DEPTH,
    "negations": "not " * DEPTH + "a",
    "powers": "**".join("a" * DEPTH),
    "conditions": "a if b else " * DEPTH + "c",
    "walruses": "(a := " * DEPTH + "1" + ")" * DEPTH,
    "targets": "(" * DEPTH + "a" + ",)" * DEPTH + " = 1",
    "format specifications": 'f"{a:' + "{b:" * DEPTH + "}" * DEPTH + '}"',
    "blocks": "".join(" " * level + "if a:\n" for level in range(290)) + " " * 290 + "b\n",
    "classes": "".join(" " * level + "class A:\n" for level in range(290)) + " " * 290 + "b = 1\n",
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_is_cut(name: str) -> None:
    opaque = [node.reason for node in descendants(lowered(DEEP[name])) if isinstance(node, ir.Opaque)]
    assert set(opaque) == {"nested too deeply"}


INDENTED: dict[str, Callable[[int], str]] = {
    "spaces": lambda level: " " * level,
    "tabs": lambda level: "\t" * (level // 8) + " " * (level % 8),
    "continued lines": lambda level: (" " * 20 + "\\\n") * (level // 20) + " " * (level % 20),
}


@pytest.mark.parametrize("name", INDENTED)
@pytest.mark.parametrize("blocks", [511, 2000])
def test_more_indentations_than_the_grammar_can_hold_are_a_syntax_error(name: str, blocks: int) -> None:
    indented = INDENTED[name]
    data = "".join(f"{indented(level)}if a:\n" for level in range(blocks)) + indented(blocks) + "b\n"
    module = lowered("first = 1\n" + data)
    assert module.body[0].span.text == "first = 1"
    assert module.errors[-1].end == len(module.file.data)


def test_many_indentations_that_are_not_nested_much_are_read() -> None:
    data = "".join(f"if a{width}:\n{' ' * width}b\n" for width in range(1, 290))
    module = lowered(data)
    assert module.errors == []
    assert len(module.body) == 289


MOST_FRAMES = {
    "keyword arguments": "f(a=" * DEPTH + "1" + ")" * DEPTH,
    "comprehensions": "[x for x in " * DEPTH + "y" + "]" * DEPTH,
    **DEEP,
}


@pytest.mark.parametrize("name", MOST_FRAMES)
def test_lowering_needs_a_bounded_number_of_frames(name: str) -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 800)
    try:
        module = lowered(MOST_FRAMES[name])
    finally:
        sys.setrecursionlimit(limit)
    assert module.errors == []


def test_deep_types_are_cut() -> None:
    module = lowered("x: " + "list[" * DEPTH + "int" + "]" * DEPTH)
    names = [node.name for node in descendants(module) if isinstance(node, ir.TypeRef)]
    assert names[-1] == "?"
    assert set(names[:-1]) == {"[]"}


LONG = {
    "sums": ("+".join(["a"] * DEPTH), ir.Binary, DEPTH - 1),
    "conjunctions": (" and ".join(["a"] * DEPTH), ir.Logical, DEPTH - 1),
    "comparisons": ("<".join(["a"] * DEPTH), ir.Logical, DEPTH - 2),
    "method chains": ("a" + ".b()" * DEPTH, ir.Call, DEPTH),
    "subscripts": ("a" + "[0]" * DEPTH, ir.Index, DEPTH),
    "chained targets": ("a=" * DEPTH + "1", ir.NamePattern, DEPTH),
    "elif": ("if a:\n  b\n" + "elif c:\n  d\n" * DEPTH, ir.If, DEPTH + 1),
    "parentheses": ("(" * DEPTH + "a" + ")" * DEPTH, ir.Name, 1),
    "lambdas": ("lambda: " * DEPTH + "1", ir.Function, DEPTH),
    "unions": ("x: " + "|".join(["a"] * DEPTH), ir.TypeRef, DEPTH + 1),
}


@pytest.mark.parametrize("name", LONG)
def test_long_chains_are_read_whole(name: str) -> None:
    source, kind, count = LONG[name]
    nodes = list(descendants(lowered(source)))
    assert sum(type(node) is kind for node in nodes) == count
    assert not any(isinstance(node, ir.Opaque) for node in nodes)
