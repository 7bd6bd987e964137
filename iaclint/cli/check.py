"""``iaclint check PATH…``."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, TextIO

import click

from iaclint.cli.errors import RequestError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from iaclint.output import Format


NO_SUPPORTED_FILE = 3


class Selectors(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.2 only
    """Codes, prefixes or names, separated by commas."""

    name = "rules"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        return tuple(word.strip() for word in str(value).split(",") if word.strip())


RULES = Selectors()


@click.command("check", short_help="Find faults in CDK, CDKTF and Pulumi programs.")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option(
    "--select",
    type=RULES,
    multiple=True,
    metavar="RULES",
    help="Use these rules instead of the profile's: codes, prefixes, names or ALL.",
)
@click.option("--extend-select", type=RULES, multiple=True, metavar="RULES", help="Use these rules as well.")
@click.option("--ignore", type=RULES, multiple=True, metavar="RULES", help="Do not use these rules.")
@click.option(
    "--output-format",
    "format",
    type=click.Choice(["full", "concise", "json"]),
    default="full",
    show_default=True,
    help="How findings are written.",
)
@click.option(
    "-o",
    "--output-file",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write the findings to a file instead of standard output.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    help="The least severity that makes the exit code 1.  [default: warning]",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings.")
@click.option("--strict", is_flag=True, help="Exit with 4 when a file could not be read or parsed.")
@click.option("--no-config", is_flag=True, help="Do not read configuration files.")
@click.option("--isolated", is_flag=True, help="Use neither configuration files nor installed rule packs.")
def command(
    paths: tuple[str, ...],
    select: tuple[tuple[str, ...], ...],
    extend_select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    format: Format,
    output_file: str | None,
    **options: Any,
) -> int:
    """Find faults in the programs at PATH… (files or folders; the working directory when none is given).

    The whole project around a path is read; findings are reported for the given paths.
    """
    from iaclint.api import exit_code, lint
    from iaclint.cli.settings import settings_for
    from iaclint.output import FOR_PEOPLE, write
    from iaclint.output.style import Style
    from iaclint.output.summary import summary
    from iaclint.settings import UsageError

    paths = paths or (".",)
    try:
        settings = settings_for(
            paths, select=sum(select, ()), extend_select=sum(extend_select, ()), ignore=sum(ignore, ()), **options
        )
        report = lint(paths, settings)
    except UsageError as error:
        raise RequestError(str(error)) from error
    with _opened(output_file) as out:
        write(report, format, out, Style.of(out))
    to_stdout = format in FOR_PEOPLE and output_file is None
    code = exit_code(report, settings)
    if code == NO_SUPPORTED_FILE:
        click.echo(f"iaclint: no Python or TypeScript file in {', '.join(paths)}", err=True)
    else:
        click.echo(summary(report), err=not to_stdout)
    return code


def _opened(output_file: str | None) -> AbstractContextManager[TextIO]:
    if output_file is None:
        return nullcontext(sys.stdout)
    try:
        return open(output_file, "w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise RequestError(f"cannot write {output_file}: {error.strerror}") from error
