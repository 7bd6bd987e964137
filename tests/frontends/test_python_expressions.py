"""Expressions of Python in the IR."""

from __future__ import annotations

import pytest

from tests.frontends.python_dump import dump, dump_expression

EXPRESSIONS = {
    "a.b.c": "a.b.c",
    "a.b(c).d[e](f)": "((index (a.b c).d e) f)",
    "(a  # why\n .b(c)  # what\n .d)": "(a.b c).d",
    "f(*a, **b, c=1, *(x), d = (yield))": "(f *a **b c=1 *x d=(yield))",
    "f(x for x in y)": "(f (for-generator x (in x y)))",
    "f(  # why\n a, # what\n b=1,\n)": "(f a b=1)",
    "a[1]": "(index a 1)",
    "a[1,]": "(index a (tuple 1))",
    "a[1, b]": "(index a (tuple 1 b))",
    "a[:]": "(slice a _ _ _)",
    "a[1:]": "(slice a 1 _ _)",
    "a[:-1]": "(slice a _ (- 1) _)",
    "a[::2]": "(slice a _ _ 2)",
    "a[b:c:d]": "(slice a b c d)",
    "a[1:2, ::3]": "(index a (tuple <slice in a tuple> <slice in a tuple>))",
    "a[*b]": "(index a ...b)",
    "a + b * c - d": "(- (+ a (* b c)) d)",
    "-x ** ~y": "(- (** x (~ y)))",
    "a ** b ** c": "(** a (** b c))",
    "a and b or not c": "(or (and a b) (not c))",
    "a < b": "(< a b)",
    "a < b <= c": "(and (< a b) (<= b c))",
    "a == b == c == d": "(and (and (== a b) (== b c)) (== c d))",
    "a is b": "(== a b)",
    "a is not None": "(!= a None)",
    "a in b not in c": "(and (in a b) (not in b c))",
    "a if b else c if d else e": "(if b a (if d c e))",
    "((a))": "a",
    "await (await a)": "a",
    "(x := f(y))": "(:= x (f y))",
    "a, b": "(tuple a b)",
    "a,": "(tuple a)",
    "()": "(tuple)",
    "(*a, b)": "(tuple ...a b)",
    "[a, *b, ]": "(list a ...b)",
    "{a, *b}": "(set a ...b)",
    "{}": "(map)",
    "{'a': b, **c, d: e}": "(map 'a': b ...c d: e)",
    "[x for x in xs]": "(for-list x (in x xs))",
    "{x for x in xs if a if b}": "(for-set x (in x xs a b))",
    "{k: v for k, v in a for w in b if w}": "(for-map k: v (in (unpack k v) a) (in w b w))",
    "(x async for x in xs)": "(for-generator x (in x xs))",
    "[*x for x in xs]": "(for-list ...x (in x xs))",
    "lambda: 1": "(lambda [(return 1)])",
    "lambda a, /, b, *c, d=1, **e: a": "(lambda /a b *c kw:d=1 **e [(return a)])",
    "lambda: (yield)": "(lambda [(return (yield))] generator)",
    "lambda: lambda: (yield)": "(lambda [(return (lambda [(return (yield))] generator))])",
}


@pytest.mark.parametrize("source", EXPRESSIONS)
def test_expression(source: str) -> None:
    assert dump_expression(source) == EXPRESSIONS[source]


LITERALS = {
    "1_000": "1000",
    "0x_fF": "255",
    "0O17": "15",
    "0b1_1": "3",
    "00": "0",
    "1.5e3": "1500.0",
    ".5": "0.5",
    "1_0.": "10.0",
    "2j": "<complex number>",
    "1.5J": "<complex number>",
    "1" * 5000: "<number>",
    "True": "True",
    "False": "False",
    "None": "None",
    "...": "<ellipsis>",
    "'a' \"b\"": "'ab'",
    "('a'\n  # between\n  'b')": "'ab'",
    "'a' \\\n u'b'": "'ab'",
    "b'a'": "<bytes literal>",
    "rB'a' b'c'": "<bytes literal>",
    r"'\N{EM DASH}\N{NO SUCH NAME}'": r"'—\\N{NO SUCH NAME}'",
    r"'\d\w'": r"'\\d\\w'",
    "'\\U00110000'": r"'\\U00110000'",
}


@pytest.mark.parametrize("source", LITERALS)
def test_literal(source: str) -> None:
    assert dump_expression(source) == LITERALS[source]


TEMPLATES = {
    'f"a{x}b"': "(template 'a' x 'b')",
    't"a{x}b"': "(template 'a' x 'b')",
    'F"{x}{y.z(1)}"': "(template x (y.z 1))",
    'f"{{a}}"': "'{a}'",
    'f""': "''",
    'f"{x:.2f}"': "(template (format x '.2f'))",
    'f"{x!r}"': "(template (format x '!r'))",
    'f"{x!s:>10}"': "(template (format x '!s:>10'))",
    'f"{x:{w}.{p!r}f}"': "(template (format x (template w '.' (format p '!r') 'f')))",
    'f"{x=}"': "(template 'x=' (format x '!r'))",
    'f"{ x = :.2f}"': "(template ' x = ' (format x '.2f'))",
    'f"{x}" "b" f"{y}c" "d"': "(template x 'b' y 'cd')",
    "f\"{'a'}{1}{None}\"": "'a1None'",
    "f\"{f'{x}'}\"": "(template (template x))",
    'f"{d["k"]}"': "(template (index d 'k'))",
    'f"{a, b}"': "(template (tuple a b))",
    'f"\\N{EM DASH}}}{x}\\n"': "(template '—}' x '\\n')",
    'rf"\\d{x}\\{{"': "(template '\\\\d' x '\\\\{')",
    'f"""{\nx  # why\n}"""': "(template x)",
    'f"{x:\\n}"': "(template (format x '\\n'))",
}


@pytest.mark.parametrize("source", TEMPLATES)
def test_template(source: str) -> None:
    assert dump_expression(source) == TEMPLATES[source]


def test_names_are_compared_as_python_compares_them() -> None:
    assert dump("ﬁle = ﬁle.ﬁeld") == "(= file file.field)"


def test_python_2_is_opaque_where_it_means_something_else() -> None:
    assert dump("print 'x', y\nprint >>f, x\nexec 'x'\n`x`") == "\n".join(
        ["<Python 2 statement>", "<Python 2 statement>", "<Python 2 statement>", "<Python 2 backquotes>"]
    )
    assert dump_expression("a <> 0777 + 10L") == "(!= a (+ 511 10))"
