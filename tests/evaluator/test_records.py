"""Data classes, named tuples, enums, interfaces as props: things that are mostly their fields."""

from __future__ import annotations

from tests.evaluator.evaluation import Both


def test_data_class_with_defaults(both: Both) -> None:
    both(
        """
        from dataclasses import dataclass
        @dataclass
        class Config:
            name: str
            size: int = 2
            zone: str = "a"
        result = [Config("x"), Config("y", zone="b"), Config(name="z", size=5)]
        """,
        """
        class Config {
          constructor(public name: string, public size = 2, public zone = "a") {}
        }
        const result = [new Config("x"), new Config("y", undefined, "b"), new Config("z", 5)];
        """,
        result=[
            {"name": "x", "size": 2, "zone": "a"},
            {"name": "y", "size": 2, "zone": "b"},
            {"name": "z", "size": 5, "zone": "a"},
        ],
    )


def test_default_factories_are_not_shared(both: Both) -> None:
    both(
        """
        from dataclasses import dataclass, field
        @dataclass
        class Config:
            tags: dict = field(default_factory=dict)
            zones: list[str] = field(default_factory=lambda: ["a"])
            size: int = field(default=3)
        one, two = Config(), Config()
        one.tags["x"] = 1
        two.zones.append("b")
        result = [one.tags, two.tags, one.zones, two.zones, one.size]
        """,
        """
        class Config { tags: any = {}; zones = ["a"]; size = 3; }
        const one = new Config(), two = new Config();
        one.tags["x"] = 1;
        two.zones.push("b");
        const result = [one.tags, two.tags, one.zones, two.zones, one.size];
        """,
        result=[{"x": 1}, {}, ["a"], ["a", "b"], 3],
    )


def test_derived_data_classes(both: Both) -> None:
    both(
        """
        from dataclasses import dataclass
        @dataclass(frozen=True)
        class Base:
            name: str
            size: int = 1
        @dataclass(frozen=True)
        class Derived(Base):
            size: int = 2
            zone: str = "z"
            def label(self):
                return f"{self.name}-{self.size}-{self.zone}"
        result = Derived("x").label()
        """,
        """
        class Base { constructor(public name: string, public size = 1) {} }
        class Derived extends Base {
          constructor(name: string, size = 2, public zone = "z") { super(name, size); }
          label() { return `${this.name}-${this.size}-${this.zone}`; }
        }
        const result = new Derived("x").label();
        """,
        result="x-2-z",
    )


def test_what_is_computed_after_construction(both: Both) -> None:
    both(
        """
        from dataclasses import dataclass, field, InitVar
        @dataclass
        class Config:
            environment: str
            base: InitVar[str] = "tap"
            prefix: str = field(init=False)
            def __post_init__(self, base):
                self.prefix = f"{base}-{self.environment}"
        result = [Config("dev").prefix, Config("dev", "x").prefix]
        """,
        """
        class Config {
          readonly prefix: string;
          constructor(readonly environment: string, base = "tap") { this.prefix = `${base}-${environment}`; }
        }
        const result = [new Config("dev").prefix, new Config("dev", "x").prefix];
        """,
        result=["tap-dev", "x-dev"],
    )


def test_copies_with_changes(both: Both) -> None:
    both(
        """
        from dataclasses import dataclass, replace, asdict
        @dataclass
        class Config:
            name: str
            size: int = 1
        base = Config("a")
        changed = replace(base, size=9)
        result = [asdict(base), asdict(changed)]
        """,
        """
        const base = { name: "a", size: 1 };
        const changed = { ...base, size: 9 };
        const result = [base, changed];
        """,
        result=[{"name": "a", "size": 1}, {"name": "a", "size": 9}],
    )


def test_named_tuples(both: Both) -> None:
    both(
        """
        from collections import namedtuple
        from typing import NamedTuple
        class Rule(NamedTuple):
            port: int
            name: str = "any"
        Pair = namedtuple("Pair", ["left", "right"])
        port, name = Rule(80)
        pair = Pair("l", right="r")
        result = [port, name, Rule(443, "https").name, Rule(1)[0], pair.left, pair[1]]
        """,
        """
        const rule = (port: number, name = "any"): [number, string] => [port, name];
        const [port, name] = rule(80);
        const pair = { left: "l", right: "r" };
        const result = [port, name, rule(443, "https")[1], rule(1)[0], pair.left, pair["right"]];
        """,
        result=[80, "any", "https", 1, "l", "r"],
    )


