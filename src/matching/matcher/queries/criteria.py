"""How a challenge is matched now, as its bureau wants it."""

from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch_one
from matching.matcher.queries.access import readable
from matching.matcher.scoring.criteria import UNCHANGED, Criteria
from matching.matcher.sources.port import ChallengeFields


async def criteria_for(actor: Actor, challenge_id: UUID) -> tuple[ChallengeFields, Criteria]:
    """What a challenge asks, and its criteria.

    Raises:
        NotFound, NotPermitted: as `access.readable`.
    """
    return await readable(actor, challenge_id), await criteria_of(challenge_id)


async def criteria_of(challenge_id: UUID) -> Criteria:
    """A challenge's criteria; whoever asks has been let in."""
    row = await fetch_one(
        "SELECT m.*, a.name AS changed_by_name FROM match_criteria m "
        "LEFT JOIN account a ON a.id = m.changed_by WHERE m.challenge = $1",
        challenge_id,
    )
    return UNCHANGED if row is None else criteria_from(row)


def criteria_from(row: dict[str, Any]) -> Criteria:
    """A stored row as a value."""
    return Criteria(
        added=tuple(row["added"]),
        removed=tuple(row["removed"]),
        demanded=frozenset(row["demanded"]),
        switched_off=frozenset(row["switched_off"]),
        version=row["version"],
        changed_at=row["changed_at"],
        changed_by=row.get("changed_by_name"),
    )
