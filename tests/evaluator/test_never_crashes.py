"""Whatever a program says, analysing it ends in time and raises nothing."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iaclint.analysis import analyze
from iaclint.model.listing import listing
from iaclint.project import discover
from tests.evaluator.evaluation import MAIN, evaluate_text

NAMES = st.sampled_from(["a", "b", "f", "g", "C", "items", "props", "this", "self", "undefined", "x"])
FIELDS = st.sampled_from(
    ["name", "items", "length", "map", "filter", "push", "append", "get", "join", "split", "replace", "keys", "update", "pop",
     "slice", "forEach", "then", "apply", "toString", "sort", "reduce", "format", "strip", "bind", "call", "concat", "value"]
)  # fmt: skip
GLOBALS = {
    "python": ["len", "str", "int", "list", "dict", "range", "zip", "sorted", "enumerate", "os.getenv", "json.dumps", "json.loads",
               "aws.s3.Bucket", "isinstance", "getattr", "max", "sum", "map", "super", "open", "re.sub", "set", "defaultdict"],
    "typescript": ["Object.keys", "Object.entries", "Object.assign", "JSON.stringify", "JSON.parse", "Math.max", "Array.from",
                   "new Map", "new Set", "new aws.s3.Bucket", "new C", "parseInt", "String", "Promise.all", "require", "new Date"],
}  # fmt: skip
CONSTANTS = st.sampled_from(["0", "1", "-1", "3", "0.5", "''", "'a'", "'a-b'", "'{}'", "1e400", "'\\\\'"])
HEAD = {
    "python": "import os, json, re, somewhere\nfrom collections import defaultdict\nimport pulumi_aws as aws\n",
    "typescript": 'import * as aws from "@pulumi/aws";\nimport * as somewhere from "somewhere";\n',
}


def expressions(language: str) -> st.SearchStrategy[str]:
    python = language == "python"
    leaves = st.one_of(NAMES, CONSTANTS, st.sampled_from(GLOBALS[language]), st.just("somewhere.u()"))

    def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        two = st.tuples(inner, inner)
        operators = ["+", "-", "*", "/", "%", "==", "<", "**", "in", "|", "&"]
        operators += ["and", "or", "//"] if python else ["&&", "||", "??", "===", "instanceof", ">>>"]
        return st.one_of(
            st.tuples(inner, st.sampled_from(operators), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
            st.tuples(inner, FIELDS).map(lambda t: f"{t[0]}.{t[1]}"),
            st.tuples(inner, st.lists(inner, max_size=3)).map(lambda t: f"{t[0]}({', '.join(t[1])})"),
            st.tuples(inner, FIELDS, st.lists(inner, max_size=2)).map(lambda t: f"{t[0]}.{t[1]}({', '.join(t[2])})"),
            two.map(lambda t: f"{t[0]}[{t[1]}]"),
            two.map(lambda t: f"{t[0]}[{t[1]}:]" if python else f"{t[0]}?.[{t[1]}]"),
            st.lists(inner, max_size=3).map(lambda t: f"[{', '.join(t)}]"),
            two.map(lambda t: f"{{{t[0]}: {t[1]}}}" if python else f"({{[{t[0]}]: {t[1]}}})"),
            two.map(lambda t: f"{{**{t[0]}, 'k': {t[1]}}}" if python else f"({{...{t[0]}, k: {t[1]}}})"),
            two.map(lambda t: f"f(*{t[0]}, **{t[1]})" if python else f"f(...{t[0]}, {t[1]})"),
            st.tuples(inner, inner, inner).map(
                lambda t: f"({t[1]} if {t[0]} else {t[2]})" if python else f"({t[0]} ? {t[1]} : {t[2]})"
            ),
            st.tuples(NAMES, inner).map(lambda t: f"(lambda {t[0]}: {t[1]})" if python else f"(({t[0]}: any) => {t[1]})"),
            st.tuples(inner, NAMES, inner).map(
                lambda t: f"[{t[0]} for {t[1]} in {t[2]}]" if python else f"{t[2]}.map(({t[1]}: any) => {t[0]})"
            ),
            two.map(lambda t: f"f'{{{t[0]}}}-{{{t[1]}}}'".replace("\\", "") if python else f"`${{{t[0]}}}-${{{t[1]}}}`"),
        )  # fmt: skip

    return st.recursive(leaves, grown, max_leaves=6)


def block(language: str, lines: list[str]) -> str:
    body = "\n".join(lines)
    if language == "python":
        return "\n" + textwrap.indent(body or "pass", "    ")
    return " {\n" + body + "\n}"


def statements(language: str) -> st.SearchStrategy[str]:
    python, value = language == "python", expressions(language)
    end = "" if python else ";"
    simple = st.one_of(
        st.tuples(NAMES, value).map(lambda t: f"{t[0]} = {t[1]}{end}"),
        st.tuples(NAMES, value).map(lambda t: f"{t[0]} += {t[1]}{end}"),
        st.tuples(NAMES, FIELDS, value).map(lambda t: f"{t[0]}.{t[1]} = {t[2]}{end}"),
        st.tuples(NAMES, value, value).map(lambda t: f"{t[0]}[{t[1]}] = {t[2]}{end}"),
        st.tuples(NAMES, NAMES, value).map(lambda t: f"{t[0]}, {t[1]} = {t[2]}" if python else f"[{t[0]}, ...{t[1]}] = {t[2]};"),
        value.map(lambda t: t + end),
        value.map(lambda t: f"return {t}{end}"),
        st.sampled_from(["break" + end, "continue" + end]),
        value.map(lambda t: f"raise {t}" if python else f"throw {t};"),
        st.tuples(NAMES, value).map(lambda t: f"del {t[0]}[{t[1]}]" if python else f"delete {t[0]}[{t[1]}];"),
        value.map(lambda t: f"yield {t}" if python else f"await {t};"),
    )  # fmt: skip

    def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        body = st.lists(inner, max_size=3).map(lambda lines: block(language, lines))
        colon, left, right = (":", "", "") if python else ("", "(", ")")
        return st.one_of(
            st.tuples(value, body).map(lambda t: f"if {left}{t[0]}{right}{colon}{t[1]}"),
            st.tuples(value, body, body).map(lambda t: f"if {left}{t[0]}{right}{colon}{t[1]}\nelse{colon}{t[2]}"),
            st.tuples(NAMES, value, body).map(
                lambda t: f"for {t[0]} in {t[1]}:{t[2]}" if python else f"for (const {t[0]} of {t[1]}){t[2]}"
            ),
            st.tuples(value, body).map(lambda t: f"while {left}{t[0]}{right}{colon}{t[1]}"),
            st.tuples(NAMES, NAMES, body).map(
                lambda t: f"def {t[0]}({t[1]}=a):{t[2]}" if python else f"function {t[0]}({t[1]}: any = a){t[2]}"
            ),
            st.tuples(value, body).map(
                lambda t: f"class C({t[0]}):\n    def __init__(self, x=None):{textwrap.indent(t[1], '    ')}"
                if python
                else f"class C extends {t[0]} {{ items = a; constructor(private x?: any){t[1]} }}"
            ),
            st.tuples(body, body).map(
                lambda t: f"try:{t[0]}\nexcept ValueError as x:{t[1]}" if python else f"try{t[0]} catch (x){t[1]}"
            ),
            st.tuples(value, value, body).map(
                lambda t: f"match {t[0]}:\n    case {t[1]}:{textwrap.indent(t[2], '    ')}"
                if python
                else f"switch ({t[0]}) {{ case {t[1]}: {t[2]} default: }}"
            ),
        )  # fmt: skip

    return st.recursive(simple, grown, max_leaves=8)


def programs(language: str) -> st.SearchStrategy[str]:
    return st.lists(statements(language), max_size=8).map(lambda lines: HEAD[language] + "\n".join(lines) + "\n")


@pytest.mark.parametrize("language", ["python", "typescript"])
@given(data=st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
def test_random_programs(language: str, data: st.DataObject) -> None:
    """Of a grammar of assignments, calls, loops, classes and conditions over few names, so that they meet in strange ways."""
    evaluation = evaluate_text(data.draw(programs(language)), language)
    assert listing(evaluation.graph, "/project")["coverage"]["calls"] >= 0


@pytest.mark.parametrize("language", ["python", "typescript"])
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_random_projects(language: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The same through the whole analysis, two files that import each other."""
    folder = tmp_path_factory.mktemp("project")
    (folder / ".git").mkdir()
    other = "from other import *\n" if language == "python" else "export * from './other';\n"
    back = "from app import a\n" if language == "python" else "import { a } from './app';\n"
    main = Path(MAIN[language])
    (folder / main).write_text(other + data.draw(programs(language)), "utf-8")
    (folder / f"other{main.suffix}").write_text(back + data.draw(programs(language)), "utf-8")
    (project,) = discover([folder])
    assert analyze(project, "pr1234").files


@pytest.mark.parametrize("language", ["python", "typescript"])
@given(text=st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_random_text(language: str, text: str) -> None:
    assert evaluate_text(text, language).graph.files is not None
