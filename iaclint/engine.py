"""Runs rules on the resource graph of one program and decides which of their findings count.

Code is evaluated more than once: a helper called twice, an unrolled loop, a class built in two stacks. One place in the source gives one
finding of a kind all the same. Code that an entry point reaches is at fault when it is in *any* of its evaluations; code that
none reaches was evaluated with made-up arguments, so it is at fault only when it is in *all* of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, Protocol, TypeVar

from iaclint.model import ResourceGraph
from iaclint.registry import RuleEntry
from iaclint.rule import Context, Facts, Finding, Related, Rule
from iaclint.source import Span

Key = tuple[str, tuple[str, int, int], str]  # code, span, message without what it quotes


class Subject(Protocol):
    """What a check looks at: a resource, a use of the API, a policy statement."""

    @property
    def span(self) -> Span: ...

    @property
    def reached(self) -> bool: ...


S = TypeVar("S", bound=Subject)
T = TypeVar("T")


class Hit:
    """A finding that counts, with its rule."""

    __slots__ = ("finding", "rule")

    def __init__(self, rule: Rule, finding: Finding) -> None:
        self.rule = rule
        self.finding = finding

    @property
    def key(self) -> Key:
        return (self.rule.code, self.finding.span.key, message_template(self.finding.message))


class Crash:
    """A rule that raised: its name, what it looked at (if anything), and the error."""

    __slots__ = ("error", "rule", "span")

    def __init__(self, rule: str, error: Exception, span: Span | None) -> None:
        self.rule = rule
        self.error = error
        self.span = span


_QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"|(?<!\w)'[^']*'|\d+")


def message_template(message: str) -> str:
    """A message without what differs from one evaluation to the next: its quoted parts and its numbers."""
    return _QUOTED.sub("…", message)


def run(
    graph: ResourceGraph,
    rules: Sequence[RuleEntry],
    facts: Facts,
    options: Mapping[str, Mapping[str, Any]],
    environment_names: tuple[str, ...] = (),
) -> tuple[dict[Key, Hit], list[Crash]]:
    """The findings of ``rules`` on ``graph``, and the rules that failed. One rule's failure stops no other."""
    resources = graph.deployed()
    types = {resource.type for resource in resources}
    hits: dict[Key, Hit] = {}
    crashes: list[Crash] = []
    for entry in rules:
        if entry.types is not None and not any(_matches(type, entry.types) for type in types):
            continue
        try:
            rule = entry.load()
        except Exception as error:
            crashes.append(Crash(entry.name, error, None))
            continue
        if graph.synthesized and rule.deployed is False:
            continue
        given = {**entry.options, **options.get(entry.code, {}), **options.get(entry.name, {})}
        context = Context(graph, graph.environment, facts, given, environment_names)
        sieve = Sieve(rule)
        for globs, check in rule.resource_checks:
            sieve.feed([r for r in resources if not globs or _matches(r.type, globs)], check, context)
        for kinds, api_check in () if graph.synthesized else rule.api_checks:
            sieve.feed([use for use in graph.api_uses if not kinds or use.kind in kinds], api_check, context)
        for statement_check in rule.statement_checks:
            sieve.feed(graph.statements, statement_check, context)
        for program_check in () if graph.synthesized and not rule.deployed else rule.program_checks:
            sieve.feed_program(graph, program_check, context)
        hits.update(sieve.hits)
        crashes.extend(sieve.crashes[:1])
    return at_source(hits, graph), crashes


def at_source(hits: dict[Key, Hit], graph: ResourceGraph) -> dict[Key, Hit]:
    """The hits in templates at the places in the source that they come from, as far as these are known."""
    if graph.locate is None:
        return hits
    located: dict[Key, Hit] = {}
    for hit in hits.values():
        finding, place = hit.finding, graph.locate(hit.finding.span)
        if place is not None:
            related = [Related(finding.span, "this is what is deployed"), *finding.related]
            moved = Finding(place, finding.message, finding.resource, related, finding.help, finding.severity)
            hit = Hit(hit.rule, moved)
        located.setdefault(hit.key, hit)
    return located


def _matches(type: str, globs: Iterable[str]) -> bool:
    return any(fnmatchcase(type, glob) for glob in globs)


class Sieve:
    """Runs the checks of one rule and keeps what counts."""

    __slots__ = ("crashes", "hits", "rule")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.hits: dict[Key, Hit] = {}
        self.crashes: list[Crash] = []

    def feed(self, subjects: Sequence[S], check: Callable[[S, Context], Iterator[Finding]], context: Context) -> None:
        found: dict[Key, list[tuple[Subject, Hit]]] = {}
        for subject in subjects:
            for hit in self._guarded(check, subject, context, subject.span):
                found.setdefault(hit.key, []).append((subject, hit))
        if found:
            self._keep(found, subjects)

    def feed_program(
        self, graph: ResourceGraph, check: Callable[[ResourceGraph, Context], Iterator[Finding]], context: Context
    ) -> None:
        """Findings about a resource count as those of resource checks do; others always."""
        found: dict[Key, list[tuple[Subject, Hit]]] = {}
        for hit in self._guarded(check, graph, context, None):
            if hit.finding.resource is None:
                self.hits.setdefault(hit.key, hit)
            else:
                found.setdefault(hit.key, []).append((hit.finding.resource, hit))
        if found:
            self._keep(found, graph.resources)

    def _guarded(
        self, check: Callable[[T, Context], Iterator[Finding]], item: T, context: Context, span: Span | None
    ) -> Iterator[Hit]:
        try:
            for finding in check(item, context):
                yield Hit(self.rule, finding)
        except Exception as error:
            self.crashes.append(Crash(self.rule.name, error, span))

    def _keep(self, found: dict[Key, list[tuple[Subject, Hit]]], subjects: Sequence[Subject]) -> None:
        reached = {subject.span.key for subject in subjects if subject.reached}
        evaluations = Counter(subject.span.key for subject in subjects)
        for key, cases in found.items():
            certain = next((hit for subject, hit in cases if subject.reached), None)
            if certain is None:
                certain = _in_all(cases, reached, evaluations)
            if certain is not None:
                self.hits.setdefault(key, certain)


def _in_all(
    cases: list[tuple[Subject, Hit]], reached: set[tuple[str, int, int]], evaluations: Counter[tuple[str, int, int]]
) -> Hit | None:
    """The hit of an unreached place, every evaluation of which has it."""
    seen: dict[tuple[str, int, int], set[int]] = {}
    for subject, hit in cases:
        place = subject.span.key
        seen.setdefault(place, set()).add(id(subject))
        if place not in reached and len(seen[place]) == evaluations[place]:
            return hit
    return None


def merged(runs: Sequence[tuple[str, dict[Key, Hit]]]) -> list[tuple[Hit, str | None]]:
    """The hits of several assumed environments, each once; with the environments it holds in, unless it holds in all of them."""
    environments: dict[Key, list[str]] = {}
    hits: dict[Key, Hit] = {}
    for environment, found in runs:
        for key, hit in found.items():
            hits.setdefault(key, hit)
            environments.setdefault(key, []).append(environment)
    return [
        (hit, None if len(environments[key]) == len(runs) else "environment = " + ", ".join(environments[key]))
        for key, hit in hits.items()
    ]
