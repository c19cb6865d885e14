"""Lists of pilots, and how many there are. Tenancy and publication are applied here and in `one`."""

from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch, fetch_one, fetch_value
from foundation.identity.organisations.shown import SHOWN, named
from foundation.web.pagination import PER_PAGE, PageOf, nearest, offset, paginate
from pitch.contests.joins import ENTRIES
from pitch.pilots import policy
from pitch.pilots.permissions import Permission
from pitch.pilots.states import Outcome
from pitch.pilots.views import (
    PilotRow,
)

Row = dict[str, Any]
_OPEN = "p.published_at IS NOT NULL"
_PUBLIC_SQL = "p.state IN ('running', 'evaluated')"
_OUTSIDE_STATE = (
    f"CASE WHEN p.state = 'evaluated' AND NOT ({_OPEN}) THEN 'running' ELSE p.state END"
)


def _row_columns(full: str) -> str:
    """Columns of a list; `full` is the SQL condition under which an unpublished evaluation is seen."""
    seen = f"({_OPEN} OR {full})"
    return (
        f"p.id, CASE WHEN {full} THEN p.state ELSE {_OUTSIDE_STATE} END AS state, "
        f"CASE WHEN {seen} THEN p.outcome END AS outcome, "
        "coalesce(p.provenance->'sample_fields' ? 'evaluation.outcome', false) AS outcome_sample, "
        "p.title_ja, p.title_en, p.site_ja, "
        "p.site_en, p.starts_on, p.ends_on, p.organisation AS organisation_id, "
        f"{SHOWN}, p.startup AS startup_id, "
        "p.snapshot->'startup'->>'name_ja' AS startup_name_ja, "
        "p.snapshot->'startup'->>'name_en' AS startup_name_en, p.solution AS solution_id, "
        "p.snapshot->'content'->>'title_ja' AS solution_title_ja, "
        "p.snapshot->'content'->>'title_en' AS solution_title_en, p.challenge AS challenge_id, "
        f"CASE WHEN {seen} THEN p.evaluated_at END AS evaluated_at, p.published_at, "
        f"CASE WHEN {seen} THEN p.updated_at ELSE coalesce(p.started_at, p.updated_at) END "
        "AS updated_at"
    )


_FROM = f"FROM pilot p {named('p')}"
_MINE = "($1 OR p.organisation = $2 OR p.startup = $3)"
_MINE_FULL = "($1 OR p.organisation IS NOT DISTINCT FROM $2)"


def _scope(actor: Actor) -> tuple[bool, UUID | None, UUID | None]:
    """Everything, or the bureau's, or the startup's pilots, by what the actor may read."""
    return (
        actor.is_system or actor.may(Permission.READ_ANY),
        actor.organisation_id if actor.may(Permission.READ_BUREAU) else None,
        actor.organisation_id if actor.may(Permission.READ_STARTUP) else None,
    )


async def list_pilots(state: str = "", page: int = 1) -> PageOf[PilotRow]:
    """Pilots as everybody sees them, running ones first, then the newest.

    Args:
        state: `running` or `evaluated`, as the public sees it; "" for both.
    """
    where = f"WHERE {_PUBLIC_SQL} AND ($1 = '' OR {_OUTSIDE_STATE} = $1)"
    total = await fetch_value(f"SELECT count(*) {_FROM} {where}", state)
    page = nearest(page, total)
    rows = await fetch(
        f"SELECT {_row_columns('false')} {_FROM} {where} "
        f"ORDER BY ({_OUTSIDE_STATE} = 'running') DESC, p.starts_on DESC, p.id LIMIT $2 OFFSET $3",
        state,
        PER_PAGE,
        offset(page),
    )
    return paginate([PilotRow(**row) for row in rows], page, total)


async def pilots_after(state: str, after: UUID | None, limit: int) -> list[Row]:
    """Public pilots by id for the API: at most `limit` + 1 rows with the columns of `PilotRow`."""
    return await fetch(
        f"SELECT {_row_columns('false')} {_FROM} WHERE {_PUBLIC_SQL} "
        f"AND ($1 = '' OR {_OUTSIDE_STATE} = $1) AND ($2::uuid IS NULL OR p.id > $2) "
        "ORDER BY p.id LIMIT $3",
        state,
        after,
        limit + 1,
    )


