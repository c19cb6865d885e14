"""`kingsalmon`: the command line of an installation."""

import asyncpg
import click

from foundation.settings import UnsafeSettings
from portal.cli import (
    account,
    audit,
    demo,
    doctor,
    match,
    organisation,
    search,
    serving,
    shortlists,
)


class _Commands(click.Group):
    """Turns unsafe settings and a database not migrated into one line instead of a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except UnsafeSettings as error:
            raise click.ClickException(str(error)) from error
        except (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError) as error:
            raise click.ClickException(
                "The database lacks something: run kingsalmon migrate."
            ) from error


@click.group(cls=_Commands)
def main() -> None:
    """King Salmon: from a public problem to the contract that solves it."""


for command in (
    *serving.COMMANDS,
    *organisation.COMMANDS,
    *account.COMMANDS,
    *audit.COMMANDS,
    *match.COMMANDS,
    *shortlists.COMMANDS,
    *search.COMMANDS,
    *doctor.COMMANDS,
    demo.demo,
):
    main.add_command(command)
