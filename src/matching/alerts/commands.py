"""Saving searches, choosing what one is told, and stopping it by a link."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import SYSTEM, Actor
from foundation.audit import record
from foundation.database import (
    change_version,
    execute,
    fetch_one,
    fetch_value,
    find,
    made_before,
    make,
    run,
    transaction,
)
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.ids import derived_id
from foundation.text import one_line, too_long
from matching.alerts.kinds import Frequency, Kind
from matching.alerts.labels import described
from matching.alerts.sending.digests import canonical_query, read_query
from matching.alerts.tables import NAME_LENGTH, QUERY_LENGTH, SavedSearch

MOST_SEARCHES = 20
LONGEST_ADDRESS = 10_000
"""More characters than a query has in any spelling; it is not read then."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """A saved search after a command; `new`: it was not there before."""

    id: UUID
    new: bool


async def save_search(
    actor: Actor, search_id: UUID, query: str, frequency: Frequency, name: str = ""
) -> Saved:
    """Keep a search to be told of what it finds newly; the same search twice is one.

    Args:
        query: an address's query, with or without the question mark.
        name: empty takes the words and filters themselves.

    Raises:
        NotAuthenticated: nobody is signed in.
        Invalid: nothing is asked, or something is too long.
        Conflict: the person has as many as one may; MadeAlready: another search stands under this id.
    """
    account_id = actor.account()
    if len(query) > LONGEST_ADDRESS:
        raise Invalid({"query": too_long(len(query), QUERY_LENGTH)})
    parsed = read_query(query)
    text = canonical_query(parsed)
    if parsed.is_empty:
        raise Invalid({"query": _("探す言葉か条件を入れてください。")})
    if len(text) > QUERY_LENGTH:
        raise Invalid({"query": too_long(len(text), QUERY_LENGTH)})
    name = _name(name, described(parsed))
    async with transaction():
        await execute("SELECT 1 FROM account WHERE id = $1 FOR UPDATE", account_id)
        owner = {"account": account_id}
        said = {"name": name, "query": text, "frequency": frequency.value}
        if await made_before(SavedSearch, search_id, owner=owner, said=said) is not None:
            return Saved(id=search_id, new=False)
        known = await fetch_value(
            "SELECT id FROM saved_search WHERE account = $1 AND query = $2", account_id, text
        )
        if known is not None:
            return Saved(id=UUID(str(known)), new=False)
        count = await fetch_value(
            "SELECT count(*) FROM saved_search WHERE account = $1", account_id
        )
        if count >= MOST_SEARCHES:
            raise Conflict(
                _(
                    "保存できる検索は%(count)s件までです。使わないものを消してください。",
                    count=MOST_SEARCHES,
                )
            )
        await make(
            SavedSearch,
            {
                SavedSearch.id: search_id,
                SavedSearch.since: clock.now(),
                SavedSearch.looked_on: clock.today(),
                SavedSearch.created_at: clock.now(),
            },
            **owner,
            **said,
        )
        after = {"query": text, "frequency": frequency.value}
        await record(actor, "alerts.save_search", "saved_search", search_id, None, after)
    return Saved(id=search_id, new=True)


async def change_search(
    actor: Actor, search_id: UUID, version: int, *, name: str, frequency: Frequency
) -> None:
    """Rename a saved search, or tell of its finds more or less often.

    One that was paused looks from now on; what came out meanwhile is no news.

    Raises:
        NotFound: the person has no such search.
        Invalid: the name is empty or too long.
        Conflict: it was changed meanwhile.
    """
    account_id = actor.account()
    name = _name(name, "")
    async with transaction():
        row = await _own(account_id, search_id)
        resumed = row["frequency"] == Frequency.PAUSED and frequency is not Frequency.PAUSED
        columns: dict[str, Any] = (
            {"since": clock.now(), "looked_on": clock.today()} if resumed else {}
        )
        await change_version(
            SavedSearch, search_id, version, name=name, frequency=frequency.value, **columns
        )
        await record(
            actor,
            "alerts.change_search",
            "saved_search",
            search_id,
            {"frequency": row["frequency"]},
            {"frequency": frequency.value},
        )


async def delete_search(actor: Actor, search_id: UUID) -> None:
    """Forget a saved search; one that is gone stays gone."""
    account_id = actor.account()
    async with transaction():
        row = await fetch_one(
            "DELETE FROM saved_search WHERE id = $1 AND account = $2 RETURNING query, frequency",
            search_id,
            account_id,
        )
        if row is not None:
            await record(actor, "alerts.delete_search", "saved_search", search_id, row, None)


async def choose(actor: Actor, wanted: dict[Kind, bool]) -> None:
    """Say which kinds of alerts one wants."""
    account_id = actor.account()
    async with transaction():
        for kind, wants in wanted.items():
            await _choose(actor, account_id, kind, wants)


async def choose_by_link(account_id: UUID, kind: Kind, *, wanted: bool) -> None:
    """Stop a kind of mail, or take that back, for whoever holds the link from it.

    An account that is gone has nothing to stop, and nobody is told so.
    """
    async with transaction():
        if await fetch_value("SELECT 1 FROM account WHERE id = $1", account_id):
            await _choose(SYSTEM, account_id, kind, wanted)


async def _choose(actor: Actor, account_id: UUID, kind: Kind, wanted: bool) -> None:
    before = await fetch_value(
        "SELECT wanted FROM alert_choice WHERE account = $1 AND kind = $2 FOR UPDATE",
        account_id,
        kind.value,
    )
    if wanted is (before is None or before):
        return
    await execute(
        "INSERT INTO alert_choice (id, account, kind, wanted, changed_at) "
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account, kind) "
        "DO UPDATE SET wanted = EXCLUDED.wanted, changed_at = EXCLUDED.changed_at",
        derived_id("alert_choice", str(account_id), kind.value),
        account_id,
        kind.value,
        wanted,
        clock.now(),
    )
    if wanted and kind is Kind.SAVED_SEARCH:
        # What came out while nothing was wanted is no news.
        fresh = SavedSearch.update(
            {SavedSearch.since: clock.now(), SavedSearch.looked_on: clock.today()}
        )
        await run(fresh.where(SavedSearch.account == account_id))
    await record(
        actor,
        "alerts.choose",
        "account",
        account_id,
        {kind.value: not wanted},
        {kind.value: wanted},
    )


async def _own(account_id: UUID, search_id: UUID) -> dict[str, object]:
    found = await find(
        SavedSearch, SavedSearch.id == search_id, SavedSearch.account == account_id, lock="UPDATE"
    )
    if not found:
        raise NotFound()
    return found[0]


def _name(name: str, otherwise: str) -> str:
    name = one_line(name) or otherwise[:NAME_LENGTH]
    if not name:
        raise Invalid({"name": _("名前を付けてください。")})
    if len(name) > NAME_LENGTH:
        raise Invalid({"name": too_long(len(name), NAME_LENGTH)})
    return name
