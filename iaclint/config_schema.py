"""What a configuration file may say. Apart from ``config``, because msgspec is only imported when there is such a file."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, Literal

import msgspec

from iaclint.settings import DEFAULT_ENVIRONMENT, Settings, UsageError


class Assume(msgspec.Struct, forbid_unknown_fields=True):
    """``environment``: the environment under which conditions are decided, or several."""

    environment: str | list[str] = DEFAULT_ENVIRONMENT


class Configuration(msgspec.Struct, forbid_unknown_fields=True, rename="kebab"):
    """One file, as written."""

    select: list[str] = []
    extend_select: list[str] = []
    ignore: list[str] = []
    profile: Literal["ephemeral", "production", "security"] = "ephemeral"
    fail_on: Literal["error", "warning", "info"] = "warning"
    assume: Assume = msgspec.field(default_factory=Assume)
    rules: dict[str, dict[str, Any]] = {}


def decoded(data: dict[str, Any], file: str) -> Settings:
    """The settings that the content of a file asks for; ``file`` names it in the message of a ``UsageError``."""
    try:
        configuration = msgspec.convert(data, Configuration)
    except msgspec.ValidationError as error:
        raise UsageError(f"{file}: {error}{_hint(str(error))}") from error
    environment = configuration.assume.environment
    environments = [environment] if isinstance(environment, str) else environment
    if not all(environments) or not environments:
        raise UsageError(f"{file}: assume.environment is empty")
    return Settings(
        select=configuration.select,
        extend_select=configuration.extend_select,
        ignore=configuration.ignore,
        profile=configuration.profile,
        fail_on=configuration.fail_on,
        environments=environments,
        options=configuration.rules,
    )


def _hint(message: str) -> str:
    """Did-you-mean for msgspec's ``Object contains unknown field `x```."""
    _, _, rest = message.partition("unknown field `")
    known = [name.replace("_", "-") for name in (*Configuration.__struct_fields__, *Assume.__struct_fields__)]
    close = get_close_matches(rest.partition("`")[0], known, n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
