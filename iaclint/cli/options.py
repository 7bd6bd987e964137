"""Options that several commands share, and the settings of a run: the command line over the configuration files over the defaults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from iaclint.config import Configurations
    from iaclint.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

# what cannot be read is a finding, not wrong usage
FORMAT = click.option(
    "--format",
    "format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
PATHS = click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(readable=False))

_CONFIGURATION = (
    click.option(
        "--config",
        "config",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help="Use this configuration file instead of the nearest ones; it may name Python rules.",
    ),
    click.option("--no-config", is_flag=True, help="Do not read configuration files."),
    click.option("--isolated", is_flag=True, help="Use neither configuration files nor installed rule packs."),
    click.option(
        "--environment",
        "environments",
        multiple=True,
        metavar="NAME",
        help="The environment under which conditions are decided; may be given several times.  [default: pr1234]",
    ),
)


class Selectors(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.2 only
    """Codes, prefixes or names, separated by commas."""

    name = "rules"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        return tuple(word.strip() for word in str(value).split(",") if word.strip())

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return complete_rule(ctx, param, incomplete)


RULES = Selectors()


def complete_rule(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Codes and names of rules; of a list, the last one."""
    from click.shell_completion import CompletionItem

    from iaclint.registry import Registry

    before, comma, word = incomplete.rpartition(",")
    return [
        CompletionItem(before + comma + name, help=entry.summary)
        for entry in Registry.load().entries.values()
        for name in (entry.code, entry.name)
        if name.startswith(word)
    ]


def configuration_options(command: F) -> F:
    for option in reversed(_CONFIGURATION):
        command = option(command)
    return command


def configurations(
    *,
    config: str | None,
    no_config: bool,
    isolated: bool,
    environments: tuple[str, ...],
    override: Callable[[Settings], None] = lambda settings: None,
) -> Configurations:
    """The settings of each path. ``override`` puts what the command line says over them. Raises ``UsageError``."""
    from iaclint.config import Configurations
    from iaclint.settings import UsageError

    if config is not None and (no_config or isolated):
        raise UsageError("--config and --no-config or --isolated exclude each other")

    def over(settings: Settings) -> None:
        settings.isolated = isolated
        if environments:
            settings.environments = tuple(dict.fromkeys(environments))
        override(settings)

    return Configurations(over, config, read=not (no_config or isolated))


def absolute(paths: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(os.path.abspath(path) for path in paths)


def show(data: Any, lines: Callable[[Any], Iterable[str]], format: str) -> None:
    """Prints what a command found, as JSON or as the ``lines`` that it gives."""
    if format == "json":
        import json

        click.echo(json.dumps(data, indent=2))
    else:
        for line in lines(data):
            click.echo(line)
