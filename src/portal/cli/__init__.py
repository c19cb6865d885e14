"""`kingsalmon`: the command line of an installation."""

import click

from foundation.settings import UnsafeSettings
from portal.cli import account, audit, demo, match, serving, shortlists


class _Commands(click.Group):
    """Turns unsafe settings into one line instead of a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except UnsafeSettings as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands)
def main() -> None:
    """King Salmon: from a public problem to the contract that solves it."""


for command in (
    *serving.COMMANDS,
    *account.COMMANDS,
    *audit.COMMANDS,
    *match.COMMANDS,
    *shortlists.COMMANDS,
    demo.demo,
):
    main.add_command(command)
