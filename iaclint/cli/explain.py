"""``iaclint explain FILE:LINE``."""

from __future__ import annotations

from typing import Any

import click

from iaclint.cli.errors import RequestError
from iaclint.cli.options import FORMAT, configuration_options, configurations, show


@click.command("explain", short_help="Show what iaclint believes of a line.")
@click.argument("place", metavar="FILE:LINE")
@FORMAT
@configuration_options
def command(place: str, format: str, **options: Any) -> int:
    """Show the resources that FILE:LINE makes or takes part in: the value of each property, how it was computed step by step, what is unknown and why."""
    from iaclint.api import explain
    from iaclint.output.explanation import lines
    from iaclint.settings import UsageError

    path, line = _parts(place)
    try:
        data = explain(path, line, configurations(**options))
    except UsageError as error:
        raise RequestError(str(error)) from error
    show(data, lines, format)
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
