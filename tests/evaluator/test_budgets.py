"""Bounds: programs that would run for ever, or grow without end, are cut with a reason."""

from __future__ import annotations

import time

import pytest

from tests.evaluator.evaluation import Both, Program

SECONDS = 3.0  # of CPU for one program
IMPORT_PY = "import pulumi_aws as aws\nimport somewhere\n"
IMPORT_TS = "import * as aws from '@pulumi/aws';\nimport * as somewhere from 'somewhere';\n"


def bounded(both: Both, python: Program, typescript: Program, reason: str = "") -> None:
    """Both programs are evaluated in time; the last line, ``result = 'end'``, is reached; the reason is told."""
    started = time.process_time()
    found = both.evaluate(python, typescript)
    assert time.process_time() - started < 2 * SECONDS
    for language, evaluation in found.items():
        assert evaluation["result"] == "end", language
        assert reason in " | ".join(evaluation.reasons), f"{language}: {evaluation.reasons[:5]}"


END_PY, END_TS = "\nresult = 'end'\n", "\nconst result = 'end';\n"


def test_an_endless_loop(both: Both) -> None:
    bounded(
        both,
        "n = 0\nwhile True:\n    n += 1\n" + END_PY,
        "let n = 0; while (true) { n += 1; }" + END_TS,
        "a loop that goes round more than 300 times",
    )


def test_what_an_endless_loop_counts_is_unknown(both: Both) -> None:
    both(
        "n = 0\nwhile n < 1000000:\n    n += 1\n",
        "let n = 0; while (n < 1000000) { n += 1; }",
        n="${n}",
    )


def test_endless_recursion(both: Both) -> None:
    bounded(
        both,
        "def f(n):\n    return f(n + 1)\nf(0)" + END_PY,
        "function f(n: number): number { return f(n + 1); }\nf(0);" + END_TS,
        "calls nested more than",
    )


def test_recursion_that_branches(both: Both) -> None:
    bounded(
        both,
        "def f(n):\n    return f(n + 1) + f(n + 2)\nf(0)" + END_PY,
        "function f(n: number): number { return f(n + 1) + f(n + 2); }\nf(0);" + END_TS,
        "f is called more than",
    )


def test_recursion_that_ends_where_is_not_known(both: Both) -> None:
    bounded(
        both,
        IMPORT_PY
        + "def walk(v):\n    if v.more():\n        walk(v.next())\n    if v.other():\n        walk(v.last())\n"
        "walk(somewhere.tree())" + END_PY,
        IMPORT_TS + "function walk(v: any) { if (v.more()) { walk(v.next()); } if (v.other()) { walk(v.last()); } }\n"
        "walk(somewhere.tree());" + END_TS,
        "walk calls itself, and where that ends is not known",
    )


def test_mutual_recursion_of_getters_and_constructors(both: Both) -> None:
    bounded(
        both,
        "class A:\n    def __init__(self):\n        self.b = A()\n    @property\n    def x(self):\n        return self.x\nA().x"
        + END_PY,
        "class A { b: A; constructor() { this.b = new A(); } get x(): any { return this.x; } }\nnew A().x;" + END_TS,
        "calls nested more than",
    )


def test_huge_nested_loops(both: Both) -> None:
    bounded(
        both,
        "n = 0\nfor a in range(1000):\n    for b in range(1000):\n        for c in range(1000):\n            n = a\n"
        + END_PY,
        "let n = 0; for (let a = 0; a < 1000; a++) { for (let b = 0; b < 1000; b++) { for (let c = 0; c < 1000; c++) { n = a; } } }"
        + END_TS,
        "too many steps",
    )


def test_resources_in_huge_loops(both: Both) -> None:
    bounded(
        both,
        IMPORT_PY + "for a in range(300):\n    for b in range(300):\n        aws.s3.Bucket(f'b-{a}-{b}')\n" + END_PY,
        IMPORT_TS
        + "for (let a = 0; a < 300; a++) { for (let b = 0; b < 300; b++) { new aws.s3.Bucket(`b-${a}-${b}`); } }"
        + END_TS,
    )


