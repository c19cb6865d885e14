"""Checking frozen shortlists."""

import click

from matching.matcher.freezing.queries import check_all
from portal.cli.running import run


@click.group()
def shortlists() -> None:
    """Look after frozen shortlists."""


@shortlists.command("verify")
def verify_lists() -> None:
    """Check hash, form and order of every frozen list, and all against the audit trail.

    Exit 1 on problems. That the trail itself is whole, `audit verify` says.
    """
    checked = run(check_all)
    wrong = [one for one in checked if one.problems]
    for one in wrong:
        for problem in one.problems:
            click.echo(f"challenge {one.challenge_id}, list {one.number}: {problem}")
    click.echo(f"{len(checked)} frozen lists checked.")
    if wrong:
        click.echo(f"Lists with problems: {len(wrong)}.", err=True)
        raise SystemExit(1)
    click.echo("All of them say what they said, and give their order again.")


COMMANDS = (shortlists,)
