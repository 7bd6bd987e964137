"""Classes: constructors through several levels, fields, members of all kinds."""

from __future__ import annotations

from tests.evaluator.evaluation import Both


def test_constructor_chain_of_three_levels(both: Both) -> None:
    both(
        """
        class A:
            def __init__(self, name):
                self.name = name
        class B(A):
            def __init__(self, name, size):
                super().__init__(name + "-b")
                self.size = size
        class C(B):
            def __init__(self, name):
                super().__init__(name + "-c", size=3)
                self.kind = "c"
        result = C("x")
        """,
        """
        class A {
          name: string;
          constructor(name: string) { this.name = name; }
        }
        class B extends A {
          size: number;
          constructor(name: string, size: number) { super(name + "-b"); this.size = size; }
        }
        class C extends B {
          kind = "c";
          constructor(name: string) { super(name + "-c", 3); }
        }
        const result = new C("x");
        """,
        result={"name": "x-c-b", "size": 3, "kind": "c"},
    )


def test_inherited_constructor(both: Both) -> None:
    both(
        """
        class A:
            def __init__(self, name="a"):
                self.name = name
        class B(A):
            pass
        class C(B):
            def hello(self):
                return self.name
        result = [C("x").hello(), C().hello()]
        """,
        """
        class A { constructor(public name = "a") {} }
        class B extends A {}
        class C extends B { hello() { return this.name; } }
        const result = [new C("x").hello(), new C().hello()];
        """,
        result=["x", "a"],
    )


def test_methods_are_overridden_and_call_super(both: Both) -> None:
    both(
        """
        class A:
            def name(self):
                return "a"
            def greet(self):
                return "hi " + self.name()
        class B(A):
            def name(self):
                return super().name() + "b"
        class C(B):
            def name(self):
                return super().name() + "c"
        result = C().greet()
        """,
        """
        class A {
          name() { return "a"; }
          greet() { return "hi " + this.name(); }
        }
        class B extends A { name() { return super.name() + "b"; } }
        class C extends B { name() { return super.name() + "c"; } }
        const result = new C().greet();
        """,
        result="hi abc",
    )


def test_the_constructor_of_a_base_calls_the_method_of_the_derived(both: Both) -> None:
    both(
        """
        class A:
            def __init__(self):
                self.made = self.make()
            def make(self):
                return "base"
        class B(A):
            def make(self):
                return "derived"
        result = B().made
        """,
        """
        abstract class A {
          made: string;
          constructor() { this.made = this.make(); }
          make() { return "base"; }
        }
        class B extends A { make() { return "derived"; } }
        const result = new B().made;
        """,
        result="derived",
    )


def test_fields_and_initialisers(both: Both) -> None:
    both(
        """
        class A:
            kind = "table"
            tags = {"team": "x"}
            def __init__(self):
                self.label = self.kind + "!"
        a = A()
        result = [a.kind, a.tags["team"], a.label]
        """,
        """
        class A {
          private readonly kind = "table";
          tags: Record<string, string> = { team: "x" };
          label: string;
          constructor() { this.label = this.kind + "!"; }
        }
        const a = new A();
        const result = [(a as any).kind, a.tags["team"], a.label];
        """,
        result=["table", "x", "table!"],
    )


def test_parameter_properties(both: Both) -> None:
    both(
        """
        class A:
            def __init__(self, name, size=2):
                self.name, self.size = name, size
            def label(self):
                return f"{self.name}{self.size}"
        result = A("x").label()
        """,
        """
        class A {
          constructor(private readonly name: string, protected size: number = 2) {}
          label() { return `${this.name}${this.size}`; }
        }
        const result = new A("x").label();
        """,
        result="x2",
    )


def test_getters_and_setters(both: Both) -> None:
    both(
        """
        class A:
            def __init__(self):
                self._name = "a"
            @property
            def name(self):
                return self._name.upper()
            @name.setter
            def name(self, value):
                self._name = value + "!"
        a = A()
        before = a.name
        a.name = "b"
        after = a.name
        """,
        """
        class A {
          private _name = "a";
          get name() { return this._name.toUpperCase(); }
          set name(value: string) { this._name = value + "!"; }
        }
        const a = new A();
        const before = a.name;
        a.name = "b";
        const after = a.name;
        """,
        before="A",
        after="B!",
    )


def test_cached_properties(both: Both) -> None:
    both(
        """
        from functools import cached_property
        class A:
            @cached_property
            def name(self):
                return "a"
        result = A().name
        """,
        """
        class A {
          private cached?: string;
          get name() { return this.cached ??= "a"; }
        }
        const result = new A().name;
        """,
        result="a",
    )


def test_static_and_class_members(both: Both) -> None:
    both(
        """
        class Names:
            PREFIX = "tap"
            COUNT = 0
            @staticmethod
            def join(*parts):
                return "-".join(parts)
            @classmethod
            def of(cls, name):
                cls.COUNT = cls.COUNT + 1
                return cls.join(cls.PREFIX, name)
        class Short(Names):
            PREFIX = "t"
        result = [Names.of("a"), Short.of("b"), Names.PREFIX]
        """,
        """
        class Names {
          static readonly PREFIX: string = "tap";
          static COUNT = 0;
          static join(...parts: string[]) { return parts.join("-"); }
          static of(name: string) { this.COUNT++; return this.join(this.PREFIX, name); }
        }
        class Short extends Names { static readonly PREFIX = "t"; }
        const result = [Names.of("a"), Short.of("b"), Names.PREFIX];
        """,
        result=["tap-a", "t-b", "tap"],
    )


