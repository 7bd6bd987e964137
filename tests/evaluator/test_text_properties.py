"""Operations on text do what the languages do, and keep doing it where the text has holes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iaclint.evaluator.texts import concrete
from iaclint.values import ENVIRONMENT, Undecided
from tests.evaluator.evaluation import Evaluation, evaluate_text, plain

# Letters on which both languages agree what is a space and how long a text is.
LETTERS = st.sampled_from([*"aAbBzZ09 -_./:{}$%éßÄ", "ab", "pr", "--", "tap-"])
TEXTS = st.lists(LETTERS, max_size=6).map("".join)
SHORT = st.lists(LETTERS, min_size=1, max_size=2).map("".join)
PLACES = st.integers(-9, 9)

Reference = Callable[..., Any]


class Operation:
    """One operation: its two spellings over ``x`` (with ``{0}``, ``{1}`` for the arguments), and what Python does."""

    def __init__(self, python: str, typescript: str, reference: Reference, *arguments: st.SearchStrategy[Any]) -> None:
        self.python = python
        self.typescript = typescript
        self.reference = reference
        self.arguments = arguments


def slice_of(text: str, start: int, stop: int) -> str:
    return text[start:stop]


OPERATIONS = {
    "lower": Operation("x.lower()", "x.toLowerCase()", str.lower),
    "upper": Operation("x.upper()", "x.toUpperCase()", str.upper),
    "strip": Operation("x.strip()", "x.trim()", str.strip),
    "left strip": Operation("x.lstrip()", "x.trimStart()", str.lstrip),
    "right strip": Operation("x.rstrip()", "x.trimEnd()", str.rstrip),
    "replace all": Operation("x.replace({0}, {1})", "x.replaceAll({0}, {1})", str.replace, SHORT, TEXTS.filter(lambda t: "$" not in t)),
    "replace first": Operation("x.replace({0}, {1}, 1)", "x.replace({0}, {1})", lambda t, a, b: t.replace(a, b, 1), SHORT, TEXTS.filter(lambda t: "$" not in t)),
    "slice": Operation("x[{0}:{1}]", "x.slice({0}, {1})", slice_of, PLACES, PLACES),
    "beginning": Operation("x[:{0}]", "x.substring(0, {0})", lambda t, n: t[:n], st.integers(0, 12)),
    "end": Operation("x[{0}:]", "x.slice({0})", lambda t, n: t[n:], PLACES),
    "split": Operation("x.split({0})", "x.split({0})", str.split, SHORT),
    "first piece": Operation("x.split({0})[0]", "x.split({0})[0]", lambda t, s: t.split(s)[0], SHORT),
    "join": Operation("{0}.join([x, {1}, x])", "[x, {1}, x].join({0})", lambda t, s, m: s.join([t, m, t]), TEXTS, TEXTS),
    "split and join": Operation("{1}.join(x.split({0}))", "x.split({0}).join({1})", lambda t, s, j: j.join(t.split(s)), SHORT, TEXTS),
    "starts with": Operation("x.startswith({0})", "x.startsWith({0})", str.startswith, TEXTS),
    "ends with": Operation("x.endswith({0})", "x.endsWith({0})", str.endswith, TEXTS),
    "contains": Operation("{0} in x", "x.includes({0})", lambda t, p: p in t, TEXTS),
    "find": Operation("x.find({0})", "x.indexOf({0})", str.find, SHORT),
    "length": Operation("len(x)", "x.length", len),
    "fill left": Operation("x.rjust({0}, '*')", "x.padStart({0}, '*')", lambda t, n: t.rjust(n, "*"), st.integers(0, 20)),
    "fill right": Operation("x.ljust({0})", "x.padEnd({0})", str.ljust, st.integers(0, 20)),
    "repeat": Operation("x * {0}", "x.repeat({0})", lambda t, n: t * n, st.integers(0, 4)),
    "template": Operation("f'<{{x}}>'", "`<${{x}}>`", lambda t: f"<{t}>"),
    "concatenation": Operation("{0} + x + {1}", "{0} + x + {1}", lambda t, a, b: a + t + b, TEXTS, TEXTS),
    "equality": Operation("x == {0}", "x === {0}", lambda t, o: t == o, TEXTS),
    "regular expression": Operation(
        "re.sub('[^a-zA-Z0-9]', '-', x)",
        "x.replace(/[^a-zA-Z0-9]/g, '-')",
        lambda t: "".join(c if c.isascii() and c.isalnum() else "-" for c in t),
    ),
    "runs of letters": Operation(
        "re.sub('-+', '-', x)", "x.replace(/-+/g, '-')", lambda t: "-".join(p for i, p in enumerate(t.split("-")) if p or i in (0, len(t.split("-")) - 1))
    ),
}  # fmt: skip
PYTHON_ONLY = {
    "title": Operation("x.title()", "", str.title),
    "capitalize": Operation("x.capitalize()", "", str.capitalize),
    "swapcase": Operation("x.swapcase()", "", str.swapcase),
    "strip letters": Operation("x.strip({0})", "", str.strip, SHORT),
    "split at spaces": Operation("x.split()", "", str.split),
    "split from the end": Operation("x.rsplit({0}, 1)", "", lambda t, s: t.rsplit(s, 1), SHORT),
    "partition": Operation("x.partition({0})", "", lambda t, s: list(t.partition(s)), SHORT),
    "remove prefix": Operation("x.removeprefix({0})", "", str.removeprefix, SHORT),
    "remove suffix": Operation("x.removesuffix({0})", "", str.removesuffix, SHORT),
    "step": Operation("x[::{0}]", "", lambda t, n: t[::n], st.sampled_from([-2, -1, 2, 3])),
    "zfill": Operation("x.zfill({0})", "", str.zfill, st.integers(0, 20)),
    "format": Operation("'{{}}|{{}}'.format(x, {0})", "", lambda t, a: f"{t}|{a}", TEXTS),
    "percent": Operation("'%s|%s' % (x, {0})", "", lambda t, a: f"{t}|{a}", TEXTS),
    "spec": Operation("f'{{x:>12}}'", "", lambda t: f"{t:>12}"),
}
CASES = [(name, language) for name in OPERATIONS for language in ("python", "typescript")]
CASES += [(name, "python") for name in PYTHON_ONLY]


def literal(data: Any) -> str:
    """A constant that both languages read."""
    return json.dumps(data)


def drawn(data: st.DataObject, name: str, language: str) -> tuple[str, list[Any], Reference]:
    operation = OPERATIONS.get(name) or PYTHON_ONLY[name]
    arguments = [data.draw(strategy) for strategy in operation.arguments]
    spelling = operation.python if language == "python" else operation.typescript
    return spelling.format(*map(literal, arguments)), arguments, operation.reference


def program(language: str, text: str, expression: str) -> str:
    if language == "python":
        return f"import os, re\ne = os.environ['ENVIRONMENT_SUFFIX']\nx = {text}\nresult = {expression}\n"
    return f"const e = process.env.ENVIRONMENT_SUFFIX!;\nconst x = {text};\nconst result = {expression};\n"


@pytest.mark.parametrize(("name", "language"), CASES)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_operations_on_known_text(name: str, language: str, data: st.DataObject) -> None:
    """What iaclint computes is what the language computes."""
    text = data.draw(TEXTS)
    expression, arguments, reference = drawn(data, name, language)
    evaluation = evaluate_text(program(language, literal(text), expression), language)
    assert evaluation["result"] == reference(text, *arguments)


def with_holes(language: str, pieces: list[str | None]) -> str:
    """A sum of texts, ``None`` standing for the environment suffix."""
    return " + ".join(["''", *("e" if piece is None else literal(piece) for piece in pieces)])


def assumed(evaluation: Evaluation) -> Any:
    """The result under the assumption, lists item by item."""
    value = evaluation.value("result")
    items = getattr(value, "items", None)
    if isinstance(items, list):
        return [concrete(item) for item in items]
    return concrete(value)


ENVIRONMENTS = st.text("abp019-A", min_size=1, max_size=6)


@pytest.mark.parametrize(("name", "language"), [c for c in CASES if c[0] != "spec"])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_operations_on_text_with_holes(name: str, language: str, data: st.DataObject) -> None:
    """Substituting what a hole is assumed to be before the operation or after it comes to the same."""
    pieces = data.draw(st.lists(st.one_of(st.none(), TEXTS), min_size=1, max_size=4))
    environment = data.draw(ENVIRONMENTS)
    expression, arguments, reference = drawn(data, name, language)
    whole = "".join(environment if piece is None else piece for piece in pieces)
    evaluation = evaluate_text(program(language, with_holes(language, pieces), expression), language, environment)
    assert assumed(evaluation) == reference(whole, *arguments)


@pytest.mark.parametrize(("name", "language"), CASES)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_result_without_the_label_does_not_depend_on_the_environment(
    name: str, language: str, data: st.DataObject
) -> None:
    """The suffix's label survives every operation, or the suffix is truly gone."""
    pieces = data.draw(st.lists(st.one_of(st.none(), TEXTS), min_size=1, max_size=4))
    first, second = data.draw(ENVIRONMENTS), data.draw(ENVIRONMENTS)
    expression, _, _ = drawn(data, name, language)
    text = program(language, with_holes(language, pieces), expression)
    one, other = (evaluate_text(text, language, environment) for environment in (first, second))
    if len(first) == len(second) and not label(one) and not label(other):
        assert assumed(one) == assumed(other)


