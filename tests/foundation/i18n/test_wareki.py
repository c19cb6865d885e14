"""Era names at their borders."""

from datetime import date

import pytest

from foundation.i18n.wareki import (
    era_year,
    wareki,
    wareki_fiscal_year,
    wareki_year,
    wareki_year_in_english,
)
from foundation.web.forms.dates import YEARS


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(1868, 1, 1), "明治元年1月1日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 31), "昭和元年12月31日"),
        (date(1927, 1, 1), "昭和2年1月1日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1990, 1, 1), "平成2年1月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 12, 31), "令和元年12月31日"),
        (date(2020, 1, 1), "令和2年1月1日"),
        (date(2026, 11, 24), "令和8年11月24日"),
    ],
)
def test_day_at_era_borders(day, text):
    assert wareki(day) == text


@pytest.mark.parametrize("day", [date(1867, 12, 31), date(1, 1, 1)])
def test_days_before_meiji_have_no_name(day):
    with pytest.raises(ValueError, match="no era name"):
        wareki(day)


def test_every_day_that_a_form_takes_has_a_name():
    assert wareki(date(YEARS[0], 1, 1))
    assert wareki_year_in_english(date(YEARS[0], 1, 1)) == "Meiji 1"
    assert wareki(date(YEARS[-1], 12, 31))


def test_first_year_is_one():
    assert era_year(date(2019, 5, 1)) == ("令和", 1)
    assert wareki_year(date(2019, 5, 1)) == "令和元年"
    assert wareki_year_in_english(date(2019, 5, 1)) == "Reiwa 1"
    assert wareki_year_in_english(date(1989, 1, 7)) == "Showa 64"


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (1988, "昭和63年度"),
        (1989, "平成元年度"),
        (2018, "平成30年度"),
        (2019, "令和元年度"),
        (2020, "令和2年度"),
        (2026, "令和8年度"),
    ],
)
def test_fiscal_years(year, text):
    assert wareki_fiscal_year(year) == text