GROWING = {
    "a list added to itself": ("l = [1]\nfor i in range(200):\n    l = l + l", "let l = [1]; for (let i = 0; i < 200; i++) { l = l.concat(l); }"),
    "a list spread twice": ("l = [1]\nfor i in range(200):\n    l = [*l, *l]", "let l = [1]; for (let i = 0; i < 200; i++) { l = [...l, ...l]; }"),
    "a list that extends itself": ("l = [1]\nfor i in range(200):\n    l.extend(l)", "const l = [1]; for (let i = 0; i < 200; i++) { l.push(...l); }"),
    "a list in itself": ("l = []\nfor i in range(200):\n    l = [l, l]\nimport copy\nm = copy.deepcopy(l)",
                         "let l: any[] = []; for (let i = 0; i < 200; i++) { l = [l, l]; } const m = structuredClone(l);"),
    "a flattened list of lists": ("l = [1]\nfor i in range(200):\n    l = [x for y in [l, l] for x in y]", "let l: any = [1]; for (let i = 0; i < 200; i++) { l = [l, l].flat(); }"),
    "a text added to itself": ("s = 'ab'\nfor i in range(200):\n    s = s + s", "let s = 'ab'; for (let i = 0; i < 200; i++) { s = s + s; }"),
    "a text with a hole added to itself": ("import somewhere\ns = 'a' + somewhere.x()\nfor i in range(200):\n    s = s + s",
                                           "import * as somewhere from 'somewhere'; let s = 'a' + somewhere.x(); for (let i = 0; i < 200; i++) { s = s + s; }"),
    "a text that replaces itself": ("s = 'a'\nfor i in range(200):\n    s = s.replace('a', 'aaaa')", "let s = 'a'; for (let i = 0; i < 200; i++) { s = s.replaceAll('a', 'aaaa'); }"),
    "a repeated text": ("s = 'a' * 100000000\nt = ('a' * 1000) * 1000", "const s = 'a'.repeat(100000000); const t = 'a'.repeat(1000).repeat(1000);"),
    "a joined list": ("s = 'ab'\nfor i in range(200):\n    s = s.join([s, s, s])", "let s = 'ab'; for (let i = 0; i < 200; i++) { s = [s, s, s].join(s); }"),
    "a number squared": ("n = 3\nfor i in range(250):\n    n = n * n", "let n = 3; for (let i = 0; i < 250; i++) { n = n * n; }"),
    "a power": ("n = 10 ** 10 ** 10\nm = 1 << 10 ** 9", "const n = 10 ** 10 ** 10; const m = 1 << 10 ** 9;"),
    "a padded text": ("s = 'a'.zfill(10 ** 9)\nt = f'{1:>1000000000}'\nu = '%1000000000d' % 1", "const s = 'a'.padStart(10 ** 9, 'b');"),
    "a long range": ("l = list(range(10 ** 12))", "const l = Array.from({ length: 10 ** 12 }); const m = new Array(10 ** 12).fill(0);"),
    "a choice of choices": ("import somewhere\ns = 'a'\nfor i in range(100):\n    if somewhere.x(i):\n        s = s + 'b'\n    else:\n        s = 'c' + s",
                            "import * as somewhere from 'somewhere'; let s = 'a'; for (let i = 0; i < 100; i++) { if (somewhere.x(i)) { s = s + 'b'; } else { s = 'c' + s; } }"),
    "a map in maps": ("m = {}\nfor i in range(200):\n    m = {'a': m, 'b': m}\nimport json\nt = json.dumps(m)\nu = f'{t}-{m}'",
                      "let m: any = {}; for (let i = 0; i < 200; i++) { m = { a: m, b: m }; } const t = JSON.stringify(m); const u = `${t}-${m}`;"),
    "a map that holds itself": ("m = {}\nm['m'] = m\nimport json\nt = json.dumps(m)\nl = []\nl.append(l)\nsame = l == [l]",
                                "const m: any = {}; m.m = m; const t = JSON.stringify(m); const l: any[] = []; l.push(l); const u = [l].flat(Infinity);"),
    "a set with many items": ("s = set()\nfor i in range(300):\n    for j in range(300):\n        s.add((i, j))", "const s = new Set(); for (let i = 0; i < 300; i++) { for (let j = 0; j < 300; j++) { s.add(`${i}-${j}`); } }"),
    "nested comprehensions": ("l = [a for a in range(300) for b in range(300) for c in range(300)]",
                              "const r = Array.from({ length: 300 }, (_, i) => i); const l = r.flatMap(a => r.flatMap(b => r.map(c => a)));"),
    "a sort with a slow comparison": ("l = sorted(range(5000), key=lambda x: -x)", "const l = Array.from({ length: 5000 }, (_, i) => i).sort((a, b) => b - a);"),
    "a generator without end": ("def g():\n    n = 0\n    while True:\n        yield n\n        n += 1\nl = list(g())",
                                "function* g() { let n = 0; while (true) { yield n; n++; } } const l = [...g()];"),
    "a map with computed keys": ("m = {}\nfor a in range(300):\n    for b in range(300):\n        m[f'{a}-{b}'] = a", "const m: any = {}; for (let a = 0; a < 300; a++) { for (let b = 0; b < 300; b++) { m[`${a}-${b}`] = a; } }"),
    "undecided conditions in a row": ("import somewhere\nn = 0\n" + "".join(f"if somewhere.x{i}():\n    n = {i}\n" for i in range(300)),
                                      "import * as somewhere from 'somewhere'; let n = 0;" + "".join(f"if (somewhere.x{i}()) {{ n = {i}; }}" for i in range(300))),
    "early returns in a row": ("import somewhere\ndef f():\n" + "".join(f"    if somewhere.x{i}():\n        return {i}\n" for i in range(300)) + "f()",
                               "import * as somewhere from 'somewhere'; function f() {" + "".join(f"if (somewhere.x{i}()) {{ return {i}; }}" for i in range(300)) + "} f();"),
}  # fmt: skip


