"""``iaclint model PATH…``."""

from __future__ import annotations

from typing import Any

import click

from iaclint.cli.errors import RequestError
from iaclint.cli.options import FORMAT, PATHS, configuration_options, configurations, show


@click.command("model", short_help="Show what the programs would deploy.")
@PATHS
@FORMAT
@configuration_options
def command(paths: tuple[str, ...], format: str, **options: Any) -> int:
    """Show the resources that the programs at PATH… would deploy, with what is known of their properties, and what could not be followed."""
    from iaclint.api import model
    from iaclint.output.model import lines
    from iaclint.settings import UsageError

    try:
        data = model(paths or (".",), configurations(**options))
    except UsageError as error:
        raise RequestError(str(error)) from error
    show(data, lines, format)
    return 0
