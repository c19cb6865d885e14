"""New finds of saved searches: which searches are due, and what they find."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from foundation.clock import TOKYO, now
from foundation.database import fetch, fetch_as
from matching.alerts.sending.ledger import Told
from matching.search.engines.port import TypedQuery
from matching.search.engines.selection import engine
from matching.search.index.store import Indexed, documents
from matching.search.keys import Key
from matching.search.typed.query import ParsedQuery, from_parameters

MORNING = 8
"""Hour (Tokyo) from which the day's digests go out."""
MONDAY = 0
LOOKED_BACK = timedelta(days=30)
"""Older publications are no news any more, whatever happened meanwhile."""
MOST_NEW = 1_000
"""Newest publications that one look compares."""
MOST_FOUND = 200


@dataclass(frozen=True, kw_only=True)
class Search:
    """A saved search that is due."""

    id: UUID
    name: str
    query: str
    since: datetime


def canonical_query(query: ParsedQuery) -> str:
    """The one way an address writes this search; its words are taken as finished."""
    return urlencode(replace(query, typing=False, problems=()).parameters())


def read_query(text: str) -> ParsedQuery:
    """The search that an address's query says."""
    return from_parameters(parse_qsl(text.removeprefix("?"), keep_blank_values=True))


async def accounts_due() -> list[UUID]:
    """People with a search that is due this hour."""
    rows = await fetch(
        f"SELECT DISTINCT account FROM saved_search WHERE {_DUE} ORDER BY account", *_due_at(now())
    )
    return [row["account"] for row in rows]


async def due_searches(account_id: UUID) -> list[Search]:
    """A person's searches that are due this hour, oldest first."""
    return await fetch_as(
        Search,
        "SELECT id, name, query, since FROM saved_search "
        f"WHERE {_DUE} AND account = $4 ORDER BY created_at, id",
        *_due_at(now()),
        account_id,
    )


# A week after the last digest one is due on any day, so that a Monday without a worker is made up.
_DUE = (
    "$3 AND ((frequency = 'daily' AND looked_on < $1) "
    "OR (frequency = 'weekly' AND looked_on < $1 AND ($2 OR looked_on <= $1 - 8)))"
)


def _due_at(at: datetime) -> tuple[date, bool, bool]:
    local = at.astimezone(TOKYO)
    return local.date(), local.weekday() == MONDAY, local.hour >= MORNING


async def new_finds(
    account_id: UUID, searches: Sequence[Search], own: Collection[UUID]
) -> list[Told]:
    """What these searches find among what was published since, and the person was not told of.

    Args:
        own: organisations of the person; what belongs to them is no news.

    Returns:
        Each document once, under the first search that finds it, newest first.

    Raises:
        EngineUnavailable: no engine answered; to be tried again.
    """
    told: dict[Key, Told] = {}
    for search in searches:
        fresh = [one for one in await _published_since(account_id, search.since) if one not in told]
        if not fresh:
            continue
        query = read_query(search.query)
        asked = TypedQuery(
            words=query.words,
            filter=replace(query.filter(now().astimezone(TOKYO).date()), only=tuple(fresh)),
            limit=MOST_FOUND,
        )
        known = await _documents({hit.key for hit in (await engine().search(asked)).hits})
        mine = {str(one) for one in own}
        for one in fresh:
            if one in known and not mine & set(known[one].facets.get("organisation", ())):
                told[one] = Told(subject=one.id, subject_kind=one.kind, object=search.id)
    return list(told.values())


async def _published_since(account_id: UUID, since: datetime) -> list[Key]:
    return await fetch_as(
        Key,
        "SELECT p.kind, p.id FROM alert_publication p WHERE p.published_at >= $2 AND NOT EXISTS "
        "(SELECT 1 FROM alert_sent s WHERE s.account = $1 AND s.subject = p.id "
        "AND s.subject_kind = p.kind) ORDER BY p.published_at DESC, p.id, p.kind LIMIT $3",
        account_id,
        max(since, now() - LOOKED_BACK),
        MOST_NEW,
    )


async def _documents(keys: Collection[Key]) -> dict[Key, Indexed]:
    return {
        Key(kind, one): document
        for kind in {key.kind for key in keys}
        for one, document in (
            await documents(kind, [key.id for key in keys if key.kind == kind])
        ).items()
    }
