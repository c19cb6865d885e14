"""Documents write days in both calendars, by the clock of Tokyo."""

from datetime import UTC, date, datetime

import pytest

from foundation.documents.dates import in_both, moment, western


@pytest.mark.parametrize(
    ("day", "ja", "en"),
    [
        (date(2026, 11, 24), "令和8年11月24日（2026年11月24日）", "24 Nov 2026 (Reiwa 8)"),
        (date(2019, 5, 1), "令和元年5月1日（2019年5月1日）", "1 May 2019 (Reiwa 1)"),
        (date(1867, 12, 31), "1867年12月31日", "31 Dec 1867"),
    ],
)
def test_a_day_stands_in_both_calendars_where_both_have_it(day: date, ja: str, en: str):
    assert (in_both(day), in_both(day, "en")) == (ja, en)


def test_in_narrow_columns_the_gregorian_day_stands_alone():
    assert (western(date(2026, 5, 1)), western(date(2026, 5, 1), "en")) == (
        "2026年5月1日",
        "1 May 2026",
    )


def test_an_instant_is_told_by_the_clock_of_tokyo():
    at = datetime(2026, 3, 31, 15, 30, tzinfo=UTC)
    assert moment(at) == "令和8年4月1日（2026年4月1日）00:30"
    assert moment(at, "en") == "1 Apr 2026 (Reiwa 8) 00:30"
