"""Named reads of organisations."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.database import fetch, fetch_as
from foundation.database.lists import Conditions, Listing, PageOf
from foundation.errors import NotFound
from foundation.i18n import pick
from foundation.identity.organisations.kinds import all_kinds, is_managed
from foundation.identity.organisations.names import last_of
from foundation.identity.policy import may_manage_accounts, may_manage_organisations
from foundation.identity.states import OrganisationState

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class OrganisationRow:
    """An organisation as operators see it.

    Attributes:
        people: how many have a role in it.
        merged_into, merged_into_name: the organisation it became part of.
    """

    id: UUID
    kind: str
    name: str
    name_en: str | None
    unit: str | None
    state: str
    created_at: datetime
    ended_at: datetime | None
    merged_into: UUID | None
    merged_into_name: str | None
    merged_into_name_en: str | None
    people: int

    @property
    def is_active(self) -> bool:
        """Neither merged nor closed."""
        return self.state == OrganisationState.ACTIVE.value

    @property
    def may_change(self) -> bool:
        """Operators may rename, merge and close it."""
        return self.is_active and is_managed(self.kind)


@dataclass(frozen=True, kw_only=True)
class NameRow:
    """A name an organisation had, has, or will have; `until_day` is the first day without it."""

    name: str
    name_en: str | None
    unit: str | None
    from_day: date
    until_day: date | None
    reason: str | None
    recorded_by_name: str | None
    recorded_at: datetime

    @property
    def last_day(self) -> date | None:
        """The last day with this name; None while no other follows."""
        return None if self.until_day is None else max(self.from_day, self.until_day - DAY)

    @property
    def tense(self) -> str:
        """`past`, `now` or `next`."""
        today = clock.today()
        if self.from_day > today:
            return "next"
        return "now" if self.until_day is None or self.until_day > today else "past"


_ORGANISATIONS = Listing(
    row=OrganisationRow,
    columns="o.id, o.kind, o.name, o.name_en, o.unit, o.state, o.created_at, o.ended_at, "
    "o.merged_into, i.name AS merged_into_name, i.name_en AS merged_into_name_en, "
    "(SELECT count(DISTINCT m.account) FROM membership m WHERE m.organisation = o.id "
    "AND m.state = 'active') AS people",
    source="organisation o LEFT JOIN organisation i ON i.id = o.merged_into",
    counted="organisation o",
    order="o.state <> 'active', o.name, o.unit NULLS FIRST, o.id",
)
_NAMES = (
    "(SELECT string_agg(concat_ws(' ', n.name, n.name_en, n.unit), ' ') "
    "FROM organisation_name n WHERE n.organisation = o.id)"
)
"""All that it was called, is, and will be."""


def kind_choices() -> list[tuple[str, str]]:
    """Kinds to choose from: (word, label)."""
    return [(one.kind, str(one.label)) for one in all_kinds()]


async def list_organisations(
    actor: Actor, search: str = "", kind: str = "", page: int = 1
) -> PageOf[OrganisationRow]:
    """Organisations, active ones first, by name; `search` looks in present and earlier names."""
    may_manage_organisations(actor).require()
    return await _ORGANISATIONS.page(
        Conditions().words(search, _NAMES).given("o.kind = ?", kind), page
    )


async def organisation_for(actor: Actor, organisation_id: UUID) -> OrganisationRow:
    """One organisation, for operators.

    Raises:
        NotPermitted, NotFound.
    """
    may_manage_organisations(actor).require()
    found = await _ORGANISATIONS.first(Conditions().where("o.id = ?", organisation_id))
    if found is None:
        raise NotFound()
    return found


async def managed_organisation(actor: Actor, organisation_id: UUID) -> OrganisationRow:
    """One organisation that operators look after.

    Raises:
        NotPermitted; NotFound: there is none, or it looks after itself.
    """
    row = await organisation_for(actor, organisation_id)
    if not is_managed(row.kind):
        raise NotFound()
    return row


async def organisation_choices(actor: Actor) -> list[tuple[str, str]]:
    """Active organisations to choose from: (id, name in the reader's language), for operators."""
    may_manage_accounts(actor).require()
    return await _choices(Conditions(), "o.kind, o.name, o.id")


async def successors_of(actor: Actor, organisation: OrganisationRow) -> list[tuple[str, str]]:
    """Organisations that could take over from one, as `organisation_choices`."""
    may_manage_organisations(actor).require()
    narrowed = Conditions().where("o.kind = ? AND o.id <> ?", organisation.kind, organisation.id)
    return await _choices(narrowed, "o.name, o.unit NULLS FIRST, o.id")


async def _choices(narrowed: Conditions, order: str) -> list[tuple[str, str]]:
    narrowed.where("o.state = 'active'")
    rows = await fetch(
        "SELECT o.id, o.name, o.name_en, o.unit FROM organisation o "
        f"WHERE {narrowed.sql} ORDER BY {order}",
        *narrowed.values,
    )
    return [
        (str(row["id"]), " ".join(filter(None, (pick(row["name"], row["name_en"]), row["unit"]))))
        for row in rows
    ]


async def absorbed_by(actor: Actor, organisation_id: UUID) -> list[OrganisationRow]:
    """Organisations that became part of one, the last first."""
    may_manage_organisations(actor).require()
    return await _ORGANISATIONS.rows(
        Conditions().where("o.merged_into = ?", organisation_id), order="o.ended_at DESC, o.id"
    )


async def names_of(actor: Actor, organisation_id: UUID) -> list[NameRow]:
    """The names of an organisation, newest first."""
    may_manage_organisations(actor).require()
    return await fetch_as(
        NameRow,
        "SELECT name, name_en, unit, from_day, until_day, reason, recorded_by_name, recorded_at "
        "FROM organisation_name WHERE organisation = $1 "
        "ORDER BY from_day DESC, until_day DESC NULLS FIRST, recorded_at DESC, id DESC",
        organisation_id,
    )


async def names_version(actor: Actor, organisation_id: UUID) -> int:
    """What says which names of an organisation were read, to whoever changes them."""
    may_manage_organisations(actor).require()
    return (await last_of(organisation_id)).version


async def organisations_called(text: str) -> list[OrganisationRow]:
    """Active organisations with this id, name, English name, or name and unit (command line)."""
    return await _ORGANISATIONS.rows(
        Conditions().where(
            "o.state = 'active' AND ? IN (o.id::text, o.name, o.name_en, "
            "concat_ws(' ', o.name, o.unit), concat_ws(' ', o.name_en, o.unit))",
            text.strip(),
        )
    )


async def kinds_present() -> set[str]:
    """Kinds of which there is an active organisation."""
    rows = await fetch("SELECT DISTINCT kind FROM organisation WHERE state = 'active'")
    return {row["kind"] for row in rows}


async def roles_present() -> set[str]:
    """Roles that somebody with an active account has."""
    rows = await fetch(
        "SELECT DISTINCT m.role FROM membership m JOIN account a ON a.id = m.account "
        "WHERE m.state = 'active' AND a.state = 'active'"
    )
    return {row["role"] for row in rows}
