"""Loops: unrolled over what is known, once over what is not."""

from __future__ import annotations

import pytest

from tests.evaluator.evaluation import Both, Either

PY = "import pulumi_aws as aws\nimport somewhere\nx = somewhere.flag()\n"
TS = 'import * as aws from "@pulumi/aws";\nimport * as somewhere from "somewhere";\nconst x = somewhere.flag();\n'


def test_loops_over_lists(both: Both) -> None:
    both(
        """
        result = []
        for i, name in enumerate(["a", "b", "c"]):
            if name == "b":
                continue
            result.append(f"{name}{i}")
        for name in ["d", "e", "f"]:
            if name == "e":
                break
            result.append(name)
        """,
        """
        const result: string[] = [];
        for (const [i, name] of ["a", "b", "c"].entries()) {
          if (name === "b") continue;
          result.push(`${name}${i}`);
        }
        for (const name of ["d", "e", "f"]) {
          if (name === "e") { break; }
          result.push(name);
        }
        """,
        result=["a0", "c2", "d"],
    )


def test_counting_loops(both: Both) -> None:
    both(
        """
        result = []
        for i in range(3):
            result.append(i)
        for i in range(10, 0, -4):
            result.append(i)
        n = 0
        while n < 3:
            n += 1
            result.append(n * 100)
        while True:
            n -= 1
            if n < 2:
                break
        """,
        """
        const result: number[] = [];
        for (let i = 0; i < 3; i++) { result.push(i); }
        for (let i = 10; i > 0; i -= 4) { result.push(i); }
        let n = 0;
        while (n < 3) { n++; result.push(n * 100); }
        do { n--; } while (n >= 2);
        """,
        result=[0, 1, 2, 10, 6, 2, 100, 200, 300],
        n=1,
    )


def test_loops_over_maps(both: Both) -> None:
    both(
        """
        config = {"a": 1, "b": 2}
        keys = [k for k in config]
        pairs = []
        for k, v in config.items():
            pairs.append(k + str(v))
        values = list(config.values())
        """,
        """
        const config: Record<string, number> = { a: 1, b: 2 };
        const keys: string[] = [];
        for (const k in config) { keys.push(k); }
        const pairs: string[] = [];
        for (const [k, v] of Object.entries(config)) { pairs.push(k + v); }
        const values = Object.values(config);
        """,
        keys=["a", "b"],
        pairs=["a1", "b2"],
        values=[1, 2],
    )


def test_nested_loops_leave_one_at_a_time(both: Both) -> None:
    both(
        """
        result = []
        for a in ["x", "y"]:
            for b in [1, 2, 3]:
                if b == 2:
                    break
                result.append(a + str(b))
            result.append(a)
        """,
        """
        const result: string[] = [];
        for (const a of ["x", "y"]) {
          for (const b of [1, 2, 3]) { if (b === 2) break; result.push(a + b); }
          result.push(a);
        }
        """,
        result=["x1", "x", "y1", "y"],
    )


def test_returning_from_a_loop(both: Both) -> None:
    both(
        """
        def find(names, wanted):
            for i, name in enumerate(names):
                if name == wanted:
                    return i
            return -1
        result = [find(["a", "b"], "b"), find(["a"], "z")]
        """,
        """
        function find(names: string[], wanted: string) {
          for (let i = 0; i < names.length; i++) { if (names[i] === wanted) return i; }
          return -1;
        }
        const result = [find(["a", "b"], "b"), find(["a"], "z")];
        """,
        result=[1, -1],
    )


def test_comprehensions(both: Both) -> None:
    both(
        """
        names = ["a", "b", "c"]
        upper = [n.upper() for n in names if n != "b"]
        table = {n: i for i, n in enumerate(names)}
        pairs = [a + b for a in names for b in names if a < b]
        distinct = sorted({len(n) for n in names})
        """,
        """
        const names = ["a", "b", "c"];
        const upper = names.filter(n => n !== "b").map(n => n.toUpperCase());
        const table = Object.fromEntries(names.map((n, i) => [n, i]));
        const pairs = names.flatMap(a => names.filter(b => a < b).map(b => a + b));
        const distinct = [...new Set(names.map(n => n.length))].sort();
        """,
        upper=["A", "C"],
        table={"a": 0, "b": 1, "c": 2},
        pairs=["ab", "ac", "bc"],
        distinct=[1],
    )