@pytest.mark.parametrize("kind", GROWING)
def test_what_grows_is_cut(both: Both, kind: str) -> None:
    python, typescript = GROWING[kind]
    bounded(both, python + END_PY, typescript + END_TS)


def test_long_chains(both: Both) -> None:
    terms = 10_000
    bounded(
        both,
        "s = " + " + ".join(["'a'"] * terms) + "\nb = " + " or ".join(["''"] * terms) + END_PY,
        "const s = " + " + ".join(["'a'"] * terms) + ";\nconst b = " + " || ".join(["''"] * terms) + ";" + END_TS,
    )


def test_a_long_sum_is_right(both: Both) -> None:
    both(
        "n = " + " + ".join(["1"] * 10_000),
        "const n = " + " + ".join(["1"] * 10_000) + ";",
        n=10_000,
    )


def test_deep_syntax(both: Both) -> None:
    deep = 5_000
    bounded(
        both,
        "x = 3\nif x == 0:\n    y = 0\n" + "".join(f"elif x == {-i}:\n    y = {i}\n" for i in range(1, deep)) + END_PY,
        "const x = 3; let y = 0;\nif (x === 0) { y = 0; }" + "".join(f" else if (x === {-i}) {{ y = {i}; }}" for i in range(1, deep)) + END_TS,
    )  # fmt: skip
    bounded(
        both,
        "x = " + "[" * 3_000 + "]" * 3_000 + END_PY,
        "const x = " + "[" * 3_000 + "]" * 3_000 + ";" + END_TS,
    )
    bounded(
        both,
        "import somewhere\nx = somewhere" + ".a()" * 3_000 + END_PY,
        "import * as somewhere from 'somewhere'; const x = somewhere" + ".a()" * 3_000 + ";" + END_TS,
    )
    bounded(
        both, "x = " + "f(" * 3_000 + ")" * 3_000 + END_PY, "const x = " + "f(" * 3_000 + ")" * 3_000 + ";" + END_TS
    )


def test_many_calls_of_one_function(both: Both) -> None:
    bounded(
        both,
        "def f(x):\n    return x\n" + "f(1)\n" * 700 + END_PY,
        "function f(x: number) { return x; }\n" + "f(1);\n" * 700 + END_TS,
        "f is called more than 600 times",
    )


def test_many_modules_that_import_each_other(both: Both) -> None:
    count = 60
    python = {
        f"m{i}.py": f"from m{(i + 1) % count} import NAME{(i + 1) % count}\nNAME{i} = '{i}'" for i in range(count)
    }
    typescript = {
        f"m{i}.ts": f"import {{ NAME{(i + 1) % count} }} from './m{(i + 1) % count}';\nexport const NAME{i} = '{i}';"
        for i in range(count)
    }
    bounded(
        both,
        {"app.py": "from m0 import NAME0" + END_PY, **python},
        {"app.ts": "import { NAME0 } from './m0';" + END_TS, **typescript},
    )
