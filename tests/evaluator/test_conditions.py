"""Conditions: decided ones choose, undecided ones guard."""

from __future__ import annotations

from tests.evaluator.evaluation import Both, Either

PY = "import pulumi_aws as aws\nimport somewhere\nx = somewhere.flag()\ny = somewhere.other()\n"
TS = (
    'import * as aws from "@pulumi/aws";\nimport * as somewhere from "somewhere";\n'
    "const x = somewhere.flag();\nconst y = somewhere.other();\n"
)


def test_decided_conditions(both: Both) -> None:
    both(
        """
        size = 3
        if size > 5: a = "large"
        elif size > 2: a = "medium"
        else: a = "small"
        b = "yes" if size == 3 and not size < 0 else "no"
        c = 1 < size <= 3
        """,
        """
        const size = 3;
        let a: string;
        if (size > 5) { a = "large"; } else if (size > 2) a = "medium"; else { a = "small"; }
        const b = size === 3 && !(size < 0) ? "yes" : "no";
        const c = 1 < size && size <= 3;
        """,
        a="medium",
        b="yes",
        c=True,
    )


def test_undecided_conditions_give_a_choice(both: Both) -> None:
    both(
        PY
        + "a = 'yes' if x else 'no'\nb = 'before'\nif x:\n    b = 'changed'\nc = None\nif x:\n    c = 1\nelse:\n    c = 2\n",
        TS + "const a = x ? 'yes' : 'no';\nlet b = 'before'; if (x) { b = 'changed'; }\n"
        "let c: any; if (x) c = 1; else c = 2;",
        a=Either.of({"x": "yes", "not (x)": "no"}),
        b=Either.of({"x": "changed", "not (x)": "before"}),
        c=Either.of({"not (x)": 2, "x": 1}),
    )


def test_both_arms_make_resources_under_their_conditions(both: Both) -> None:
    both.conditions(
        PY + "aws.s3.Bucket('always')\nif x:\n    aws.s3.Bucket('then')\n    if y:\n        aws.s3.Bucket('inner')\n"
        "else:\n    aws.s3.Bucket('other')\naws.s3.Bucket('after')\n",
        TS
        + "new aws.s3.Bucket('always');\nif (x) { new aws.s3.Bucket('then'); if (y) { new aws.s3.Bucket('inner'); } }\n"
        "else { new aws.s3.Bucket('other'); }\nnew aws.s3.Bucket('after');",
        always="",
        then="x",
        inner="x and y",
        other="not (x)",
        after="",
    )


def test_an_early_return_leaves_the_rest_under_the_opposite(both: Both) -> None:
    both.conditions(
        PY + "def make():\n    if x:\n        aws.s3.Bucket('early')\n        return\n    aws.s3.Bucket('late')\n"
        "make()\naws.s3.Bucket('after')",
        TS + "function make() { if (x) { new aws.s3.Bucket('early'); return; } new aws.s3.Bucket('late'); }\n"
        "make();\nnew aws.s3.Bucket('after');",
        early="x",
        late="not (x)",
        after="",
    )


def test_an_early_return_from_within_two_conditions(both: Both) -> None:
    both.conditions(
        PY + "def make():\n    if x:\n        if y:\n            return\n        aws.s3.Bucket('inner')\n"
        "    aws.s3.Bucket('late')\nmake()",
        TS
        + "function make() { if (x) { if (y) { return; } new aws.s3.Bucket('inner'); } new aws.s3.Bucket('late'); }\nmake();",
        inner="x and not (y)",
        late="not (x and y)",
    )


def test_an_early_return_out_of_a_loop(both: Both) -> None:
    both.conditions(
        PY + "def make():\n    for n in ['a', 'b']:\n        aws.s3.Bucket(n)\n        if x:\n            return\n"
        "    aws.s3.Bucket('late')\nmake()\naws.s3.Bucket('after')",
        TS
        + "function make() { for (const n of ['a', 'b']) { new aws.s3.Bucket(n); if (x) return; } new aws.s3.Bucket('late'); }\n"
        "make();\nnew aws.s3.Bucket('after');",
        a="",
        b="not (x)",
        late="not (x)",
        after="",
    )


