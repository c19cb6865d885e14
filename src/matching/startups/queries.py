"""Named reads of startups. Who may see which, and which parts of it, is decided here."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec

from foundation.access.actor import Actor
from foundation.database import fetch, fetch_as, fetch_one, fetch_value
from foundation.database.lists import Conditions, Feed, Listing, PageOf
from foundation.errors import NotFound
from matching.startups import policy
from matching.startups.company.profile import PROFILE_FIELDS, profile_of
from matching.startups.joins import PUBLIC
from matching.startups.offers import offer_counts
from matching.startups.permissions import Permission
from matching.startups.policy import Standing
from matching.startups.states import STARTUP, StartupState
from matching.startups.views import PublicStartup, StartupFacts, StartupRow, StartupView

Row = dict[str, Any]
STARTUPS = Listing(
    row=StartupRow,
    columns=(
        "s.id, s.state, s.corporate_number, s.name_ja, s.name_kana, s.name_en, s.summary_ja, "
        "s.summary_en, s.sample, s.submitted_at, s.updated_at"
    ),
    source="startup s",
    order="s.name_kana, s.id",
    key={"s.id": UUID},
)
_INSIDE = (
    "submitted_at",
    "submitter_name",
    "updated_at",
    "state_reason",
    "name_confirmed",
    "number_confirmed",
)
_STARTUP = (
    "SELECT s.id, s.version, s.state, s.sample, s.sample_fields, s.confirmed_at, s.submitted_by, "
    "s.submitted_at, s.updated_at, s.state_reason, s.name_confirmed, s.number_confirmed, "
    f"a.name AS submitter_name, {', '.join(f's.{name}' for name in PROFILE_FIELDS)} "
    "FROM startup s LEFT JOIN account a ON a.id = s.submitted_by WHERE s.id = $1"
)


async def is_registered(organisation_id: UUID | None) -> bool:
    """Whether an organisation has registered as a startup."""
    return await fetch_value("SELECT 1 FROM startup WHERE id = $1", organisation_id) is not None


def _public(q: str) -> Conditions:
    names = ("s.name_ja", "s.name_kana", "s.name_en", "s.summary_ja", "s.summary_en")
    return Conditions().where(PUBLIC).words(q, *names)


async def list_startups(q: str = "", page: int = 1) -> PageOf[StartupRow]:
    """Confirmed startups in the order of their readings.

    Args:
        q: words that must all stand in a name, reading or description.
    """
    found = await STARTUPS.page(_public(q), page)
    return replace(found, items=await _with_offers(found.items))


async def startups_after(cursor: str | None, limit: int, q: str = "") -> Feed[StartupRow]:
    """Confirmed startups by id for the API; `q` as in `list_startups`."""
    found = await STARTUPS.after(_public(q), cursor, limit)
    return replace(found, items=await _with_offers(found.items))


async def public_documents(ids: Collection[UUID]) -> list[PublicStartup]:
    """What the index holds of those of these startups that are confirmed."""
    return await fetch_as(
        PublicStartup,
        "SELECT id, name_ja, name_en, summary_ja, confirmed_at, "
        "concat_ws(' ', name_kana, name_en, summary_en, corporate_number) AS words "
        "FROM startup WHERE state = 'confirmed' AND id = ANY($1) ORDER BY id",
        list(ids),
    )


async def document_ids(after: UUID | None, limit: int) -> list[UUID]:
    """Ids of those that may be public, in the order of ids, after one of them."""
    rows = await fetch(
        "SELECT id FROM startup WHERE state = 'confirmed' AND ($1::uuid IS NULL OR id > $1) "
        "ORDER BY id LIMIT $2",
        after,
        limit,
    )
    return [row["id"] for row in rows]


async def visible_startup_ids(actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these startups the actor may see."""
    rows = await fetch(
        "SELECT id FROM startup WHERE id = ANY($1) AND (state = 'confirmed' OR id = $2 OR $3)",
        list(ids),
        actor.organisation_id if actor.may(Permission.WRITE) else None,
        actor.may(Permission.REVIEW) or actor.is_system,
    )
    return frozenset(row["id"] for row in rows)


async def startups_to_review(actor: Actor) -> list[StartupRow]:
    """Registrations that wait for the secretariat, longest waiting first.

    Raises:
        NotAuthenticated, NotPermitted.
    """
    actor.account()
    policy.may_review(actor).require()
    waiting = Conditions().where("s.state = ?", StartupState.REGISTERED)
    return await _with_offers(await STARTUPS.rows(waiting, order="s.submitted_at, s.id"))


async def startup_of(actor: Actor) -> StartupView | None:
    """The startup the actor acts for; None where they act for none."""
    if actor.organisation_id is None or not policy.may_write(actor):
        return None
    row = await _row(actor.organisation_id)
    return None if row is None else _view(actor, row)


async def startup_for(actor: Actor, startup_id: UUID) -> StartupView:
    """One startup as the actor may see it.

    Raises:
        NotFound: there is none, or it is not for this reader.
    """
    row = await _row(startup_id)
    if row is None or not policy.may_see(actor, Standing.of(row)):
        raise NotFound()
    return _view(actor, row)


async def startup_as_member(actor: Actor, startup_id: UUID) -> StartupView:
    """The startup that the person has just registered: the request still knows them without role.

    Raises:
        NotFound: the person is no member of it.
    """
    member = await fetch_value(
        "SELECT 1 FROM membership WHERE organisation = $1 AND account = $2 AND state = 'active'",
        startup_id,
        actor.account(),
    )
    row = await _row(startup_id) if member else None
    if row is None:
        raise NotFound()
    acting = replace(
        actor,
        organisation_id=startup_id,
        permissions=actor.permissions | {Permission.WRITE.value},
    )
    return _view(acting, row)


async def _with_offers(rows: Sequence[StartupRow]) -> list[StartupRow]:
    counts = await offer_counts([row.id for row in rows])
    return [replace(row, solutions=counts.get(row.id, 0)) for row in rows]


_IDENTIFYING = ("corporate_number", "address_ja", "address_en")


async def startup_facts(ids: Collection[UUID]) -> dict[UUID, StartupFacts]:
    """Plain values of startups whatever their state, for records that freeze them.

    Number and address of a real company that are made up (`sample_fields`) are left unknown: such a
    record goes out as a fact.
    """
    names = ", ".join(
        f"CASE WHEN '{name}' <> ALL(sample_fields) THEN {name} END AS {name}"
        if name in _IDENTIFYING
        else name
        for name in StartupFacts.__dataclass_fields__
    )
    rows = await fetch_as(
        StartupFacts, f"SELECT {names} FROM startup WHERE id = ANY($1)", list(ids)
    )
    return {row.id: row for row in rows}


async def _row(startup_id: UUID) -> Row | None:
    return await fetch_one(_STARTUP, startup_id)


def _view(actor: Actor, row: Row) -> StartupView:
    insider = policy.is_insider(actor, row["id"])
    profile = profile_of(row)
    decides = policy.may_decide(actor, Standing.of(row)).allowed
    values = {name: row[name] for name in row.keys() - {*PROFILE_FIELDS, "submitted_by"}}
    return StartupView(
        **values | ({} if insider else dict.fromkeys(_INSIDE)),
        profile=profile if insider else msgspec.structs.replace(profile, contact_email=None),
        insider=insider,
        owner=policy.owns(actor, row["id"]),
        acts=STARTUP.acts_from(row) if decides else (),
    )
