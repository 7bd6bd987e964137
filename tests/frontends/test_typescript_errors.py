"""Broken code, and valid code that the grammar calls broken."""

from __future__ import annotations

import pytest

from iaclint import ir
from tests.frontends.typescript_dump import descendants, dump, lowered, statement

BROKEN = {
    "const a = 1; const = 5; f(a);": "(const= a 1)\n<syntax error>\n5\n(f a)",
    "let x = ; const y = f()": "(let= x _)\n(const= y (f))",
    "f({a: 1, ???, b: 2})": "(f (map 'a': 1 ...<syntax error> 'b': 2))",
    "if (a) { b( } else { c() }": "(if a [<syntax error>] [(c)])",
    "class A extends B { constructor() { super(); new X(this, 'a'); ": "(super)\n(new X this 'a')",
    "const a = { b: [1, 2 ; new Y(1);": "(const= a _)\n(new Y 1)",
    "a.;": "a",
    "x = y as;": "(= x y)",
}

KNOWN_GAPS = [
    "type A<in out T> = T;",
    "class A { static accessor z = 1; }",
    "export type * from 'm';",
    "import defer * as x from 'y';",
    "import source x from 'y';",
    "for (using x of y) {}",
    "export import a = require('b');",
    "f<import('x').Y[]>(1);",
]

IMPORT_TYPES = {
    "const x: import('a/b').C[] = [1]; f()": "(const= x :([] ?) (list 1))\n(f)",
    'const x: import("./a").default.C<D>[] = [1]': "(const= x :([] (? D)) (list 1))",
    "const x = y as import('a').C[]": "(const= x (as y ([] ?)))",
    "class A { private a: import('m').T[] = []; b = 1 }": "(class A (field private a:([] ?)=(list)) (field b=1))",
    "function f(a: import('m').T[], b = 1): Promise<import('m').U[]> {}": (
        "(function f a:([] ?) b=1 ->(Promise ([] ?)) [])"
    ),
    "interface I { a: import('m').T[]; b?: import('m').U<V> | string }": (
        "(interface I (field a:([] ?)) (field b?:(| (? V) string)))"
    ),
    "new Map<string, import('m').T[]>()": "(new Map)",
    "type A = import('m').T[]; f()": "(f)",
    "let a: import('m').T[] = 1; const b = {c: import('n')}; import('o').then(d)": (
        "(let= a :([] ?) 1)\n(const= b (map 'c': <dynamic import>))\n(<dynamic import>.then d)"
    ),
}


@pytest.mark.parametrize(("source", "expected"), BROKEN.items())
def test_what_can_be_read_is_kept(source: str, expected: str) -> None:
    module = lowered(source)
    assert module.errors
    assert "\n".join(map(statement, module.body)) == expected


def test_errors_are_outermost_and_in_order() -> None:
    source = "f(a b); g(); let x = ;"
    assert [(error.start, error.text) for error in lowered(source).errors] == [(4, "b"), (19, "=")]


def test_a_missing_token_is_an_error_without_width() -> None:
    (error,) = lowered("if (a { f() }").errors
    assert (error.start, error.end) == (5, 5)


@pytest.mark.parametrize("source", KNOWN_GAPS)
def test_known_gap_of_the_grammar(source: str) -> None:
    """Valid code that tree-sitter-typescript 0.23 rejects. When this fails the grammar has learned it: take it off the list."""
    assert lowered(source).errors


@pytest.mark.parametrize(("source", "expected"), IMPORT_TYPES.items())
def test_import_types_are_no_errors(source: str, expected: str) -> None:
    assert dump(source) == expected


def test_a_real_error_beside_an_import_type_is_reported_alone() -> None:
    source = "const a: import('m').T[] = [1];\nlet = ;\nconst b: import('n').U[] = [2];"
    module = lowered(source)
    assert [error.line for error in module.errors] == [2]
    assigned = [ir_.value for ir_ in module.body if isinstance(ir_, ir.Assign) and ir_.value]
    assert [value.span.text for value in assigned] == ["[1]", "[2]"]


