"""Functions: arguments, defaults, rest and keyword arguments, closures, generators."""

from __future__ import annotations

from tests.evaluator.evaluation import Both


def test_positional_arguments_and_defaults(both: Both) -> None:
    both(
        """
        def name(a, b="x", c="y"):
            return a + b + c
        one = name("1")
        two = name("1", "2")
        three = name("1", "2", "3")
        """,
        """
        function name(a: string, b = "x", c: string = "y") { return a + b + c; }
        const one = name("1");
        const two = name("1", "2");
        const three = name("1", "2", "3");
        """,
        one="1xy",
        two="12y",
        three="123",
    )


def test_defaults_see_earlier_things(both: Both) -> None:
    both(
        """
        PREFIX = "tap"
        def name(a, b=PREFIX + "-b"):
            return a + b
        result = name("1")
        """,
        """
        const PREFIX = "tap";
        const name = (a: string, b = PREFIX + "-b") => a + b;
        const result = name("1");
        """,
        result="1tap-b",
    )


def test_named_arguments(both: Both) -> None:
    """Keyword-only parameters in Python are a destructured props object in TypeScript."""
    both(
        """
        def name(base, *, suffix="s", separator="-"):
            return base + separator + suffix
        one = name("a", suffix="pr")
        two = name("a", separator="/")
        """,
        """
        function name(base: string, { suffix = "s", separator = "-" }: { suffix?: string; separator?: string } = {}) {
          return base + separator + suffix;
        }
        const one = name("a", { suffix: "pr" });
        const two = name("a", { separator: "/" });
        """,
        one="a-pr",
        two="a/s",
    )


def test_rest_arguments_through_levels(both: Both) -> None:
    both(
        """
        def inner(first, *others):
            return [first, list(others)]
        def middle(*args):
            return inner("m", *args)
        def outer(*args):
            return middle(*args, "o")
        result = outer(1, 2)
        """,
        """
        function inner(first: any, ...others: any[]) { return [first, others]; }
        function middle(...args: any[]) { return inner("m", ...args); }
        function outer(...args: any[]) { return middle(...args, "o"); }
        const result = outer(1, 2);
        """,
        result=["m", [1, 2, "o"]],
    )


def test_keyword_maps_through_levels(both: Both) -> None:
    both(
        """
        def inner(name, size=1, **rest):
            return {"name": name, "size": size, **rest}
        def middle(**kwargs):
            return inner(size=2, **kwargs)
        def outer(**kwargs):
            kwargs.setdefault("tier", "web")
            return middle(name="n", **kwargs)
        result = outer(zone="z")
        """,
        """
        const inner = ({ name, size = 1, ...rest }: any) => ({ name, size, ...rest });
        const middle = (args: any) => inner({ size: 2, ...args });
        function outer(args: any) {
          args.tier = args.tier ?? "web";
          return middle({ name: "n", ...args });
        }
        const result = outer({ zone: "z" });
        """,
        result={"name": "n", "size": 2, "zone": "z", "tier": "web"},
    )


def test_closures_keep_their_scope(both: Both) -> None:
    both(
        """
        def maker(prefix):
            def make(name):
                return f"{prefix}-{name}"
            return make
        a, b = maker("a"), maker("b")
        result = [a("1"), b("2")]
        """,
        """
        const maker = (prefix: string) => (name: string) => `${prefix}-${name}`;
        const a = maker("a"), b = maker("b");
        const result = [a("1"), b("2")];
        """,
        result=["a-1", "b-2"],
    )


def test_closures_change_outer_variables(both: Both) -> None:
    both(
        """
        def counter():
            count = 0
            def up():
                nonlocal count
                count += 1
                return count
            return up
        up = counter()
        result = [up(), up(), up()]
        """,
        """
        function counter() {
          let count = 0;
          return () => { count += 1; return count; };
        }
        const up = counter();
        const result = [up(), up(), up()];
        """,
        result=[1, 2, 3],
    )


def test_module_variables_change_in_functions(both: Both) -> None:
    both(
        """
        total = 0
        def add(n):
            global total
            total += n
        add(2)
        add(3)
        """,
        """
        let total = 0;
        function add(n: number) { total += n; }
        add(2);
        add(3);
        """,
        total=5,
    )


def test_a_name_assigned_in_a_function_is_its_own(both: Both) -> None:
    both(
        """
        name = "outer"
        def change():
            name = "inner"
            return name
        inner = change()
        """,
        """
        let name = "outer";
        function change() { const name = "inner"; return name; }
        const inner = change();
        """,
        name="outer",
        inner="inner",
    )


