"""Text: templates, concatenation, formats, the everyday methods, and holes in all of them."""

from __future__ import annotations

from iaclint.evaluator.texts import concrete
from iaclint.values import ENVIRONMENT
from tests.evaluator.evaluation import Both, Evaluation

PY = "import os\ne = os.environ['ENVIRONMENT_SUFFIX']\n"
TS = "const e = process.env.ENVIRONMENT_SUFFIX!;\n"


def test_templates(both: Both) -> None:
    both(
        """
        a, n = "x", 3
        plain = f"{a}-{n + 1}-{a.upper()}"
        nested = f"{f'{a}!'}?"
        kinds = f"{True} {None} {1.5}".lower()
        empty = f"{''}"
        """,
        """
        const a = "x", n = 3;
        const plain = `${a}-${n + 1}-${a.toUpperCase()}`;
        const nested = `${`${a}!`}?`;
        const kinds = `${true} none ${1.5}`;
        const empty = `${""}`;
        """,
        plain="x-4-X",
        nested="x!?",
        kinds="true none 1.5",
        empty="",
    )


def test_concatenation(both: Both) -> None:
    both(
        """
        one = "a" + "-" + "b"
        two = "n" + str(3)
        three = "".join(["a", "b"])
        four = "-".join(["a", "b", "c"])
        s = "a"
        s += "b"
        """,
        """
        const one = "a" + "-" + "b";
        const two = "n" + 3;
        const three = ["a", "b"].join("");
        const four = ["a", "b", "c"].join("-");
        let s = "a";
        s += "b";
        """,
        one="a-b",
        two="n3",
        three="ab",
        four="a-b-c",
        s="ab",
    )


def test_holes_stay_holes(both: Both) -> None:
    both(
        PY
        + "a = f'tap-{e}'\nb = 'tap-' + e + '-x'\nc = '-'.join(['tap', e])\nd = a.upper()\nf = a.replace('tap', 'pat')\n",
        TS
        + "const a = `tap-${e}`; const b = 'tap-' + e + '-x'; const c = ['tap', e].join('-'); const d = a.toUpperCase();\n"
        "const f = a.replace('tap', 'pat');",
        a="tap-${ENVIRONMENT_SUFFIX}",
        b="tap-${ENVIRONMENT_SUFFIX}-x",
        c="tap-${ENVIRONMENT_SUFFIX}",
        d="TAP-${ENVIRONMENT_SUFFIX}",
        f="pat-${ENVIRONMENT_SUFFIX}",
    )


def test_python_formats(both: Both) -> None:
    both(
        """
        a = "%s-%s" % ("x", 1)
        b = "%03d|%5.2f|%%" % (7, 1.5)
        c = "%(name)s!" % {"name": "n"}
        d = "{}-{}".format("x", 1)
        e = "{1}-{0}-{k}-{m[k]}".format("a", "b", k="c", m={"k": "v"})
        f = "{{}} {:>4}|{:04d}".format("ab", 7)
        g = f"{7:03d}|{1.25:.1f}|{'x':>3}|{'a'!r}"
        """,
        """
        const a = `${"x"}-${1}`;
        const b = `${String(7).padStart(3, "0")}|${(1.5).toFixed(2).padStart(5)}|%`;
        const c = "n!";
        const d = "x-1";
        const e = "b-a-c-v";
        const f = "{} " + "ab".padStart(4) + "|" + "7".padStart(4, "0");
        const g = `007|${(1.25).toFixed(1)}|${"x".padStart(3)}|'a'`;
        """,
        a="x-1",
        b="007| 1.50|%",
        c="n!",
        d="x-1",
        e="b-a-c-v",
        f="{}   ab|0007",
        g="007|1.2|  x|'a'",
    )


def test_formats_with_holes(both: Both) -> None:
    both(
        PY + "a = '{}-{}'.format('x', e)\nb = '%s-%s' % ('x', e)\n",
        TS + "const a = `x-${e}`; const b = ['x', e].join('-');",
        a="x-${ENVIRONMENT_SUFFIX}",
        b="x-${ENVIRONMENT_SUFFIX}",
    )


def test_letters(both: Both) -> None:
    both(
        """
        s = "  Hello World  "
        result = [s.strip(), s.lower().strip(), s.upper().lstrip(), s.rstrip(), "a-b_c".replace("-", "_"),
                  "aXbX".replace("X", ""), "abc".startswith("ab"), "abc".endswith("bc"), "b" in "abc", "abc".find("c"),
                  "abcabc".rfind("b"), "a,b,c".split(","), "7".zfill(3), "ab" * 2, len("four")]
        """,
        """
        const s = "  Hello World  ";
        const result = [s.trim(), s.toLowerCase().trim(), s.toUpperCase().trimStart(), s.trimEnd(), "a-b_c".replace("-", "_"),
          "aXbX".replaceAll("X", ""), "abc".startsWith("ab"), "abc".endsWith("bc"), "abc".includes("b"), "abc".indexOf("c"),
          "abcabc".lastIndexOf("b"), "a,b,c".split(","), "7".padStart(3, "0"), "ab".repeat(2), "four".length];
        """,
        result=[
            "Hello World",
            "hello world",
            "HELLO WORLD  ",
            "  Hello World",
            "a_b_c",
            "ab",
            True,
            True,
            True,
            2,
            4,
            ["a", "b", "c"],
            "007",
            "abab",
            4,
        ],
    )


