"""The term of a certification (認定期間): when it ends, and whether a day lies in it."""

from collections.abc import Iterable
from datetime import date

from foundation.clock import fiscal_year

# the number of fiscal years is a dated setting of the law that applies; this is what Tokyo's scheme uses
DEFAULT_FISCAL_YEARS = 3


def default_term_end(certified_on: date, fiscal_years: int = DEFAULT_FISCAL_YEARS) -> date:
    """31 March that closes the last fiscal year (年度) of the term.

    The fiscal year of the decision counts as the first: what was certified on 2009-08-20 ended on
    2012-03-31, and what is certified on 2021-03-30, in the last days of fiscal 2020, ends on 2023-03-31.
    Source: Tokyo's notices on certified products of 2009, 2018, 2019 and 2025.

    Args:
        certified_on: day of the decision, in Tokyo.
        fiscal_years: length of the term, at least 1.

    Raises:
        ValueError: fewer than one fiscal year.
    """
    if fiscal_years < 1:
        raise ValueError(f"a term has at least one fiscal year, not {fiscal_years}")
    return date(fiscal_year(certified_on) + fiscal_years, 3, 31)


def in_term(
    start: date,
    end: date,
    day: date,
    suspended_periods: Iterable[tuple[date, date | None]] = (),
) -> bool:
    """Whether a contract signed on a day could rest on the certification.

    Args:
        start: first day of the term.
        end: last day of the term; for a revoked certification the day before the revocation.
        day: the day asked about.
        suspended_periods: first and last day of each suspension (停止), both included; None as last day
            while it goes on.
    """
    if not start <= day <= end:
        return False
    return not any(
        first <= day and (last is None or day <= last) for first, last in suspended_periods
    )
