"""What a rule is: the one interface of built-in rules and of third parties' packs.

A rule module makes one ``Rule`` and registers checks on it; a check is a generator of ``Finding`` for one item of a stream::

    rule = Rule("DEL002", severity="error", summary="Deletion protection keeps the stack from being destroyed")

    @rule.resources()
    def check(resource: Resource, context: Context) -> Iterator[Finding]:
        setting = resource.get("deletionProtection")
        ...
        yield Finding(setting.span, "…")

Rules import this module and ``iaclint.model``/``iaclint.values``; versions, catalog and project reach them through ``Context``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal

from iaclint.model import ApiUse, PolicyStatement, Resource, ResourceGraph, Setting
from iaclint.model.graph import UseKind
from iaclint.model.resource import Framework
from iaclint.rule_facts import Backend as Backend
from iaclint.rule_facts import BackendKey as BackendKey
from iaclint.rule_facts import Constraint as Constraint
from iaclint.rule_facts import Declaration as Declaration
from iaclint.rule_facts import Deprecation as Deprecation
from iaclint.rule_facts import Facts as Facts
from iaclint.rule_facts import Form as Form
from iaclint.rule_facts import Limits as Limits
from iaclint.rule_facts import Missing as Missing
from iaclint.rule_facts import Signature as Signature
from iaclint.rule_facts import TerraformVersion as TerraformVersion
from iaclint.source import Span

Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium"]
Profile = Literal["ephemeral", "production", "security"]
Applicability = Literal["safe", "unsafe", "display"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")  # gravest first
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium")

ALL_FRAMEWORKS: tuple[Framework, ...] = ("cdk", "cdktf", "pulumi")
ALL_PROFILES: tuple[Profile, ...] = ("ephemeral", "production", "security")


class Edit:
    """Replace ``span`` by ``text``."""

    __slots__ = ("span", "text")

    def __init__(self, span: Span, text: str) -> None:
        self.span = span
        self.text = text


class Fix:
    __slots__ = ("applicability", "edits", "message")

    def __init__(self, message: str, edits: list[Edit], applicability: Applicability) -> None:
        self.message = message
        self.edits = edits
        self.applicability: Applicability = applicability


class Related:
    """Another place that explains a finding: where the value came from, the construct it belongs to. ``travelled``: the value that the finding
    is about came through there."""

    __slots__ = ("message", "span", "travelled")

    def __init__(self, span: Span, message: str, travelled: bool = False) -> None:
        self.span = span
        self.message = message
        self.travelled = travelled


def came_from(setting: Setting) -> list[Related]:
    """Where the value of a property was written, if that is another line than the one the finding points at."""
    here = (setting.span.file.path, setting.span.line)
    for step in reversed(list(setting.value.steps())):
        if step.span is not None and (step.span.file.path, step.span.line) != here:
            return [Related(step.span, "the value comes from here", travelled=True)]
    return []


class Finding:
    """What a check yields. ``span`` is narrow: the key or value that is wrong, or the construct's name when something is left out. ``severity``
    overrides the rule's. ``help`` says what to do, in one line."""

    __slots__ = ("fix", "help", "message", "related", "resource", "severity", "span")

    def __init__(
        self,
        span: Span,
        message: str,
        resource: Resource | None = None,
        related: Iterable[Related] = (),
        help: str = "",
        severity: Severity | None = None,
        fix: Fix | None = None,
    ) -> None:
        self.span = span
        self.message = message
        self.resource = resource
        self.related = list(related)
        self.help = help
        self.severity: Severity | None = severity
        self.fix = fix


class Context:
    """What a check may ask besides its item. ``options`` are the rule's own: its defaults, and what the configuration says instead.
    ``environment_names``: what the user's environments are called, empty when the configuration does not say."""

    __slots__ = ("environment", "environment_names", "facts", "graph", "options")

    def __init__(
        self,
        graph: ResourceGraph,
        environment: str,
        facts: Facts,
        options: Mapping[str, Any],
        environment_names: tuple[str, ...] = (),
    ) -> None:
        self.graph = graph
        self.environment = environment
        self.facts = facts
        self.options = options
        self.environment_names = environment_names


ResourceCheck = Callable[[Resource, Context], Iterator[Finding]]
ApiCheck = Callable[[ApiUse, Context], Iterator[Finding]]
StatementCheck = Callable[[PolicyStatement, Context], Iterator[Finding]]
ProgramCheck = Callable[[ResourceGraph, Context], Iterator[Finding]]


class Rule:
    """A rule's identity and its checks. The name is that of the module that makes it (``missing_environment_suffix`` → ``missing-environment-suffix``).

    ``frameworks`` are those it works for: its page must show it on each of them, in both languages. ``types`` of a resource check are globs on the deployed type (``aws_s3_*``, ``AWS::RDS::*``); none means every resource. ``options`` are what a user may set, each with its default, which also says
    its type. ``cwe`` and ``security_severity`` (``"0.1"`` to ``"10.0"``, of security rules only) are for code scanning. ``deployed``: whether the rule judges what is deployed, and so templates too; unless
    it says, its checks of resources and statements do and its other checks do not.
    """

    def __init__(
        self,
        code: str,
        *,
        severity: Severity,
        summary: str,
        confidence: Confidence = "high",
        profiles: tuple[Profile, ...] = ALL_PROFILES,
        frameworks: tuple[Framework, ...] = ALL_FRAMEWORKS,
        equivalents: tuple[str, ...] = (),
        cwe: tuple[int, ...] = (),
        security_severity: str = "",
        name: str = "",
        options: Mapping[str, Any] | None = None,
        deployed: bool | None = None,
    ) -> None:
        self.code = code
        self.name = name or _name_of_caller()
        self.severity: Severity = severity
        self.summary = summary
        self.confidence: Confidence = confidence
        self.profiles = profiles
        self.frameworks = frameworks
        self.equivalents = equivalents
        self.cwe = cwe
        self.security_severity = security_severity
        self.options: Mapping[str, Any] = options or {}
        self.deployed = deployed
        self.resource_checks: list[tuple[tuple[str, ...], ResourceCheck]] = []
        self.api_checks: list[tuple[tuple[UseKind, ...], ApiCheck]] = []
        self.statement_checks: list[StatementCheck] = []
        self.program_checks: list[ProgramCheck] = []

    def resources(self, *types: str) -> Callable[[ResourceCheck], ResourceCheck]:
        """Registers a check of deployed resources."""

        def register(check: ResourceCheck) -> ResourceCheck:
            self.resource_checks.append((types, check))
            return check

        return register

    def api_uses(self, *kinds: UseKind) -> Callable[[ApiCheck], ApiCheck]:
        """Registers a check of the library calls, members and structs that the program uses; of the kinds given, else of all."""

        def register(check: ApiCheck) -> ApiCheck:
            self.api_checks.append((kinds, check))
            return check

        return register

    def statements(self) -> Callable[[StatementCheck], StatementCheck]:
        """Registers a check of the policy statements of the program."""

        def register(check: StatementCheck) -> StatementCheck:
            self.statement_checks.append(check)
            return check

        return register

    def program(self) -> Callable[[ProgramCheck], ProgramCheck]:
        """Registers a check of the whole graph."""

        def register(check: ProgramCheck) -> ProgramCheck:
            self.program_checks.append(check)
            return check

        return register


def _name_of_caller() -> str:
    import sys

    module: str = sys._getframe(2).f_globals.get("__name__", "")
    return module.rpartition(".")[2].replace("_", "-")
