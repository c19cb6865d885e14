"""What search reads of the certified list (認定一覧)."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from foundation.database import fetch
from procurement.certification.term import days_in_force, last_possible_day

Row = dict[str, Any]
_LISTED = """
    c.published_at IS NOT NULL AND (c.revoked_on IS NULL OR c.revoked_on > $2)
    AND NOT EXISTS (SELECT FROM certification_suspension s
                     WHERE s.certification = c.id AND s.first_day <= $2
                       AND (s.last_day IS NULL OR s.last_day >= $2))
"""
_DAYS_LOOKED_BACK = 3
"""A worker that stood still that long makes up for what it missed."""


async def listed_documents(
    ids: Collection[UUID], day: date
) -> list[tuple[Row, list[tuple[date, date]]]]:
    """Those of these certifications that are published and neither revoked nor suspended on a day,
    with the stretches of days on which they hold."""
    rows = await fetch(
        "SELECT c.id, c.organisation, c.startup, c.title_ja, c.title_en, c.summary_ja, c.category, "
        "c.regions, c.firm_name, c.firm_name_en, c.decided_at, c.term_start, c.term_end, "
        "c.revoked_on, concat_ws(' ', c.decision_number, c.firm_name, c.firm_kana, "
        "c.firm_name_en, c.title_en, c.summary_en, o.name) AS words "
        "FROM certification c JOIN organisation o ON o.id = c.organisation "
        f"WHERE c.id = ANY($1) AND {_LISTED} ORDER BY c.id",
        list(ids),
        day,
    )
    suspensions = await fetch(
        "SELECT certification, first_day, last_day FROM certification_suspension "
        "WHERE certification = ANY($1)",
        [row["id"] for row in rows],
    )
    found = []
    for row in rows:
        own = [
            (one["first_day"], one["last_day"])
            for one in suspensions
            if one["certification"] == row["id"]
        ]
        end = last_possible_day(row["term_end"], row["revoked_on"])
        found.append((row, days_in_force(row["term_start"], end, own)))
    return found


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


async def certifications_turning(day: date) -> list[Row]:
    """Published certifications (`id`, `solution`) on which a suspension or a stretch of days began
    or ended on a day or shortly before, without anybody doing anything."""
    return await fetch(
        "SELECT DISTINCT c.id, c.solution FROM certification c "
        "LEFT JOIN certification_suspension s ON s.certification = c.id "
        "WHERE c.published_at IS NOT NULL AND (c.term_end BETWEEN $1 AND $2 "
        "OR c.term_start BETWEEN $1 AND $2 OR s.first_day BETWEEN $1 AND $2 "
        "OR s.last_day BETWEEN $1 AND $2) ORDER BY c.id",
        day - timedelta(days=_DAYS_LOOKED_BACK),
        day,
    )
