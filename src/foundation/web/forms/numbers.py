"""Fields of numbers; full-width digits and commas are understood."""

import re
from typing import Any

import wtforms

from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.text import one_line, whole_number
from foundation.web.forms.data import half_width
from foundation.web.forms.rules import Between, Label, rules

MOST_DIGITS = 18
"""What any whole number in the database has room for."""


class IntegerField(wtforms.Field):
    """A whole number; full-width digits and commas are understood.

    `unit` stands outside the control; written inside it as well, its `signs` are left out.
    """

    input_mode = "numeric"
    signs = ""

    def __init__(
        self,
        label: Label,
        *,
        required: bool = False,
        minimum: int | None = 0,
        maximum: int | None = 2_000_000_000,
        hint: Label = "",
        unit: Label = "",
        **kwargs: Any,
    ) -> None:
        checks = rules(required, [Between(minimum, maximum)])
        super().__init__(label, checks, description=hint, **kwargs)
        self.unit = unit
        self.text = ""

    def process_data(self, value: Any) -> None:
        self.data = value
        self.text = "" if value is None else str(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.text = one_line(valuelist[0]) if valuelist else ""
        plain = re.sub(rf"[,\s、{self.signs}]", "", half_width(self.text))
        if not plain:
            self.data = None
            return
        sign, digits = (-1, plain[1:]) if plain[0] in "−-" else (1, plain)
        number = whole_number(digits, MOST_DIGITS)
        if number is None:
            self.data = None
            raise ValueError(self._message())
        self.data = sign * number

    def _message(self) -> str:
        return _("数字だけで書いてください。例）120")

    def _value(self) -> str:
        return self.text


class MoneyField(IntegerField):
    """An amount in yen, tax included."""

    signs = "円¥￥"

    def __init__(self, label: Label, **kwargs: Any) -> None:
        kwargs.setdefault("unit", _l("円"))
        kwargs.setdefault("maximum", 1_000_000_000_000)
        super().__init__(label, **kwargs)

    def _message(self) -> str:
        if re.search("[約万億千百]", self.text):
            return _("「約」や「万」を使わず、数字で書いてください。例）1980000")
        return _("金額を数字で書いてください。例）1980000")


class NumberField(IntegerField):
    """A number that may have decimals (measured values)."""

    input_mode = "decimal"

    def __init__(self, label: Label, **kwargs: Any) -> None:
        kwargs.setdefault("minimum", None)
        super().__init__(label, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.text = one_line(valuelist[0]) if valuelist else ""
        plain = re.sub(r"[,\s]", "", half_width(self.text)).replace("−", "-")
        if not plain:
            self.data = None
            return
        if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", plain):
            self.data = None
            raise ValueError(_("数字だけで書いてください。例）12.5"))
        self.data = float(plain)
