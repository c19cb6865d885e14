"""What a person is told, and which searches they keep: their own, and nobody else's."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.permissions import permissions_of
from foundation.database import fetch, fetch_value
from matching.alerts.kinds import Frequency, Kind
from matching.alerts.labels import described
from matching.alerts.sending.digests import canonical_query, read_query
from matching.matcher.permissions import Permission
from matching.search.typed.query import ParsedQuery

_NEEDS = {
    Kind.CHALLENGE_FITS: Permission.READ_OWN_FITS,
    Kind.SOLUTION_FITS: Permission.KEEP_SHORTLIST,
}


@dataclass(frozen=True, kw_only=True)
class KeptSearch:
    """A saved search as its owner sees it; `words`: what it asks, in the reader's language."""

    id: UUID
    name: str
    query: str
    words: str
    frequency: Frequency
    version: int
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whether a kind is wanted; only kinds that some role of the person is told of."""

    kind: Kind
    wanted: bool


async def own_searches(actor: Actor) -> list[KeptSearch]:
    """The person's saved searches, newest first.

    Raises:
        NotAuthenticated: nobody is signed in.
    """
    rows = await fetch(
        "SELECT id, name, query, frequency, version, created_at FROM saved_search "
        "WHERE account = $1 ORDER BY created_at DESC, id DESC",
        actor.account(),
    )
    return [
        KeptSearch(
            **{
                **row,
                "frequency": Frequency(row["frequency"]),
                "words": described(read_query(row["query"])),
            }
        )
        for row in rows
    ]


async def own_choices(actor: Actor) -> list[Wanted]:
    """Which kinds the person wants, of those that concern them.

    Raises:
        NotAuthenticated: nobody is signed in.
    """
    account = actor.account()
    rows = await fetch(
        "SELECT DISTINCT role FROM membership WHERE account = $1 AND state = 'active'", account
    )
    may = frozenset[str]().union(*(permissions_of(row["role"]) for row in rows))
    refused = {
        row["kind"]
        for row in await fetch(
            "SELECT kind FROM alert_choice WHERE account = $1 AND NOT wanted", account
        )
    }
    return [
        Wanted(kind=kind, wanted=kind.value not in refused)
        for kind in Kind
        if kind not in _NEEDS or _NEEDS[kind] in may
    ]


async def saved_as(actor: Actor, query: ParsedQuery) -> UUID | None:
    """The person's saved search that asks the same; None where there is none."""
    found = await fetch_value(
        "SELECT id FROM saved_search WHERE account = $1 AND query = $2",
        actor.account(),
        canonical_query(query),
    )
    return None if found is None else UUID(str(found))