def test_string_enums(both: Both) -> None:
    both(
        """
        from enum import Enum
        class Stage(str, Enum):
            DEV = "dev"
            PROD = "prod"
        stage = Stage.PROD
        result = [stage.value, f"x-{stage.value}", stage == Stage.PROD, stage == Stage.DEV, [s.value for s in Stage]]
        """,
        """
        enum Stage { DEV = "dev", PROD = "prod" }
        const stage: Stage = Stage.PROD;
        const result = [stage, `x-${stage}`, stage === Stage.PROD, stage === (Stage.DEV as any), Object.values(Stage)];
        """,
        result=["prod", "x-prod", True, False, ["dev", "prod"]],
    )


def test_numbered_enums(both: Both) -> None:
    both(
        """
        from enum import IntEnum, auto
        class Size(IntEnum):
            SMALL = auto()
            MEDIUM = auto()
            LARGE = 10
        result = [Size.SMALL.value, Size.MEDIUM.value, Size.LARGE.value, Size(10).name, Size["MEDIUM"].value]
        """,
        """
        enum Size { SMALL = 1, MEDIUM, LARGE = 10 }
        const result = [Size.SMALL, Size.MEDIUM, Size.LARGE, Size[10], Size["MEDIUM"]];
        """,
        result=[1, 2, 10, "LARGE", 2],
    )


def test_enums_are_looked_up_and_have_methods(both: Both) -> None:
    both(
        """
        from enum import Enum
        class Stage(Enum):
            DEV = "dev"
            PROD = "prod"
            def label(self):
                return self.name + ":" + self.value
        sizes = {Stage.DEV: 1, Stage.PROD: 3}
        result = [Stage("prod").label(), sizes[Stage.PROD]]
        """,
        """
        enum Stage { DEV = "dev", PROD = "prod" }
        const names: Record<string, string> = { prod: "PROD" };
        const sizes: Record<Stage, number> = { [Stage.DEV]: 1, [Stage.PROD]: 3 };
        const result = [names["prod"] + ":" + Stage.PROD, sizes[Stage.PROD]];
        """,
        result=["PROD:prod", 3],
    )


def test_props_objects(both: Both) -> None:
    both(
        """
        from typing import Optional, TypedDict
        class Props(TypedDict, total=False):
            name: str
            size: Optional[int]
        class Thing:
            def __init__(self, id: str, props: Optional[Props] = None):
                props = props or {}
                self.name = props.get("name", id)
                self.size = props.get("size") or 1
        result = [Thing("a"), Thing("b", {"name": "n"}), Thing("c", Props(size=4))]
        """,
        """
        interface Props { readonly name?: string; size?: number }
        class Thing {
          name: string; size: number;
          constructor(id: string, props?: Props) {
            this.name = props?.name ?? id;
            this.size = props?.size || 1;
          }
        }
        const result = [new Thing("a"), new Thing("b", { name: "n" }), new Thing("c", { size: 4 })];
        """,
        result=[{"name": "a", "size": 1}, {"name": "n", "size": 1}, {"name": "c", "size": 4}],
    )


def test_keywords_as_props(both: Both) -> None:
    both(
        """
        class Base:
            def __init__(self, id, *, name=None, **kwargs):
                self.id = id
                self.name = name
                self.rest = kwargs
        class Thing(Base):
            def __init__(self, id, suffix, **kwargs):
                super().__init__(id, name=f"{id}-{suffix}", **kwargs)
        result = Thing("a", suffix="pr", zone="z")
        """,
        """
        class Base {
          id: string; name?: string; rest: any;
          constructor(id: string, { name, ...rest }: any) { this.id = id; this.name = name; this.rest = rest; }
        }
        class Thing extends Base {
          constructor(id: string, { suffix, ...others }: any) { super(id, { name: `${id}-${suffix}`, ...others }); }
        }
        const result = new Thing("a", { suffix: "pr", zone: "z" });
        """,
        result={"id": "a", "name": "a-pr", "rest": {"zone": "z"}},
    )


def test_namespaces_and_constant_holders(both: Both) -> None:
    both(
        """
        from types import SimpleNamespace
        class Defaults:
            class Sizes:
                SMALL = 1
        config = SimpleNamespace(name="a", sizes=[Defaults.Sizes.SMALL])
        result = [config.name, config.sizes]
        """,
        """
        namespace Defaults { export const SMALL = 1; }
        const config = Object.freeze({ name: "a", sizes: [Defaults.SMALL] } as const);
        const result = [config.name, config.sizes];
        """,
        result=["a", [1]],
    )
