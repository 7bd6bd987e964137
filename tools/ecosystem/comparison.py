"""What differs between two runs, rule by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from tools.ecosystem.findings import Finding, Findings


class Difference:
    """What became of one rule's findings. ``changed`` pairs the old with the new one: same place, or same message nearby."""

    __slots__ = ("added", "changed", "code", "removed", "same")

    def __init__(self, code: str) -> None:
        self.code = code
        self.same = 0
        self.added: list[Finding] = []
        self.removed: list[Finding] = []
        self.changed: list[tuple[Finding, Finding]] = []

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def differences(base: Findings, head: Findings) -> list[Difference]:
    """One for each rule that either run knows of, by code."""
    old, new = by_rule(base), by_rule(head)
    return [difference(code, old.get(code, []), new.get(code, [])) for code in sorted({*old, *new})]


def by_rule(findings: Findings) -> dict[str, list[Finding]]:
    rules: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        rules[finding.code].append(finding)
    return rules


def difference(code: str, old: list[Finding], new: list[Finding]) -> Difference:
    result = Difference(code)
    pairs, old, new = matched(old, new, lambda finding: (finding.key, finding.column, finding.severity))
    result.same = len(pairs)
    for key in (
        lambda finding: finding.key,  # another severity or column
        lambda finding: (finding.project, finding.path, finding.line),  # another message
        lambda finding: (finding.project, finding.path, finding.message),  # another line
    ):
        pairs, old, new = matched(old, new, key)
        result.changed += pairs
    result.changed.sort(key=lambda pair: pair[1].order)
    result.removed, result.added = old, new
    return result


def matched(
    old: Sequence[Finding], new: Sequence[Finding], key: Callable[[Finding], Hashable]
) -> tuple[list[tuple[Finding, Finding]], list[Finding], list[Finding]]:
    """Pairs with equal keys, each finding in one at most; and what is left of either."""
    waiting: dict[Hashable, list[Finding]] = defaultdict(list)
    for finding in reversed(old):
        waiting[key(finding)].append(finding)
    pairs, left = [], []
    for finding in new:
        candidates = waiting[key(finding)]
        if candidates:
            pairs.append((candidates.pop(), finding))
        else:
            left.append(finding)
    unpaired = {id(finding) for candidates in waiting.values() for finding in candidates}
    return pairs, [finding for finding in old if id(finding) in unpaired], left


def report(base: Findings, head: Findings, examples: int) -> Iterator[str]:
    """The lines of the report: counts by rule, then up to ``examples`` of each kind of change."""
    found = differences(base, head)
    yield f"{len(head.projects)} projects · {base.seconds():.1f} s before, {head.seconds():.1f} s after"
    yield from crash_lines(base.crashes(), head.crashes())
    if not any(found):
        yield "no finding differs"
    for rule in filter(None, found):
        yield ""
        yield f"{rule.code}: +{len(rule.added)} -{len(rule.removed)} ~{len(rule.changed)} ={rule.same}"
        for sign, findings in (("+", rule.added), ("-", rule.removed)):
            for finding in findings[:examples]:
                yield f"  {sign} {place(finding)}: {finding.message}"
                yield f"      {finding.text}"
            if len(findings) > examples:
                yield f"  {sign} … {len(findings) - examples} more"
        for old, new in rule.changed[:examples]:
            yield f"  ~ {place(new)}: {new.message}"
            yield f"      was {place(old)}, {old.severity}: {old.message}"
        if len(rule.changed) > examples:
            yield f"  ~ … {len(rule.changed) - examples} more"


def crash_lines(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for project, crash in sorted(after.items()):
        yield f"{'still fails' if project in before else 'NOW FAILS'}: {project}: {crash}"
    for project in sorted(before.keys() - after.keys()):
        yield f"no longer fails: {project}"


def place(finding: Finding) -> str:
    return f"{finding.project}/{finding.path}:{finding.line}:{finding.column}"