def test_a_class_method_makes_instances(both: Both) -> None:
    both(
        """
        class A:
            def __init__(self, name):
                self.name = name
            @classmethod
            def default(cls):
                return cls("default")
        result = A.default()
        """,
        """
        class A {
          constructor(public name: string) {}
          static default() { return new A("default"); }
        }
        const result = A.default();
        """,
        result={"name": "default"},
    )


def test_a_singleton(both: Both) -> None:
    both(
        """
        class Config:
            _instance = None
            @classmethod
            def get(cls):
                if cls._instance is None:
                    cls._instance = cls()
                    cls._instance.name = "only"
                return cls._instance
        Config.get().name = "changed"
        result = Config.get().name
        """,
        """
        class Config {
          private static instance: Config;
          name = "only";
          static get(): Config {
            if (!Config.instance) { Config.instance = new Config(); }
            return Config.instance;
          }
        }
        Config.get().name = "changed";
        const result = Config.get().name;
        """,
        result="changed",
    )


def test_bound_methods_keep_their_object(both: Both) -> None:
    both(
        """
        class A:
            def __init__(self, name):
                self.name = name
            def label(self, n):
                return f"{self.name}{n}"
        label = A("a").label
        result = [label(1), *map(A("b").label, [2, 3])]
        """,
        """
        class A {
          constructor(private name: string) {}
          label = (n: number) => `${this.name}${n}`;
        }
        const label = new A("a").label;
        const result = [label(1), ...[2, 3].map(new A("b").label)];
        """,
        result=["a1", "b2", "b3"],
    )


def test_chained_methods(both: Both) -> None:
    both(
        """
        class Builder:
            def __init__(self):
                self.parts = []
            def add(self, part):
                self.parts.append(part)
                return self
            def build(self):
                return "-".join(self.parts)
        result = Builder().add("a").add("b").build()
        """,
        """
        class Builder {
          private parts: string[] = [];
          add(part: string): this { this.parts.push(part); return this; }
          build() { return this.parts.join("-"); }
        }
        const result = new Builder().add("a").add("b").build();
        """,
        result="a-b",
    )


def test_cooperative_bases(both: Both) -> None:
    """Python's mixins reach the base behind them; TypeScript's mixins are functions that extend a class."""
    both(
        """
        class Base:
            def __init__(self, name):
                self.name = name
        class Tagged:
            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                self.tagged = True
        class Thing(Tagged, Base):
            pass
        result = Thing("x")
        """,
        """
        class Base { constructor(public name: string) {} }
        function Tagged(B: any) {
          return class extends B { tagged = true; };
        }
        class Thing extends Tagged(Base) {}
        const result = new Thing("x");
        """,
        result={"name": "x", "tagged": True},
    )


def test_nested_and_local_classes(both: Both) -> None:
    both(
        """
        class Outer:
            class Inner:
                NAME = "inner"
        def local():
            class Local:
                def name(self):
                    return "local"
            return Local().name()
        result = [Outer.Inner.NAME, local()]
        """,
        """
        class Outer { static Inner = class { static NAME = "inner"; }; }
        function local() {
          class Local { name() { return "local"; } }
          return new Local().name();
        }
        const result = [Outer.Inner.NAME, local()];
        """,
        result=["inner", "local"],
    )


def test_attributes_are_looked_up_by_name(both: Both) -> None:
    both(
        """
        class A:
            def __init__(self):
                self.name = "a"
                setattr(self, "size", 3)
        a = A()
        key = "name"
        result = [getattr(a, key), a.size, getattr(a, "other", "none"), hasattr(a, "other"), isinstance(a, A)]
        """,
        """
        class A { name = "a"; [key: string]: any; constructor() { this["size"] = 3; } }
        const a = new A();
        const key = "name";
        const result = [a[key], a.size, a.other ?? "none", "other" in a, a instanceof A];
        """,
        result=["a", 3, "none", False, True],
    )


def test_instances_are_told_apart_by_class(both: Both) -> None:
    both(
        """
        class A: pass
        class B(A): pass
        class C: pass
        b = B()
        result = [isinstance(b, A), isinstance(b, C), isinstance(b, (A, C))]
        """,
        """
        class A {} class B extends A {} class C {}
        const b = new B();
        const result = [b instanceof A, b instanceof C, b instanceof A || b instanceof C];
        """,
        result=[True, False, True],
    )


def test_callable_objects_and_context_managers(both: Both) -> None:
    both(
        """
        class Namer:
            def __init__(self, prefix):
                self.prefix = prefix
            def __call__(self, name):
                return self.prefix + name
            def __enter__(self):
                return self.prefix
            def __exit__(self, *args):
                pass
        called = Namer("a-")("b")
        with Namer("within") as entered:
            pass
        """,
        """
        const namer = (prefix: string) => (name: string) => prefix + name;
        const called = namer("a-")("b");
        let entered = "within";
        """,
        called="a-b",
        entered="within",
    )


def test_defaults_of_methods(both: Both) -> None:
    both(
        """
        class A:
            SIZE = 3
            def size(self, n=SIZE, m=None):
                return n if m is None else n + m
        result = [A().size(), A().size(1), A().size(m=2)]
        """,
        """
        class A {
          static SIZE = 3;
          size(n = A.SIZE, m?: number) { return m === undefined ? n : n + m; }
        }
        const result = [new A().size(), new A().size(1), new A().size(undefined, 2)];
        """,
        result=[3, 1, 5],
    )