def test_python_only_methods(both: Both) -> None:
    found = both.evaluate(
        """
        result = ["hello world".title(), "hELLO".capitalize(), "aB".swapcase(), "a.b.c".rsplit(".", 1), "k=v=w".partition("="),
                  "a.b.c".rpartition("."), "pre-x".removeprefix("pre-"), "x.py".removesuffix(".py"), "aXbXc".replace("X", "-", 1),
                  "a b  c".split(), "l1\\nl2".splitlines(), "12".isdigit(), "x".center(3, "*"), "banana".count("an")]
        """,
        "const result = 0;",
    )["python"]["result"]
    assert found[:12] == [
        "Hello World", "Hello", "Ab", ["a.b", "c"], ["k", "=", "v=w"], ["a.b", ".", "c"], "x", "x", "a-bXc",
        ["a", "b", "c"], ["l1", "l2"], True,
    ]  # fmt: skip
    assert found[13] == 2


def test_javascript_only_methods(both: Both) -> None:
    found = both.evaluate(
        "result = 0",
        """
        const s = "abcdef";
        const result = [s.slice(1, 3), s.slice(-2), s.substring(3, 1), s.substring(-1, 2), s.substr(1, 2), s.substr(-2, 1),
          s.charAt(1), s.at(-1), s[0], "a-b-a".replace("a", "x"), "a,b,c".split(",", 2), "abc".split(""), "x".concat("y", "z"),
          "5".padEnd(3, "ab"), (255).toString(16), (1.005).toFixed(1), "abc"[5]];
        """,
    )["typescript"]["result"]
    assert found == [
        "bc", "ef", "bc", "ab", "bc", "e", "b", "f", "a", "x-b-a", ["a", "b"], ["a", "b", "c"], "xyz", "5ab", "ff", "1.0", None,
    ] or found[:-1] == [
        "bc", "ef", "bc", "ab", "bc", "e", "b", "f", "a", "x-b-a", ["a", "b"], ["a", "b", "c"], "xyz", "5ab", "ff", "1.0",
    ]  # fmt: skip


def test_slicing_known_text(both: Both) -> None:
    both(
        """
        s = "abcdef"
        result = [s[1:3], s[:2], s[-2:], s[0], s[-1], s[:100]]
        """,
        """
        const s = "abcdef";
        const result = [s.slice(1, 3), s.slice(0, 2), s.slice(-2), s[0], s.at(-1), s.substring(0, 100)];
        """,
        result=["bc", "ab", "ef", "a", "f", "abcdef"],
    )


def labels(evaluation: Evaluation, name: str) -> int:
    return evaluation.value(name).labels & ENVIRONMENT


def test_slicing_text_with_holes_is_exact_under_the_assumption(both: Both) -> None:
    """``tap-pr1234-logs``: what is left of the suffix keeps its label, what is cut off loses it."""
    found = both.evaluate(
        PY + "t = f'tap-{e}-logs'\nkept, gone, half, behind, whole = t[:10], t[:4], t[:6], t[-5:], t[:63]",
        TS + "const t = `tap-${e}-logs`; const kept = t.slice(0, 10), gone = t.substring(0, 4), half = t.slice(0, 6),\n"
        "  behind = t.slice(-5), whole = t.substring(0, 63);",
    )
    for evaluation in found.values():
        assert evaluation["kept"] == "tap-${ENVIRONMENT_SUFFIX}"
        assert evaluation["gone"] == "tap-"
        assert evaluation["behind"] == "-logs"
        assert evaluation["whole"] == "tap-${ENVIRONMENT_SUFFIX}-logs"
        assert [bool(labels(evaluation, n)) for n in ("kept", "gone", "half", "behind", "whole")] == [
            True, False, True, False, True,
        ]  # fmt: skip
        assert concrete(evaluation.value("half")) == "tap-pr"


def test_slicing_text_of_unknown_length(both: Both) -> None:
    both(
        "import somewhere\nu = somewhere.name()\nt = f'tap-{u}-logs'\na, b, c = t[:3], t[4:], t[-5:]",
        "import * as somewhere from 'somewhere';\nconst u = somewhere.name(); const t = `tap-${u}-logs`;\n"
        "const a = t.slice(0, 3), b = t.slice(4), c = t.slice(-5);",
        a="tap",
        b="${name}-logs",
        c="-logs",
    )


