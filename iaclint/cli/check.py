"""``iaclint check PATH…``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from iaclint.cli.errors import RequestError
from iaclint.cli.options import PATHS, RULES, absolute, configuration_options, configurations
from iaclint.output import FOR_PEOPLE, FORMATS, WITH_LINE_HASHES, Format

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from iaclint.report import Report
    from iaclint.settings import Settings

NO_SUPPORTED_FILE = 3
STDIN = "-"
LEVELS = ("error", "warning", "info")


class Target(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.2 only
    """``FORMAT=FILE``."""

    name = "output"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        format, equals, file = str(value).partition("=")
        if format not in FORMATS or not equals or not file:
            self.fail(f"{value!r} is not FORMAT=FILE with a format out of {', '.join(FORMATS)}", param, ctx)
        return format, file


@click.command("check", short_help="Find faults in CDK, CDKTF and Pulumi programs.")
@PATHS
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
    "--profile",
    type=click.Choice(["ephemeral", "production", "security"]),
    help="Which rules are on.  [default: ephemeral]",
)
@click.option("--severity", type=click.Choice(LEVELS), help="Show findings from this severity on.  [default: info]")
@click.option(
    "--confidence",
    type=click.Choice(["high", "medium"]),
    help="Show findings from this confidence on.  [default: medium]",
)
@click.option(
    "--output-format",
    "format",
    type=click.Choice(FORMATS),
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
    "--output",
    "targets",
    type=Target(),
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write the findings to a file as well; may be given several times.",
)
@click.option("--statistics", is_flag=True, help="Show how many findings each rule has instead of the findings.")
@click.option("--show-unknown", is_flag=True, help="Show what could not be followed, and why.")
@click.option("--show-suppressed", is_flag=True, help="Show findings that comments suppress, too; they do not count.")
@click.option("--no-suppressions", is_flag=True, help="Take no notice of suppression comments.")
@click.option(
    "--fail-on", type=click.Choice(LEVELS), help="The least severity that makes the exit code 1.  [default: warning]"
)
@click.option(
    "--fail-under-resolved",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit with 1 when fewer of the programs' constructs could be resolved.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings.")
@click.option("--strict", is_flag=True, help="Exit with 4 when a file could not be read or parsed.")
@click.option(
    "--exclude",
    multiple=True,
    metavar="GLOB",
    help="Do not look at these files and folders; replaces the default list.",
)
@click.option("--extend-exclude", multiple=True, metavar="GLOB", help="Do not look at these files and folders either.")
@click.option("--force-exclude", is_flag=True, help="Leave out excluded files even when they are named.")
@click.option("--no-gitignore", is_flag=True, help="Look at files that .gitignore ignores.")
@click.option("--markdown", is_flag=True, help="Look at the programs in Markdown files of folders, too.")
@click.option(
    "--rule-path",
    "rule_paths",
    type=click.Path(),
    multiple=True,
    metavar="PATH",
    help="Use the rules in this file or folder as well: Python and YAML.",
)
@click.option(
    "--stdin-filename",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="With `-` as PATH: the file that standard input stands in for.",
)
@configuration_options
def command(
    paths: tuple[str, ...],
    format: Format,
    output_file: str | None,
    targets: tuple[tuple[Format, str], ...],
    stdin_filename: str | None,
    config: str | None,
    no_config: bool,
    isolated: bool,
    environments: tuple[str, ...],
    **options: Any,
) -> int:
    """Find faults in the programs at PATH… (files and folders; the working directory when none is given; `-` for standard input).

    The whole project around a path is read; findings are reported for the given paths.
    """
    from iaclint.api import exit_code, lint
    from iaclint.settings import UsageError

    formats = {format, *(one for one, _ in targets)}
    if isolated and options["rule_paths"]:
        raise RequestError("--isolated and --rule-path exclude each other")
    try:
        paths, overlay = _with_stdin(paths or (".",), stdin_filename)
        source = configurations(
            config=config,
            no_config=no_config,
            isolated=isolated,
            environments=environments,
            override=lambda settings: override(settings, options, formats),
        )
        settings = source.of(Path(paths[0]))
        report = lint(paths, source, overlay=overlay)
    except UsageError as error:
        raise RequestError(str(error)) from error
    code = exit_code(report, settings)
    if options["show_suppressed"]:
        report.show_suppressed()
    _write(report, format, output_file, targets, options)
    _conclude(report, settings, code, paths, err=format not in FOR_PEOPLE or output_file is not None)
    return code


def override(settings: Settings, options: dict[str, Any], formats: set[Format]) -> None:
    """Puts what the command line says over the settings of a file."""
    from iaclint.config_globs import rebased_all
    from iaclint.settings import UsageError

    if options["select"] and not any(options["select"]):
        raise UsageError("--select names no rule")
    for name in ("select", "extend_select", "ignore"):
        if options[name]:
            setattr(settings, name, sum(options[name], ()))
    for name in ("profile", "fail_on", "fail_under_resolved"):
        if options[name] is not None:
            setattr(settings, name, options[name])
    settings.minimum_severity = options["severity"] or settings.minimum_severity
    settings.minimum_confidence = options["confidence"] or settings.minimum_confidence
    if options["exclude"]:
        settings.exclude = rebased_all(options["exclude"], settings.base)
    settings.extend_exclude = [*settings.extend_exclude, *rebased_all(options["extend_exclude"], settings.base)]
    settings.force_exclude = settings.force_exclude or options["force_exclude"]
    settings.respect_gitignore = settings.respect_gitignore and not options["no_gitignore"]
    settings.python_rule_paths = (*settings.python_rule_paths, *absolute(options["rule_paths"]))
    settings.suppressions = not options["no_suppressions"]
    settings.markdown = options["markdown"]
    settings.strict = options["strict"]
    settings.exit_zero = options["exit_zero"]
    settings.line_hashes = not WITH_LINE_HASHES.isdisjoint(formats)


def _with_stdin(paths: tuple[str, ...], name: str | None) -> tuple[tuple[str, ...], dict[str, bytes] | None]:
    """The paths with the file that standard input stands in for, and its bytes."""
    from os.path import dirname, isdir, realpath

    if STDIN not in paths:
        if name is not None:
            raise RequestError("--stdin-filename needs `-` as PATH")
        return paths, None
    if paths != (STDIN,):
        raise RequestError("`-` cannot be mixed with other paths")
    if name is None:
        raise RequestError("`-` needs --stdin-filename: the project around the file is read")
    if isdir(name) or not isdir(dirname(realpath(name))):
        raise RequestError(f"--stdin-filename: no such folder, or not a file: {name}")
    return (name,), {realpath(name): sys.stdin.buffer.read()}


def _write(
    report: Report,
    format: Format,
    output_file: str | None,
    targets: Sequence[tuple[Format, str]],
    options: dict[str, Any],
) -> None:
    """Findings to where they were asked for, what concerns only people to standard output."""
    from iaclint.output import statistics, unknown, write
    from iaclint.output.style import Style

    if options["statistics"] and format not in (*FOR_PEOPLE, "json"):
        raise RequestError(f"--statistics cannot be written as {format}")
    with _opened(output_file) as out:
        style = Style.of(out)
        if options["statistics"]:
            statistics.write(report, out, style, as_json=format == "json")
        else:
            write(report, format, out, style)
    if options["show_unknown"]:
        stream = sys.stdout if format in FOR_PEOPLE else sys.stderr
        unknown.write(report, stream, Style.of(stream))
    for one, file in targets:
        with _opened(file) as out:
            write(report, one, out, Style.of(out))


def _conclude(report: Report, settings: Settings, code: int, paths: Sequence[str], err: bool) -> None:
    """The last line, and why the run failed when no finding says it."""
    from iaclint.api import too_little_resolved
    from iaclint.output.summary import summary

    if code == NO_SUPPORTED_FILE:
        click.echo(f"iaclint: no Python or TypeScript file in {', '.join(paths)}", err=True)
        return
    click.echo(summary(report), err=err)
    if too_little_resolved(report, settings):
        percent = 100 * report.resolved / report.calls
        click.echo(f"iaclint: {percent:.1f} % resolved, {settings.fail_under_resolved:g} % are demanded", err=True)


def _opened(output_file: str | None) -> AbstractContextManager[TextIO]:
    if output_file is None:
        return nullcontext(sys.stdout)
    try:
        return open(output_file, "w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise RequestError(f"cannot write {output_file}: {error.strerror}") from error
