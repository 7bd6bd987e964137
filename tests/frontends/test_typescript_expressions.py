"""Expressions: literals, chains, operators, functions, object and array literals, assignments."""

from __future__ import annotations

import pytest

from iaclint import ir
from tests.frontends.typescript_dump import descendants, dump, lowered

LITERALS = {
    "f(null, undefined, true, false)": "(f None None True False)",
    "f(1_000, 0xff, 0XFF, 1e3, .5, 5., 0b11, 0o17, 017, 089)": "(f 1000 255 255 1000 0.5 5 3 15 15 89)",
    "f(10n, 0x1Fn, 1.5e-3, 0)": "(f 10 31 0.0015 0)",
    "f(9007199254740993, 1e400)": "(f 9007199254740992 inf)",
    r"""f('a\'b', "a\"b", 'a"b')""": """(f "a'b" 'a"b' 'a"b')""",
    r"f('\n\t\r\b\f\v\0\\\q')": r"(f '\n\t\r\x08\x0c\x0b\x00\\q')",
    r"f('\x41\u0042\u{1F600}\uD83D\uDE00')": "(f 'AB😀😀')",
    r"f('\uD83D', '\u{110000}')": "(f '\ufffd' '\ufffd')",
    r"f('\101\7')": r"(f 'A\x07')",
    "f('a\\\nb', 'a\\\r\nb')": "(f 'ab' 'ab')",
    "f('é😀')": "(f 'é😀')",
    "f('', \"\", ``)": "(f '' '' '')",
    "f(`plain`, `a${b}c${d.e}`, `${'x'}`)": "(f 'plain' (template 'a' b 'c' d.e) (template 'x'))",
    "f(`a\\n\r\nb${c}`)": r"(f (template 'a\n\nb' c))",
    "tag`a${b}`": "(tag (template 'a' b))",
    "a.b`c`": "(a.b (template 'c'))",
    "f(/a[/]b/g)": "(f <regular expression>)",
    "f(import.meta.url, new.target)": "(f <import.meta>.url <new.target>)",
}

CHAINS = {
    "a.b.c": "a.b.c",
    "a?.b.c": "a?.b.c",
    "a?.[b]": "(?index a b)",
    "a?.(b)": "(?a b)",
    "a?.b(c)": "(a?.b c)",
    "a[b]['c']": "(index (index a b) 'c')",
    "this.#p.q": "this.#p.q",
    "super.m(x)": "(super.m x)",
    "f(a, ...b)": "(f a ...b)",
    "f<T>(x)": "(f x)",
    "f /* c */ (a, /* d */ b)": "(f a b)",
    "a /* c */ . b": "a.b",
    "new X": "(new X)",
    "new X()": "(new X)",
    "new a.B<C>(1, ...d)": "(new a.B 1 ...d)",
    "new (f())()": "(new (f))",
    "new X().y()": "((new X).y)",
    "a!.b![0]!": "(index a.b 0)",
    "(await f()).b": "(f).b",
    "f(a as B, a satisfies C, <D>a, a as const)": "(f (as a B) (as a C) (as a D) (as a const))",
}

OPERATORS = {
    "a === b": "(== a b)",
    "a !== b": "(!= a b)",
    "a == b": "(== a b)",
    "a && b || c, d ?? e": "(or (and a b) c)\n(?? d e)",
    "a + b * c - d": "(- (+ a (* b c)) d)",
    "a ** b >>> c": "(>>> (** a b) c)",
    "'k' in o": "(has 'k' o)",
    "#p in o": "(has '#p' o)",
    "a instanceof B": "(instanceof a B)",
    "f(!a, -1, +b, ~c, typeof d, void 0, delete e.f)": "(f (not a) (- 1) (+ b) (~ c) (typeof d) (void 0) (delete e.f))",
    "f(a ? b : c)": "(f (if a b c))",
    "f((a, b))": "(f b)",
    "(0, f)(x)": "(f x)",
    "a, b": "a\nb",
}

ASSIGNMENTS = {
    "a = b": "(= a b)",
    "a = b = c": "(= a b c)",
    "a.b = c": "(= a.b c)",
    "a[0] = c": "(= (index a 0) c)",
    "(a) = b": "(= a b)",
    "a! += b": "(+= a b)",
    "a ??= b, a ||= b, a &&= b, a **= b": "(??= a b)\n(or= a b)\n(and= a b)\n(**= a b)",
    "f(a = b, a += 1)": "(f (:= a b) (+:= a 1))",
    "i++, --i": "(+:= postfix i 1)\n(-:= i 1)",
    "({a, b: c.d, e = 2, ...f.g} = h)": "(= (pick 'a': a 'b': c.d 'e': e=2 ...f.g) h)",
    "[a[0], b.c = 3, , ...d] = h": "(= (unpack (index a 0) b.c=3 _ ...d) h)",
    "f({a = 1} = {})": "(f (:= (pick 'a': a=1) (map)))",
}