def test_functions_as_values(both: Both) -> None:
    both(
        """
        def apply(f, *args):
            return f(*args)
        table = {"up": lambda s: s.upper(), "twice": lambda s: s + s}
        result = [apply(table["up"], "a"), apply(table["twice"], "b"), (lambda: "now")()]
        """,
        """
        function apply(f: any, ...args: any[]) { return f(...args); }
        const table = { up: (s: string) => s.toUpperCase(), twice: (s: string) => s + s };
        const result = [apply(table["up"], "a"), apply(table.twice, "b"), (() => "now")()];
        """,
        result=["A", "bb", "now"],
    )


def test_recursion(both: Both) -> None:
    both(
        """
        def factorial(n):
            return 1 if n <= 1 else n * factorial(n - 1)
        result = factorial(6)
        """,
        """
        const factorial = (n: number): number => n <= 1 ? 1 : n * factorial(n - 1);
        const result = factorial(6);
        """,
        result=720,
    )


def test_generators(both: Both) -> None:
    both(
        """
        def numbers(n):
            for i in range(n):
                yield i
            yield from ["end"]
        result = list(numbers(3))
        doubled = [x * 2 for x in (i for i in range(3))]
        """,
        """
        function* numbers(n: number) {
          for (let i = 0; i < n; i++) { yield i; }
          yield* ["end"];
        }
        const result = [...numbers(3)];
        const doubled: number[] = [];
        for (const x of [0, 1, 2]) doubled.push(x * 2);
        """,
        result=[0, 1, 2, "end"],
        doubled=[0, 2, 4],
    )


def test_async_entry_points(both: Both) -> None:
    both(
        """
        import asyncio
        made = []
        async def load():
            return {"name": "x"}
        async def main():
            config = await load()
            made.append(config["name"])
            return await asyncio.gather(load(), load())
        asyncio.run(main())
        """,
        """
        const made: string[] = [];
        async function load() { return { name: "x" }; }
        async function main() {
          const config = await load();
          made.push(config.name);
        }
        main().catch(error => { console.error(error); process.exit(1); });
        """,
        made=["x"],
    )


def test_promises_are_their_values(both: Both) -> None:
    both(
        """
        import asyncio
        async def one(): return 1
        async def all_of():
            return await asyncio.gather(one(), one())
        result = asyncio.run(all_of())
        """,
        """
        const one = async () => 1;
        let result: any;
        Promise.all([one(), one()]).then(values => { result = values; }).finally(() => {});
        """,
        result=[1, 1],
    )


def test_functions_are_used_before_they_are_defined(both: Both) -> None:
    both(
        """
        def early():
            return late() + "!"
        def late():
            return "late"
        result = early()
        """,
        """
        const result = early();
        function early() { return late() + "!"; }
        function late() { return "late"; }
        """,
        result="late!",
    )


def test_what_a_function_without_return_gives(both: Both) -> None:
    both(
        """
        def nothing():
            pass
        def early(x):
            if x:
                return
            return "late"
        result = [nothing(), early(True), early(False)]
        """,
        """
        function nothing() {}
        function early(x: boolean) { if (x) return; return "late"; }
        const result = [nothing(), early(true), early(false)];
        """,
        result=[None, None, "late"],
    )


def test_named_arguments_in_any_order(both: Both) -> None:
    both(
        """
        def name(a, b, /, c, *, d="d"):
            return a + b + c + d
        result = name("a", "b", d="x", c="c")
        """,
        """
        const name = ({ a, b, c, d = "d" }: Record<string, string>) => a + b + c + d;
        const result = name({ d: "x", c: "c", b: "b", a: "a" });
        """,
        result="abcx",
    )


def test_partial_application(both: Both) -> None:
    both(
        """
        import functools
        def name(prefix, middle, suffix="s"):
            return f"{prefix}-{middle}-{suffix}"
        tap = functools.partial(name, "tap", suffix="pr")
        result = tap("logs")
        """,
        """
        function name(prefix: string, middle: string) { return `${prefix}-${middle}-pr`; }
        const tap = name.bind(null, "tap");
        const result = tap("logs");
        """,
        result="tap-logs-pr",
    )


def test_call_and_apply(both: Both) -> None:
    both(
        """
        def add(a, b):
            return a + b
        result = [add(*[1, 2]), add(**{"a": 3, "b": 4})]
        """,
        """
        function add(a: number, b: number) { return a + b; }
        const result = [add.apply(null, [1, 2]), add.call(null, 3, 4)];
        """,
        result=[3, 7],
    )
