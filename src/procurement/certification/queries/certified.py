"""The certified list (認定一覧): the one source of its page, its CSV, JSON and PDF, and the API."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from foundation.database import fetch, like
from foundation.identity.shown import SHOWN, named
from procurement.certification.item import CertifiedItem, Label
from procurement.certification.standing import (
    days_in_force,
    last_day_in_force,
    last_possible_day,
)
from search_index import definitions
from search_index.definitions import Term

Row = dict[str, Any]

OUTCOMES = {
    "full_use": Label("full_use", "本格導入", "Full use"),
    "extend": Label("extend", "継続", "Extended"),
    "stop": Label("stop", "終了", "Ended"),
}
"""How a pilot (実証) was judged, as the list tells it."""
PRICE_NOTES = {"month": ("月", "month"), "year": ("年", "year"), "project": ("1件", "project")}
"""What a price is for, beside one piece (`unit`), which needs no words."""

_IN_FORCE = """
    c.published_at IS NOT NULL AND c.term_start <= $1 AND c.term_end >= $1
    AND (c.revoked_on IS NULL OR c.revoked_on > $1)
    AND NOT EXISTS (SELECT FROM certification_suspension s
                     WHERE s.certification = c.id AND s.first_day <= $1
                       AND (s.last_day IS NULL OR s.last_day >= $1))
