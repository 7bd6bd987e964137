"""The settings of a run: the command line over the configuration file over the defaults."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from iaclint.settings import Settings


def settings_for(
    paths: Sequence[str], *, no_config: bool, isolated: bool, fail_on: str | None, **options: Any
) -> Settings:
    """Raises ``UsageError`` for a configuration file that cannot be used."""
    settings = Settings()
    if not (no_config or isolated):
        from iaclint.config import configured

        settings = configured(paths[0])
    for name in ("select", "extend_select", "ignore"):
        if options[name]:
            setattr(settings, name, options[name])
    if fail_on is not None:
        settings.fail_on = fail_on  # type: ignore[assignment]  # click has checked it
    settings.strict = options["strict"]
    settings.exit_zero = options["exit_zero"]
    settings.isolated = isolated
    return settings
