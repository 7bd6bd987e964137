"""Undecided conditions: what is known where they hold, and what a write under them leaves behind."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint import ir
from iaclint.evaluator.comparisons import truth
from iaclint.evaluator.run import CONTINUED, Run
from iaclint.evaluator.scope import Scope
from iaclint.source import Span
from iaclint.values import Choice, Condition, Instance, ListValue, MapValue, Omitted, Value, choose

Guards = tuple[Condition, ...]
MAX_PARTS = 16  # tests that one condition joins
MAX_NESTED = 32  # conditions within conditions
MAX_GUARDS = 24  # conditions in force at one place; further ones are not kept apart


class Test(Condition):
    """A test that could not be decided, or several joined. ``identity`` is equal for tests that surely have the same answer: the same text over the
    same values. ``subjects`` are those values, ``value`` what the test gave; ``op`` (``and``, ``or``) joins ``parts``."""

    __slots__ = ("identity", "op", "parts", "subjects", "value")

    def __init__(
        self,
        text: str,
        span: Span | None,
        negated: bool = False,
        identity: tuple[object, ...] = (),
        subjects: tuple[Value | None, ...] = (),
        value: Value | None = None,
        op: str = "",
        parts: Guards = (),
    ) -> None:
        super().__init__(text, span, negated)
        self.identity = identity
        self.subjects = subjects
        self.value = value
        self.op = op
        self.parts = parts

    def inverted(self) -> Test:
        return Test(
            self.text, self.span, not self.negated, self.identity, self.subjects, self.value, self.op, self.parts
        )


def deeper(guards: Guards, condition: Condition) -> Guards:
    """The guards with one more; a long chain of tests (``else if`` for every case) is not kept apart to its end."""
    if len(guards) < MAX_NESTED:
        return (*guards, condition)
    return (*guards[: MAX_NESTED - 1], Test("several conditions", condition.span, False, (object(),)))


def identity(condition: Condition) -> tuple[object, ...]:
    return condition.identity if isinstance(condition, Test) else (condition.text, condition.span)


# ---------------------------------------------------------------- making conditions


def condition_of(run: Run, node: ir.Expr, value: Value, scope: Scope) -> Condition:
    """The condition that an undecided test (``node``, which gave ``value``) holds."""
    if isinstance(value, Choice) and (found := deciding(value)) is not None:
        return found
    if isinstance(node, ir.Unary) and node.op == "not":
        return condition_of(run, node.operand, value_of(node.operand, scope), scope).inverted()
    subjects = tuple(scope.lookup(name) for name in names_in(run, node))
    parts: Guards = ()
    op = ""
    if isinstance(node, ir.Logical) and node.op in ("and", "or"):
        op = node.op
        parts = tuple(condition_of(run, side, value_of(side, scope), scope) for side in (node.left, node.right))
    text = node.span.text
    return Test(text, node.span, False, (text, *map(id, subjects)), subjects, value, op, parts)


def value_of(node: ir.Expr, scope: Scope) -> Value:
    """What a part of a test gave, as far as that needs no evaluation."""
    return (scope.lookup(node.id) if isinstance(node, ir.Name) else None) or Omitted()


def deciding(value: Choice) -> Condition | None:
    """The condition that tells a choice of something true and something false apart."""
    if len(value.options) != 2:
        return None
    (first, one), (second, other) = value.options
    if len(first) != 1 or len(second) != 1 or identity(first[0]) != identity(second[0]):
        return None
    answers = (truth(one, "typescript"), truth(other, "typescript"))
    if first[0].negated == second[0].negated or set(answers) != {True, False}:
        return None
    return first[0] if answers[0] else second[0]


def names_in(run: Run, node: ir.Expr) -> list[str]:
    """The variables that an expression reads."""
    found = run.names_in.get(node)
    if found is None:
        found = run.names_in[node] = sorted({each.id for each in _names(node, 0)})
    return found


def _names(node: object, depth: int) -> Iterator[ir.Name]:
    if isinstance(node, ir.Name):
        yield node
    elif isinstance(node, (list, tuple)):
        for item in node:
            yield from _names(item, depth)
    elif isinstance(node, ir.Node) and not isinstance(node, ir.Function) and depth < 40:
        for slot in node.__slots__:
            yield from _names(getattr(node, slot), depth + 1)


def size(condition: Condition) -> int:
    """How many tests a condition joins."""
    return sum(map(size, condition.parts)) if isinstance(condition, Test) and condition.parts else 1


def joined(conditions: Guards) -> Condition:
    """All of several conditions as one."""
    if len(conditions) == 1:
        return conditions[0]
    if sum(size(condition) for condition in conditions) > MAX_PARTS:
        # too intricate to reason about: a condition of its own, that follows from nothing and implies nothing
        return Test("several conditions", conditions[0].span, False, (object(),))
    key = ("and", *((identity(c), c.negated) for c in conditions))
    text = " and ".join(map(str, conditions))
    return Test(text, conditions[0].span, False, key, (), None, "and", conditions)


# ---------------------------------------------------------------- what holds


def implied(conditions: Guards) -> Iterator[Condition]:
    """Conditions and what follows from each: both sides of an ``and``, neither side of an ``or`` that does not hold."""
    for condition in conditions:
        yield condition
        if isinstance(condition, Test) and condition.parts and condition.negated == (condition.op == "or"):
            yield from implied(tuple(p.inverted() for p in condition.parts) if condition.negated else condition.parts)


Facts = frozenset[tuple[object, bool]]  # what is known to hold: identities, and whether they are negated


def facts(conditions: Guards) -> Facts:
    return frozenset((identity(each), each.negated) for each in implied(conditions))


def in_force(run: Run) -> Facts:
    """What is known to hold under the guards in force."""
    known = run.facts.get(run.guards)
    if known is None:
        known = run.facts[run.guards] = facts(run.guards)
    return known


def holds(known: Facts, condition: Condition, negated: bool = False) -> bool:
    """Whether a condition (or its opposite) surely holds where these facts do."""
    wanted = condition.negated != negated
    if (identity(condition), wanted) in known:
        return True
    if not isinstance(condition, Test) or not condition.parts:
        return False
    combine = all if (condition.op == "and") != wanted else any
    return combine(holds(known, part, wanted) for part in condition.parts)


def excluded(known: Facts, conditions: Guards) -> bool:
    """Whether conditions surely do not all hold where these facts do."""
    return any(holds(known, condition, negated=True) for condition in conditions)


def decide(run: Run, node: ir.Expr, value: Value, scope: Scope) -> bool | None:
    """Whether a test holds: by its value, else because it was tested before and the guards say so."""
    answer = truth(value, node.span.file.language)
    if answer is None and run.guards:
        condition = condition_of(run, node, value, scope)
        if holds(in_force(run), condition):
            return True
        if holds(in_force(run), condition, negated=True):
            return False
    return answer


def narrowed(run: Run, value: Value) -> Value:
    """What a value comes to under the guards in force: the options of a choice that they allow."""
    if not isinstance(value, Choice) or not run.guards:
        return value
    known = in_force(run)
    options = [(c, option) for c, option in value.options if not excluded(known, c)]
    for guard in run.guards:
        if isinstance(guard, Test) and guard.value is value:
            options = [(c, o) for c, o in options if truth(o, "typescript") is not guard.negated]
    if not options or len(options) == len(value.options):
        return value
    return options[0][1] if len(options) == 1 else Choice(options, value.span)


# ---------------------------------------------------------------- writing under conditions


def guarded(run: Run, since: Guards, old: Value | None, new: Value) -> Value:
    """What a variable is after a write under the conditions in force since its scope began: the new value, or a choice with the old one."""
    return after_write(run.guards[len(since) :], old, new)


def written(run: Run, holder: Value, old: Value | None, new: Value) -> Value:
    """The same for an entry of a map or an attribute of an object: conditions count that did not hold when it was made."""
    if not run.guards:
        return new
    return after_write(conditions_since(run, holder), old, new)


def after_write(conditions: Guards, old: Value | None, new: Value) -> Value:
    if not conditions or old is None:
        return new
    options: list[tuple[Guards, Value]] = [(conditions, new)]
    against = joined(conditions).inverted()
    for existing, value in old.alternatives():
        known = facts(existing)
        if all(holds(known, condition) for condition in conditions):
            continue  # that option was for these very conditions: overwritten
        options.append((existing if excluded(known, conditions) else (*existing, against), value))
    return choose(options)


def conditions_since(run: Run, holder: Value) -> Guards:
    """The conditions in force that were not when a map, list or object was made."""
    if not run.guards:
        return ()
    made = run.made.get(id(holder))
    if made is None:
        return run.guards
    known = facts(made.guards)
    return tuple(condition for condition in run.guards if not holds(known, condition))


def changed_in_loop(run: Run, holder: MapValue | ListValue | Instance) -> None:
    """Something is added in a loop that goes round an unknown number of times: how much is not known, unless the loop made it."""
    if run.loops:
        made = run.made.get(id(holder))
        if made is None or len(made.loops) < len(run.loops):
            holder.open = holder.open or f"what {run.loops[-1]} adds"


# ---------------------------------------------------------------- leaving


def staying(run: Run, base: Guards, mark: int, least: int = CONTINUED) -> Guards:
    """The guards behind a statement: those before it, and that nothing left it since ``mark`` (by ``least`` or further)."""
    exits = run.frame.exits[mark:]
    if not exits:
        return base
    stayed: dict[tuple[object, bool], Condition] = {}
    for signal, conditions in exits:
        own = conditions[len(base) :]
        if signal >= least and own and len(stayed) < MAX_GUARDS:
            condition = joined(own).inverted()
            stayed.setdefault((identity(condition), condition.negated), condition)
    known = facts(base)
    return base + tuple(condition for condition in stayed.values() if not holds(known, condition))


def left(run: Run, signal: int) -> int:
    """Notes that a statement leaves its block under the conditions in force."""
    if len(run.guards) > len(run.frame.guards):
        run.frame.exits.append((signal, run.guards))
    return signal