def test_break_and_continue_under_undecided_conditions(both: Both) -> None:
    both.conditions(
        PY + "for n in ['a', 'b']:\n    if x:\n        continue\n    aws.s3.Bucket(n)\n"
        "for n in ['c', 'd']:\n    aws.s3.Bucket(n)\n    if y:\n        break\naws.s3.Bucket('after')",
        TS + "for (const n of ['a', 'b']) { if (x) continue; new aws.s3.Bucket(n); }\n"
        "for (const n of ['c', 'd']) { new aws.s3.Bucket(n); if (y) { break; } }\nnew aws.s3.Bucket('after');",
        a="not (x)",
        b="not (x)",
        c="",
        d="not (y)",
        after="",
    )


def test_what_an_early_return_gives(both: Both) -> None:
    both(
        PY + "def name():\n    if x:\n        return 'early'\n    return 'late'\nresult = name()",
        TS + "function name() { if (x) return 'early'; return 'late'; }\nconst result = name();",
        result=Either.of({"x": "early", "not (x)": "late"}),
    )


def test_checks_that_throw_are_passed(both: Both) -> None:
    both.conditions(
        PY + "if not x:\n    raise ValueError('x')\naws.s3.Bucket('checked')\n"
        "def check(v):\n    if not v:\n        print('no')\n        raise ValueError()\n    return v\n"
        "check(y)\naws.s3.Bucket('after')",
        TS + "if (!x) { throw new Error('x'); }\nnew aws.s3.Bucket('checked');\n"
        "function check(v: any) { if (!v) { console.log('no'); throw new Error(); } return v; }\n"
        "check(y);\nnew aws.s3.Bucket('after');",
        checked="",
        after="",
    )


def test_decided_throws_end_the_program(both: Both) -> None:
    both.conditions(
        PY
        + "def fail():\n    raise ValueError('x')\naws.s3.Bucket('before')\ntry:\n    aws.s3.Bucket('tried')\n    fail()\n"
        "    aws.s3.Bucket('never')\nexcept ValueError:\n    aws.s3.Bucket('handled')\nfinally:\n    aws.s3.Bucket('finally')",
        TS + "function fail() { throw new Error('x'); }\nnew aws.s3.Bucket('before');\n"
        "try { new aws.s3.Bucket('tried'); fail(); new aws.s3.Bucket('never'); } catch (e) { new aws.s3.Bucket('handled'); }\n"
        "finally { new aws.s3.Bucket('finally'); }",
        **{"before": "", "tried": "", "handled": "", "finally": ""},
    )


def test_exits_end_the_module(both: Both) -> None:
    both.conditions(
        PY
        + "import sys\naws.s3.Bucket('before')\nif x:\n    sys.exit(1)\naws.s3.Bucket('after')\nsys.exit(0)\naws.s3.Bucket('never')",
        TS
        + "new aws.s3.Bucket('before');\nif (x) { process.exit(1); }\nnew aws.s3.Bucket('after');\nprocess.exit(0);\n"
        "new aws.s3.Bucket('never');",
        before="",
        after="",
    )


def test_a_condition_holds_where_it_was_tested(both: Both) -> None:
    both.conditions(
        PY + "if x:\n    if x:\n        aws.s3.Bucket('same')\n    else:\n        aws.s3.Bucket('never')\n"
        "    if not x:\n        aws.s3.Bucket('neither')\n"
        "if not x:\n    aws.s3.Bucket('opposite' if not x else 'wrong')",
        TS + "if (x) { if (x) { new aws.s3.Bucket('same'); } else { new aws.s3.Bucket('never'); }\n"
        "  if (!x) { new aws.s3.Bucket('neither'); } }\n"
        "if (!x) { new aws.s3.Bucket(!x ? 'opposite' : 'wrong'); }",
        same="x",
        opposite="not (x)",
    )


def test_a_comparison_holds_where_it_was_made(both: Both) -> None:
    found = both.evaluate(
        PY
        + "if x.size > 3 and y:\n    aws.s3.Bucket('large' if x.size > 3 else 'small')\n    if y:\n        aws.s3.Bucket('y')\n",
        TS
        + "if (x.size > 3 && y) { new aws.s3.Bucket(x.size > 3 ? 'large' : 'small'); if (y) { new aws.s3.Bucket('y'); } }",
    )
    assert list(found["python"].conditions) == ["large", "y"]
    assert list(found["typescript"].conditions) == ["large", "y"]
    assert found["python"].conditions["y"] == "x.size > 3 and y"
    assert found["typescript"].conditions["y"] == "x.size > 3 && y"


