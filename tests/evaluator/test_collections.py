"""Lists and maps: their methods in both spellings, mutation, aliasing, dynamic keys."""

from __future__ import annotations

from tests.evaluator.evaluation import Both, Either

PY = "import somewhere\nx = somewhere.flag()\n"
TS = 'import * as somewhere from "somewhere";\nconst x = somewhere.flag();\n'


def test_lists_grow_and_shrink(both: Both) -> None:
    both(
        """
        a = [1, 2]
        a.append(3); a.insert(0, 0); a.extend([4, 5]); a += [6]
        last, first = a.pop(), a.pop(0)
        a.remove(3)
        where = a.index(4)
        has = 2 in a
        """,
        """
        const a = [1, 2];
        a.push(3); a.unshift(0); a.push(...[4, 5]); a.push(6);
        const last = a.pop(), first = a.shift();
        a.splice(a.indexOf(3), 1);
        const where = a.indexOf(4);
        const has = a.includes(2);
        """,
        a=[1, 2, 4, 5],
        last=6,
        first=0,
        where=2,
        has=True,
    )


def test_parts_of_lists(both: Both) -> None:
    both(
        """
        a = [0, 1, 2, 3, 4]
        result = [a[1:3], a[:2], a[-2:], a[2:], len(a), a[-1], a + [5]]
        copy = a[:]
        copy.append(9)
        """,
        """
        const a = [0, 1, 2, 3, 4];
        const result = [a.slice(1, 3), a.slice(0, 2), a.slice(-2), a.slice(2), a.length, a.at(-1), a.concat([5])];
        const copy = a.slice();
        copy.push(9);
        """,
        result=[[1, 2], [0, 1], [3, 4], [2, 3, 4], 5, 4, [0, 1, 2, 3, 4, 5]],
        a=[0, 1, 2, 3, 4],
    )


def test_sorting(both: Both) -> None:
    both(
        """
        names = sorted(["b", "c", "a"])
        numbers = sorted([10, 9, 1])
        backwards = sorted([1, 3, 2], reverse=True)
        by_key = sorted([{"n": 2}, {"n": 1}], key=lambda x: x["n"])
        a = [3, 1]
        a.sort()
        """,
        """
        const names = ["b", "c", "a"].sort();
        const numbers = [10, 9, 1].sort((a, b) => a - b);
        const backwards = [1, 3, 2].sort((a, b) => b - a);
        const by_key = [{ n: 2 }, { n: 1 }].sort((a, b) => a.n - b.n);
        const a = [3, 1];
        a.sort();
        """,
        names=["a", "b", "c"],
        numbers=[1, 9, 10],
        backwards=[3, 2, 1],
        by_key=[{"n": 1}, {"n": 2}],
        a=[1, 3],
    )


def test_javascript_sorts_by_text(both: Both) -> None:
    found = both.evaluate("result = sorted([10, 9, 1])", "const result = [10, 9, 1].sort();")
    assert found["typescript"]["result"] == [1, 10, 9]
    assert found["python"]["result"] == [1, 9, 10]


def test_sets(both: Both) -> None:
    both(
        """
        s = {"a", "b", "a"}
        s.add("c"); s.add("a"); s.discard("b")
        size, has = len(s), "c" in s
        items = sorted(s)
        union = sorted({1, 2} | {2, 3})
        """,
        """
        const s = new Set(["a", "b", "a"]);
        s.add("c"); s.add("a"); s.delete("b");
        const size = s.size, has = s.has("c");
        const items = [...s].sort();
        const union = [...new Set([...[1, 2], ...[2, 3]])].sort();
        """,
        size=2,
        has=True,
        items=["a", "c"],
        union=[1, 2, 3],
    )


def test_maps_are_read_and_written(both: Both) -> None:
    both(
        """
        m = {"a": 1}
        m["b"] = 2
        m.update({"c": 3}, d=4)
        del m["a"]
        popped = m.pop("b")
        default = m.get("zz", "none")
        m.setdefault("e", 5); m.setdefault("c", 9)
        has = "c" in m
        keys, size = list(m.keys()), len(m)
        """,
        """
        const m: any = { a: 1 };
        m.b = 2;
        Object.assign(m, { c: 3, d: 4 });
        delete m.a;
        const popped = m["b"]; delete m["b"];
        const default_ = m.zz ?? "none";
        m.e ??= 5; m.c ??= 9;
        const has = "c" in m;
        const keys = Object.keys(m), size = Object.keys(m).length;
        """,
        m={"c": 3, "d": 4, "e": 5},
        popped=2,
        has=True,
        keys=["c", "d", "e"],
        size=3,
    )


def test_javascript_maps(both: Both) -> None:
    both(
        """
        m = dict([("a", 1)])
        m["b"] = 2
        result = [m.get("a"), "b" in m, len(m), [k + str(v) for k, v in m.items()], m.get("zz")]
        """,
        """
        const m = new Map<string, number>([["a", 1]]);
        m.set("b", 2).set("b", 2);
        const result = [m.get("a"), m.has("b"), m.size, [...m.entries()].map(([k, v]) => k + v), m.get("zz")];
        """,
        result=[1, True, 2, ["a1", "b2"], None],
    )


