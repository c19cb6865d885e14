"""Certifications on which a contract signed on a day can rest, the same for every reader."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

import msgspec

from foundation.database import fetch_as
from foundation.database.lists import Conditions, Listing
from foundation.identity.organisations.shown import Called, named
from procurement.certification.term import (
    Period,
    days_in_force,
    last_day_in_force,
    last_possible_day,
)

T = TypeVar("T")
_HOLDS = """
    c.published_at IS NOT NULL AND c.term_start <= $1 AND c.term_end >= $1
    AND (c.revoked_on IS NULL OR c.revoked_on > $1)
    AND NOT EXISTS (SELECT FROM certification_suspension s
                     WHERE s.certification = c.id AND s.first_day <= $1
                       AND (s.last_day IS NULL OR s.last_day >= $1))
"""
_WORDS = (
    "c.decision_number",
    "c.title_ja",
    "c.title_en",
    "c.summary_ja",
    "c.summary_en",
    "c.firm_name",
    "c.firm_kana",
    "c.firm_name_en",
    "o.name",
)


@dataclass(frozen=True, kw_only=True)
class CertifiedFilter:
    """What the list is narrowed to; empty values narrow nothing.

    Attributes:
        q: words that must all stand in number, product, summary, firm or bureau.
        category, region: keys of the vocabularies.
        bureau: the certifying bureau.
        pilot: `with` or `without` a pilot (実証) behind it.
    """

    q: str = ""
    category: str = ""
    region: str = ""
    bureau: UUID | None = None
    pilot: str = ""

    @property
    def count(self) -> int:
        """How many conditions are set."""
        return sum(map(bool, (self.q, self.category, self.region, self.bureau, self.pilot)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Bureau(Called):
    """A certifying bureau."""

    id: UUID


def in_force(row: Callable[..., T]) -> Listing[T]:
    """Certifications on which a contract can rest, nearest end first, the same for every reader.

    Price and its unit are there only where the firm lets everybody read them.

    Args:
        row: makes one of the columns, given by name.
    """
    return Listing(
        row=row,
        columns="""
            c.id, c.decision_number, c.term_start, c.term_end, c.title_ja, c.title_en, c.summary_ja,
            c.summary_en, c.category, c.regions, c.firm_name, c.firm_kana, c.firm_name_en,
            c.corporate_number, c.firm_address, c.sample,
            cardinality(c.sample_fields) > 0 AS partly_sample,
            c.pilot_outcome, c.source_kind, c.source_label, c.provenance, c.organisation,
            (c.decided_at AT TIME ZONE 'Asia/Tokyo')::date AS certified_on,
            CASE WHEN c.price_public THEN c.price_yen END AS price_yen,
            CASE WHEN c.price_public THEN c.price_unit END AS price_unit,
            n.name AS organisation_name, n.name_en AS organisation_name_en
        """,
        source=f"certification c {named('c')}",
        order='c.term_end, c.decision_number COLLATE "C", c.id',
    )


def narrowed_to(chosen: CertifiedFilter | None, day: date) -> Conditions:
    """What a filter asks of certifications; `$1` is the day (基準日), in Tokyo."""
    asked = chosen or CertifiedFilter()
    narrowed = (
        Conditions(day)
        .words(asked.q, *_WORDS)
        .given("c.category = ?", asked.category)
        .given(
            "c.regions = '{}' OR ? = ANY(c.regions) OR 'all_tokyo' = ANY(c.regions)", asked.region
        )
        .given("c.organisation = ?", asked.bureau)
    )
    if asked.pilot in ("with", "without"):
        narrowed.where("(c.source_kind = 'pilot') = ?", asked.pilot == "with")
    return narrowed


def in_force_on(day: date, chosen: CertifiedFilter | None) -> Conditions:
    """The same of those in term on a day, neither suspended nor revoked on it."""
    return narrowed_to(chosen, day).where(_HOLDS)


TERM = """
    c.term_start, c.term_end, c.revoked_on, coalesce(
        (SELECT json_agg(json_build_array(s.first_day, s.last_day))
           FROM certification_suspension s WHERE s.certification = c.id), '[]'::json
    ) AS suspensions
"""
"""Columns of `DaysInForce`."""


class DaysInForce(msgspec.Struct):
    """What days a certification holds on follow from."""

    term_start: date
    term_end: date
    revoked_on: date | None
    suspensions: list[Period]

    @property
    def stretches(self) -> list[tuple[date, date]]:
        """The stretches of days on which it holds."""
        end = last_possible_day(self.term_end, self.revoked_on)
        return days_in_force(self.term_start, end, self.suspensions)


async def last_day_with_entries(before: date, chosen: CertifiedFilter | None = None) -> date | None:
    """The last day up to and including `before` on which the list is not empty; None if there is none."""
    narrowed = narrowed_to(chosen, before).where(
        "c.published_at IS NOT NULL AND c.term_start <= $1"
    )
    terms = await fetch_as(
        DaysInForce,
        f"""
        SELECT {TERM}
          FROM certification c JOIN organisation o ON o.id = c.organisation
         WHERE {narrowed.sql}
        """,
        *narrowed.values,
    )
    days = [last_day_in_force(term.stretches, before) for term in terms]
    return max((day for day in days if day is not None), default=None)


async def certifying_bureaus() -> list[Bureau]:
    """Bureaus with a published certification, by name."""
    return await fetch_as(
        Bureau,
        "SELECT o.id, o.name AS organisation_name, o.name_en AS organisation_name_en FROM organisation o WHERE EXISTS (SELECT FROM certification c "
        "WHERE c.organisation = o.id AND c.published_at IS NOT NULL) ORDER BY o.name, o.id",
    )
