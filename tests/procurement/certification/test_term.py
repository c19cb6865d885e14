"""The term of a certification at the borders of fiscal years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.clock import fiscal_year
from procurement.certification.term import days_in_force, default_term_end

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("certified_on", "end"),
    [
        (date(2009, 8, 20), date(2012, 3, 31)),
        (date(2018, 8, 27), date(2021, 3, 31)),
        (date(2019, 8, 27), date(2022, 3, 31)),
        (date(2021, 3, 30), date(2023, 3, 31)),
        (date(2021, 3, 31), date(2023, 3, 31)),
        (date(2021, 4, 1), date(2024, 3, 31)),
        (date(2020, 2, 29), date(2022, 3, 31)),
    ],
)
def test_end_of_real_and_border_cases(certified_on, end):
    assert default_term_end(certified_on, 3) == end


def test_one_fiscal_year_ends_with_its_own():
    assert default_term_end(date(2026, 3, 31), 1) == date(2026, 3, 31)
    assert default_term_end(date(2026, 4, 1), 1) == date(2027, 3, 31)


def test_no_fiscal_year_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        default_term_end(date(2026, 4, 1), 0)


@given(day=DAYS, years=st.integers(1, 10))
def test_end_is_the_last_day_of_a_fiscal_year_within_the_term(day, years):
    end = default_term_end(day, years)
    assert (end.month, end.day) == (3, 31)
    assert fiscal_year(end) == fiscal_year(day) + years - 1
    assert timedelta(days=365 * (years - 1)) <= end - day <= timedelta(days=366 * years)


@given(day=DAYS)
def test_later_decision_never_ends_earlier(day):
    assert default_term_end(day, 3) <= default_term_end(day + timedelta(days=1), 3)


START, END = date(2024, 5, 29), date(2027, 3, 31)


def holds(day, suspensions=()):
    return any(first <= day <= last for first, last in days_in_force(START, END, suspensions))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (START - timedelta(days=1), False),
        (START, True),
        (END, True),
        (END + timedelta(days=1), False),
    ],
)
def test_both_ends_belong_to_the_term(day, expected):
    assert holds(day) is expected


def test_suspension_takes_its_days_out():
    pause = (date(2025, 1, 10), date(2025, 1, 20))
    assert holds(date(2025, 1, 9), [pause])
    assert not holds(date(2025, 1, 10), [pause])
    assert not holds(date(2025, 1, 20), [pause])
    assert holds(date(2025, 1, 21), [pause])


def test_open_suspension_lasts():
    assert not holds(date(2026, 11, 24), [(date(2026, 11, 1), None)])
    assert holds(date(2026, 10, 31), [(date(2026, 11, 1), None)])
