"""Definitions that no entry reaches are evaluated once, with unknown arguments."""

from __future__ import annotations

from tests.evaluator.evaluation import Both

PY = "import pulumi_aws as aws\n"
TS = 'import * as aws from "@pulumi/aws";\n'


def test_functions_with_symbolic_arguments(both: Both) -> None:
    found = both.evaluate(
        PY + "def make(name, size=3):\n    aws.s3.Bucket(f'b-{name}-{size == 3}')",
        TS + "export function make(name: string, size = 3) { new aws.s3.Bucket(`b-${name}-${size === 3}`); }",
        unreached=True,
    )
    assert list(found["python"].conditions) == ["b-${name}-True"]
    assert list(found["typescript"].conditions) == ["b-${name}-true"]


def test_classes_and_their_methods(both: Both) -> None:
    found = both.evaluate(
        PY + "class Maker:\n    def __init__(self, name):\n        self.name = name\n        self.helper('from init')\n"
        "    def helper(self, n):\n        aws.s3.Bucket(n)\n    def other(self):\n        aws.s3.Bucket(self.name)\n",
        TS + "export class Maker { constructor(private name: string) { this.helper('from init'); }\n"
        "helper(n: string) { new aws.s3.Bucket(n); } other() { new aws.s3.Bucket(this.name); } }",
        unreached=True,
    )
    for evaluation in found.values():
        assert list(evaluation.conditions) == ["from init", "${name}"]


def test_what_was_reached_is_not_evaluated_again(both: Both) -> None:
    found = both.evaluate(
        PY + "def make():\n    aws.s3.Bucket('once')\nmake()",
        TS + "function make() { new aws.s3.Bucket('once'); }\nmake();",
        unreached=True,
    )
    for evaluation in found.values():
        assert list(evaluation.conditions) == ["once"]


def test_exits_in_one_definition_do_not_touch_the_next(both: Both) -> None:
    found = both.evaluate(
        PY + "import sys\ndef a(x):\n    if x:\n        aws.s3.Bucket('a')\n        return\n    sys.exit(1)\n"
        "def b(y):\n    aws.s3.Bucket('b')\n",
        TS + "export function a(x: any) { if (x) { new aws.s3.Bucket('a'); return; } process.exit(1); }\n"
        "export function b(y: any) { new aws.s3.Bucket('b'); }",
        unreached=True,
    )
    for evaluation in found.values():
        assert evaluation.conditions == {"a": "x", "b": ""}


def test_a_failing_module_does_not_hide_what_it_defines(both: Both) -> None:
    found = both.evaluate(
        PY + "def make():\n    aws.s3.Bucket('defined')\nraise SystemExit(1)\naws.s3.Bucket('never')",
        TS
        + "export function make() { new aws.s3.Bucket('defined'); }\nthrow new Error();\nnew aws.s3.Bucket('never');",
        unreached=True,
    )
    for evaluation in found.values():
        assert list(evaluation.conditions) == ["defined"]
