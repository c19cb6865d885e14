"""What a price buys, and how it is written."""

from typing import Literal

from foundation.i18n import format_money
from foundation.i18n import gettext as _

PriceUnit = Literal["unit", "month", "year", "project"]
PRICE_UNITS: tuple[PriceUnit, ...] = ("unit", "month", "year", "project")
LARGEST_AMOUNT = 1_000_000_000_000
"""Of money in one field, in yen."""


def unit_label(unit: str | None) -> str:
    """What one price buys."""
    if unit is None:
        return ""
    return {
        "unit": _("1台・1件"),
        "month": _("1か月"),
        "year": _("1年"),
        "project": _("一式"),
    }[unit]


def price_line(price_yen: int | None, unit: str | None) -> str:
    """The price with its unit; says so where it is not registered."""
    if price_yen is None:
        return _("価格が未登録")
    money = format_money(price_yen)
    return _("%(unit)sあたり %(money)s", unit=unit_label(unit), money=money) if unit else money
