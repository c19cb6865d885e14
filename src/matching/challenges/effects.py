"""What others' commands cause among the challenges, in their own transaction."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from piccolo.columns import Column

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import fetch_value, insert, read, require_transaction
from foundation.ids import derived_id
from matching.challenges.content import ChallengeContent, as_columns, tidy
from matching.challenges.states import PUBLIC, ChallengeState
from matching.challenges.tables import Challenge, ChallengeEdition
from matching.search.effects import document_changed
from matching.search.kinds import CHALLENGE
from matching.vocabulary.provenance import Provenance

Follower = Callable[[UUID], Awaitable[None]]


_followers: list[Follower] = []


def add_follower(follower: Follower) -> None:
    """Call this too when what everybody may read of a challenge changes; once each."""
    if follower not in _followers:
        _followers.append(follower)


async def public_part_changed(challenge_id: UUID) -> None:
    """Bring the index, and whoever shows the challenge in words of their own, up to date."""
    require_transaction()
    await document_changed(CHALLENGE, challenge_id)
    for follow in _followers:
        await follow(challenge_id)


async def hold_challenge(challenge_id: UUID) -> None:
    """Keep a challenge from being changed until the open transaction ends."""
    await read(Challenge, challenge_id, "SHARE")


async def next_number(year: int) -> str:
    """The next number of a fiscal year (年度): `C-2026-031`.

    The counter's row stays locked until the transaction ends, so that numbers are unique and have
    no gaps, however many challenges are published at once.
    """
    require_transaction()
    last = await fetch_value(
        "INSERT INTO challenge_number (id, last) VALUES ($1, 1) "
        "ON CONFLICT (id) DO UPDATE SET last = challenge_number.last + 1 RETURNING last",
        year,
    )
    return f"C-{year}-{last:03d}"


async def keep_edition(
    challenge_id: UUID,
    edition: int,
    content: ChallengeContent,
    *,
    at: datetime,
    by: UUID | None,
    changed: list[str] | None = None,
    note: str | None = None,
) -> None:
    """Keep what a challenge says as published, with what changed and why."""
    require_transaction()
    await insert(
        ChallengeEdition,
        {
            ChallengeEdition.id: derived_id("challenge_edition", str(challenge_id), str(edition)),
            ChallengeEdition.challenge: challenge_id,
            ChallengeEdition.edition: edition,
            ChallengeEdition.content: msgspec.json.encode(content).decode(),
            ChallengeEdition.changed_fields: changed or [],
            ChallengeEdition.note: note,
            ChallengeEdition.published_at: at,
            ChallengeEdition.published_by: by,
        },
    )


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
        "challenge",
        challenge_id,
        None,
        {"state": state.value, "number": number, "title": content.title_ja},
    )
    return True
