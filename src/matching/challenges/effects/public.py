"""What everybody may read of a challenge: its number, its editions, and who follows its changes."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

import msgspec

from foundation.database import fetch_value, insert, read, require_transaction
from foundation.ids import derived_id
from matching.challenges.content import ChallengeContent
from matching.challenges.tables import Challenge, ChallengeEdition
from matching.search.effects import document_changed
from matching.search.kinds import CHALLENGE

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
