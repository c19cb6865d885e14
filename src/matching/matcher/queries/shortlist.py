"""A challenge's shortlist (候補リスト) as people may see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch_as, fetch_one_as
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


_ITEMS = (
    "SELECT id, challenge AS challenge_id, solution AS solution_id, note, version, found, added_at "
    "FROM shortlist_entry"
)


async def shortlist_of(actor: Actor, challenge_id: UUID) -> list[ShortlistItem]:
    """What is on a challenge's shortlist now, first added first.

    Raises:
        NotFound: no such challenge.
        NotPermitted: neither the owning bureau nor the secretariat asks.
    """
    await readable(actor, challenge_id)
    return await kept(challenge_id)


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
    item = await fetch_one_as(ShortlistItem, f"{_ITEMS} WHERE id = $1", item_id)
    if item is None:
        raise NotFound()
    await readable(actor, item.challenge_id)
    return item


async def kept(challenge_id: UUID) -> list[ShortlistItem]:
    """What is on the list now; whoever asks has been let in."""
    return await fetch_as(
        ShortlistItem,
        f"{_ITEMS} WHERE challenge = $1 AND removed_at IS NULL ORDER BY added_at, id",
        challenge_id,
    )
