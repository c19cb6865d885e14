"""What the index asks about contests."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch, fetch_as
from foundation.identity.organisations.shown import SHOWN, Named, named
from matching.challenges.joins import challenge_of
from pitch.contests.permissions import Permission
from pitch.contests.states import PUBLIC


@dataclass(frozen=True, kw_only=True)
class ContestDocument(Named):
    """What the index holds of a contest; field, kind of site and region are its challenge's."""

    id: UUID
    state: str
    challenge_id: UUID
    organisation_id: UUID
    theme_ja: str
    theme_en: str | None
    edition_ja: str | None
    description_ja: str
    opened_at: datetime
    entry_deadline: datetime
    category: str | None
    site_type: str | None
    region: str | None
    words: str


async def public_documents(ids: Collection[UUID]) -> list[ContestDocument]:
    """What the index holds of those of these contests that everybody may see."""
    return await fetch_as(
        ContestDocument,
        f"SELECT c.id, c.state, c.challenge AS challenge_id, h.organisation AS organisation_id, "
        f"{SHOWN}, c.theme_ja, c.theme_en, c.edition_ja, c.description_ja, c.opened_at, "
        "c.entry_deadline, h.category, h.site_type, h.region, "
        "concat_ws(' ', c.theme_en, c.edition_en, c.description_en) AS words "
        f"FROM contest c {challenge_of('c')} {named('h')} "
        "WHERE c.state = ANY($2) AND c.opened_at IS NOT NULL AND c.id = ANY($1) ORDER BY c.id",
        list(ids),
        PUBLIC,
    )


async def document_ids(after: UUID | None, limit: int) -> list[UUID]:
    """Ids of those that may be public, in the order of ids, after one of them."""
    rows = await fetch(
        "SELECT id FROM contest WHERE state = ANY($3) AND ($1::uuid IS NULL OR id > $1) "
        "ORDER BY id LIMIT $2",
        after,
        limit,
        PUBLIC,
    )
    return [row["id"] for row in rows]


async def visible_contest_ids(actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these contests the actor may see."""
    rows = await fetch(
        "SELECT id FROM contest WHERE id = ANY($1) AND (state = ANY($2) OR $3)",
        list(ids),
        PUBLIC,
        actor.may(Permission.RUN) or actor.is_system,
    )
    return frozenset(row["id"] for row in rows)
