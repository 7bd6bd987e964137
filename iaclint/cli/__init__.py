"""The command line: argument parsing only, one module a command, imported when the command is used."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from iaclint.version import VERSION

COMMANDS = {
    "check": "Find faults in CDK, CDKTF and Pulumi programs (the default command).",
    "model": "Show what the programs would deploy, as far as iaclint can tell.",
    "explain": "Show what iaclint believes of a line, and how it came to believe it.",
    "files": "Show what is read and why, and what is taken for granted.",
    "rule": "Explain a rule.",
    "config": "Show the configuration that holds, and where it comes from.",
    "catalog": "Show what the catalog of constructs knows.",
}
DEFAULT_COMMAND = "check"

INTERNAL_ERROR = 4
INTERRUPTED = 130  # as shells say it: 128 + SIGINT


class Commands(click.Group):
    """Loads a command when it is used; ``iaclint lib/`` is ``iaclint check lib/``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"iaclint.cli.{cmd_name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args:
            args = ["--help"]
        own = (*COMMANDS, *ctx.help_option_names, "--version")
        if args and args[0] not in own:
            args = [DEFAULT_COMMAND, *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 nothing to report, 1 findings, 2 usage or configuration, 3 no supported file, 4 internal error.",
)
@click.version_option(VERSION, prog_name="iaclint")
def main() -> None:
    """Finds faults in AWS CDK, CDKTF and Pulumi programs, in Python and TypeScript, without running them.

    `iaclint PATH…` is short for `iaclint check PATH…`.
    """


def run() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal that cannot show a character must not end the run
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = main(standalone_mode=False)
    except click.exceptions.Abort:
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except BrokenPipeError:
        # the reader (head, less) has seen enough; what is buffered has nowhere to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        from traceback import format_exc

        click.echo(f"{format_exc()}\niaclint: internal error: {type(error).__name__}: please report it", err=True)
        code = INTERNAL_ERROR
    sys.exit(code)
