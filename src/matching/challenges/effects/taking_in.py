"""Challenges of the past, and of the sample data, taken in as they stand."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from piccolo.columns import Column

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import insert, read, require_transaction
from matching.challenges.content import ChallengeContent, as_columns, tidy
from matching.challenges.effects.public import keep_edition, next_number, public_part_changed
from matching.challenges.states import CHALLENGE, PUBLIC, ChallengeState
from matching.challenges.tables import Challenge
from matching.vocabulary.provenance import Provenance


async def take_in(
    actor: Actor,
    *,
    challenge_id: UUID,
    organisation_id: UUID,
    content: ChallengeContent,
    state: ChallengeState,
    created_by: UUID | None = None,
    submitted_at: datetime | None = None,
    published_at: datetime | None = None,
    closed_at: datetime | None = None,
    returned_at: datetime | None = None,
    returned_reason: str | None = None,
    provenance: Provenance | None = None,
) -> bool:
    """Take in a challenge of the past or of the sample data as it stands; known ids are left alone.

    Args:
        state: any but withdrawn; `published_at` or `closed_at` must be there where it says so.
        published_at: gives the fiscal year of the number; take them in in order of publication.

    Returns:
        Whether it was new.
    """
    require_transaction()
    content = tidy(content)
    public = state in PUBLIC
    if public and published_at is None:
        raise ValueError("a published challenge has an instant of publication")
    first = submitted_at or returned_at or published_at or clock.now()
    if await read(Challenge, challenge_id):
        return False
    number = None
    if public and published_at is not None:
        number = await next_number(clock.fiscal_year(published_at.astimezone(clock.TOKYO).date()))
    values: dict[Column, Any] = {
        Challenge.id: challenge_id,
        Challenge.organisation: organisation_id,
        Challenge.state: state.value,
        Challenge.number: number,
        Challenge.edition: 1 if public else 0,
        Challenge.created_at: first,
        Challenge.created_by: created_by,
        Challenge.updated_at: closed_at or published_at or first,
        Challenge.submitted_at: None if state is ChallengeState.DRAFT else first,
        Challenge.submitted_by: None if state is ChallengeState.DRAFT else created_by,
        Challenge.published_at: published_at if public else None,
        Challenge.closed_at: closed_at,
        Challenge.returned_at: returned_at,
        Challenge.returned_reason: returned_reason,
        Challenge.provenance: None
        if provenance is None
        else msgspec.json.encode(provenance).decode(),
    }
    await insert(Challenge, values, **as_columns(content))
    if public and published_at is not None:
        await keep_edition(challenge_id, 1, content, at=published_at, by=None)
        await public_part_changed(challenge_id)
    await record(
        actor,
        "challenge.taken_in",
        CHALLENGE.kind,
        challenge_id,
        None,
        {"state": state.value, "number": number, "title": content.title_ja},
    )
    return True