DISPLAYS = {
    "f([1, , 2, ...a])": "(f (list 1 None 2 ...a))",
    "f([1,], [])": "(f (list 1) (list))",
    "f({a, 'b-c': 1, 3: 2, [d]: 4, ['e']: 5, ...g})": "(f (map 'a': a 'b-c': 1 '3': 2 d: 4 'e': 5 ...g))",
    "f({get: 1, async: 2, static: 3})": "(f (map 'get': 1 'async': 2 'static': 3))",
    "f({/* c */ a: /* d */ 1, // e\n})": "(f (map 'a': 1))",
    "f({m(x) { return x }, async *n() {}})": "(f (map 'm': (method m x [(return x)]) 'n': (method n async generator [])))",
    "f({get g() {}, set s(v) {}, [k]() {}})": "(f (map 'g': (getter g []) 's': (setter s v []) k: (method [k] [])))",
}

FUNCTIONS = {
    "f(x => x)": "(f (arrow x [(return x)]))",
    "f(async (x) => { g() })": "(f (arrow async x [(g)]))",
    "f(() => ({}))": "(f (arrow [(return (map))]))",
    "f(<T,>(x: T): T => x)": "(f (arrow x:T ->T [(return x)]))",
    "f(function () {}, function* g() {})": "(f (function []) (function g generator []))",
    "function f(a: A, b?: B, c = 1, ...d: D[]) {}": "(function f a:A b?:B c=1 ...d:([] D) [])",
    "function f({a, b: c = 1}: P = {}, [d]) {}": "(function f (pick 'a': a 'b': c=1):P=(map) (unpack d) [])",
    "function f(this: T, a) {}": "(function f a [])",
    "async function* f() { yield; yield a; yield* b; await c }": "(function f async generator [(yield) (yield a) (yield* b) c])",
    "f(class N extends M {})": "(f (class N <M))",
}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        *LITERALS.items(),
        *CHAINS.items(),
        *OPERATORS.items(),
        *ASSIGNMENTS.items(),
        *DISPLAYS.items(),
        *FUNCTIONS.items(),
    ],
)
def test_lowers_to(source: str, expected: str) -> None:
    assert dump(source) == expected


@pytest.mark.parametrize(
    ("source", "kind", "texts"),
    [
        ("x = new a.B(1, 'c');", ir.Call, ["new a.B(1, 'c')"]),
        ("(a.b)(c)", ir.Call, ["(a.b)(c)"]),
        ("f(…)".replace("…", "'é', x"), ir.Name, ["f", "x"]),
        ("a.b?.c", ir.Attribute, ["a.b", "a.b?.c"]),
        ("f({a: 1, b})", ir.MapEntry, ["a: 1", "b"]),
        ("f(`a${b}`)", ir.Literal, ["a"]),
        ("f(...a)", ir.Argument, ["...a"]),
        ("f((a) + 1)", ir.Binary, ["(a) + 1"]),
        ("i++", ir.Literal, ["++"]),
        ("const a = 1;", ir.Assign, ["const a = 1;"]),
        ("const a = 1, b = 2;", ir.Assign, ["a = 1", "b = 2"]),
        ("f(a);", ir.ExprStatement, ["f(a);"]),
    ],
)
def test_spans_are_the_source(source: str, kind: type[ir.Node], texts: list[str]) -> None:
    found = sorted((node.span.start, node.span.end) for node in descendants(lowered(source)) if isinstance(node, kind))
    assert [source.encode()[start:end].decode() for start, end in found] == texts


def test_an_attribute_knows_the_place_of_its_name() -> None:
    (statement,) = lowered("props.bucket /* c */ ?. arn").body
    assert isinstance(statement, ir.ExprStatement)
    assert isinstance(statement.value, ir.Attribute)
    assert statement.value.name_span.text == "arn"


def test_bodies_lower_when_asked_and_once() -> None:
    (statement,) = lowered("const f = () => g(1)").body
    assert isinstance(statement, ir.Assign)
    function = statement.value
    assert isinstance(function, ir.Function)
    assert function.body is function.body
    (returned,) = function.body
    assert isinstance(returned, ir.Return)
    assert returned.span.text == "g(1)"
