"""What matching and search read of challenges."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch, fetch_as
from foundation.identity.organisations.shown import SHOWN, named
from matching.challenges.content import CONTENT_FIELDS, content_of
from matching.challenges.joins import PUBLIC, SOURCE
from matching.challenges.permissions import Permission
from matching.challenges.states import PUBLIC as PUBLIC_STATES
from matching.challenges.views import ChallengeText, ChallengeValues, PublicChallenge

CONTENT = ", ".join(f"h.{name}" for name in CONTENT_FIELDS)
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
        f"SELECT h.id, h.organisation AS organisation_id, h.state, {SHOWN}, {CONTENT} "
        f"FROM {SOURCE} {named('h')} WHERE h.id = ANY($1) ORDER BY h.id",
        list(ids),
    )


async def challenge_text(challenge_id: UUID) -> ChallengeText | None:
    """What matching reads of a challenge in any state; None when there is none."""
    texts = await _texts("h.id = $1", challenge_id)
    return texts[0] if texts else None


async def published_challenge_texts() -> list[ChallengeText]:
    """Texts of all public challenges, by id: what scores are measured against."""
    return await _texts(PUBLIC)


async def _texts(where: str, *args: Any) -> list[ChallengeText]:
    return await fetch_as(
        ChallengeText,
        "SELECT h.id, h.title_ja AS title, coalesce(h.problem_ja, '') AS problem, "
        f"coalesce(h.process_ja, '') AS process FROM {SOURCE} WHERE {where} ORDER BY h.id",
        *args,
    )


async def public_documents(ids: Collection[UUID]) -> list[PublicChallenge]:
    """What the index holds of those of these challenges that are public."""
    return await fetch_as(
        PublicChallenge,
        f"SELECT h.id, h.organisation AS organisation_id, {SHOWN}, h.state, h.title_ja, "
        "h.title_en, h.problem_ja, h.process_ja, h.category, h.site_type, h.region, "
        "h.published_at, h.closes_on, "
        "concat_ws(' ', h.number, h.title_en, h.problem_en, h.process_en) AS words "
        f"FROM {SOURCE} {named('h')} "
        f"WHERE {PUBLIC} AND h.id = ANY($1) ORDER BY h.id",
        list(ids),
    )


async def document_ids(after: UUID | None, limit: int) -> list[UUID]:
    """Ids of those that may be public, in the order of ids, after one of them."""
    rows = await fetch(
        f"SELECT h.id FROM {SOURCE} WHERE {PUBLIC} AND ($1::uuid IS NULL OR h.id > $1) "
        "ORDER BY h.id LIMIT $2",
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