def label(evaluation: Evaluation) -> bool:
    value = evaluation.value("result")
    items = getattr(value, "items", None)
    values = [value, *items] if isinstance(items, list) else [value]
    return any(each.labels & ENVIRONMENT for each in values)


@pytest.mark.parametrize("language", ["python", "typescript"])
@given(before=TEXTS, after=TEXTS, start=PLACES, stop=PLACES)
@settings(max_examples=60, deadline=None)
def test_slices_of_text_of_unknown_length_are_true(
    language: str, before: str, after: str, start: int, stop: int
) -> None:
    """Whatever the unknown part is, what is said to be known of a slice is so."""
    cut = f"x[{start}:{stop}]" if language == "python" else f"x.slice({start}, {stop})"
    imported = "import somewhere\n" if language == "python" else "import * as somewhere from 'somewhere';\n"
    text = imported + program(language, f"{literal(before)} + somewhere.u() + {literal(after)}", cut)
    evaluation = evaluate_text(text, language)
    known = plain(evaluation.value("result"))
    for unknown in ("", "u", "a-longer-one"):
        whole = before + unknown + after
        if not isinstance(concrete(evaluation.value("result")), Undecided):
            assert known == whole[start:stop]
        else:
            head = known.partition("${")[0]
            assert whole[start:stop].startswith(head) or not unknown
