"""``iaclint files PATH…``."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from iaclint.cli.errors import RequestError
from iaclint.cli.options import PATHS, configuration_options, configurations


@click.command("files", short_help="Show what is read and why.")
@PATHS
@click.option(
    "--format",
    "format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the list is written.",
)
@configuration_options
def command(paths: tuple[str, ...], format: str, **options: Any) -> int:
    """Show for each project around PATH… its entry points, library versions and assumed environments, and each file with the reason why it is read or not."""
    from iaclint.api import files
    from iaclint.settings import UsageError

    try:
        data = files(paths or (".",), configurations(**options))
    except UsageError as error:
        raise RequestError(str(error)) from error
    if format == "json":
        json.dump(data, sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        from iaclint.output.files import lines

        for line in lines(data):
            click.echo(line)
    return 0
