"""Checking the audit trail."""

from collections import Counter
from pathlib import Path

import click

from foundation.audit import FOLDER, Problem, Status, status, verify
from portal.cli.running import local_settings, run

# Of a trail rewritten from end to end, the first links tell as much as all.
MOST_SHOWN = 100


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
    """Check every event, its time, every link of the chain with its code, and the exported heads.

    Exit 1 on problems, also when the heads are missing, old, or ahead of the trail.
    """
    settings = local_settings()
    folder = heads or settings.data_dir / FOLDER

    async def check() -> tuple[list[Problem], Status]:
        return await verify(folder), await status()

    problems, now = run(check, settings)
    for problem in problems[:MOST_SHOWN]:
        click.echo(f"{problem.kind}: {problem.detail}")
    if len(problems) > MOST_SHOWN:
        counts = Counter(problem.kind for problem in problems[MOST_SHOWN:])
        more = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
        click.echo(f"… and more: {more}.")
    click.echo(f"{now.sealed} events sealed, {now.unsealed} not sealed yet.")
    if problems:
        click.echo(f"Problems found: {len(problems)}.", err=True)
        raise SystemExit(1)
    if not now.sealed:
        click.echo("The audit trail was never sealed: nothing vouches for it yet.")
        return
    click.echo("The audit trail is whole.")


COMMANDS = (audit,)