def test_replacing_in_text_with_holes(both: Both) -> None:
    both(
        PY
        + "a = f'my_{e}_name'.replace('_', '-')\nb = '{env}-x'.replace('{env}', e)\nc = f'tap-{e}'.replace('-', '').lower()",
        TS + "const a = `my_${e}_name`.replaceAll('_', '-'); const b = '{env}-x'.replace('{env}', e);\n"
        "const c = `tap-${e}`.replace(/-/g, '').toLowerCase();",
        a="my-${ENVIRONMENT_SUFFIX}-name",
        b="${ENVIRONMENT_SUFFIX}-x",
        c="tap${ENVIRONMENT_SUFFIX}",
    )


def test_regular_expressions(both: Both) -> None:
    both(
        """
        import re
        s = "My_Name 12"
        a = re.sub(r"[^a-zA-Z0-9]", "-", s)
        b = re.sub(r"\\s+", "", s)
        c = re.sub(r"([A-Z])", r"<\\1>", "aB")
        d = bool(re.match(r"^[a-z]+$", "abc"))
        f = bool(re.search(r"\\d", "abc"))
        """,
        """
        const s = "My_Name 12";
        const a = s.replace(/[^a-zA-Z0-9]/g, "-");
        const b = s.replace(/\\s+/g, "");
        const c = "aB".replace(/([A-Z])/g, "<$1>");
        const d = /^[a-z]+$/.test("abc");
        const f = !!"abc".match(/\\d/);
        """,
        a="My-Name-12",
        b="My_Name12",
        c="a<B>",
        d=True,
        f=False,
    )


def test_slow_regular_expressions_are_not_run(both: Both) -> None:
    both(
        "import re\na = re.sub(r'(a+)+$', '', 'a' * 5000 + 'b')",
        "const a = ('a'.repeat(5000) + 'b').replace(/(a+)+$/, '');",
        a="${text changed by a regular expression}",
    )


def test_splitting_text_with_holes(both: Both) -> None:
    both(
        PY + "parts = f'tap-{e}-logs'.split('-')\nfirst, last = parts[0], parts[-1]\nown = e.split('-')[0]",
        TS + "const parts = `tap-${e}-logs`.split('-'); const first = parts[0], last = parts[parts.length - 1];\n"
        "const own = e.split('-')[0];",
        parts=["tap", "${ENVIRONMENT_SUFFIX}", "logs"],
        first="tap",
        last="logs",
        own="${ENVIRONMENT_SUFFIX}",
    )


def test_numbers(both: Both) -> None:
    both(
        """
        import math
        result = [7 // 2, 7 % 3, 2 ** 10, -7 + 2, 6 / 4, int("42"), float("1.5"), int(3.9), round(2.4), abs(-3), min(3, 1, 2),
                  max([1, 5]), sum([1, 2]), math.floor(1.9), math.ceil(1.1), 5 & 3, 1 << 4, not 0, 1 == 1.0]
        """,
        """
        const result = [Math.floor(7 / 2), 7 % 3, 2 ** 10, -7 + 2, 6 / 4, parseInt("42", 10), parseFloat("1.5"), Math.trunc(3.9),
          Math.round(2.4), Math.abs(-3), Math.min(3, 1, 2), Math.max(...[1, 5]), [1, 2].reduce((a, b) => a + b), Math.floor(1.9),
          Math.ceil(1.1), 5 & 3, 1 << 4, !0, 1 === 1.0];
        """,
        result=[3, 1, 1024, -5, 1.5, 42, 1.5, 3, 2, 3, 1, 5, 3, 1, 2, 1, 16, True, True],
    )


def test_javascript_numbers(both: Both) -> None:
    found = both.evaluate(
        "result = [-7 % 3, int('7') / 2, 4 / 2]",
        "const result = [-7 % 3, 4 / 2, 0.5 + 0.5, parseInt('12px'), Number(''), +'3', `${4 / 2}`, 2 ** -1];",
    )
    assert found["python"]["result"] == [2, 3.5, 2.0]
    assert found["typescript"]["result"] == [-1, 2, 1, 12, 0, 3, "2", 0.5]


def test_hashes_and_casings_keep_labels(both: Both) -> None:
    found = both.evaluate(
        PY + "import hashlib\nh = hashlib.md5(e.encode()).hexdigest()[:8]\nup = e.upper()\nn = f'tap-{h}'",
        TS
        + "import * as crypto from 'crypto';\nconst h = crypto.createHash('md5').update(e).digest('hex').slice(0, 8);\n"
        "const up = e.toUpperCase(); const n = `tap-${h}`;",
    )
    for language, evaluation in found.items():
        assert labels(evaluation, "up"), language
        assert labels(evaluation, "h"), language
        assert labels(evaluation, "n"), language


def test_types_of_values(both: Both) -> None:
    both(
        """
        result = [isinstance("a", str), isinstance([1], list), isinstance({}, dict), isinstance(1, (str, int)), isinstance("a", int)]
        """,
        """
        const result = [typeof "a" === "string", Array.isArray([1]), typeof {} === "object", typeof 1 === "number", typeof "a" === "number"];
        """,
        result=[True, True, True, True, False],
    )