def test_default_dictionaries(both: Both) -> None:
    both(
        """
        from collections import defaultdict
        groups = defaultdict(list)
        for name in ["a1", "a2", "b1"]:
            groups[name[0]].append(name)
        result = {k: v for k, v in groups.items()}
        """,
        """
        const groups: Record<string, string[]> = {};
        for (const name of ["a1", "a2", "b1"]) { (groups[name[0]] ??= []).push(name); }
        const result = { ...groups };
        """,
        result={"a": ["a1", "a2"], "b": ["b1"]},
    )


def test_object_functions(both: Both) -> None:
    both(
        """
        m = {"a": 1, "b": 2}
        doubled = {k: v * 2 for k, v in m.items()}
        swapped = {v: k for k, v in m.items()}
        merged = {**m, **{"b": 3}}
        """,
        """
        const m = Object.freeze({ a: 1, b: 2 });
        const doubled = Object.fromEntries(Object.entries(m).map(([k, v]) => [k, v * 2]));
        const swapped = Object.entries(m).reduce((acc, [k, v]) => { (acc as any)[v] = k; return acc; }, {});
        const merged = Object.assign({}, m, { b: 3 });
        """,
        doubled={"a": 2, "b": 4},
        swapped={1: "a", 2: "b"},
        merged={"a": 1, "b": 3},
    )


def test_two_names_for_one_thing(both: Both) -> None:
    both(
        """
        a = {"list": []}
        b = a
        b["list"].append(1)
        b["x"] = 1
        def change(m):
            m["y"] = 2
        change(a)
        copy = dict(a)
        copy["z"] = 3
        """,
        """
        const a: any = { list: [] };
        const b = a;
        b.list.push(1);
        b.x = 1;
        function change(m: any) { m.y = 2; }
        change(a);
        const copy = { ...a };
        copy.z = 3;
        """,
        a={"list": [1], "x": 1, "y": 2},
        copy={"list": [1], "x": 1, "y": 2, "z": 3},
    )


def test_deep_copies(both: Both) -> None:
    both(
        """
        import copy, json
        a = {"inner": {"n": 1}}
        b = copy.deepcopy(a)
        c = json.loads(json.dumps(a))
        d = copy.copy(a)
        b["inner"]["n"] = 2; c["inner"]["n"] = 3; d["inner"]["m"] = 4
        """,
        """
        const a: any = { inner: { n: 1 } };
        const b = structuredClone(a);
        const c = JSON.parse(JSON.stringify(a));
        const d = { ...a };
        b.inner.n = 2; c.inner.n = 3; d.inner.m = 4;
        """,
        a={"inner": {"n": 1, "m": 4}},
        b={"inner": {"n": 2}},
        c={"inner": {"n": 3}},
    )


def test_dynamic_keys(both: Both) -> None:
    both(
        """
        env = "prod"
        sizes = {"dev": 1, "prod": 3}
        size = sizes[env]
        made = {f"{env}-key": 1, env: 2}
        key = "a"
        nested = {"x": {"y": {"z": 1}}}
        deep = nested["x"]["y"]["z"]
        """,
        """
        const env = "prod";
        const sizes: Record<string, number> = { dev: 1, prod: 3 };
        const size = sizes[env];
        const made = { [`${env}-key`]: 1, [env]: 2 };
        const nested = { x: { y: { z: 1 } } };
        const deep = nested["x"].y["z"];
        """,
        size=3,
        made={"prod-key": 1, "prod": 2},
        deep=1,
    )


def test_unknown_keys_choose_or_open(both: Both) -> None:
    both(
        PY + "k = x.kind\nsizes = {'a': 1, 'b': 2}\nsize = sizes[k]\nm = {}\nm[k] = 1\n",
        TS + "const k = x.kind; const sizes: any = { a: 1, b: 2 }; const size = sizes[k]; const m: any = {}; m[k] = 1;",
        size=Either.of({"flag.kind = a": 1, "flag.kind = b": 2}),
        m={"${flag.kind}": 1, ...: ...},
    )


def test_what_an_unfollowed_call_was_given_is_open(both: Both) -> None:
    both(
        PY + "m = {'a': 1}\nl = [1]\nsomewhere.change(m, l)\n",
        TS + "const m = { a: 1 }; const l = [1]; somewhere.change(m, l);",
        m={"a": 1, ...: ...},
        l=[1, ...],
    )


def test_nested_lists(both: Both) -> None:
    both(
        """
        from itertools import chain
        a = [[1, 2], [3]]
        flat = [x for inner in a for x in inner]
        chained = list(chain(*a))
        total = sum(len(inner) for inner in a)
        """,
        """
        const a = [[1, 2], [3]];
        const flat = a.flat();
        const chained = ([] as number[]).concat(...a);
        const total = a.reduce((n, inner) => n + inner.length, 0);
        """,
        flat=[1, 2, 3],
        chained=[1, 2, 3],
        total=3,
    )


def test_equality(both: Both) -> None:
    found = both.evaluate(
        "result = [[1, 2] == [1, 2], {'a': 1} == {'a': 2}, 'a' == 'a', None is None, 1 != 2, [] == []]",
        "const l = [1]; const result = [[1] === [1], l === l, 'a' === 'a', null === undefined, 1 !== 2];",
    )
    assert found["python"]["result"] == [True, False, True, True, True, True]
    assert found["typescript"]["result"][0:3] == [False, True, True]
