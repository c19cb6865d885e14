"""Checking what is frozen: shortlists, results, and what certifications rested on."""

from collections.abc import Awaitable, Callable, Sequence

import click

from foundation.audit import CheckedRecord
from matching.matcher.freezing.queries import check_all
from pitch.judging.results import check_results
from portal.cli.running import run
from procurement.certification.queries import check_evidence


@click.group()
def shortlists() -> None:
    """Look after frozen shortlists."""


@click.group()
def results() -> None:
    """Look after the results of contests."""


@click.group()
def certifications() -> None:
    """Look after what certifications rested on."""


@shortlists.command("verify")
def verify_lists() -> None:
    """Check hash, form and order of every frozen list, and all against the audit trail.

    Exit 1 on problems. That the trail itself is whole, `audit verify` says.
    """
    checked = run(check_all)
    _tell(
        [(f"challenge {one.challenge_id}, list {one.number}", one.problems) for one in checked],
        "frozen lists",
        "Lists",
    )
    click.echo("All of them say what they said, and give their order again.")


@results.command("verify")
def verify_results() -> None:
    """Check the hash of every result against the audit trail; exit 1 on problems."""
    _verify(check_results, "result", "Results")


@certifications.command("verify")
def verify_certifications() -> None:
    """Check the hash of what every decision rested on against the audit trail; exit 1 on problems."""
    _verify(check_evidence, "certification", "Certifications")


def _verify(check: Callable[[], Awaitable[list[CheckedRecord]]], one: str, several: str) -> None:
    checked = run(check)
    _tell([(f"{one} {each.id}", each.problems) for each in checked], several.lower(), several)
    click.echo("All of them say what they said.")


def _tell(checked: Sequence[tuple[str, list[str]]], counted: str, several: str) -> None:
    wrong = [(name, problems) for name, problems in checked if problems]
    for name, problems in wrong:
        for problem in problems:
            click.echo(f"{name}: {problem}")
    click.echo(f"{len(checked)} {counted} checked.")
    if wrong:
        click.echo(f"{several} with problems: {len(wrong)}.", err=True)
        raise SystemExit(1)


COMMANDS = (shortlists, results, certifications)
