"""Days are days in Tokyo, and a fiscal year begins in April."""

from datetime import UTC, date, datetime

import pytest

from foundation import clock


def test_today_is_the_day_in_tokyo():
    with clock.frozen(datetime(2026, 11, 23, 15, 0, tzinfo=UTC)):
        assert clock.today() == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2027, 3, 31), 2026),
        (date(2026, 4, 1), 2026),
        (date(2026, 1, 1), 2025),
    ],
)
def test_the_fiscal_year_begins_in_april(day: date, year: int):
    assert clock.fiscal_year(day) == year


def test_the_clock_can_start_on_another_day_and_runs_on():
    try:
        clock.start_on(date(2027, 4, 1))
        first = clock.now()
        assert clock.today() == date(2027, 4, 1)
        assert clock.now() >= first
    finally:
        clock.set_clock(None)
    assert clock.today() != date(2027, 4, 1)
