"""Lists and maps do what Python's do, whatever is done to them, in both spellings."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evaluator.evaluation import evaluate_text

ITEMS = st.integers(0, 5)
Step = tuple[str, str, Callable[[list[Any]], Any]]


def replaced(items: list[Any], new: list[Any]) -> None:
    items[:] = new


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """One change of a list ``a``: in Python, in TypeScript, and what it does."""
    n, at = draw(ITEMS), draw(st.integers(0, 4))
    changes: list[Step] = [
        (f"a.append({n})", f"a.push({n})", lambda a: a.append(n)),
        (f"a.insert(0, {n})", f"a.unshift({n})", lambda a: a.insert(0, n)),
        (f"a.insert({at}, {n})", f"a.splice({at}, 0, {n})", lambda a: a.insert(at, n)),
        (f"a.extend([{n}, {at}])", f"a.push(...[{n}, {at}])", lambda a: a.extend([n, at])),
        (f"a = a + [{n}]", f"a = a.concat([{n}])", lambda a: a.append(n)),
        (f"a = [{n}, *a]", f"a = [{n}, ...a]", lambda a: a.insert(0, n)),
        ("a and a.pop()", "a.pop()", lambda a: a and a.pop()),
        ("a and a.pop(0)", "a.shift()", lambda a: a and a.pop(0)),
        ("a.reverse()", "a.reverse()", lambda a: a.reverse()),
        ("a.sort()", "a.sort((x, y) => x - y)", lambda a: a.sort()),
        ("a = sorted(a, reverse=True)", "a = [...a].sort((x, y) => y - x)", lambda a: a.sort(reverse=True)),
        (f"a = a[{at}:]", f"a = a.slice({at})", lambda a: replaced(a, a[at:])),
        (f"a = a[:{at}]", f"a = a.slice(0, {at})", lambda a: replaced(a, a[:at])),
        (f"a = a[-{at + 1}:]", f"a = a.slice(-{at + 1})", lambda a: replaced(a, a[-(at + 1) :])),
        ("a = [x + 1 for x in a]", "a = a.map(x => x + 1)", lambda a: replaced(a, [x + 1 for x in a])),
        (f"a = [x for x in a if x != {n}]", f"a = a.filter(x => x !== {n})", lambda a: replaced(a, [x for x in a if x != n])),
        ("a = [y for x in a for y in (x, x)]", "a = a.flatMap(x => [x, x])", lambda a: replaced(a, [y for x in a for y in (x, x)])),
        ("a = list({x: 0 for x in a})", "a = [...new Set(a)]", lambda a: replaced(a, list(dict.fromkeys(a)))),
        (f"if len(a) > {at}: a[{at}] = {n}", f"if (a.length > {at}) {{ a[{at}] = {n}; }}", lambda a: at < len(a) and a.__setitem__(at, n)),
        (f"if {n} in a: a.remove({n})", f"if (a.includes({n})) {{ a.splice(a.indexOf({n}), 1); }}", lambda a: a.remove(n) if n in a else None),
        (f"for x in list(a): a.append(x) if x == {n} else None", f"for (const x of [...a]) {{ if (x === {n}) {{ a.push(x); }} }}", lambda a: a.extend([x for x in a if x == n])),
        ("a += []", "a.push(...[])", lambda a: None),
    ]  # fmt: skip
    return draw(st.sampled_from(changes))


def observations(items: list[Any]) -> list[Any]:
    return [len(items), 3 in items, sum(items), items[:2], any(x > 3 for x in items), max([0, *items])]


SEEN = {
    "python": "[len(a), 3 in a, sum(a), a[:2], any(x > 3 for x in a), max([0, *a])]",
    "typescript": "[a.length, a.includes(3), a.reduce((x, y) => x + y, 0), a.slice(0, 2), a.some(x => x > 3), Math.max(0, ...a)]",
}


@pytest.mark.parametrize("language", ["python", "typescript"])
@given(start=st.lists(ITEMS, max_size=5), changes=st.lists(steps(), max_size=8))
@settings(max_examples=150, deadline=None)
def test_lists(language: str, start: list[int], changes: list[Step]) -> None:
    lines = [f"a = {json.dumps(start)}" if language == "python" else f"let a: number[] = {json.dumps(start)};"]
    expected = list(start)
    for python, typescript, change in changes:
        lines.append(python if language == "python" else typescript + ";")
        change(expected)
    lines.append(f"seen = {SEEN['python']}" if language == "python" else f"const seen = {SEEN['typescript']};")
    evaluation = evaluate_text("\n".join(lines), language)
    assert evaluation["a"] == expected
    assert evaluation["seen"] == observations(expected)


KEYS = st.sampled_from(["a", "b", "c"])
MapStep = tuple[str, str, Callable[[dict[str, Any]], Any]]


@st.composite
def map_steps(draw: st.DrawFn) -> MapStep:
    k, n = draw(KEYS), draw(ITEMS)
    changes: list[MapStep] = [
        (f"m['{k}'] = {n}", f"m.{k} = {n}", lambda m: m.__setitem__(k, n)),
        (f"m.update({{'{k}': {n}}})", f"Object.assign(m, {{ {k}: {n} }})", lambda m: m.update({k: n})),
        (f"m = {{**m, '{k}': {n}}}", f"m = {{ ...m, {k}: {n} }}", lambda m: m.update({k: n})),
        (f"m = {{'{k}': {n}, **m}}", f"m = {{ {k}: {n}, ...m }}", lambda m: m.setdefault(k, n)),
        (f"m.pop('{k}', None)", f"delete m['{k}']", lambda m: m.pop(k, None)),
        (f"m.setdefault('{k}', {n})", f"m.{k} ??= {n}", lambda m: m.setdefault(k, n)),
        (f"m['{k}'] = m.get('{k}', {n}) + 1", f"m.{k} = (m.{k} ?? {n}) + 1", lambda m: m.__setitem__(k, m.get(k, n) + 1)),
        ("m = {x: y for x, y in m.items() if y > 1}", "m = Object.fromEntries(Object.entries(m).filter(([, y]) => (y as number) > 1))",
         lambda m: [m.pop(x) for x in [x for x, y in m.items() if y <= 1]]),
    ]  # fmt: skip
    return draw(st.sampled_from(changes))


@pytest.mark.parametrize("language", ["python", "typescript"])
@given(start=st.dictionaries(KEYS, ITEMS), changes=st.lists(map_steps(), max_size=8))
@settings(max_examples=150, deadline=None)
def test_maps(language: str, start: dict[str, int], changes: list[MapStep]) -> None:
    lines = [f"m = {json.dumps(start)}" if language == "python" else f"let m: any = {json.dumps(start)};"]
    expected = dict(start)
    for python, typescript, change in changes:
        lines.append(python if language == "python" else typescript + ";")
        change(expected)
    evaluation = evaluate_text("\n".join(lines), language)
    assert evaluation["m"] == expected
