"""``iaclint config [PATH]``."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import click

from iaclint.cli.errors import RequestError
from iaclint.cli.options import FORMAT, configuration_options, configurations


@click.command("config", short_help="Show the configuration that holds.")
@click.argument("path", required=False, default=".", type=click.Path())
@FORMAT
@click.option(
    "--schema",
    type=click.Choice(["config", "rules"]),
    help="Print the JSON schema of configuration files, or of files with declarative rules, instead.",
)
@configuration_options
def command(path: str, format: str, schema: str | None, **options: Any) -> int:
    """Show the configuration that holds for PATH (the working directory when none is given), each setting with the file and line that says it."""
    from iaclint.config_listing import listing
    from iaclint.settings import UsageError

    if schema is not None:
        _write_json(_schema(schema))
        return 0
    if not os.path.exists(path):
        raise RequestError(f"no such file or folder: {path}")
    try:
        items = listing(path, configurations(**options))
    except UsageError as error:
        raise RequestError(str(error)) from error
    if format == "json":
        _write_json({key: {"value": value, "origin": origin} for key, value, origin in items})
    else:
        for key, value, origin in items:
            click.echo(f"{key} = {json.dumps(value, ensure_ascii=False)}  # {origin}")
    return 0


def _schema(which: str) -> dict[str, Any]:
    if which == "config":
        from iaclint.config_schema import schema
    else:
        from iaclint.declarative import schema
    return schema()


def _write_json(data: dict[str, Any]) -> None:
    json.dump(data, sys.stdout, indent=2)
    sys.stdout.write("\n")