def test_callbacks_of_list_methods(both: Both) -> None:
    both(
        """
        from functools import reduce
        n = [1, 2, 3, 4]
        mapped = list(map(lambda x: x * 2, n))
        kept = list(filter(lambda x: x % 2 == 0, n))
        total = reduce(lambda a, b: a + b, n, 10)
        some, every = any(x > 3 for x in n), all(x > 3 for x in n)
        first = next((x for x in n if x > 2), None)
        """,
        """
        const n = [1, 2, 3, 4];
        const mapped = n.map(x => x * 2);
        const kept = n.filter(x => x % 2 === 0);
        const total = n.reduce((a, b) => a + b, 10);
        const some = n.some(x => x > 3), every = n.every(x => x > 3);
        const first = n.find(x => x > 2);
        """,
        mapped=[2, 4, 6, 8],
        kept=[2, 4],
        total=20,
        some=True,
        every=False,
        first=3,
    )


def test_building_a_map_step_by_step(both: Both) -> None:
    both(
        """
        from functools import reduce
        result = {}
        for name in ["a", "b"]:
            result[f"{name}-key"] = {"name": name}
        merged = reduce(lambda acc, n: {**acc, n: n.upper()}, ["x", "y"], {})
        """,
        """
        const result: any = {};
        for (const name of ["a", "b"]) { result[`${name}-key`] = { name }; }
        const merged = ["x", "y"].reduce((acc, n) => ({ ...acc, [n]: n.toUpperCase() }), {});
        """,
        result={"a-key": {"name": "a"}, "b-key": {"name": "b"}},
        merged={"x": "X", "y": "Y"},
    )


def test_a_resource_for_each_turn(both: Both) -> None:
    both.conditions(
        PY + "for i in range(2):\n    aws.s3.Bucket(f'b-{i}')\n[aws.s3.Bucket(n) for n in ('c', 'd')]\n",
        TS
        + "for (let i = 0; i < 2; i++) { new aws.s3.Bucket(`b-${i}`); }\n['c', 'd'].forEach(n => new aws.s3.Bucket(n));",
        **{"b-0": "", "b-1": "", "c": "", "d": ""},
    )


def test_a_loop_over_something_unknown_runs_once(both: Both) -> None:
    for evaluation in both.evaluate(
        PY + "for zone in somewhere.zones():\n    aws.s3.Bucket(f'b-{zone}')\nfor z in x:\n    aws.s3.Bucket(z.name)\n",
        TS + "for (const zone of somewhere.zones()) { new aws.s3.Bucket(`b-${zone}`); }\n"
        "x.forEach((z: any) => { new aws.s3.Bucket(z.name); });",
    ).values():
        assert list(evaluation.conditions) == ["b-${zone}", "${z.name}"]


def test_what_such_a_loop_adds_leaves_lists_open(both: Both) -> None:
    both(
        PY
        + "names = ['a']\ntable = {'k': []}\ncount = 0\nfor z in x:\n    own = []\n    own.append('own')\n    names.append('more')\n"
        "    table['k'].append(own)\n    count += 1\nlast = own\n",
        TS + "const names = ['a']; const table: any = { k: [] }; let count = 0; let last: any;\n"
        "for (const z of x) { const own: any[] = []; own.push('own'); names.push('more'); table['k'].push(own); count += 1; last = own; }",
        names=["a", "more", ...],
        table={"k": [["own"], ...]},
        count="${count}",
        last=["own"],
    )


def test_comprehensions_over_something_unknown_are_open(both: Both) -> None:
    for evaluation in both.evaluate(
        PY + "names = [f'n-{z}' for z in x]", TS + "const names = x.map((z: any) => `n-${z}`);"
    ).values():
        names = evaluation["names"]
        assert names[0].startswith("n-${")
        assert names[1:] == [...]


