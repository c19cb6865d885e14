"""What matching and search read of challenges."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch, fetch_as
from foundation.identity.organisations.shown import SHOWN, named
from matching.challenges.content import CONTENT_FIELDS, content_of
from matching.challenges.permissions import Permission
from matching.challenges.states import PUBLIC as PUBLIC_STATES
from matching.challenges.views import ChallengeText, ChallengeValues, PublicChallenge

PUBLIC = "c.state IN ('published', 'closed')"
"""As the index on what is listed has it."""
CONTENT = ", ".join(f"c.{name}" for name in CONTENT_FIELDS)
"""Columns of what a challenge says."""


def with_content(columns: dict[str, Any]) -> dict[str, Any]:
    """A row's columns with what it says as one value."""
    others = {name: columns[name] for name in columns.keys() - set(CONTENT_FIELDS)}
    return {**others, "content": content_of(columns)}


def _values(**columns: Any) -> ChallengeValues:
    return ChallengeValues(**with_content(columns))


async def challenge_values(ids: Collection[UUID]) -> list[ChallengeValues]:
    """What these challenges ask, in any state; what follows from it is the caller's to guard."""
    return await fetch_as(
        _values,
        f"SELECT c.id, c.organisation AS organisation_id, c.state, {SHOWN}, {CONTENT} "
        f"FROM challenge c {named('c')} WHERE c.id = ANY($1) ORDER BY c.id",
        list(ids),
    )


async def challenge_text(challenge_id: UUID) -> ChallengeText | None:
    """What matching reads of a challenge in any state; None when there is none."""
    texts = await _texts("c.id = $1", challenge_id)
    return texts[0] if texts else None


async def published_challenge_texts() -> list[ChallengeText]:
    """Texts of all public challenges, by id: what scores are measured against."""
    return await _texts(PUBLIC)


async def _texts(where: str, *args: Any) -> list[ChallengeText]:
    return await fetch_as(
        ChallengeText,
        "SELECT c.id, c.title_ja AS title, coalesce(c.problem_ja, '') AS problem, "
        f"coalesce(c.process_ja, '') AS process FROM challenge c WHERE {where} ORDER BY c.id",
        *args,
    )


async def public_documents(ids: Collection[UUID]) -> list[PublicChallenge]:
    """What the index holds of those of these challenges that are public."""
    return await fetch_as(
        PublicChallenge,
        f"SELECT c.id, c.organisation AS organisation_id, {SHOWN}, c.state, c.title_ja, "
        "c.title_en, c.problem_ja, c.process_ja, c.category, c.site_type, c.region, "
        "c.published_at, c.closes_on, "
        "concat_ws(' ', c.number, c.title_en, c.problem_en, c.process_en) AS words "
        f"FROM challenge c {named('c')} "
        f"WHERE {PUBLIC} AND c.id = ANY($1) ORDER BY c.id",
        list(ids),
    )


async def document_ids(after: UUID | None, limit: int) -> list[UUID]:
    """Ids of those that may be public, in the order of ids, after one of them."""
    rows = await fetch(
        f"SELECT c.id FROM challenge c WHERE {PUBLIC} AND ($1::uuid IS NULL OR c.id > $1) "
        "ORDER BY c.id LIMIT $2",
        after,
        limit,
    )
    return [row["id"] for row in rows]


async def visible_challenge_ids(actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these challenges the actor may see."""
    everything = actor.may(Permission.REVIEW) or actor.is_system
    own = actor.organisation_id if actor.may(Permission.WRITE) else None
    rows = await fetch(
        "SELECT id FROM challenge WHERE id = ANY($1) "
        "AND (state = ANY($2) OR $3 OR organisation = $4)",
        list(ids),
        PUBLIC_STATES,
        everything,
        own,
    )
    return frozenset(row["id"] for row in rows)
