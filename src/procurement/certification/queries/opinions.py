"""Reads that commands need too: the opinions of a certification, the next number of a bureau."""

from datetime import date
from uuid import UUID

from foundation.database import fetch, fetch_as, fetch_value
from procurement.certification.content import Opinion
from procurement.certification.numbers import proposed_number


async def opinions_of(certification_id: UUID) -> list[Opinion]:
    """The expert opinions in their order, whoever asks."""
    return await fetch_as(
        Opinion,
        "SELECT expert, affiliation, heard_on, opinion_ja, opinion_en FROM certification_opinion "
        "WHERE certification = $1 ORDER BY position",
        certification_id,
    )


async def proposed_number_for(organisation_id: UUID | None, day: date) -> str:
    """The decision number (認定番号) that comes next for a bureau on a day.

    Numbers under an earlier name, or of bureaus that became part of it, count by themselves.
    """
    name = await fetch_value("SELECT name FROM organisation WHERE id = $1", organisation_id)
    rows = await fetch(
        "SELECT decision_number FROM certification "
        "WHERE organisation = $1 AND published_for IS NULL AND decision_number IS NOT NULL "
        "AND organisation_name_at(organisation, decided_at, false) = $2 "
        "ORDER BY decided_at DESC, id",
        organisation_id,
        name,
    )
    return proposed_number(str(name or ""), day, [row["decision_number"] for row in rows])