def test_a_condition_about_an_item_of_a_list(both: Both) -> None:
    both(
        PY
        + "items = ['a']\nif x:\n    items.append('b')\nupper = [i.upper() for i in items]\nkept = [i for i in items if i != 'a']",
        TS + "const items = ['a']; if (x) { items.push('b'); }\nconst upper = items.map(i => i.toUpperCase());\n"
        "const kept = items.filter(i => i !== 'a');",
        upper=["A", Either.of({"x": "B", "": "(omitted)"})],
        kept=[Either.of({"x": "b", "": "(omitted)"})],
    )


def test_resources_for_items_that_are_there_under_a_condition(both: Both) -> None:
    both.conditions(
        PY + "items = ['a']\nif x:\n    items.append('b')\nfor i in items:\n    aws.s3.Bucket(i)",
        TS + "const items = ['a']; if (x) { items.push('b'); }\nfor (const i of items) { new aws.s3.Bucket(i); }",
        a="",
        b="x",
    )


def test_closures_capture_each_turn(both: Both) -> None:
    both(
        """
        makers = [lambda i=i: i for i in range(3)]
        result = [make() for make in makers]
        """,
        """
        const makers: (() => number)[] = [];
        for (let i = 0; i < 3; i++) { makers.push(() => i); }
        const result = makers.map(make => make());
        """,
        result=[0, 1, 2],
    )


def test_late_binding_in_python(both: Both) -> None:
    found = both.evaluate(
        "fs = []\nfor i in range(3):\n    fs.append(lambda: i)\nresult = [f() for f in fs]",
        "const fs: any[] = []; for (const i of [0, 1, 2]) { fs.push(() => i); } const result = fs.map(f => f());",
    )
    assert found["python"]["result"] == [2, 2, 2]
    assert found["typescript"]["result"] == [0, 1, 2]


def test_loops_with_an_else(both: Both) -> None:
    both(
        """
        result = []
        for n in [1, 2]:
            if n == 5: break
        else:
            result.append("none")
        while False:
            pass
        else:
            result.append("end")
        """,
        """
        const result: string[] = [];
        let found = false;
        for (const n of [1, 2]) { if (n === 5) { found = true; break; } }
        if (!found) { result.push("none"); }
        result.push("end");
        """,
        result=["none", "end"],
    )


def test_two_lists_at_once(both: Both) -> None:
    both(
        """
        names, sizes = ["a", "b"], [1, 2, 3]
        result = [f"{n}{s}" for n, s in zip(names, sizes)]
        backwards = list(reversed(names))
        numbered = [f"{i}{n}" for i, n in enumerate(names, start=1)]
        """,
        """
        const names = ["a", "b"], sizes = [1, 2, 3];
        const result = names.map((n, i) => `${n}${sizes[i]}`);
        const backwards = [...names].reverse();
        const numbered = names.map((n, i) => `${i + 1}${n}`);
        """,
        result=["a1", "b2"],
        backwards=["b", "a"],
        numbered=["1a", "2b"],
    )


def test_labelled_and_undecided_while(both: Both) -> None:
    both(
        PY + "n = 0\nwhile x:\n    n += 1\n",
        TS + "let n = 0; while (x) { n += 1; }",
        n="${n}",
    )


@pytest.mark.parametrize("count", [0, 1, 7])
def test_ranges_from_a_length(both: Both, count: int) -> None:
    both(
        f"result = [i for i in range({count})]",
        f"const result = Array.from({{ length: {count} }}, (_, i) => i);",
        result=list(range(count)),
    )


def test_what_a_loop_assigns_that_was_not_followed_to_its_end_is_unknown(both: Both) -> None:
    both(
        """
        last, short, n = "none", "none", 0
        for i in range(400):
            last = f"item{i}"
        for i in range(3):
            short = f"item{i}"
        while n < 400:
            n = n + 1
        """,
        """
        let last = "none", short = "none", n = 0;
        for (const i of Array.from({ length: 400 }, (_, at) => at)) { last = `item${i}`; }
        for (const i of [0, 1, 2]) { short = `item${i}`; }
        while (n < 400) { n = n + 1; }
        """,
        last="${last}",
        short="item2",
        n="${n}",
    )
