"""Lists of pilots, and how many there are. Tenancy and publication are applied here and in `one`."""

from dataclasses import replace
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch_one
from foundation.database.lists import PER_PAGE, Conditions, Feed, Listing, PageOf
from foundation.identity.organisations.shown import SHOWN, named
from pitch.contests.joins import ENTRIES
from pitch.pilots import policy
from pitch.pilots.permissions import Permission
from pitch.pilots.states import Outcome, PilotState
from pitch.pilots.views import PilotRow

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


PILOTS = Listing(
    row=PilotRow,
    columns=_row_columns("false"),
    source=f"pilot p {named('p')}",
    counted="pilot p",
    order=f"({_OUTSIDE_STATE} = 'running') DESC, p.starts_on DESC, p.id",
    key={"p.id": UUID},
)
"""As everybody sees them."""
_MINE = "$1 OR p.organisation = $2 OR p.startup = $3"
_MINE_FULL = "($1 OR p.organisation IS NOT DISTINCT FROM $2)"
OWN = replace(PILOTS, columns=_row_columns(_MINE_FULL), order="p.updated_at DESC, p.id")
"""As those concerned see them, narrowed by `_scope`."""


def _scope(actor: Actor) -> Conditions:
    """Everything, or the bureau's, or the startup's pilots, by what the actor may read."""
    return Conditions(
        actor.is_system or actor.may(Permission.READ_ANY),
        actor.organisation_id if actor.may(Permission.READ_BUREAU) else None,
        actor.organisation_id if actor.may(Permission.READ_STARTUP) else None,
    )


def _public(state: str) -> Conditions:
    return Conditions().where(_PUBLIC_SQL).given(f"{_OUTSIDE_STATE} = ?", state)


async def list_pilots(state: str = "", page: int = 1) -> PageOf[PilotRow]:
    """Pilots as everybody sees them, running ones first, then the newest.

    Args:
        state: `running` or `evaluated`, as the public sees it; "" for both.
    """
    return await PILOTS.page(_public(state), page)


async def pilots_after(state: str, cursor: str | None, limit: int) -> Feed[PilotRow]:
    """Public pilots by id, for the API."""
    return await PILOTS.after(_public(state), cursor, limit)


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
    seen = f"CASE WHEN {_MINE_FULL} THEN p.state ELSE {_OUTSIDE_STATE} END"
    narrowed = _own(actor).given(f"{seen} = ?", state)
    if unpublished:
        narrowed.where("p.published_at IS NULL")
    return await OWN.page(narrowed, page, per_page)


async def own_pilots_after(actor: Actor, cursor: str | None, limit: int) -> Feed[PilotRow]:
    """As `own_pilots`, by id, for the API."""
    return await OWN.after(_own(actor), cursor, limit)


def _own(actor: Actor) -> Conditions:
    actor.account()
    policy.may_read_own(actor).require()
    return _scope(actor).where(_MINE)


async def completed_pilots_of(actor: Actor) -> list[PilotRow]:
    """Evaluated pilots of the actor's own bureau, last evaluated first (認定の元になる実証)."""
    if not actor.may(Permission.READ_BUREAU) or actor.organisation_id is None:
        return []
    return await replace(PILOTS, columns=_row_columns("true")).rows(
        Conditions()
        .where("p.state = 'evaluated'")
        .where("p.organisation = ?", actor.organisation_id),
        order="p.evaluated_at DESC, p.id",
    )


async def pilots_of_solution(actor: Actor, solution_id: UUID) -> list[PilotRow]:
    """A solution's pilots that this reader may see, newest first."""
    return await _pilots_where(actor, "p.solution = ?", solution_id)


async def pilots_of_challenge(actor: Actor, challenge_id: UUID) -> list[PilotRow]:
    """A challenge's pilots that this reader may see, newest first."""
    return await _pilots_where(actor, "p.challenge = ?", challenge_id)


async def pilots_of_contest(actor: Actor, contest_id: UUID) -> list[PilotRow]:
    """The pilots that came from a contest's entries and that this reader may see, newest first."""
    return await _pilots_where(
        actor, f"p.entry IN (SELECT e.id FROM {ENTRIES} WHERE e.contest = ?)", contest_id
    )


async def _pilots_where(actor: Actor, condition: str, value: UUID) -> list[PilotRow]:
    narrowed = _scope(actor).where(condition, value).where(f"{_PUBLIC_SQL} OR {_MINE}")
    return await OWN.rows(narrowed, order="p.starts_on DESC NULLS FIRST, p.id")


async def count_running() -> int:
    """Pilots that run, as the public sees them."""
    return await PILOTS.count(_public(PilotState.RUNNING))


async def count_evaluated() -> tuple[int, int]:
    """(those that led to full use, all) of the published evaluations."""
    row = await fetch_one(
        "SELECT count(*) FILTER (WHERE outcome = $1) AS full_use, count(*) AS evaluated "
        "FROM pilot WHERE published_at IS NOT NULL",
        Outcome.FULL_USE.value,
    )
    return (row["full_use"], row["evaluated"]) if row else (0, 0)
