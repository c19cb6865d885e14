"""The certified list (認定一覧): the one source of its page, its CSV, JSON and PDF, and the API."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from matching.vocabulary.terms import terms
from procurement.catalogue.item import CertifiedItem, Label
from procurement.certification.grounds.sources import OUTCOMES, SourceKind
from procurement.certification.queries import CertifiedFilter, in_force, in_force_on
from procurement.certification.queries import certifying_bureaus as _bureaus

PRICE_NOTES = {"month": ("月", "month"), "year": ("年", "year"), "project": ("1件", "project")}
"""What a price is for, beside one piece (`unit`), which needs no words."""


@cache
def _label(vocabulary: str, key: str) -> Label:
    """A word in both languages; an unknown key is shown as it is."""
    term = terms(vocabulary).get(key)
    return Label(key, key, key) if term is None else Label(key, term.ja, term.en)


def _item(
    *,
    id: UUID,
    title_en: str | None,
    summary_en: str | None,
    firm_name_en: str | None,
    firm_address: str | None,
    category: str | None,
    regions: Sequence[str],
    organisation: UUID,
    organisation_name: str,
    organisation_name_en: str | None,
    pilot_outcome: str | None,
    source_kind: str,
    source_label: str | None,
    provenance: dict[str, Any] | None,
    price_unit: str | None,
    **same: Any,
) -> CertifiedItem:
    note_ja, note_en = PRICE_NOTES.get(price_unit or "", ("", ""))
    outcome = OUTCOMES.get(pilot_outcome or "")
    return CertifiedItem(
        **same,
        id=id,
        title_en=title_en or "",
        summary_en=summary_en or "",
        firm_name_en=firm_name_en or "",
        address=firm_address or "",
        category=_label("category", category or ""),
        regions=tuple(_label("region", key) for key in regions),
        bureau=Label(str(organisation), organisation_name, organisation_name_en or ""),
        price_note_ja=note_ja,
        price_note_en=note_en,
        pilot_outcome=None if outcome is None else Label(pilot_outcome or "", *outcome),
        source=_source(source_kind, source_label, provenance),
        path=f"/certified/{id}",
    )


def _source(kind: str, label: str | None, provenance: dict[str, Any] | None) -> str:
    if provenance:
        told = (provenance.get("programme"), provenance.get("edition"))
        return " ".join(part for part in told if part)
    if kind == SourceKind.PILOT:
        return f"実証 {label or ''}".strip()
    return ""


CERTIFIED = in_force(_item)


async def certified_on(day: date, chosen: CertifiedFilter | None = None) -> list[CertifiedItem]:
    """Published certifications on which a contract signed on a day can rest, nearest end first.

    The same for every reader: a price is in it only where the firm lets everybody read it.

    Args:
        day: 基準日, in Tokyo.
    """
    return await CERTIFIED.rows(in_force_on(day, chosen))


async def certifying_bureaus() -> list[Label]:
    """Bureaus with a published certification, by name."""
    return [
        Label(str(one.id), one.organisation_name, one.organisation_name_en or "")
        for one in await _bureaus()
    ]
