"""On which days a certification holds: its term without its suspensions, up to its revocation."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

Period = tuple[date, date | None]
"""First and last day, both included; None as last day while it goes on."""

_DAY = timedelta(days=1)


def last_possible_day(term_end: date, revoked_on: date | None) -> date:
    """The last day on which a contract may rest on it: that of the term, or before the revocation."""
    return term_end if revoked_on is None else min(term_end, revoked_on - _DAY)


def days_in_force(
    start: date, end: date, suspensions: Iterable[Period] = ()
) -> list[tuple[date, date]]:
    """The stretches of days on which it holds, in order; empty when there is none.

    Args:
        start, end: first and last day of the term, both included.
        suspensions: periods of suspension (停止) in any order; they may overlap.
    """
    stretches: list[tuple[date, date]] = []
    first = start
    for begins, ends in sorted(suspensions, key=lambda period: period[0]):
        if ends is not None and ends < begins:
            continue
        if first <= min(begins - _DAY, end):
            stretches.append((first, min(begins - _DAY, end)))
        if ends is None or ends >= end:
            return stretches
        first = max(first, ends + _DAY)
    if first <= end:
        stretches.append((first, end))
    return stretches


def last_day_in_force(stretches: Sequence[tuple[date, date]], before: date) -> date | None:
    """The last day up to and including `before` on which it holds."""
    days = [min(last, before) for first, last in stretches if first <= before]
    return max(days, default=None)


def is_lapsed(suspension: Period | None, day: date) -> bool:
    """Whether a suspension had a last day and that day has passed."""
    return suspension is not None and suspension[1] is not None and suspension[1] < day
