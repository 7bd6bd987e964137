"""Classes, interfaces, enums and types."""

from __future__ import annotations

import pytest

from iaclint import ir
from tests.frontends.typescript_dump import dump, lowered

CLASSES = {
    "class A extends B {}": "(class A <B)",
    "class A<T> extends B.C<T> implements I, J {}": "(class A <B.C)",
    "class A extends mixin(B)<C> {}": "(class A <(mixin B))",
    "abstract class A {}": "(class A abstract)",
    "@a @b.c(1) @(d) class A {}": "(class A @a @(b.c 1) @d)",
    "const A = class {}": "(const= A (class))",
    "class A { a; b?: B; c!: C; static readonly d: D = 1; private e = 2; #f = 3 }": (
        "(class A (field a) (field b?:B) (field c:C) (field readonly static d:D=1) (field private e=2) (field #f=3))"
    ),
    "class A { 'b-c' = 1; 2 = 3; ['d'] = 4; [e.f] = 5; static = 6; accessor g = 7; declare h: H }": (
        "(class A (field b-c=1) (field 2=3) (field d=4) (field [e.f]=5) (field static=6) (field accessor g=7) "
        "(field declare h:H))"
    ),
    "class A { constructor(private readonly a: X, public b = 1, c?: C) { super(a) } }": (
        "(class A (constructor constructor property a:X property b=1 c?:C [(super a)]))"
    ),
    "class A { @inject() constructor(@d() readonly a: X, override b: Y, c: Z) {} }": (
        "(class A (constructor constructor @(inject) property a:X property b:Y c:Z []))"
    ),
    "class A { get a(): T { return 1 } set a(v) {} static get b() {} }": (
        "(class A (getter a ->T [(return 1)]) (setter a v []) (getter b static []))"
    ),
    "class A { m() {} private async n() {} static s() {} *g() {} #p() {} 'q-r'() {} [k]() {} }": (
        "(class A (method m []) (method n async private []) (static s static []) (method g generator []) "
        "(method #p []) (method q-r []) (method [k] []))"
    ),
    "class A { @a @b() m() {} n() {} }": "(class A (method m @a @(b) []) (method n []))",
    "class A { static { f() } }": "(class A (block [(f)]))",
    "abstract class A { abstract a: X; abstract m(): void; n(): void; n() {} [k: string]: any }": (
        "(class A abstract (field abstract a:X) (method n []))"
    ),
}

INTERFACES = {
    "interface I<T> extends J, K.L<T> { a: A; readonly b?: B; 'c-d': 1 }": (
        "(interface I <J <K.L (field a:A) (field readonly b?:B) (field c-d:1))"
    ),
    "interface I { m(): void; (a): b; new (a): b; [k: string]: c; get d(): e }": "(interface I)",
    "type T = { a: A, b?: B }": "(interface T (field a:A) (field b?:B))",
    "type T = A & { b: B } & C.D<E> & { f: F }": "(interface T <A <C.D (field b:B) (field f:F))",
    "enum E { A, B = 'x', 'c-d' = 1 << 2, ['e'] = 3 }": (
        "(enum E (field static A) (field static B='x') (field static c-d=(<< 1 2)) (field static e=3))"
    ),
    "const enum E { A = 1 }": "(enum E const (field static A=1))",
}

TYPES = {
    "string": "string",
    "A.B.C": "A.B.C",
    "A<B, C.D>": "(A B C.D)",
    "pulumi.Input<string>": "(pulumi.Input string)",
    "Promise<void>": "(Promise void)",
    "A | B | C": "(| A B C)",
    "| A | B": "(| A B)",
    "A | undefined": "(| A None)",
    "A | null": "(| A None)",
    "A[]": "([] A)",
    "A[][]": "([] ([] A))",
    "Array<A>": "([] A)",
    "ReadonlyArray<A>": "([] A)",
    "readonly A[]": "([] A)",
    "(A | B)[]": "([] (| A B))",
    "Record<string, A>": "({} string A)",
    "{[key: string]: A}": "({} string A)",
    "{a: A}": "?",
    "{[k in K]: A}": "?",
    "'a' | \"b\" | 1 | -1 | true": "(| 'a' 'b' 1 -1 true)",
    "Partial<A>": "(Partial A)",
    "[A, B]": "(? A B)",
    "A & B": "(? A B)",
    "() => void": "?",
    "keyof A": "?",
    "typeof a.b": "?",
    "A['b']": "?",
    "A extends B ? C : D": "?",
    "`a${string}`": "?",
    "this": "this",
    "unique symbol": "unique symbol",
    "import('m').A": "?",
}


@pytest.mark.parametrize(("source", "expected"), [*CLASSES.items(), *INTERFACES.items()])
def test_lowers_to(source: str, expected: str) -> None:
    assert dump(source) == expected


@pytest.mark.parametrize(("written", "expected"), TYPES.items())
def test_a_type_is_read_as(written: str, expected: str) -> None:
    assert dump(f"let x: {written};") == f"(let= x :{expected} _)"
    assert dump(f"interface I {{ x: {written} }}") == f"(interface I (field x:{expected}))"


@pytest.mark.parametrize("written", ["x is string", "asserts x is string", "asserts x"])
def test_a_predicate_is_no_known_type(written: str) -> None:
    assert dump(f"function f(x): {written} {{}}") == "(function f x ->? [])"


def test_a_method_begins_with_its_decorators() -> None:
    (statement,) = lowered("class A { @d() m() {} }").body
    assert isinstance(statement, ir.ClassDef)
    (method,) = statement.klass.methods
    assert method.span.text == "d() m() {}"
    assert method.name_span.text == "m"
