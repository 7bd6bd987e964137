"""What the user asked for: plain data, filled by the command line (and by configuration files)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from iaclint.rule import Profile, Severity

DEFAULT_ENVIRONMENT = "pr1234"


class UsageError(Exception):
    """The user asked for something that cannot be done; the message says what, in one line. Exit code 2."""


class Settings:
    """``select`` replaces the profile's rules, ``extend_select`` adds to them, ``ignore`` takes away; each is a list of codes, prefixes, names or
    ``ALL``. ``environments``: the assumed environments. ``options``: each rule's own, by rule name. ``isolated``: nothing but
    what was given here and ships with iaclint is used."""

    __slots__ = (
        "environments",
        "exit_zero",
        "extend_select",
        "fail_on",
        "ignore",
        "isolated",
        "options",
        "profile",
        "select",
        "strict",
    )

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
        self.options: Mapping[str, Mapping[str, Any]] = options or {}
        self.strict = strict
        self.exit_zero = exit_zero
        self.isolated = isolated
