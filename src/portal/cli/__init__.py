"""`kingsalmon`: the command line of an installation."""

import click

from foundation.database import is_passing, lacks_schema
from foundation.database.failures import EmbeddedFailed
from foundation.database.migrations import HalfUpgraded, MigrationFailed
from foundation.settings import UnsafeSettings
from portal.cli import (
    account,
    audit,
    demo,
    doctor,
    frozen,
    match,
    organisation,
    search,
    serving,
)
from portal.cli.speaking import speaking
from portal.watching.running import half_upgraded


class _Commands(click.Group):
    """Turns what keeps a command from starting into one line instead of a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except UnsafeSettings as error:
            with speaking():
                raise click.ClickException(str(error)) from error
        except EmbeddedFailed as error:
            raise click.ClickException(str(error)) from error
        except HalfUpgraded as error:
            with speaking():
                raise click.ClickException(" ".join(half_upgraded())) from error
        except MigrationFailed as error:
            lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [""]
            reason = lines[0] if error.__cause__ else lines[-1]
            raise click.ClickException(
                f"The database cannot be brought to the newest schema: {reason}"
            ) from error
        except Exception as error:
            if lacks_schema(error):
                raise click.ClickException(
                    "The database lacks something: run kingsalmon migrate."
                ) from error
            if not is_passing(error):
                raise
            reason = " ".join(str(error).split())
            raise click.ClickException(
                f"The database does not answer ({reason}): see that it runs and has room, "
                "and that KS_DATABASE_URL is right."
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
    *frozen.COMMANDS,
    *search.COMMANDS,
    *doctor.COMMANDS,
    demo.demo,
):
    main.add_command(command)
