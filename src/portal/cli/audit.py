"""Checking the audit trail."""

from pathlib import Path

import click

from foundation.audit import Problem, Status, status, verify
from foundation.audit.tasks import FOLDER
from portal.cli.running import local_settings, run


@click.group()
def audit() -> None:
    """Look after the audit trail."""


@audit.command("verify")
@click.option(
    "--heads",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of exported heads; best a copy kept on another machine.",
)
def verify_trail(heads: Path | None) -> None:
    """Check every event, every link of the chain, and the exported heads; exit 1 on problems."""
    settings = local_settings()
    folder = heads or settings.data_dir / FOLDER

    async def check() -> tuple[list[Problem], Status]:
        return await verify(folder if folder.is_dir() else None), await status()

    problems, now = run(check, settings)
    for problem in problems:
        click.echo(f"{problem.kind}: {problem.detail}")
    click.echo(f"{now.sealed} events sealed, {now.unsealed} not sealed yet.")
    if problems:
        click.echo(f"Problems found: {len(problems)}.", err=True)
        raise SystemExit(1)
    click.echo("The audit trail is whole.")


COMMANDS = (audit,)
