"""Checking what is frozen: shortlists, results, and what certifications rested on."""

from dataclasses import dataclass
from typing import Any

import click

from foundation.audit import FrozenKind, check_frozen
from matching.matcher.freezing.record import FROZEN_LISTS
from pitch.judging.results.record import FROZEN_RESULTS
from portal.cli.running import run
from procurement.certification.grounds.evidence import FROZEN_DECISIONS


@dataclass(frozen=True, kw_only=True)
class Check:
    """One kind of frozen records as the command line calls it.

    Attributes:
        group, about: the command and its help.
        looked_at: what `verify` says that it does.
        counted, several: the records, within a sentence and at its beginning.
    """

    kind: FrozenKind[Any]
    group: str
    about: str
    looked_at: str
    counted: str
    several: str
    well: str = "All of them say what they said."


_CHECKS = (
    Check(
        kind=FROZEN_LISTS,
        group="shortlists",
        about="Look after frozen shortlists.",
        looked_at="Check hash, form and order of every frozen list",
        counted="frozen lists",
        several="Lists",
        well="All of them say what they said, and give their order again.",
    ),
    Check(
        kind=FROZEN_RESULTS,
        group="results",
        about="Look after the results of contests.",
        looked_at="Check hash and form of every result",
        counted="results",
        several="Results",
    ),
    Check(
        kind=FROZEN_DECISIONS,
        group="certifications",
        about="Look after what certifications rested on.",
        looked_at="Check hash and form of what every decision rested on",
        counted="certifications",
        several="Certifications",
    ),
)


def _command(check: Check) -> click.Group:
    @click.group(check.group, help=check.about)
    def group() -> None:
        pass

    @group.command(
        "verify",
        help=f"{check.looked_at}, and all against the audit trail; exit 1 on problems. "
        "That the trail itself is whole, `audit verify` says.",
    )
    def verify() -> None:
        checked = run(lambda: check_frozen(check.kind))
        wrong = [one for one in checked if one.problems]
        for one in wrong:
            for problem in one.problems:
                click.echo(f"{one.label}: {problem}")
        click.echo(f"{len(checked)} {check.counted} checked.")
        if wrong:
            click.echo(f"{check.several} with problems: {len(wrong)}.", err=True)
            raise SystemExit(1)
        click.echo(check.well)

    return group


COMMANDS = tuple(map(_command, _CHECKS))
