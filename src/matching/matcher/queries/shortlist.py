"""A challenge's shortlist (候補リスト) as people may see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch, fetch_one
from foundation.errors import NotFound
from matching.matcher.queries.access import readable
from matching.matcher.sources.port import SolutionFields, solution_source


@dataclass(frozen=True, kw_only=True)
class ShortlistItem:
    """A solution on a challenge's shortlist, with why it stood where it stood when added."""

    id: UUID
    challenge_id: UUID
    solution_id: UUID
    note: str
    version: int
    found: dict[str, Any]
    added_at: datetime


async def shortlist_of(actor: Actor, challenge_id: UUID) -> list[ShortlistItem]:
    """What is on a challenge's shortlist now, first added first.

    Raises:
        NotFound: no such challenge.
        NotPermitted: neither the owning bureau nor the secretariat asks.
    """
    await readable(actor, challenge_id)
    return [_item(row) for row in await kept(challenge_id)]


async def shortlisted_solutions(
    actor: Actor, challenge_id: UUID
) -> list[tuple[ShortlistItem, SolutionFields]]:
    """The shortlist with what its solutions say today; those no longer published are left out.

    Raises:
        NotFound, NotPermitted: as `shortlist_of`.
    """
    items = await shortlist_of(actor, challenge_id)
    found = await solution_source().fields_of(actor, [item.solution_id for item in items])
    return [(item, found[item.solution_id]) for item in items if item.solution_id in found]


async def shortlist_item(actor: Actor, item_id: UUID) -> ShortlistItem:
    """One entry, removed or not, for a pilot that came from it.

    Raises:
        NotFound: no such entry.
        NotPermitted: neither the owning bureau nor the secretariat asks.
    """
    row = await fetch_one("SELECT * FROM shortlist_entry WHERE id = $1", item_id)
    if row is None:
        raise NotFound()
    await readable(actor, row["challenge"])
    return _item(row)


async def kept(challenge_id: UUID) -> list[dict[str, Any]]:
    """Rows of what is on the list now; whoever asks has been let in."""
    return await fetch(
        "SELECT * FROM shortlist_entry WHERE challenge = $1 AND removed_at IS NULL "
        "ORDER BY added_at, id",
        challenge_id,
    )


def _item(row: dict[str, Any]) -> ShortlistItem:
    return ShortlistItem(
        id=row["id"],
        challenge_id=row["challenge"],
        solution_id=row["solution"],
        note=row["note"],
        version=row["version"],
        found=row["found"],
        added_at=row["added_at"],
    )
