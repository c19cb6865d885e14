"""Days and instants as documents write them: in both calendars (西暦 and 和暦), in Japanese or English."""

from datetime import date, datetime

from foundation.clock import TOKYO
from foundation.i18n.formatting import MONTHS_EN
from foundation.i18n.wareki import wareki, wareki_year_in_english


def western(day: date, language: str = "ja") -> str:
    """A day as 2026年11月24日, or 24 Nov 2026."""
    if language == "en":
        return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def in_both(day: date, language: str = "ja") -> str:
    """A day as 令和8年11月24日（2026年11月24日）, or 24 Nov 2026 (Reiwa 8); the Gregorian one alone before 明治."""
    try:
        if language == "en":
            return f"{western(day, language)} ({wareki_year_in_english(day)})"
        return f"{wareki(day)}（{western(day)}）"
    except ValueError:
        return western(day, language)


def moment(at: datetime, language: str = "ja") -> str:
    """An instant as a document states when something was done: day in both calendars, time in Tokyo.

    Args:
        at: aware.
    """
    local = at.astimezone(TOKYO)
    day = in_both(local.date(), language)
    return f"{day} {local:%H:%M}" if language == "en" else f"{day}{local:%H:%M}"
