"""What a reader of the certified list asks for: the day (基準日) and the filters, from an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from foundation import clock
from foundation.errors import Invalid
from foundation.i18n import gettext as _
from foundation.i18n import language
from foundation.web import WebRequest
from foundation.web.forms import day_of, half_width
from matching.vocabulary.terms import term_label
from procurement.catalogue.item import Label
from procurement.certification.queries import CertifiedFilter

EARLIEST, LATEST = date(1989, 1, 8), date(2199, 12, 31)
LONGEST_QUERY = 100


@dataclass(frozen=True, kw_only=True)
class ListRequest:
    """One look at the list.

    Attributes:
        day: 基準日; today unless asked otherwise.
        chosen: the filters.
        bureaus: the bureaus that can be chosen, for the words of the filters.
    """

    day: date
    chosen: CertifiedFilter
    bureaus: tuple[Label, ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """The filters that are set, as parts of an address."""
        chosen = self.chosen
        found = {
            "q": chosen.q,
            "category": chosen.category,
            "bureau": str(chosen.bureau or ""),
            "region": chosen.region,
            "pilot": chosen.pilot,
        }
        return {name: value for name, value in found.items() if value}

    def address(self, path: str, day: date | None = None, without: str = "") -> str:
        """The address of the list, or of a file of it, with this day and these filters.

        Args:
            path: without language prefix or query.
            day: another day; None keeps the one asked for. Today is left out.
            without: a filter to leave out; `*` leaves out all.
        """
        query: dict[str, str] = {}
        if (day or self.day) != clock.today():
            query["day"] = (day or self.day).isoformat()
        if without != "*":
            query |= {name: value for name, value in self.values.items() if name != without}
        return f"{path}?{urlencode(query)}" if query else path

    @property
    def conditions(self) -> list[tuple[str, str]]:
        """Label and value of every filter that is set, in the reader's language."""
        return [(self._label(name), self._word(name, value)) for name, value in self.values.items()]

    def chips(self, path: str) -> list[tuple[str, str]]:
        """What the list is narrowed to, each with the address of the list without it."""
        return [
            (
                _("%(label)s：%(text)s", label=self._label(name), text=self._word(name, value)),
                self.address(path, without=name),
            )
            for name, value in self.values.items()
        ]

    def _label(self, name: str) -> str:
        return {
            "q": _("言葉"),
            "category": _("分野"),
            "bureau": _("認定した局"),
            "region": _("地域"),
            "pilot": _("実証"),
        }[name]

    def _word(self, name: str, value: str) -> str:
        if name in ("category", "region"):
            return term_label(name, value)
        if name == "pilot":
            return _("実証あり") if value == "with" else _("実証なし")
        if name == "bureau":
            found = (bureau.text(language()) for bureau in self.bureaus if bureau.key == value)
            return next(found, value)
        return value


def chosen_from(values: Mapping[str, str]) -> CertifiedFilter:
    """The filters among the parts of an address; what cannot be meant is left out."""
    pilot = values.get("pilot", "")
    return CertifiedFilter(
        q=" ".join(values.get("q", "")[:LONGEST_QUERY].split()),
        category=values.get("category", ""),
        region=values.get("region", ""),
        bureau=_uuid(values.get("bureau", "")),
        pilot=pilot if pilot in ("with", "without") else "",
    )


def day_from(values: Mapping[str, str]) -> date:
    """The day (基準日) among the parts of an address: `day=2023-03-31`, or in three parts.

    Raises:
        Invalid: it is no day, or outside of what the list can tell.
    """
    parts = [half_width(values.get(f"day-{part}", "")) for part in ("year", "month", "day")]
    text = half_width(values.get("day", ""))
    if text and not any(parts):
        parts = text.split("-")
    if not any(parts):
        return clock.today()
    day = day_of(parts)
    if day is None:
        raise Invalid({"day": _("西暦の年月日を数字で書いてください。例）2026年12月11日")})
    if not EARLIEST <= day <= LATEST:
        raise Invalid(
            {
                "day": _(
                    "%(first)s年から%(last)s年までの日付にしてください。",
                    first=EARLIEST.year,
                    last=LATEST.year,
                )
            }
        )
    return day


def query_of(request: WebRequest) -> dict[str, str]:
    """The parts of an address, each once."""
    return {
        name: str(value).replace("\x00", "") for name, value in request.query_params.multi_items()
    }


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
