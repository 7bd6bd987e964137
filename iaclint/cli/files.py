"""``iaclint files PATH…``."""

from __future__ import annotations

from typing import Any

import click

from iaclint.cli.errors import RequestError
from iaclint.cli.options import FORMAT, PATHS, configuration_options, configurations, show


@click.command("files", short_help="Show what is read and why.")
@PATHS
@FORMAT
@configuration_options
def command(paths: tuple[str, ...], format: str, **options: Any) -> int:
    """Show for each project around PATH… its entry points, library versions and assumed environments, and each file with the reason why it is read or not."""
    from iaclint.api import files
    from iaclint.output.files import lines
    from iaclint.settings import UsageError

    try:
        data = files(paths or (".",), configurations(**options))
    except UsageError as error:
        raise RequestError(str(error)) from error
    show(data, lines, format)
    return 0
