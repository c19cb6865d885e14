"""Dates, money, addresses and texts in the reader's language."""

from datetime import UTC, date, datetime

import pytest

from foundation import clock, i18n
from foundation.i18n.language import split_language

DAY = date(2026, 12, 11)


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen(datetime(2026, 11, 24, 3, 0, tzinfo=UTC)):
        yield


def test_dates_in_both_languages():
    assert i18n.format_date(DAY, weekday=True) == "2026年12月11日（金）"
    assert i18n.format_date(DAY, year=False) == "12月11日"
    assert i18n.format_date(date(2027, 1, 15), year=False) == "2027年1月15日"
    with i18n.using_language("en"):
        assert i18n.format_date(DAY, weekday=True) == "11 Dec 2026 (Fri)"


def test_instants_are_shown_in_tokyo_time():
    assert i18n.format_datetime(datetime(2026, 12, 11, 8, 0, tzinfo=UTC)) == "2026年12月11日 17:00"


def test_months_in_both_languages():
    assert i18n.format_month(DAY) == "2026年12月"
    assert i18n.format_month(None) == ""
    with i18n.using_language("en"):
        assert i18n.format_month(DAY) == "Dec 2026"


def test_money_and_numbers():
    assert i18n.format_money(7_920_000) == "7,920,000円"
    assert i18n.format_number(-1.5) == "−1.5"
    assert i18n.format_money(None) == ""
    with i18n.using_language("en"):
        assert i18n.format_money(7_920_000) == "7,920,000 yen"


def test_fiscal_years_are_told_by_era():
    assert i18n.format_fiscal_year(2026) == "令和8年度"
    with i18n.using_language("en"):
        assert i18n.format_fiscal_year(2026) == "FY2026"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 24), "今日"),
        (date(2026, 12, 11), "あと17日"),
        (date(2026, 11, 21), "3日過ぎました"),
    ],
)
def test_days_left(day: date, text: str):
    assert i18n.days_left(day) == text


@pytest.mark.parametrize(
    ("address", "language", "rest"),
    [
        ("/", "ja", "/"),
        ("/en", "en", "/"),
        ("/en/", "en", "/"),
        ("/en/challenges", "en", "/challenges"),
        ("/english", "ja", "/english"),
        ("/en//other.example", "en", "/other.example"),
        ("//other.example", "ja", "/other.example"),
        ("/en/\\other.example", "en", "/other.example"),
    ],
)
def test_the_language_is_part_of_the_address(address: str, language: str, rest: str):
    assert split_language(address) == (language, rest)


def test_links_keep_the_language():
    assert i18n.path("/challenges") == "/challenges"
    with i18n.using_language("en"):
        assert i18n.path("/challenges") == "/en/challenges"
        assert i18n.path("/") == "/en"
        assert i18n.path("https://elsewhere.example/") == "https://elsewhere.example/"


def test_content_falls_back_to_japanese():
    with i18n.using_language("en"):
        assert i18n.pick("課題", "Challenge") == "Challenge"
        assert i18n.pick("課題", None) == "課題"
        assert i18n.pick("課題", "") == "課題"


@pytest.mark.parametrize(
    ("year", "text"), [(2018, "平成30年度"), (2019, "令和元年度"), (2026, "令和8年度")]
)
def test_a_fiscal_year_has_one_era_throughout(year: int, text: str):
    assert i18n.format_fiscal_year(year) == text