def test_another_value_of_the_same_name_is_another_condition(both: Both) -> None:
    both.conditions(
        PY + "def make(name, v):\n    if v:\n        aws.s3.Bucket(name)\nif x:\n    make('a', x)\n    make('b', y)",
        TS
        + "function make(name: string, v: any) { if (v) { new aws.s3.Bucket(name); } }\nif (x) { make('a', x); make('b', y); }",
        a="x and v",
        b="x and v",
    )


def test_what_was_made_under_a_condition_is_there_under_it(both: Both) -> None:
    both(
        PY + "thing = None\nif x:\n    thing = {'name': 'made'}\ninside = None\nif x:\n    inside = thing['name']\n"
        "name = thing['name'] if thing else 'none'\nsure = None\nif thing is not None:\n    sure = thing['name']",
        TS
        + "let thing: any = null; if (x) { thing = { name: 'made' }; }\nlet inside: any = null; if (x) { inside = thing.name; }\n"
        "const name = thing ? thing.name : 'none';\nlet sure: any = null; if (thing !== null) { sure = thing.name; }",
        inside=Either.of({"x": "made", "not (x)": None}),
        name=Either.of({"x": "made", "not (x)": "none"}),
        sure=Either.of({"x": "made", "not (x)": None}),
    )


def test_fields_written_under_a_condition(both: Both) -> None:
    both.conditions(
        PY
        + "class Stack:\n    def __init__(self):\n        self.bucket = None\n        if x:\n            self.bucket = aws.s3.Bucket('b')\n"
        "        if self.bucket:\n            aws.s3.Bucket('with')\n        else:\n            aws.s3.Bucket('without')\nStack()",
        TS + "class Stack { bucket?: aws.s3.Bucket; constructor() { if (x) { this.bucket = new aws.s3.Bucket('b'); }\n"
        "if (this.bucket) { new aws.s3.Bucket('with'); } else { new aws.s3.Bucket('without'); } } }\nnew Stack();",
        **{"b": "x", "with": "x", "without": "not (x)"},
    )


def test_items_added_under_a_condition(both: Both) -> None:
    both(
        PY + "items = ['a']\ntags = {'a': 1}\nif x:\n    items.append('b')\n    tags['b'] = 2\n    tags['a'] = 3\n"
        "def add():\n    items.append('c')\nif y:\n    add()\n",
        TS + "const items = ['a']; const tags: any = { a: 1 }; if (x) { items.push('b'); tags.b = 2; tags['a'] = 3; }\n"
        "function add() { items.push('c'); }\nif (y) { add(); }",
        items=["a", Either.of({"x": "b", "": "(omitted)"}), Either.of({"y": "c", "": "(omitted)"})],
        tags={"a": Either.of({"x": 3, "not (x)": 1}), "b": Either.of({"x": 2, "not (x)": "(omitted)"})},
    )


def test_what_is_made_and_changed_under_one_condition_is_no_choice(both: Both) -> None:
    both(
        PY
        + "seen = []\nif x:\n    inner = {'a': 1}\n    inner['a'] = 2\n    inner['b'] = 3\n    items = []\n    items.append(1)\n"
        "    seen = [inner, items]\n",
        TS
        + "let seen: any[] = []; if (x) { const inner: any = { a: 1 }; inner.a = 2; inner['b'] = 3; const items: any[] = []; items.push(1);\n"
        "seen = [inner, items]; }",
        seen=Either.of({"x": [{"a": 2, "b": 3}, [1]], "not (x)": []}),
    )


def test_switch_and_match(both: Both) -> None:
    both(
        """
        def size(kind):
            match kind:
                case "small" | "tiny":
                    return 1
                case "large":
                    n = 5
                case _:
                    n = 3
            return n
        result = [size("tiny"), size("large"), size("else")]
        """,
        """
        function size(kind: string) {
          let n: number;
          switch (kind) {
            case "small":
            case "tiny":
              return 1;
            case "large": { n = 5; break; }
            default: n = 3;
          }
          return n;
        }
        const result = [size("tiny"), size("large"), size("else")];
        """,
        result=[1, 5, 3],
    )


