"""What a bureau has begun to examine already."""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch
from procurement.certification import policy

Choice = tuple[UUID | None, UUID | None]
"""Pilot and solution, one of them: what a draft began with."""


async def drafts_begun(actor: Actor) -> dict[Choice, UUID]:
    """The bureau's newest draft of each pilot, and of each solution chosen directly.

    Raises:
        NotPermitted: the actor is no certifier.
    """
    policy.may_write(actor).require()
    rows = await fetch(
        "SELECT id, source_id, solution FROM certification "
        "WHERE organisation = $1 AND state = 'draft' ORDER BY created_at, id",
        actor.organisation_id,
    )
    return {
        (row["source_id"], None if row["source_id"] else row["solution"]): row["id"] for row in rows
    }
