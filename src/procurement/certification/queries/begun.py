"""What a bureau has begun to examine already."""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import run
from procurement.certification import policy
from procurement.certification.states import CertificationState
from procurement.certification.tables import Certification

Choice = tuple[UUID | None, UUID | None]
"""Pilot and solution, one of them: what a draft began with."""


async def drafts_begun(actor: Actor) -> dict[Choice, UUID]:
    """The bureau's newest draft of each pilot, and of each solution chosen directly.

    Raises:
        NotPermitted: the actor is no certifier.
    """
    policy.may_write(actor).require()
    drafts = Certification.select(
        Certification.id, Certification.source_id, Certification.solution
    ).where(
        Certification.organisation == actor.organisation_id,
        Certification.state == CertificationState.DRAFT.value,
    )
    rows = await run(drafts.order_by(Certification.created_at, Certification.id))
    return {
        (row["source_id"], None if row["source_id"] else row["solution"]): row["id"] for row in rows
    }
