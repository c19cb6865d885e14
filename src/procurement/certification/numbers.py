"""Decision numbers (認定番号): R8-福祉-003, proposed from the bureau and what it decided before."""

import re
from collections.abc import Iterable
from datetime import date

from foundation.clock import fiscal_year
from foundation.i18n.wareki import era_year

_ERA_LETTERS = {"令和": "R", "平成": "H", "昭和": "S"}
_ORGAN = re.compile(r"(総?本部|局|庁|室|部)$")
_SHAPE = re.compile(r"^(?P<year>[A-Z][0-9]+)-(?P<name>.+)-(?P<serial>[0-9]+)$")
LONGEST_NUMBER = 40


def year_mark(day: date) -> str:
    """The fiscal year (年度) of a day as R8; the era of 1 May names the whole year."""
    era, year = era_year(date(fiscal_year(day), 5, 1))
    return f"{_ERA_LETTERS[era]}{year}"


def short_name(bureau: str) -> str:
    """A bureau's name as numbers carry it: 福祉局 → 福祉."""
    return _ORGAN.sub("", bureau) or bureau


def proposed_number(bureau: str, day: date, used: Iterable[str]) -> str:
    """The next free number of a bureau.

    Args:
        bureau: its name.
        day: of the decision.
        used: numbers this bureau has given before, the newest first; how the last one writes the
            bureau's name is taken over, and the count goes on within the fiscal year.
    """
    mark, name, last = year_mark(day), "", 0
    for number in used:
        found = _SHAPE.match(number)
        if found is None:
            continue
        name = name or found["name"]
        if found["year"] == mark and found["name"] == name:
            last = max(last, int(found["serial"]))
    return f"{mark}-{name or short_name(bureau)}-{last + 1:03d}"
