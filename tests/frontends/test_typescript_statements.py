"""Declarations and control flow."""

from __future__ import annotations

import pytest

from tests.frontends.typescript_dump import dump

DECLARATIONS = {
    "let a; const b: T = 1; var c = 2, d": "(let= a _)\n(const= b :T 1)\n(var= c 2)\n(var= d _)",
    "let a!: string": "(let= a :string _)",
    "const {a, b: c = 1, [k]: d, 'e-f': g, h: {i}, ...r} = o": (
        "(const= (pick 'a': a 'b': c=1 k: d 'e-f': g 'h': (pick 'i': i) ...r) o)"
    ),
    "const {a = 1} = o": "(const= (pick 'a': a=1) o)",
    "const [a, , b = 2, [c], ...d] = l": "(const= (unpack a _ b=2 (unpack c) ...d) l)",
    "using r = f(); await using s = g()": "(const= r (f))\n(const= s (g))",
}

BRANCHES = {
    "if (a) b(); else if (c) { d() } else e()": "(if a [(b)] [(if c [(d)] [(e)])])",
    "if (a) {} else {}": "(if a [])",
    "if (a) ; else b()": "(if a [] [(b)])",
    "switch (a) { case 1: case 2: f(); break; case 'x': g(); default: h() }": (
        "(switch a (case 1 [] falls) (case 2 [(f)]) (case 'x' [(g)] falls) (case default [(h)]))"
    ),
    "switch (a) { case 1: { f(); break; } case 2: { g() } break; case 3: }": (
        "(switch a (case 1 [(block [(f)])]) (case 2 [(block [(g)])]) (case 3 []))"
    ),
    "function f() { switch (a) { case 1: return 1; case 2: throw e; case 3: if (b) return 2; case 4: } }": (
        "(function f [(switch a (case 1 [(return 1)]) (case 2 [(throw e)]) "
        "(case 3 [(if b [(return 2)])] falls) (case 4 []))])"
    ),
    "for (;;) switch (a) { case 1: if (b) { break } else { continue } default: f() }": (
        "(while True [(switch a (case 1 [(if b [break] [continue])]) (case default [(f)]))])"
    ),
    "try { a() } catch (e) { b() } finally { c() }": "(try [(a)] (catch e [(b)]) (finally [(c)]))",
    "try { a() } catch { b() }": "(try [(a)] (catch [(b)]))",
    "try { a() } catch ({message}) { b() }": (
        "(try [(a)] (catch [(let= (pick 'message': message) <caught exception>) (b)]))"
    ),
}

LOOPS = {
    "for (const x of y) f(x)": "(for x y [(f x)])",
    "for (const [k, v] of Object.entries(o)) {}": "(for (unpack k v) (Object.entries o) [])",
    "for (let {a, ...b} of c) {}": "(for (pick 'a': a ...b) c [])",
    "for (a.b of c) {}": "(for a.b c [])",
    "for (const k in o) {}": "(for-in k o [])",
    "for await (const x of y) {}": "(for x y [])",
    "for (let i = 0, n = 2; i < n; i++) { f(i) }": (
        "(while (< i n) [(f i)] [(let= i 0) (let= n 2)] [(+:= postfix i 1)])"
    ),
    "for (;;) { break }": "(while True [break])",
    "for (i = 0, j = 1; ; i += 2, j--) {}": "(while True [] [(= i 0) (= j 1)] [(+= i 2) (-:= postfix j 1)])",
    "while (a) { continue }": "(while a [continue])",
    "do f(); while (a)": "(do a [(f)])",
    "outer: for (;;) { break outer; continue outer }": "(while True [break continue])",
}

OTHERS = {
    "function f() { return; }": "(function f [(return)])",
    "function f() { return (a) }": "(function f [(return a)])",
    "throw new Error('x')": "(throw (new Error 'x'))",
    "{ const a = 1; { f() } }": "(block [(const= a 1) (block [(f)])])",
    "with (a) { b }": "<with statement>",
}


@pytest.mark.parametrize(
    ("source", "expected"), [*DECLARATIONS.items(), *BRANCHES.items(), *LOOPS.items(), *OTHERS.items()]
)
def test_lowers_to(source: str, expected: str) -> None:
    assert dump(source) == expected
