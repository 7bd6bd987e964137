"""``iaclint model PATH…``."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from iaclint.cli.errors import RequestError
from iaclint.cli.options import PATHS, configuration_options, configurations


@click.command("model", short_help="Show what the programs would deploy.")
@PATHS
@click.option(
    "--format",
    "format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the model is written.",
)
@configuration_options
def command(paths: tuple[str, ...], format: str, **options: Any) -> int:
    """Show the resources that the programs at PATH… would deploy, with what is known of their properties, and what could not be followed."""
    from iaclint.api import model
    from iaclint.settings import UsageError

    try:
        data = model(paths or (".",), configurations(**options))
    except UsageError as error:
        raise RequestError(str(error)) from error
    if format == "json":
        json.dump(data, sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        from iaclint.output.model import lines

        for line in lines(data):
            click.echo(line)
    return 0
