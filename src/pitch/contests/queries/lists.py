"""Lists of contests."""

from datetime import datetime
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.database.lists import Conditions, Feed, Listing, PageOf
from pitch.contests import policy
from pitch.contests.permissions import Permission
from pitch.contests.queries.views import ContestRow
from pitch.contests.states import PUBLIC, UNDER_WAY

CONTESTS = Listing(
    row=ContestRow,
    columns=(
        "c.id, c.state, c.theme_ja, c.theme_en, c.edition_ja, c.edition_en, c.entry_deadline, "
        "c.judging_deadline, c.published_at, (SELECT count(*) FROM entry e "
        "WHERE e.contest = c.id AND e.state = 'submitted') AS entries"
    ),
    source="contest c",
    order="c.entry_deadline, c.id",
    key={"c.entry_deadline": datetime, "c.id": UUID},
    newest_first=True,
)


def _visible(actor: Actor, *values: Any) -> Conditions:
    narrowed = Conditions(*values)
    return narrowed if actor.may(Permission.RUN) else narrowed.where("c.state = ANY(?)", PUBLIC)


def _open() -> Conditions:
    return Conditions().where("c.state = 'open' AND c.entry_deadline > ?", clock.now())


async def list_contests(actor: Actor, page: int = 1) -> PageOf[ContestRow]:
    """Contests the reader may see: those taking entries first, then the newest."""
    order = "(c.state = 'open' AND c.entry_deadline > $1) DESC, c.entry_deadline DESC, c.id"
    return await CONTESTS.page(_visible(actor, clock.now()), page, order=order)


async def contests_after(actor: Actor, cursor: str | None, limit: int) -> Feed[ContestRow]:
    """Contests the reader may see, latest deadline first, for the API."""
    return await CONTESTS.after(_visible(actor), cursor, limit)


async def contests_under_way(actor: Actor) -> list[ContestRow]:
    """Contests that whoever runs them has still to lead on, drafts too, nearest deadline first."""
    policy.may_run(actor).require()
    return await CONTESTS.rows(Conditions().where("c.state = ANY(?)", UNDER_WAY))


async def open_contests(limit: int = 5) -> list[ContestRow]:
    """Contests that take entries now, nearest deadline first."""
    return await CONTESTS.rows(_open(), limit=limit)


async def count_open_contests() -> int:
    """How many contests take entries now."""
    return await CONTESTS.count(_open())


async def contests_judged_by(actor: Actor) -> list[ContestRow]:
    """Contests the reader is a judge of, those being judged first."""
    if not actor.may(Permission.JUDGE):
        return []
    judged = Conditions().where(
        "c.state <> 'draft' AND EXISTS (SELECT 1 FROM contest_judge j "
        "WHERE j.contest = c.id AND j.account = ? AND j.removed_at IS NULL)",
        actor.account_id,
    )
    order = "(c.state = 'judging') DESC, c.judging_deadline DESC, c.id"
    return await CONTESTS.rows(judged, order=order)