async def own_pilots(
    actor: Actor,
    state: str = "",
    page: int = 1,
    *,
    per_page: int = PER_PAGE,
    unpublished: bool = False,
) -> PageOf[PilotRow]:
    """The pilots the actor is concerned with: the bureau's, the startup's, or all for the secretariat.

    Args:
        unpublished: only those without a published evaluation.

    Raises:
        NotAuthenticated, NotPermitted.
    """
    actor.account()
    policy.may_read_own(actor).require()
    seen = f"CASE WHEN {_MINE_FULL} THEN p.state ELSE {_OUTSIDE_STATE} END"
    where = f"WHERE {_MINE} AND ($4 = '' OR {seen} = $4)"
    if unpublished:
        where += " AND p.published_at IS NULL"
    scope = _scope(actor)
    total = await fetch_value(f"SELECT count(*) {_FROM} {where}", *scope, state)
    page = nearest(page, total, per_page)
    rows = await fetch(
        f"SELECT {_row_columns(_MINE_FULL)} {_FROM} {where} "
        "ORDER BY p.updated_at DESC, p.id LIMIT $5 OFFSET $6",
        *scope,
        state,
        per_page,
        offset(page, per_page),
    )
    return paginate([PilotRow(**row) for row in rows], page, total, per_page)


async def own_pilots_after(actor: Actor, after: UUID | None, limit: int) -> list[Row]:
    """As `own_pilots`, by id for the API: at most `limit` + 1 rows with the columns of `PilotRow`."""
    actor.account()
    policy.may_read_own(actor).require()
    return await fetch(
        f"SELECT {_row_columns(_MINE_FULL)} {_FROM} WHERE {_MINE} "
        "AND ($4::uuid IS NULL OR p.id > $4) ORDER BY p.id LIMIT $5",
        *_scope(actor),
        after,
        limit + 1,
    )


async def completed_pilots_of(actor: Actor) -> list[PilotRow]:
    """Evaluated pilots of the actor's own bureau, last evaluated first (認定の元になる実証)."""
    if not actor.may(Permission.READ_BUREAU) or actor.organisation_id is None:
        return []
    rows = await fetch(
        f"SELECT {_row_columns('true')} {_FROM} WHERE p.state = 'evaluated' AND p.organisation = $1 "
        "ORDER BY p.evaluated_at DESC, p.id",
        actor.organisation_id,
    )
    return [PilotRow(**row) for row in rows]


async def pilots_of_solution(actor: Actor, solution_id: UUID) -> list[PilotRow]:
    """A solution's pilots that this reader may see, newest first."""
    return await _pilots_where(actor, "p.solution = $4", solution_id)


async def pilots_of_challenge(actor: Actor, challenge_id: UUID) -> list[PilotRow]:
    """A challenge's pilots that this reader may see, newest first."""
    return await _pilots_where(actor, "p.challenge = $4", challenge_id)


async def pilots_of_contest(actor: Actor, contest_id: UUID) -> list[PilotRow]:
    """The pilots that came from a contest's entries and that this reader may see, newest first."""
    return await _pilots_where(
        actor, f"p.entry IN (SELECT e.id FROM {ENTRIES} WHERE e.contest = $4)", contest_id
    )


async def _pilots_where(actor: Actor, condition: str, value: UUID) -> list[PilotRow]:
    rows = await fetch(
        f"SELECT {_row_columns(_MINE_FULL)} {_FROM} WHERE {condition} "
        f"AND ({_PUBLIC_SQL} OR {_MINE}) ORDER BY p.starts_on DESC NULLS FIRST, p.id",
        *_scope(actor),
        value,
    )
    return [PilotRow(**row) for row in rows]


async def count_running() -> int:
    """Pilots that run, as the public sees them."""
    return int(
        await fetch_value(
            f"SELECT count(*) FROM pilot p WHERE {_PUBLIC_SQL} AND {_OUTSIDE_STATE} = 'running'"
        )
    )


async def count_evaluated() -> tuple[int, int]:
    """(those that led to full use, all) of the published evaluations."""
    row = await fetch_one(
        "SELECT count(*) FILTER (WHERE outcome = $1) AS full_use, count(*) AS evaluated "
        "FROM pilot WHERE published_at IS NOT NULL",
        Outcome.FULL_USE.value,
    )
    return (row["full_use"], row["evaluated"]) if row else (0, 0)
