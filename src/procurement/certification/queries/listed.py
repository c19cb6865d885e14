"""What search reads of the certified list (認定一覧)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from foundation.database import fetch, fetch_as
from procurement.certification.queries.in_force import TERM, DaysInForce

_LISTED = """
    c.published_at IS NOT NULL AND (c.revoked_on IS NULL OR c.revoked_on > $2)
    AND NOT EXISTS (SELECT FROM certification_suspension s
                     WHERE s.certification = c.id AND s.first_day <= $2
                       AND (s.last_day IS NULL OR s.last_day >= $2))
"""
_DAYS_LOOKED_BACK = 3
"""A worker that stood still that long makes up for what it missed."""


class ListedCertification(DaysInForce):
    """What search holds of a certification on the list."""

    id: UUID
    organisation: UUID
    startup: UUID
    title_ja: str
    title_en: str | None
    summary_ja: str
    category: str | None
    regions: list[str]
    firm_name: str
    firm_name_en: str | None
    decided_at: datetime
    words: str


async def listed_documents(ids: Collection[UUID], day: date) -> list[ListedCertification]:
    """Those of these certifications that are published and neither revoked nor suspended on a day."""
    return await fetch_as(
        ListedCertification,
        "SELECT c.id, c.organisation, c.startup, c.title_ja, c.title_en, c.summary_ja, c.category, "
        f"c.regions, c.firm_name, c.firm_name_en, c.decided_at, {TERM}, "
        "concat_ws(' ', c.decision_number, c.firm_name, c.firm_kana, "
        "c.firm_name_en, c.title_en, c.summary_en, o.name) AS words "
        "FROM certification c JOIN organisation o ON o.id = c.organisation "
        f"WHERE c.id = ANY($1) AND {_LISTED} ORDER BY c.id",
        list(ids),
        day,
    )


async def document_ids(after: UUID | None, limit: int) -> list[UUID]:
    """Ids of those that may be public, in the order of ids, after one of them."""
    rows = await fetch(
        "SELECT id FROM certification WHERE published_at IS NOT NULL "
        "AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2",
        after,
        limit,
    )
    return [row["id"] for row in rows]


async def visible_listed_ids(ids: Collection[UUID], day: date) -> frozenset[UUID]:
    """Which of these certifications are published and neither revoked nor suspended on a day."""
    rows = await fetch(
        f"SELECT c.id FROM certification c WHERE c.id = ANY($1) AND {_LISTED}", list(ids), day
    )
    return frozenset(row["id"] for row in rows)


async def certifications_turning(day: date) -> list[tuple[UUID, UUID]]:
    """Published certifications, each with its solution, on which a suspension or a stretch of days began
    or ended on a day or shortly before, without anybody doing anything."""
    rows = await fetch(
        "SELECT DISTINCT c.id, c.solution FROM certification c "
        "LEFT JOIN certification_suspension s ON s.certification = c.id "
        "WHERE c.published_at IS NOT NULL AND (c.term_end BETWEEN $1 AND $2 "
        "OR c.term_start BETWEEN $1 AND $2 OR s.first_day BETWEEN $1 AND $2 "
        "OR s.last_day BETWEEN $1 AND $2) ORDER BY c.id",
        day - timedelta(days=_DAYS_LOOKED_BACK),
        day,
    )
    return [(row["id"], row["solution"]) for row in rows]
