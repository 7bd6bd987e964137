"""What the user asked for: plain data, filled by the command line and by configuration files."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from iaclint.rule import CONFIDENCES, SEVERITIES, Confidence, Profile, Severity

DEFAULT_ENVIRONMENT = "pr1234"


class UsageError(Exception):
    """The user asked for something that cannot be done; the message says what, in one line. Exit code 2."""


class UnknownWordError(UsageError):
    """``word`` means nothing where it stands; ``hint`` is what may have been meant."""

    def __init__(self, word: str, hint: str, message: str) -> None:
        super().__init__(message + hint)
        self.word = word


class Settings:
    """Each attribute is what the configuration key of that name says (see ``config_schema``), the command line put over it.

    ``select`` replaces the profile's rules, ``extend_select`` adds to them, ``ignore`` takes away; each is a list of codes, prefixes, names or
    ``ALL``. ``environments``: the assumed environments. ``environment_sources``: the names that mean the environment, empty for the usual
    ones; ``environment_names``: what environments are called. ``severities`` and ``options``: by rule name or code. ``python_rule_paths``:
    where Python rules may come from, besides installed packs; ``rule_paths``: declarative ones, never code. ``base``: the folder that globs are
    relative to. ``minimum_severity``/``minimum_confidence``: what is shown and counted. ``isolated``: nothing but what was given here and
    ships with iaclint is used. ``line_hashes``: whether an output needs them.
    """

    def __init__(
        self,
        *,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        extend_select: Sequence[str] = (),
        profile: Profile = "ephemeral",
        fail_on: Severity = "warning",
        environments: Sequence[str] = (DEFAULT_ENVIRONMENT,),
        options: Mapping[str, Mapping[str, Any]] | None = None,
        strict: bool = False,
        exit_zero: bool = False,
        isolated: bool = False,
    ) -> None:
        self.select = tuple(select)
        self.ignore = tuple(ignore)
        self.extend_select = tuple(extend_select)
        self.profile: Profile = profile
        self.fail_on: Severity = fail_on
        self.environments = tuple(environments)
        self.environment_sources: tuple[str, ...] = ()
        self.environment_names: tuple[str, ...] = ()
        self.options: Mapping[str, Mapping[str, Any]] = options or {}
        self.severities: Mapping[str, Severity] = {}
        self.per_file_ignores: Mapping[str, Sequence[str]] = {}
        self.exclude: Sequence[str] | None = None
        self.extend_exclude: Sequence[str] = ()
        self.force_exclude = False
        self.respect_gitignore = True
        self.versions: Mapping[str, str] = {}
        self.rule_paths: tuple[str, ...] = ()
        self.python_rule_paths: tuple[str, ...] = ()
        self.base = os.getcwd()
        self.mention: Callable[[str], str] = lambda word: ""  # where a configuration file says a word
        self.source = Path()  # the configuration file that was decisive, if any
        self.strict = strict
        self.exit_zero = exit_zero
        self.isolated = isolated
        self.suppressions = True
        self.minimum_severity: Severity = "info"
        self.minimum_confidence: Confidence = "medium"
        self.fail_under_resolved: float | None = None
        self.line_hashes = False
        self.markdown = False  # whether Markdown files in folders count

    def of(self, path: Path) -> Settings:
        """The settings for a file. These are the same for all (see ``SettingsSource``)."""
        return self

    def shows(self, severity: Severity, confidence: Confidence) -> bool:
        """Whether findings of this kind are asked for."""
        return SEVERITIES.index(severity) <= SEVERITIES.index(self.minimum_severity) and CONFIDENCES.index(
            confidence
        ) <= CONFIDENCES.index(self.minimum_confidence)


class SettingsSource(Protocol):
    """Settings that may differ from file to file: one ``Settings``, or the configuration files of a repository."""

    def of(self, path: Path) -> Settings:
        """The settings for a file or folder; the same object for all that share a configuration."""
