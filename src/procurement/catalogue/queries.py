"""The certified list (認定一覧): the one source of its page, its CSV, JSON and PDF, and the API."""

from datetime import date
from functools import cache

from matching.vocabulary.terms import terms
from procurement.catalogue.item import CertifiedItem, Label
from procurement.certification.grounds.sources import OUTCOMES, SourceKind
from procurement.certification.queries import CertificationInForce, CertifiedFilter, in_force_on
from procurement.certification.queries import certifying_bureaus as _bureaus

PRICE_NOTES = {"month": ("月", "month"), "year": ("年", "year"), "project": ("1件", "project")}
"""What a price is for, beside one piece (`unit`), which needs no words."""


async def certified_on(day: date, chosen: CertifiedFilter | None = None) -> list[CertifiedItem]:
    """Published certifications on which a contract signed on a day can rest, nearest end first.

    The same for every reader: a price is in it only where the firm lets everybody read it.

    Args:
        day: 基準日, in Tokyo.
    """
    return [_item(row) for row in await in_force_on(day, chosen)]


async def certifying_bureaus() -> list[Label]:
    """Bureaus with a published certification, by name."""
    return [
        Label(str(one.id), one.organisation_name, one.organisation_name_en or "")
        for one in await _bureaus()
    ]


@cache
def _label(vocabulary: str, key: str) -> Label:
    """A word in both languages; an unknown key is shown as it is."""
    term = terms(vocabulary).get(key)
    return Label(key, key, key) if term is None else Label(key, term.ja, term.en)


def _item(row: CertificationInForce) -> CertifiedItem:
    note_ja, note_en = PRICE_NOTES.get(row.price_unit or "", ("", ""))
    outcome = OUTCOMES.get(row.pilot_outcome or "")
    return CertifiedItem(
        id=row.id,
        decision_number=row.decision_number,
        firm_name=row.firm_name,
        firm_kana=row.firm_kana,
        firm_name_en=row.firm_name_en or "",
        corporate_number=row.corporate_number,
        address=row.firm_address or "",
        title_ja=row.title_ja,
        title_en=row.title_en or "",
        summary_ja=row.summary_ja,
        summary_en=row.summary_en or "",
        category=_label("category", row.category or ""),
        bureau=Label(str(row.organisation), row.organisation_name, row.organisation_name_en or ""),
        certified_on=row.certified_on,
        term_start=row.term_start,
        term_end=row.term_end,
        price_yen=row.price_yen,
        price_note_ja=note_ja,
        price_note_en=note_en,
        regions=tuple(_label("region", key) for key in row.regions),
        sample=row.sample,
        partly_sample=row.partly_sample,
        pilot_outcome=None if outcome is None else Label(row.pilot_outcome or "", *outcome),
        source=_source(row),
        path=f"/certified/{row.id}",
    )


def _source(row: CertificationInForce) -> str:
    if row.provenance:
        told = (row.provenance.get("programme"), row.provenance.get("edition"))
        return " ".join(part for part in told if part)
    if row.source_kind == SourceKind.PILOT:
        return f"実証 {row.source_label or ''}".strip()
    return ""
