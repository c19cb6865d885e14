"""Japanese era names (和暦): the year as official documents write it."""

from datetime import date

# first day of each era, newest first; a day belongs to the first era that has begun
ERAS = (
    ("令和", date(2019, 5, 1)),
    ("平成", date(1989, 1, 8)),
    ("昭和", date(1926, 12, 25)),
    ("大正", date(1912, 7, 30)),
    # 慶応4年 became 明治元年 from its beginning; here with the calendar's year
    ("明治", date(1868, 1, 1)),
)

ERAS_IN_ENGLISH = {
    "令和": "Reiwa",
    "平成": "Heisei",
    "昭和": "Showa",
    "大正": "Taisho",
    "明治": "Meiji",
}


def era_year(day: date) -> tuple[str, int]:
    """The era (元号) of a day and the year within it, the first year being 1.

    Args:
        day: a calendar day from 1868 on.

    Raises:
        ValueError: the day lies before 明治.
    """
    for name, first_day in ERAS:
        if day >= first_day:
            return name, day.year - first_day.year + 1
    raise ValueError(f"no era name is known for {day.isoformat()}")


def wareki_year(day: date) -> str:
    """The year alone, as 令和8年 or 令和元年.

    Raises:
        ValueError: the day lies before 明治.
    """
    name, year = era_year(day)
    return f"{name}{'元' if year == 1 else year}年"


def wareki_year_in_english(day: date) -> str:
    """The year for readers of English, as Reiwa 8; the first is Reiwa 1.

    Raises:
        ValueError: the day lies before 明治.
    """
    name, year = era_year(day)
    return f"{ERAS_IN_ENGLISH[name]} {year}"


def wareki(day: date) -> str:
    """A day as 令和8年11月24日.

    Raises:
        ValueError: the day lies before 明治.
    """
    return f"{wareki_year(day)}{day.month}月{day.day}日"


def wareki_fiscal_year(year: int) -> str:
    """A fiscal year (年度) as 令和8年度.

    An era that begins during the first month of the fiscal year names the whole of it: the year from
    April 2019 is 令和元年度, and the one from April 1988 stays 昭和63年度. Both follow from asking
    which era holds on 1 May.

    Args:
        year: the calendar year in which the fiscal year begins in April.

    Raises:
        ValueError: the fiscal year lies before 明治.
    """
    return f"{wareki_year(date(year, 5, 1))}度"
