"""Checking the audit trail."""

from collections import Counter
from pathlib import Path

import click

from foundation.audit import (
    NotLeftBehind,
    Problem,
    Status,
    links_to_sign,
    own_folder,
    sign_left_behind,
    status,
    verify,
)
from portal.cli.running import local_settings, run

# Of a trail rewritten from end to end, the first links tell as much as all.
MOST_SHOWN = 100


@click.group()
def audit() -> None:
    """Look after the audit trail."""


_heads_option = click.option(
    "--heads",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of exported heads; best a copy kept on another machine.",
)


@audit.command("verify")
@_heads_option
def verify_trail(heads: Path | None) -> None:
    """Check every event, its time, every link of the chain with its code, and the exported heads.

    Exit 1 on problems, also when the heads are missing, old, or ahead of the trail.
    """
    settings = local_settings()

    async def check() -> tuple[list[Problem], Status, int]:
        folder = heads or own_folder()
        return await verify(folder), await status(), await links_to_sign(folder)

    problems, now, to_sign = run(check, settings)
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
    if to_sign:
        click.echo(f"{to_sign} of them from before there were keys: signed at the next sealing.")
    click.echo("The audit trail is whole.")


@audit.command("sign-earlier")
@_heads_option
def sign_earlier(heads: Path | None) -> None:
    """Sign links from before there were keys that an upgrade left without a code.

    Exit 1, and nothing is signed, where codes may have been taken away.
    """

    async def sign() -> int:
        return await sign_left_behind(heads or own_folder())

    try:
        count = run(sign, local_settings())
    except NotLeftBehind as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{count} links signed; an event in the trail says so.")


COMMANDS = (audit,)
