"""``iaclint explain FILE:LINE``."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from iaclint.cli.errors import RequestError
from iaclint.cli.options import configuration_options, configurations


@click.command("explain", short_help="Show what iaclint believes of a line.")
@click.argument("place", metavar="FILE:LINE")
@click.option(
    "--format",
    "format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the explanation is written.",
)
@configuration_options
def command(place: str, format: str, **options: Any) -> int:
    """Show the resources that FILE:LINE makes or takes part in: the value of each property, how it was computed step by step, what is unknown and why."""
    from iaclint.api import explain
    from iaclint.settings import UsageError

    path, line = _parts(place)
    try:
        data = explain(path, line, configurations(**options))
    except UsageError as error:
        raise RequestError(str(error)) from error
    if format == "json":
        json.dump(data, sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        from iaclint.output.explanation import lines

        for text in lines(data):
            click.echo(text)
    return 0


def _parts(place: str) -> tuple[str, int]:
    """Path and line; a column behind them is ignored, because editors and findings give one."""
    path, _, number = place.rpartition(":")
    before, _, line = path.rpartition(":")
    if number.isdigit() and line.isdigit() and before:
        path, number = before, line
    if not path or not number.isdigit() or int(number) < 1:
        raise RequestError(f"expected FILE:LINE, got {place!r}")
    return path, int(number)
