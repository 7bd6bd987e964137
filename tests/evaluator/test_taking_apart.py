"""Destructuring, spreads, optional chaining and defaults."""

from __future__ import annotations

from tests.evaluator.evaluation import Both


def test_lists_are_unpacked(both: Both) -> None:
    both(
        """
        a, (b, c), *rest = [1, (2, 3), 4, 5]
        first, *middle, last = "abcd"
        x, y = 1, 2
        x, y = y, x
        """,
        """
        const [a, [b, c], ...rest] = [1, [2, 3], 4, 5] as any;
        const letters = [..."abcd"];
        const first = letters[0], middle = letters.slice(1, -1), last = letters[letters.length - 1];
        let x = 1, y = 2;
        [x, y] = [y, x];
        """,
        a=1,
        b=2,
        c=3,
        rest=[4, 5],
        first="a",
        middle=["b", "c"],
        last="d",
        x=2,
        y=1,
    )


def test_maps_are_unpacked(both: Both) -> None:
    both(
        """
        config = {"name": "n", "size": {"cpu": 2}, "zone": "z"}
        name, cpu = config["name"], config["size"]["cpu"]
        memory = config["size"].get("memory", 512)
        rest = {k: v for k, v in config.items() if k not in ("name", "size")}
        """,
        """
        const config: any = { name: "n", size: { cpu: 2 }, zone: "z" };
        const { name, size: { cpu, memory = 512 }, ...rest } = config;
        """,
        name="n",
        cpu=2,
        memory=512,
        rest={"zone": "z"},
    )


def test_list_defaults_and_holes(both: Both) -> None:
    both(
        """
        values = [1, None]
        a = values[0]
        b = values[1] if values[1] is not None else "b"
        c = values[2] if len(values) > 2 else "c"
        _, second = ["x", "y"]
        """,
        """
        const [a, b = "b", c = "c"]: any[] = [1, undefined];
        const [, second] = ["x", "y"];
        """,
        a=1,
        b="b",
        c="c",
        second="y",
    )


def test_spreads(both: Both) -> None:
    both(
        """
        base = {"a": 1, "b": 2}
        extra = [3, 4]
        merged = {**base, "b": 9, **{"c": 3}}
        joined = base | {"d": 4}
        items = [0, *extra, *"xy"]
        """,
        """
        const base: any = { a: 1, b: 2 };
        const extra = [3, 4];
        const merged = { ...base, b: 9, ...{ c: 3 } };
        const joined = Object.assign({}, base, { d: 4 });
        const items = [0, ...extra, ..."xy"];
        """,
        merged={"a": 1, "b": 9, "c": 3},
        joined={"a": 1, "b": 2, "d": 4},
        items=[0, 3, 4, "x", "y"],
        base={"a": 1, "b": 2},
    )


def test_conditional_spreads(both: Both) -> None:
    both(
        """
        on, off = True, False
        result = {"a": 1, **({"b": 2} if on else {}), **({"c": 3} if off else {})}
        items = [1, *([2] if on else []), *([3] if off else [])]
        """,
        """
        const on = true, off = false;
        const result = { a: 1, ...(on && { b: 2 }), ...(off ? { c: 3 } : {}) };
        const items = [1, ...(on ? [2] : []), ...(off ? [3] : [])];
        """,
        result={"a": 1, "b": 2},
        items=[1, 2],
    )


def test_spreads_of_unknown_things_leave_maps_open(both: Both) -> None:
    both(
        """
        def make(props):
            return {"a": 1, **props}
        import somewhere
        result = make(somewhere.load())
        items = [1, *somewhere.load()]
        """,
        """
        import * as somewhere from "somewhere";
        const make = (props: any) => ({ a: 1, ...props });
        const result = make(somewhere.load());
        const items = [1, ...somewhere.load()];
        """,
        result={"a": 1, ...: ...},
        items=[1, ...],
    )


def test_absent_things_are_passed_over(both: Both) -> None:
    both(
        """
        config = {"a": {"b": 1}, "none": None}
        present = (config.get("a") or {}).get("b")
        absent = (config.get("x") or {}).get("b")
        none = config["none"].name if config["none"] else None
        """,
        """
        const config: any = { a: { b: 1 }, none: null };
        const present = config.a?.b;
        const absent = config.x?.b?.c?.[0]?.call();
        const none = config.none?.name;
        """,
        present=1,
        absent=None,
        none=None,
    )


def test_or_takes_the_default_for_every_falsy_value(both: Both) -> None:
    both(
        """
        result = ["" or "d", 0 or "d", False or "d", None or "d", "x" or "d", 1 or "d"]
        """,
        """
        const u: any = undefined;
        const result = ["" || "d", 0 || "d", false || "d", u || "d", "x" || "d", 1 || "d"];
        """,
        result=["d", "d", "d", "d", "x", 1],
    )


def test_nullish_keeps_falsy_values(both: Both) -> None:
    both(
        """
        def nullish(x, d):
            return d if x is None else x
        result = [nullish("", "d"), nullish(0, "d"), nullish(False, "d"), nullish(None, "d")]
        """,
        """
        const u: any = undefined;
        const result = ["" ?? "d", 0 ?? "d", false ?? "d", u ?? "d"];
        """,
        result=["", 0, False, "d"],
    )


def test_and_gives_the_operand(both: Both) -> None:
    both(
        """
        result = ["" and "x", 0 and "x", "a" and "b", None and "x", True and 5]
        """,
        """
        const result = ["" && "x", 0 && "x", "a" && "b", null && "x", true && 5];
        """,
        result=["", 0, "b", None, 5],
    )


def test_empty_collections(both: Both) -> None:
    """The one difference: an empty list is true in JavaScript."""
    found = both.evaluate("result = ([] or 1, {} or 2)", "const result = [[] || 1, ({} as any) || 2];")
    assert found["python"]["result"] == [1, 2]
    assert found["typescript"]["result"] == [[], {}]


def test_assignment_operators(both: Both) -> None:
    both(
        """
        a, b, c, n = None, "", "c", 7
        a = a if a is not None else "A"
        b = b or "B"
        c = c and "C"
        n += 1; n -= 2; n *= 3; n //= 2; n **= 2; n %= 50
        """,
        """
        let a: any = null, b = "", c = "c", n = 7;
        a ??= "A"; b ||= "B"; c &&= "C";
        n += 1; n -= 2; n *= 3; n = Math.floor(n / 2); n **= 2; n %= 50;
        """,
        a="A",
        b="B",
        c="C",
        n=31,
    )


def test_assignments_are_expressions(both: Both) -> None:
    both(
        """
        i = 0
        if (n := 5) > 3:
            m = n + 1
        a = b = [1]
        a.append(2)
        """,
        """
        let n: number, m = 0, i = 0;
        if ((n = 5) > 3) { m = n + 1; }
        let a: number[], b: number[];
        a = b = [1];
        a.push(2);
        """,
        n=5,
        m=6,
        b=[1, 2],
    )


def test_increments(both: Both) -> None:
    both(
        """
        i = 1
        before = i; i += 1
        i += 1; after = i
        """,
        """
        let i = 1;
        const before = i++;
        const after = ++i;
        """,
        before=1,
        after=3,
        i=3,
    )
