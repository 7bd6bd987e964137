"""How a wrong request is told: one line, exit code 2, no usage text around it."""

from __future__ import annotations

import click


class RequestError(click.ClickException):
    exit_code = 2

    def show(self, file: object = None) -> None:
        click.echo(f"iaclint: {self.message}", err=True)
