"""``iaclint rule NAME``."""

from __future__ import annotations

import click

from iaclint.cli.errors import RequestError
from iaclint.cli.options import absolute, complete_rule


@click.command("rule", short_help="Explain a rule.")
@click.argument("rule", required=False, metavar="NAME|CODE", shell_complete=complete_rule)
@click.option("--all", "everything", is_flag=True, help="List all rules.")
@click.option(
    "--rule-path",
    "rule_paths",
    type=click.Path(),
    multiple=True,
    metavar="PATH",
    help="Know the rules in this file or folder as well: Python and YAML.",
)
def command(rule: str | None, everything: bool, rule_paths: tuple[str, ...]) -> int:
    """Show the page of a rule: what it finds, why that is bad, bad and good examples."""
    from iaclint.registry import Registry
    from iaclint.settings import UsageError

    if everything == (rule is not None):
        raise RequestError("give the name or code of a rule, or --all")
    try:
        registry = Registry.load(python_rule_paths=absolute(rule_paths))
    except UsageError as error:
        raise RequestError(str(error)) from error
    if rule is None:
        width = max(len(entry.name) for entry in registry.entries.values())
        for entry in registry.entries.values():
            click.echo(f"{entry.code}  {entry.name:<{width}}  {entry.severity:<7}  {entry.summary}")
        return 0
    try:
        entry = registry.find(rule)
    except UsageError as error:
        raise RequestError(str(error)) from error
    click.echo(entry.page_text().rstrip())
    click.echo(f"\nSeverity: {entry.severity}. Confidence: {entry.confidence}. Profiles: {', '.join(entry.profiles)}.")
    for name, default in entry.options.items():
        click.echo(f"Option: {name} (default {default!r}).")
    if entry.equivalents:
        click.echo(f"Covers: {', '.join(entry.equivalents)}.")
    return 0