"""
_WORDS = (
    "concat_ws(' ', c.decision_number, c.title_ja, c.title_en, c.summary_ja, c.summary_en, "
    "c.firm_name, c.firm_kana, c.firm_name_en, o.name)"
)
MOST_WORDS = 10


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


def _narrowed(chosen: CertifiedFilter) -> tuple[str, list[Any]]:
    """SQL of a filter; $1 is the day, its own placeholders follow."""
    parts, args = list[str](), list[Any]()

    def add(sql: str, value: Any) -> None:
        args.append(value)
        parts.append(sql.replace("$n", f"${len(args) + 1}"))

    for word in chosen.q.replace("\u3000", " ").split()[:MOST_WORDS]:
        add(f"{_WORDS} ILIKE $n", like(word))
    if chosen.category:
        add("c.category = $n", chosen.category)
    if chosen.region:
        add(
            "(c.regions = '{}' OR $n = ANY(c.regions) OR 'all_tokyo' = ANY(c.regions))",
            chosen.region,
        )
    if chosen.bureau is not None:
        add("c.organisation = $n", chosen.bureau)
    if chosen.pilot in ("with", "without"):
        add("(c.source_kind = 'pilot') = $n", chosen.pilot == "with")
    return "".join(f" AND {part}" for part in parts), args


async def certified_on(day: date, chosen: CertifiedFilter | None = None) -> list[CertifiedItem]:
    """Published certifications on which a contract signed on a day can rest, nearest end first.

    The same for every reader: a price is in it only where the firm lets everybody read it.

    Args:
        day: 基準日, in Tokyo.
    """
    where, args = _narrowed(chosen or CertifiedFilter())
    rows = await fetch(
        f"""
        SELECT c.id, c.decision_number, c.decided_at, c.term_start, c.term_end, c.title_ja,
               c.title_en, c.summary_ja, c.summary_en, c.category, c.regions, c.firm_name,
               c.firm_kana, c.firm_name_en, c.corporate_number, c.firm_address, c.sample,
               cardinality(c.sample_fields) > 0 AS partly_sample,
               c.pilot_outcome, c.source_kind, c.source_label, c.provenance, c.organisation,
               (c.decided_at AT TIME ZONE 'Asia/Tokyo')::date AS certified_on,
               CASE WHEN c.price_public THEN c.price_yen END AS price_yen,
               CASE WHEN c.price_public THEN c.price_unit END AS price_unit, {SHOWN}
          FROM certification c {named("c")}
         WHERE {_IN_FORCE}{where}
         ORDER BY c.term_end, c.decision_number COLLATE "C", c.id
        """,
        day,
        *args,
    )
    return [_item(row) for row in rows]


async def last_day_with_entries(before: date, chosen: CertifiedFilter | None = None) -> date | None:
    """The last day up to and including `before` on which the list is not empty; None if there is none."""
    where, args = _narrowed(chosen or CertifiedFilter())
    rows = await fetch(
        f"""
        SELECT c.term_start, c.term_end, c.revoked_on, coalesce(
                   (SELECT json_agg(json_build_array(s.first_day, s.last_day))
                      FROM certification_suspension s WHERE s.certification = c.id), '[]'::json
               ) AS suspensions
          FROM certification c JOIN organisation o ON o.id = c.organisation
         WHERE c.published_at IS NOT NULL AND c.term_start <= $1{where}
        """,
        before,
        *args,
    )
    days = [last_day_in_force(_stretches(row), before) for row in rows]
    return max((day for day in days if day is not None), default=None)


def _stretches(row: Row) -> list[tuple[date, date]]:
    suspensions = [
        (date.fromisoformat(first), None if last is None else date.fromisoformat(last))
        for first, last in row["suspensions"]
    ]
    end = last_possible_day(row["term_end"], row["revoked_on"])
    return days_in_force(row["term_start"], end, suspensions)


async def certifying_bureaus() -> list[Label]:
    """Bureaus with a published certification, by name."""
    rows = await fetch(
        "SELECT o.id, o.name, o.name_en FROM organisation o WHERE EXISTS (SELECT FROM certification c "
        "WHERE c.organisation = o.id AND c.published_at IS NOT NULL) ORDER BY o.name, o.id"
    )
    return [Label(str(row["id"]), row["name"], row["name_en"] or "") for row in rows]


@cache
def _terms(vocabulary: Callable[[], Sequence[Term]]) -> dict[str, Label]:
    return {term.key: Label(term.key, term.ja, term.en) for term in vocabulary()}


def category_label(key: str | None) -> Label:
    """A field (分野) in both languages; an unknown key is shown as it is."""
    key = key or ""
    return _terms(definitions.categories).get(key) or Label(key, key, key)


def region_label(key: str) -> Label:
    """A region in both languages; an unknown key is shown as it is."""
    return _terms(definitions.regions).get(key) or Label(key, key, key)


def _item(row: Row) -> CertifiedItem:
    note_ja, note_en = PRICE_NOTES.get(row["price_unit"] or "", ("", ""))
    return CertifiedItem(
        certification_id=row["id"],
        decision_number=row["decision_number"],
        organisation_name=row["firm_name"],
        organisation_kana=row["firm_kana"],
        organisation_name_en=row["firm_name_en"] or "",
        corporate_number=row["corporate_number"],
        address=row["firm_address"] or "",
        title_ja=row["title_ja"],
        title_en=row["title_en"] or "",
        summary_ja=row["summary_ja"],
        summary_en=row["summary_en"] or "",
        category=category_label(row["category"]),
        bureau=Label(
            str(row["organisation"]),
            row["organisation_name"],
            row["organisation_name_en"] or "",
        ),
        certified_on=row["certified_on"],
        term_start=row["term_start"],
        term_end=row["term_end"],
        price_yen=row["price_yen"],
        price_note_ja=note_ja,
        price_note_en=note_en,
        regions=tuple(region_label(key) for key in row["regions"]),
        sample=row["sample"],
        partly_sample=row["partly_sample"],
        pilot_outcome=OUTCOMES.get(row["pilot_outcome"] or ""),
        source=_source(row),
        path=f"/certified/{row['id']}",
    )


def _source(row: Row) -> str:
    if row["provenance"]:
        told = (row["provenance"].get("programme"), row["provenance"].get("edition"))
        return " ".join(part for part in told if part)
    if row["source_kind"] == "pilot":
        return f"実証 {row['source_label'] or ''}".strip()
    return ""