def test_an_undecided_switch_takes_every_arm(both: Both) -> None:
    found = both.evaluate(
        PY
        + "match x:\n    case 'a':\n        aws.s3.Bucket('a')\n    case 'b':\n        aws.s3.Bucket('b')\n    case _:\n        aws.s3.Bucket('c')\n"
        "aws.s3.Bucket('after')",
        TS + "switch (x) { case 'a': new aws.s3.Bucket('a'); break; case 'b': new aws.s3.Bucket('b'); break;\n"
        "default: new aws.s3.Bucket('c'); }\nnew aws.s3.Bucket('after');",
    )
    for evaluation in found.values():
        conditions = {name: text.replace("'", "") for name, text in evaluation.conditions.items()}
        assert conditions == {
            "a": "x is a",
            "b": "not (x is a) and x is b",
            "c": "not (x is a) and not (x is b)",
            "after": "",
        }


def test_an_undecided_switch_that_returns(both: Both) -> None:
    found = both.evaluate(
        PY
        + "def size():\n    match x:\n        case 'a':\n            return 1\n        case 'b':\n            return 2\n    return 3\nresult = size()",
        TS
        + "function size() { switch (x) { case 'a': return 1; case 'b': return 2; } return 3; }\nconst result = size();",
    )
    for evaluation in found.values():
        result = evaluation["result"]
        assert isinstance(result, Either)
        assert sorted(result.options.values()) == [1, 2, 3]


def test_falling_through(both: Both) -> None:
    both(
        """
        result = ["b", "c"]
        """,
        """
        const result: string[] = [];
        switch ("b" as string) { case "a": result.push("a"); case "b": result.push("b"); case "c": result.push("c"); break; default: result.push("d"); }
        """,
        result=["b", "c"],
    )


def test_a_choice_flows_through_what_is_done_with_it(both: Both) -> None:
    both(
        PY
        + "size = 1 if x else 2\nmore = size + 1\nname = f'n-{size}'\nlarge = size > 1\nupper = ('a' if x else 'b').upper()",
        TS
        + "const size = x ? 1 : 2; const more = size + 1; const large = size > 1; const upper = (x ? 'a' : 'b').toUpperCase();",
        more=Either.of({"x": 2, "not (x)": 3}),
        large=Either.of({"x": False, "not (x)": True}),
        upper=Either.of({"x": "A", "not (x)": "B"}),
    )


def test_the_assumed_environment_decides(both: Both) -> None:
    """``pr1234`` is not ``prod``."""
    both(
        """
        import os
        suffix = os.environ.get("ENVIRONMENT_SUFFIX", "dev")
        is_prod = suffix == "prod"
        retention = 30 if suffix == "prod" else 7
        starts = suffix.startswith("pr")
        kind = "pr" if suffix.startswith("pr") and not suffix == "prod" else "other"
        """,
        """
        const suffix = process.env.ENVIRONMENT_SUFFIX || "dev";
        const is_prod = suffix === "prod";
        const retention = suffix === "prod" ? 30 : 7;
        const starts = suffix.startsWith("pr");
        const kind = suffix.startsWith("pr") && !(suffix === "prod") ? "pr" : "other";
        """,
        suffix="${ENVIRONMENT_SUFFIX}",
        is_prod=False,
        retention=7,
        starts=True,
        kind="pr",
    )


def test_another_assumed_environment(both: Both) -> None:
    found = both.evaluate(
        "import os\nsize = 3 if os.getenv('ENVIRONMENT_SUFFIX') == 'prod' else 1",
        "const size = process.env.ENVIRONMENT_SUFFIX === 'prod' ? 3 : 1;",
        environment="prod",
    )
    assert found["python"]["size"] == found["typescript"]["size"] == 3


def test_a_value_of_several_cases_is_there_in_each(both: Both) -> None:
    """Only what holds in all cases is a condition of the value that they share."""
    both(
        PY + "a = 's' if x == 1 else 'm' if x == 2 else 's'\n",
        TS + "const a = x == 1 ? 's' : x == 2 ? 'm' : 's';\n",
        a=Either.of({"": "s", "not (x == 1) and x == 2": "m"}),
    )


def test_a_shared_value_is_not_ruled_out_by_one_of_its_cases(both: Both) -> None:
    both(
        PY + "a = 's' if x == 1 else 'm' if x == 2 else 's'\nb = 'none'\nif x != 1:\n    b = a\n",
        TS + "const a = x == 1 ? 's' : x == 2 ? 'm' : 's';\nlet b = 'none'; if (x != 1) { b = a; }\n",
        b=Either.of({"x != 1": "s", "x != 1 and not (x == 1) and x == 2": "m", "not (x != 1)": "none"}),
    )
