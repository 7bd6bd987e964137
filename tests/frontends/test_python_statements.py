"""Statements of Python in the IR."""

from __future__ import annotations

import pytest

from iaclint import ir
from tests.frontends.python_dump import dump, lowered

STATEMENTS = {
    "a = b = c": "(= a b c)",
    "a.b[0].c = d[1:2] = 1": "(= (index a.b 0).c (slice d 1 2 _) 1)",
    "a, (b, *c), d.e = x": "(= (unpack a (unpack b *c) d.e) x)",
    "[a, *b] = x": "(= (unpack a *b) x)",
    "*a, = x": "(= (unpack *a) x)",
    "(a) = x": "(= a x)",
    "(a,  # why\n) = x": "(= (unpack a) x)",
    "((a)), (b,) = x": "(= (unpack a (unpack b)) x)",
    "for (a) in b: c": "(for a b [c])",
    "a = *b, c": "(= a (tuple ...b c))",
    "a = yield": "(= a (yield))",
    "a = yield b, c": "(= a (yield (tuple b c)))",
    "a = yield from b": "(= a (yield-from b))",
    "a: int": "(= a :int _)",
    "a.b: int = 1": "(= a.b :int 1)",
    "a += 1; b //= 2; c **= 3; d @= e": "(+= a 1)\n(//= b 2)\n(**= c 3)\n(@= d e)",
    "a += \\\n 1  # why": "(+= a 1)",
    "type X[T] = int": "(= X int)",
    "type X = list[int] | None": "(= X <type>)",
    "type(x).y = 1": "(= <part of a type> 1)",
    "del a, b[1], (c, [d.e])": "(del a (index b 1) c d.e)",
    "pass\nglobal a\nnonlocal b\nassert c\n# d": "",
    "raise A from B": "(raise A)",
    "raise": "(raise)",
    "if a:\n  # b\n  c\n  # d\nelif e: f\nelse:\n  # g\n  h": "(if a [c] [(if e [f] [h])])",
    "while a:\n  break\nelse: continue": "(while a [break] [continue])",
    "for a, *b in c, d: e\nelse: f": "(for (unpack a *b) (tuple c d) [e] [f])",
    "async def f():\n  async for a in b: await c": "(function f async [(for a b [c])])",
    "with a: b": "(with a [b])",
    "with a as b, c() as d.e: f": "(with a as b, (c) as d.e [f])",
    "with (a as b, c,): d": "(with a as b, c [d])",
    "with (a as b): c": "(with a as b [c])",
    "with (a, b) as c: d": "(with (tuple a b) as c [d])",
    "with a as (b, *c): d": "(with a as (unpack b *c) [d])",
    "try: a\nexcept B as b: c\nexcept (D, E): f\nelse: g\nfinally: h": (
        "(try [a] (except B as b [c]) (except D E [f]) (else [g]) (finally [h]))"
    ),
    "try: a\nexcept B, C: d": "(try [a] (except B C [d]))",
    "try: a\nexcept* B as b: c": "(try [a] (except B as b [c]))",
    "try: a\nexcept: b": "(try [a] (except [b]))",
}


@pytest.mark.parametrize("source", STATEMENTS)
def test_statement(source: str) -> None:
    assert dump(source) == STATEMENTS[source]


CASES = {
    '1 | "a" | None': "(case 1|'a'|None [z])",
    "-1": "(case (- 1) [z])",
    "a.b.c": "(case a.b.c [z])",
    "((1 | 2))": "(case 1|2 [z])",
    "1 if x": "(case 1 when x [z])",
    "_": "(case [z])",
    "(_)": "(case [z])",
    "name": "(case bind name [z])",
    "_ as name": "(case bind name [z])",
    "1 as name": "(case 1 [(= name <part of a matched value>) z])",
    "[a, *b]": "(case opaque [(= a <part of a matched value>) (= b <part of a matched value>) z])",
    "a, _": "(case opaque [(= a <part of a matched value>) z])",
    "1,": "(case opaque [z])",
    "()": "(case opaque [z])",
    '{"k": v, **rest}': "(case opaque [(= v <part of a matched value>) (= rest <part of a matched value>) z])",
    "P(a, k=b, c=d.e)": "(case opaque [(= a <part of a matched value>) (= b <part of a matched value>) z])",
    "1 + 2j": "(case opaque [z])",
    "1 | [_]": "(case opaque [z])",
}


@pytest.mark.parametrize("pattern", CASES)
def test_match(pattern: str) -> None:
    assert dump(f"match x:\n  # why\n  case {pattern}:\n    z") == f"(match x {CASES[pattern]})"


def test_match_on_several_subjects() -> None:
    assert dump("match x, y:\n  case a: b") == "(match (tuple x y) (case bind a [b]))"


IMPORTS = {
    "import a": "(import a)",
    "import a.b, c.d as e": "(import a.b)\n(import c.d *>e)",
    "from a.b import c, d as e": "(import a.b c>c d>e)",
    "from a import (  # why\n  b,\n  c as d,\n)": "(import a b>b c>d)",
    "from a import *": "(import a *>)",
    "from . import a": "(import . a>a)",
    "from ...a.b import c": "(import ...a.b c>c)",
    "from .. import *": "(import .. *>)",
    "from __future__ import annotations": "(import __future__ annotations>annotations)",
    "try:\n  import a\nexcept ImportError: a = None": "(try [(import a)] (except ImportError [(= a None)]))",
    "def f():\n  from a import b": "(function f [(import a b>b)])",
    "if TYPE_CHECKING:\n  from a import b\nelse:\n  import c": (
        "(if TYPE_CHECKING [(import a b>b type-only)] [(import c)])"
    ),
    "if typing.TYPE_CHECKING: import a": "(if typing.TYPE_CHECKING [(import a type-only)] [])",
}


@pytest.mark.parametrize("source", IMPORTS)
def test_import(source: str) -> None:
    assert dump(source) == IMPORTS[source]


@pytest.mark.parametrize(
    ("source", "module"),
    [("import a.b as c", "a.b"), ("from a.b import c", "a.b"), ("from ..a import b", "a"), ("from .. import b", "..")],
)
def test_module_span(source: str, module: str) -> None:
    (statement,) = lowered(source).body
    assert isinstance(statement, ir.Import)
    assert statement.module_span.text == module
    assert statement.span.text == source


def test_an_imported_name_stands_where_it_is_written() -> None:
    (statement,) = lowered("from a import b as c, d").body
    assert isinstance(statement, ir.Import)
    assert [name.span.text for name in statement.names] == ["b", "d"]
