"""The rule of law in force on a day, put together from its rows."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from foundation import clock
from foundation.settings import PREFIX, current
from procurement.law.rows import SHIPPED, NoticeColumn, Source, Wording, rows_of

SETTINGS = {
    "minimum_experts": "minimum_expert_opinions",
    "term_fiscal_years": "certification_fiscal_years",
}
"""What an installation may set outright, whatever the rows say, by the name of the setting."""
_NEEDED = ("statute", "ordinance", "minimum_experts", "term_fiscal_years")


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """Why something holds: since when and by which text, or by a setting of the installation."""

    since: date | None = None
    sources: tuple[Source, ...] = ()
    setting: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """What holds on a day; the attributes are those of `procurement.law.rows.Stated`.

    Attributes:
        treaty_threshold, publication_days: None where no row tells it for that day.
        notice_before, notice_after: empty where no row tells them.
        grounds: why each of them holds, by name.
    """

    statute: Wording
    ordinance: Wording
    minimum_experts: int
    term_fiscal_years: int
    treaty_threshold: int | None = None
    publication_days: int | None = None
    notice_before: tuple[NoticeColumn, ...] = ()
    notice_after: tuple[NoticeColumn, ...] = ()
    grounds: dict[str, Ground]

    @property
    def legal_basis(self) -> Wording:
        """The articles a certification rests on, as cited."""
        return Wording(
            ja=f"{self.statute.ja}、{self.ordinance.ja}",
            en=f"{self.statute.en}; {self.ordinance.en}",
        )

    @property
    def of_certification(self) -> dict[str, Any]:
        """What a certification is decided by, to be kept with it."""
        return {
            name: {"value": getattr(self, name), **_told(self.grounds[name])} for name in _NEEDED
        }


def rule(day: date) -> Rule:
    """The rule of a day as it is written: the rows of the product, and over them the government's own.

    Raises:
        ValueError: the day lies before the law.
    """
    return _rule(day, current().law_rules)


def rule_here() -> Rule:
    """The rule of today, with what the installation's settings say in its place."""
    found = rule(clock.today())
    set_outright = {
        name: value
        for name, setting in SETTINGS.items()
        if (value := getattr(current(), setting)) is not None
    }
    if not set_outright:
        return found
    grounds = {name: Ground(setting=PREFIX + SETTINGS[name].upper()) for name in set_outright}
    return replace(found, **set_outright, grounds={**found.grounds, **grounds})


@lru_cache(maxsize=256)
def _rule(day: date, own: Path | None) -> Rule:
    said: dict[str, Any] = {}
    grounds: dict[str, Ground] = {}
    for file in (SHIPPED, own):
        for row in () if file is None else rows_of(file):
            if row.since <= day:
                said |= row.said
                grounds |= dict.fromkeys(row.said, Ground(since=row.since, sources=row.sources))
    if not said.keys() >= set(_NEEDED):
        raise ValueError(f"no law to certify by is known for {day.isoformat()}")
    return Rule(**said, grounds=grounds)


def _told(ground: Ground) -> dict[str, Any]:
    if ground.setting is not None:
        return {"setting": ground.setting}
    return {"since": ground.since, "sources": ground.sources}
