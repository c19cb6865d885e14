"""Fields of days and times of day."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import wtforms

from foundation import clock
from foundation.i18n import gettext as _
from foundation.text import one_line, whole_number
from foundation.web.forms.data import half_width
from foundation.web.forms.rules import Label, rules

YEARS = range(1868, 2200)
"""Years that a form takes: what lies outside is a slip, and beyond what dates are counted with."""


def day_of(parts: Sequence[str]) -> date | None:
    """The day that year, month and day in digits say; None when there is no such day."""
    numbers = [whole_number(part) for part in parts]
    year, month, day = numbers if len(numbers) == 3 else (None, None, None)
    if year is None or year not in YEARS or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DateField(wtforms.Field):
    """A day in three inputs 年 月 日, named `name-year`, `name-month`, `name-day`.

    An ISO date under the plain name is read too.
    """

    three_inputs = True

    def __init__(
        self, label: Label, *, required: bool = False, hint: Label = "", **kwargs: Any
    ) -> None:
        validators = kwargs.pop("validators", ())
        super().__init__(label, rules(required, validators), description=hint, **kwargs)
        self.year = self.month = self.day = ""

    def process(
        self, formdata: Any, data: Any = wtforms.utils.unset_value, extra_filters: Any = None
    ) -> None:
        super().process(formdata, data, extra_filters)
        if formdata is not None and f"{self.name}-year" in formdata:
            self.year, self.month, self.day = (
                one_line((formdata.getlist(f"{self.name}-{part}") or [""])[0])
                for part in ("year", "month", "day")
            )
            self._read([self.year, self.month, self.day])

    def process_data(self, value: Any) -> None:
        self.data = value
        if value is not None:
            self.year, self.month, self.day = str(value.year), str(value.month), str(value.day)

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            parts = re.split(r"[-/年月日]", half_width(valuelist[0]))
            self.year, self.month, self.day = ([*parts, "", "", ""])[:3]
            self._read([self.year, self.month, self.day])

    def _read(self, parts: list[str]) -> None:
        self.data = None
        plain = [half_width(part) for part in parts]
        if not any(plain):
            return
        self.data = day_of(plain)
        if self.data is None:
            self.process_errors = [_("西暦の年月日を数字で書いてください。例）2026年12月11日")]


class DateTimeField(DateField):
    """A day and a time of day in Tokyo; the time is named `name-time` (HH:MM)."""

    with_time = True

    def __init__(self, label: Label, *, default_time: str = "17:00", **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.time_text = default_time

    def process(
        self, formdata: Any, data: Any = wtforms.utils.unset_value, extra_filters: Any = None
    ) -> None:
        if formdata is not None and f"{self.name}-time" in formdata:
            self.time_text = one_line(formdata.getlist(f"{self.name}-time")[0])
        super().process(formdata, data, extra_filters)

    def process_data(self, value: Any) -> None:
        if value is None:
            super().process_data(None)
            return
        local = value.astimezone(clock.TOKYO)
        super().process_data(local.date())
        self.data = value
        self.time_text = f"{local:%H:%M}"

    def _read(self, parts: list[str]) -> None:
        super()._read(parts)
        if self.data is None:
            return
        found = re.fullmatch(r"([0-9]{1,2})[:時]([0-9]{2})分?", half_width(self.time_text))
        try:
            if not found:
                raise ValueError
            at = time(int(found[1]), int(found[2]))
        except ValueError:
            self.data = None
            self.process_errors = [_("時刻を24時間の形で書いてください。例）17:00")]
            return
        self.data = datetime.combine(self.data, at, clock.TOKYO)
