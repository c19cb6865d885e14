"""The dated names of organisations: what they were called, are called, and will be called.

A name holds from a day until the day before the next one begins. What `organisation` says is the
name of today; a name that begins later is taken up on its day.
"""

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import execute, fetch, fetch_one, insert, require_transaction
from foundation.identity.organisations.holdings import all_holdings
from foundation.identity.tables import OrganisationName
from foundation.ids import new_id

_FIELDS = ("name", "name_en", "unit")


async def begin(
    actor: Actor,
    organisation_id: UUID,
    *,
    name: str,
    name_en: str | None,
    unit: str | None,
    day: date,
    reason: str | None = None,
) -> None:
    """Write down that an organisation is called so from a day on."""
    require_transaction()
    await execute(
        "UPDATE organisation_name SET until_day = $2 WHERE organisation = $1 AND until_day IS NULL",
        organisation_id,
        day,
    )
    await insert(
        OrganisationName,
        id=new_id(),
        organisation=organisation_id,
        name=name,
        name_en=name_en,
        unit=unit,
        from_day=day,
        reason=reason,
        recorded_by_name=actor.account_name if actor.account_id else None,
        recorded_at=clock.now(),
    )


async def take_up(actor: Actor, organisation_id: UUID) -> None:
    """Let the organisation carry the name of today, with its event; nothing if it does already."""
    require_transaction()
    before = await fetch_one(
        "SELECT name, name_en, unit FROM organisation WHERE id = $1 FOR UPDATE", organisation_id
    )
    # Before its first known name an organisation has that one, as `organisation_name_at` says.
    after = await fetch_one(
        "SELECT name, name_en, unit, from_day, reason FROM organisation_name "
        "WHERE organisation = $1 ORDER BY from_day <= $2 DESC, "
        "CASE WHEN from_day <= $2 THEN from_day END DESC, from_day, "
        "until_day DESC NULLS FIRST LIMIT 1",
        organisation_id,
        clock.today(),
    )
    if before is None or after is None or _words(before) == _words(after):
        return
    await execute(
        "UPDATE organisation SET name = $2, name_en = $3, unit = $4 WHERE id = $1",
        organisation_id,
        *_words(after).values(),
    )
    for holding in all_holdings():
        await holding.renamed(organisation_id)
    dated = {"from": after["from_day"].isoformat(), "reason": after["reason"]}
    await record(
        actor,
        "organisation.renamed",
        "organisation",
        organisation_id,
        _words(before),
        {**_words(after), **dated},
    )


async def due() -> list[UUID]:
    """Organisations that do not carry the name of today yet."""
    rows = await fetch(
        "SELECT DISTINCT o.id FROM organisation o JOIN organisation_name n ON n.organisation = o.id "
        "WHERE n.from_day <= $1 AND (n.until_day IS NULL OR n.until_day > $1) "
        "AND (n.name, n.name_en, n.unit) IS DISTINCT FROM (o.name, o.name_en, o.unit)",
        clock.today(),
    )
    return [row["id"] for row in rows]


async def last_of(organisation_id: UUID) -> dict[str, Any]:
    """The newest name; `to_come` if another one comes before it and its day has not come."""
    row = await fetch_one(
        "SELECT n.id, n.name, n.name_en, n.unit, n.from_day, n.from_day > $2 AND EXISTS "
        "(SELECT FROM organisation_name e WHERE e.organisation = $1 AND e.id <> n.id) AS to_come "
        "FROM organisation_name n WHERE n.organisation = $1 AND n.until_day IS NULL",
        organisation_id,
        clock.today(),
    )
    assert row is not None, "an organisation always has a last name"
    return row


async def version_of(organisation_id: UUID) -> int:
    """A sign of the newest name, which is another after every change of names."""
    last = await last_of(organisation_id)
    text = f"{last['id']} {last['name_en']}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) % 10**9


async def same_name(
    actor: Actor, organisation_id: UUID, last: dict[str, Any], words: dict[str, Any]
) -> bool:
    """Whether these words are the newest name; the English of a name that had none is added to it.

    Args:
        last: the newest name (`last_of`).
        words: `name`, `name_en` and `unit`.
    """
    if words == _words(last):
        return True
    if last["name_en"] is not None or {**words, "name_en": None} != _words(last):
        return False
    await _add_english(actor, organisation_id, words["name"], words["name_en"])
    return True


async def _add_english(actor: Actor, organisation_id: UUID, name: str, name_en: str) -> None:
    require_transaction()
    await execute(
        "UPDATE organisation_name SET name_en = $3 "
        "WHERE organisation = $1 AND name = $2 AND name_en IS NULL",
        organisation_id,
        name,
        name_en,
    )
    await take_up(actor, organisation_id)


async def withdraw(actor: Actor, organisation_id: UUID) -> bool:
    """Take a name to come back; False when there is none."""
    require_transaction()
    last = await last_of(organisation_id)
    if not last["to_come"]:
        return False
    await execute("DELETE FROM organisation_name WHERE id = $1", last["id"])
    await execute(
        "UPDATE organisation_name SET until_day = NULL WHERE id = (SELECT id FROM "
        "organisation_name WHERE organisation = $1 ORDER BY from_day DESC, until_day DESC LIMIT 1)",
        organisation_id,
    )
    planned = {**_words(last), "from": last["from_day"].isoformat()}
    await record(actor, "organisation.name_withdrawn", "organisation", organisation_id, planned)
    return True


def _words(row: dict[str, Any]) -> dict[str, Any]:
    return {field: row[field] for field in _FIELDS}
