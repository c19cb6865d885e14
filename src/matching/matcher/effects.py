"""What others' commands cause on shortlists, in their own transaction."""

from datetime import datetime
from uuid import UUID

from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import fetch_value, insert, require_transaction
from matching.matcher.tables import ShortlistEntry


async def take_in(
    actor: Actor,
    *,
    entry_id: UUID,
    challenge_id: UUID,
    solution_id: UUID,
    added_at: datetime,
    added_by: UUID | None = None,
    note: str = "",
) -> bool:
    """Take in a place on a shortlist of the past or of the sample data; a known id is left alone.

    Nothing is kept of why it stood where it stood: no ranking of that day is known.

    Returns:
        Whether it was new.
    """
    require_transaction()
    row = await insert(
        ShortlistEntry,
        id=entry_id,
        challenge=challenge_id,
        solution=solution_id,
        note=note,
        found={"rank": None},
        added_by=added_by,
        added_at=added_at,
    )
    if row is None:
        return False
    after = {"challenge": challenge_id, "solution": solution_id, "note": note}
    await record(actor, "shortlist.taken_in", "shortlist_entry", entry_id, None, after)
    return True


async def hold_kept(challenge_id: UUID, solution_id: UUID | None) -> None:
    """Keep a shortlist's entry of a solution from being changed until the open transaction ends."""
    require_transaction()
    await fetch_value(
        "SELECT 1 FROM shortlist_entry WHERE challenge = $1 AND solution = $2 "
        "AND removed_at IS NULL FOR SHARE",
        challenge_id,
        solution_id,
    )
