"""Dates, times, money and numbers as people read them, in Tokyo time and the reader's language."""

from datetime import date, datetime

from foundation import clock
from foundation.i18n.catalogue import gettext as _
from foundation.i18n.language import language
from foundation.i18n.wareki import wareki_fiscal_year

_WEEKDAYS_JA = "月火水木金土日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""The names that strftime gives depend on the machine's language."""


def _day(value: date | datetime) -> date:
    return value.astimezone(clock.TOKYO).date() if isinstance(value, datetime) else value


def format_date(value: date | datetime | None, *, weekday: bool = False, year: bool = True) -> str:
    """2026年12月11日（金） / 11 Dec 2026 (Fri); the empty text for None.

    Args:
        weekday: add the day of the week.
        year: False leaves the year out when it is the present one.
    """
    if value is None:
        return ""
    day = _day(value)
    show_year = year or day.year != clock.today().year
    if language() == "en":
        text = f"{day.day} {MONTHS_EN[day.month - 1]}" + (f" {day.year}" if show_year else "")
        return f"{text} ({_WEEKDAYS_EN[day.weekday()]})" if weekday else text
    text = (f"{day.year}年" if show_year else "") + f"{day.month}月{day.day}日"
    return f"{text}（{_WEEKDAYS_JA[day.weekday()]}）" if weekday else text


def format_month(day: date | None) -> str:
    """2027年4月 / Apr 2027; the empty text for None."""
    if day is None:
        return ""
    if language() == "en":
        return f"{MONTHS_EN[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月"


def format_datetime(value: datetime | None, *, weekday: bool = False, year: bool = True) -> str:
    """2026年12月11日 17:00 in Tokyo time."""
    if value is None:
        return ""
    local = value.astimezone(clock.TOKYO)
    gap = "" if weekday and language() == "ja" else " "
    return f"{format_date(value, weekday=weekday, year=year)}{gap}{local:%H:%M}"


def format_money(value: int | None) -> str:
    """7,920,000円 / 7,920,000 yen."""
    if value is None:
        return ""
    return f"{format_number(value)} yen" if language() == "en" else f"{format_number(value)}円"


def format_number(value: int | float | None) -> str:
    """With thousands separators and a true minus sign."""
    if value is None:
        return ""
    return f"{value:,}".replace("-", "−")


def shortened(title: str) -> str:
    """A title short enough for one step of the way to a page; Latin letters are half as wide."""
    most = 48 if language() == "en" else 24
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"


def format_fiscal_year(year: int) -> str:
    """令和8年度 / FY2026."""
    if language() == "en":
        return f"FY{year}"
    return wareki_fiscal_year(year)


def days_until(value: date | datetime) -> int:
    """Days from today to a day in Tokyo; negative when it has passed."""
    return (_day(value) - clock.today()).days


def days_left(value: date | datetime) -> str:
    """あと17日, 今日, or 3日過ぎました."""
    number = days_until(value)
    if number == 0:
        return _("今日")
    if number > 0:
        return _("あと%(days)s日", days=number)
    return _("%(days)s日過ぎました", days=-number)
