"""``iaclint rule NAME``."""

from __future__ import annotations

import click

from iaclint.cli.errors import RequestError


@click.command("rule", short_help="Explain a rule.")
@click.argument("rule", required=False, metavar="NAME|CODE")
@click.option("--all", "everything", is_flag=True, help="List all rules.")
def command(rule: str | None, everything: bool) -> int:
    """Show the page of a rule: what it finds, why that is bad, bad and good examples."""
    from iaclint.registry import Registry
    from iaclint.settings import UsageError

    if everything == (rule is not None):
        raise RequestError("give the name or code of a rule, or --all")
    registry = Registry.load()
    if rule is None:
        width = max(len(entry.name) for entry in registry.entries.values())
        for entry in registry.entries.values():
            click.echo(f"{entry.code}  {entry.name:<{width}}  {entry.severity:<7}  {entry.summary}")
        return 0
    try:
        entry = registry.find(rule)
    except UsageError as error:
        raise RequestError(str(error)) from error
    with open(entry.page, encoding="utf-8") as page:
        click.echo(page.read().rstrip())
    click.echo(f"\nSeverity: {entry.severity}. Confidence: {entry.confidence}. Profiles: {', '.join(entry.profiles)}.")
    return 0
