"""The dated names of organisations: what they were called, are called, and will be called.

A name holds from a day until the day before the next one begins. What `organisation` says is the
name of today; a name that begins later is taken up on its day.
"""

import hashlib
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import (
    execute,
    fetch,
    fetch_one,
    fetch_one_as,
    insert,
    require_transaction,
    run,
)
from foundation.identity.organisations.holdings import all_holdings
from foundation.identity.rules import organisation_name_problem, require
from foundation.identity.tables import Organisation, OrganisationName
from foundation.ids import new_id
from foundation.text import one_line, stored


@dataclass(frozen=True, kw_only=True)
class OrganisationWords:
    """How an organisation is called.

    Attributes:
        name: in Japanese.
        name_en: in English; None where it has none yet.
        unit: section within it (課), if the organisation is one.
    """

    name: str
    name_en: str | None = None
    unit: str | None = None

    def tidy(self) -> "OrganisationWords":
        """The words as they are stored.

        Raises:
            Invalid: a name is missing or too long.
        """
        require(
            {
                "name": organisation_name_problem(self.name, required=True),
                "name_en": organisation_name_problem(self.name_en),
                "unit": organisation_name_problem(self.unit),
            }
        )
        return OrganisationWords(
            name=one_line(self.name),
            name_en=stored(self.name_en),
            unit=stored(self.unit),
        )


@dataclass(frozen=True, kw_only=True)
class LastName:
    """The newest name of an organisation.

    Attributes:
        from_day: its first day.
        to_come: another one comes before it, and its day has not come.
    """

    id: UUID
    words: OrganisationWords
    from_day: date
    to_come: bool

    @property
    def version(self) -> int:
        """A sign of it, which is another after every change of names."""
        digest = hashlib.sha256(f"{self.id} {self.words.name_en}".encode()).digest()
        return int.from_bytes(digest[:4]) % 10**9


async def begin(
    actor: Actor,
    organisation_id: UUID,
    words: OrganisationWords,
    *,
    day: date,
    reason: str | None = None,
) -> None:
    """Write down that an organisation is called so from a day on."""
    require_transaction()
    ends = OrganisationName.update({OrganisationName.until_day: day})
    of_last = OrganisationName.organisation == organisation_id, OrganisationName.until_day.is_null()
    await run(ends.where(*of_last))
    await insert(
        OrganisationName,
        {
            OrganisationName.id: new_id(),
            OrganisationName.organisation: organisation_id,
            OrganisationName.from_day: day,
            OrganisationName.reason: reason,
            OrganisationName.recorded_by_name: actor.account_name if actor.account_id else None,
            OrganisationName.recorded_at: clock.now(),
        },
        **asdict(words),
    )


async def take_up(actor: Actor, organisation_id: UUID) -> None:
    """Let the organisation carry the name of today, with its event; nothing if it does already."""
    require_transaction()
    before = await fetch_one_as(
        OrganisationWords,
        "SELECT name, name_en, unit FROM organisation WHERE id = $1 FOR UPDATE",
        organisation_id,
    )
    # Before its first known name an organisation has that one, as `organisation_name_at` says.
    row = await fetch_one(
        "SELECT name, name_en, unit, from_day, reason FROM organisation_name "
        "WHERE organisation = $1 ORDER BY from_day <= $2 DESC, "
        "CASE WHEN from_day <= $2 THEN from_day END DESC, from_day, "
        "until_day DESC NULLS FIRST LIMIT 1",
        organisation_id,
        clock.today(),
    )
    if before is None or row is None or before == (after := _words(row)):
        return
    carries = Organisation.update(
        {
            Organisation.name: after.name,
            Organisation.name_en: after.name_en,
            Organisation.unit: after.unit,
        }
    )
    await run(carries.where(Organisation.id == organisation_id))
    for holding in all_holdings():
        await holding.renamed(organisation_id)
    dated = {"from": row["from_day"].isoformat(), "reason": row["reason"]}
    await record(
        actor,
        "organisation.renamed",
        "organisation",
        organisation_id,
        asdict(before),
        {**asdict(after), **dated},
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


async def last_of(organisation_id: UUID) -> LastName:
    """The newest name."""
    row = await fetch_one(
        "SELECT n.id, n.name, n.name_en, n.unit, n.from_day, n.from_day > $2 AND EXISTS "
        "(SELECT FROM organisation_name e WHERE e.organisation = $1 AND e.id <> n.id) AS to_come "
        "FROM organisation_name n WHERE n.organisation = $1 AND n.until_day IS NULL",
        organisation_id,
        clock.today(),
    )
    assert row is not None, "an organisation always has a last name"
    return LastName(
        id=row["id"], words=_words(row), from_day=row["from_day"], to_come=row["to_come"]
    )


async def same_name(
    actor: Actor, organisation_id: UUID, last: LastName, words: OrganisationWords
) -> bool:
    """Whether these words are the newest name; the English of a name that had none is added to it."""
    if words == last.words:
        return True
    if last.words != replace(words, name_en=None):
        return False
    require_transaction()
    added = OrganisationName.update({OrganisationName.name_en: words.name_en})
    await run(
        added.where(
            OrganisationName.organisation == organisation_id,
            OrganisationName.name == words.name,
            OrganisationName.name_en.is_null(),
        )
    )
    await take_up(actor, organisation_id)
    return True


async def withdraw(actor: Actor, organisation_id: UUID) -> bool:
    """Take a name to come back; False when there is none."""
    require_transaction()
    last = await last_of(organisation_id)
    if not last.to_come:
        return False
    await run(OrganisationName.delete().where(OrganisationName.id == last.id))
    await execute(
        "UPDATE organisation_name SET until_day = NULL WHERE id = (SELECT id FROM "
        "organisation_name WHERE organisation = $1 ORDER BY from_day DESC, until_day DESC LIMIT 1)",
        organisation_id,
    )
    planned = {**asdict(last.words), "from": last.from_day.isoformat()}
    await record(actor, "organisation.name_withdrawn", "organisation", organisation_id, planned)
    return True


def _words(row: dict[str, Any]) -> OrganisationWords:
    return OrganisationWords(name=row["name"], name_en=row["name_en"], unit=row["unit"])
