"""The term of a certification (認定期間): when it ends, and on which days it holds.

It holds on the days of its term without its suspensions, up to its revocation.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from foundation.clock import fiscal_year

Period = tuple[date, date | None]
"""First and last day, both included; None as last day while it goes on."""

_DAY = timedelta(days=1)


def default_term_end(certified_on: date, fiscal_years: int) -> date:
    """31 March that closes the last fiscal year (年度) of the term.

    The fiscal year of the decision counts as the first: what was certified on 2009-08-20 ended on
    2012-03-31, and what is certified on 2021-03-30, in the last days of fiscal 2020, ends on 2023-03-31.
    Source: Tokyo's notices on certified products of 2009, 2018, 2019 and 2025.

    Args:
        certified_on: day of the decision, in Tokyo.
        fiscal_years: length of the term by the rule of that day (`procurement.law`), at least 1.

    Raises:
        ValueError: fewer than one fiscal year.
    """
    if fiscal_years < 1:
        raise ValueError(f"a term has at least one fiscal year, not {fiscal_years}")
    return date(fiscal_year(certified_on) + fiscal_years, 3, 31)


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