DEPTH = 10_000
TOO_DEEP = {
    "arrays": "x = " + "[" * DEPTH + "]" * DEPTH,
    "objects": "x = " + "{a:" * DEPTH + "1" + "}" * DEPTH,
    "parentheses": "x = " + "(" * DEPTH + "1" + ")" * DEPTH,
    "calls": "f(" * DEPTH + ")" * DEPTH,
    "constructors": "new X({a:" * DEPTH + "1" + "})" * DEPTH,
    "templates": "x = " + "`${" * DEPTH + "1" + "}`" * DEPTH,
    "operators": "x = " + "!" * DEPTH + "y",
    "powers": "x = y" + " ** y" * DEPTH,
    "conditions": "x = " + "a ? b : " * DEPTH + "c",
    "defaults": "x = " + "(a = " * DEPTH + "1" + ") => 1" * DEPTH,
    "patterns": "let " + "[" * DEPTH + "a" + "]" * DEPTH + " = 1",
    "blocks": "{" * DEPTH + "}" * DEPTH,
    "ifs": "if (a) {" * DEPTH + "}" * DEPTH,
    "namespaces": "namespace A {" * DEPTH + "}" * DEPTH,
    "class fields": "x = " + "class { a = " * DEPTH + "1" + "}" * DEPTH,
}


@pytest.mark.parametrize("source", TOO_DEEP.values(), ids=TOO_DEEP.keys())
def test_deep_nesting_is_cut(source: str) -> None:
    nodes = list(descendants(lowered(source)))
    assert any(isinstance(node, ir.Opaque) and node.reason == "nested too deeply" for node in nodes)
    assert len(nodes) < 1000


LONG = {
    "sums": ("x = a" + " + a" * DEPTH, ir.Binary),
    "conjunctions": ("x = a" + " && a" * DEPTH, ir.Logical),
    "method chains": ("a" + ".b()" * DEPTH, ir.Call),
    "indexes": ("a" + "[0]" * DEPTH, ir.Index),
    "optional chains": ("a" + "?.b" * DEPTH, ir.Attribute),
    "casts": ("x = a" + " as B" * DEPTH, ir.Cast),
    "else-ifs": ("if (a) {}" + " else if (b) {}" * (DEPTH - 1), ir.If),
    "unions": ("let x: A" + " | A" * (DEPTH - 1), ir.TypeRef),
    "functions": ("function f() {" * DEPTH + "}" * DEPTH, ir.Function),
    "arrows": ("x = " + "a => " * DEPTH + "1", ir.Function),
    "targets": ("a = " * DEPTH + "1", ir.NamePattern),
}


@pytest.mark.parametrize(("source", "kind"), LONG.values(), ids=LONG.keys())
def test_length_is_no_depth(source: str, kind: type[ir.Node]) -> None:
    assert sum(isinstance(node, kind) for node in descendants(lowered(source))) >= DEPTH


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\x00\x00f(\x00)",
        b"\xff\xfef\x00(\x00)\x00",
        b"const \xff\xfe = '\xc3';",
        b"'unterminated",
        b"`unterminated ${",
        b"/* unterminated",
        b"#!only a hash bang",
        b"\\u0061 = '\\u{}\\x1\\u12'",
        b"1" * 10_000 + b"n;" + b"1" * 10_000 + b";0x" + b"f" * 10_000,
    ],
)
def test_odd_bytes_do_not_crash(data: bytes) -> None:
    for path in ("/r/a.ts", "/r/a.tsx"):
        assert len(list(descendants(lowered(data, path)))) >= 0


def test_byte_order_mark_and_line_ends_move_no_span() -> None:
    data = b"\xef\xbb\xbfconst a = f('x');\r\nconst b = g(\r\n  'y');\r\n"
    module = lowered(data)
    assert module.errors == []
    calls = [node for node in descendants(module) if isinstance(node, ir.Call)]
    assert sorted((call.span.line, call.span.column, call.span.text) for call in calls) == [
        (1, 11, "f('x')"),
        (2, 11, "g(\r\n  'y')"),
    ]


def test_invalid_utf_8_is_replaced_in_values_only() -> None:
    module = lowered(b"const a = '\xff\xfe', b = c;")
    assert [statement(each) for each in module.body] == ["(const= a '\ufffd\ufffd')", "(const= b c)"]
    assert module.body[1].span.text == "b = c"
