"""Named reads of pilots. Tenancy and publication are applied here and nowhere else."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import AuditEntry, events_about
from foundation.database import fetch, fetch_one, fetch_value
from foundation.errors import NotFound
from foundation.identity.organisations.shown import SHOWN, named, names_of
from foundation.web.pagination import PER_PAGE, PageOf, nearest, offset, paginate
from pitch.pilots import policy
from pitch.pilots.permissions import Permission
from pitch.pilots.states import PILOT, PUBLIC, Outcome, PilotState
from pitch.pilots.views import (
    EvaluationView,
    IndicatorView,
    MeasurementView,
    PilotRow,
    PilotView,
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


@dataclass(frozen=True)
class _Standing:
    """What the policy asks of a row."""

    organisation_id: UUID
    startup_id: UUID
    state: str
    is_published: bool


def standing(row: Row) -> _Standing:
    """What the policy asks of a pilot's row."""
    return _Standing(
        row["organisation"], row["startup"], row["state"], row["published_at"] is not None
    )


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
        actor, "p.entry IN (SELECT e.id FROM entry e WHERE e.contest = $4)", contest_id
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


async def pilot_for(actor: Actor, pilot_id: UUID) -> PilotView:
    """One pilot as the actor may see it.

    Raises:
        NotFound: there is none, or it is not for this reader.
    """
    row = await fetch_one(
        f"SELECT p.*, {SHOWN}, h.number AS challenge_number, "
        "h.title_ja AS challenge_title_ja, h.title_en AS challenge_title_en, "
        "h.state IN ('published', 'closed') AS challenge_public, "
        "h.organisation = p.organisation AS challenge_own, c.id AS contest_id, "
        "c.theme_ja AS contest_theme_ja, c.theme_en AS contest_theme_en "
        f"{_FROM} LEFT JOIN challenge h ON h.id = p.challenge LEFT JOIN entry e ON e.id = p.entry "
        "LEFT JOIN contest c ON c.id = e.contest WHERE p.id = $1",
        pilot_id,
    )
    if row is None or not policy.may_see(actor, standing(row)):
        raise NotFound()
    return _view(actor, row, await indicators_of(pilot_id))


def _view(actor: Actor, row: Row, indicators: tuple[IndicatorView, ...]) -> PilotView:
    stands = standing(row)
    insider, partner = policy.is_insider(actor, stands), policy.is_partner(actor, stands)
    leads = bool(policy.may_lead(actor, stands))
    evaluated = policy.sees_evaluation(actor, stands)
    results = policy.sees_results(actor, stands)
    state = row["state"] if evaluated or row["state"] != PilotState.EVALUATED else "running"
    solution, startup = row["snapshot"]["content"], row["snapshot"]["startup"]
    values = {name: row[name] for name in _VIEW_COLUMNS}
    challenge_seen = row["challenge_public"] or (insider and row["challenge_own"])
    if not challenge_seen:
        for name in ("challenge_number", "challenge_title_ja", "challenge_title_en"):
            values[name] = None
    reason_seen = insider or (partner and row["state"] not in PUBLIC)
    return PilotView(
        **values,
        **names_of(row),
        state=state,
        entry_id=row["entry"] if insider or partner else None,
        organisation_id=row["organisation"],
        startup_id=row["startup"],
        startup_name_ja=startup["name_ja"],
        startup_name_en=startup.get("name_en"),
        solution_id=row["solution"],
        solution_title_ja=solution["title_ja"],
        solution_title_en=solution.get("title_en"),
        solution_edition=row["snapshot"]["edition"],
        snapshot_sha256=row["snapshot"]["sha256"],
        challenge_id=row["challenge"] if challenge_seen else None,
        indicators=indicators if results else tuple(_without_results(one) for one in indicators),
        evaluation=_evaluation(row) if evaluated and row["evaluated_at"] else None,
        # When it last changed would tell outsiders that an evaluation was decided.
        updated_at=row["updated_at"] if evaluated else row["started_at"] or row["updated_at"],
        version=row["version"] if insider else 0,
        state_reason=row["state_reason"] if reason_seen else None,
        insider=insider,
        partner=partner,
        leads=leads,
        sees_results=results,
        acts=PILOT.acts_from(row) if leads else (),
    )


_VIEW_COLUMNS = (
    "id", "source_kind", "contest_id", "contest_theme_ja", "contest_theme_en", "call_name_ja",
    "call_name_en", "challenge_number", "challenge_title_ja",
    "challenge_title_en", "title_ja", "title_en", "site_ja", "site_en", "section_ja", "section_en",
    "starts_on", "ends_on", "period_note_ja", "period_note_en", "plan_ja", "plan_en",
    "hypothesis_ja", "hypothesis_en", "created_at", "agreed_at", "started_at", "cancelled_at",
    "published_at", "provenance",
)  # fmt: skip


def _evaluation(row: Row) -> EvaluationView:
    decided_on = row["evaluated_at"].astimezone(clock.TOKYO).date()
    return EvaluationView(
        outcome=row["outcome"],
        reason_ja=row["outcome_reason_ja"],
        reason_en=row["outcome_reason_en"],
        owner_ja=row["outcome_owner_ja"],
        owner_en=row["outcome_owner_en"],
        budget_year=row["budget_year"],
        evaluated_at=row["evaluated_at"],
        published_at=row["published_at"],
        stopped_early=row["outcome"] == Outcome.STOP and decided_on < row["ends_on"],
    )


def _without_results(indicator: IndicatorView) -> IndicatorView:
    values = {name: getattr(indicator, name) for name in IndicatorView.__dataclass_fields__}
    return IndicatorView(**{**values, "baseline": None, "measurements": ()})


async def indicators_of(pilot_id: UUID) -> tuple[IndicatorView, ...]:
    """A pilot's indicators in order, each with all its results. For the queries and commands of
    this area, which know what their reader may see."""
    rows = await fetch(
        "SELECT id, name_ja, name_en, unit_ja, unit_en, method_ja, method_en, better, baseline, "
        "target FROM pilot_indicator WHERE pilot = $1 ORDER BY position, id",
        pilot_id,
    )
    results = await fetch(
        "SELECT m.id, m.indicator AS indicator_id, m.measured_on, m.value, m.sample_size, "
        "m.note_ja, m.note_en, m.recorded_at, m.corrected_at, m.correction_reason, m.replaced_by "
        "FROM pilot_measurement m JOIN pilot_indicator i ON i.id = m.indicator "
        "WHERE i.pilot = $1 ORDER BY m.measured_on, m.recorded_at, m.id",
        pilot_id,
    )
    found: dict[UUID, list[MeasurementView]] = {row["id"]: [] for row in rows}
    for result in results:
        found[result["indicator_id"]].append(MeasurementView(**result))
    return tuple(IndicatorView(**row, measurements=tuple(found[row["id"]])) for row in rows)


async def history_of(actor: Actor, pilot_id: UUID) -> list[AuditEntry]:
    """What was done to the pilot, oldest first, for those who see its evaluation early.

    Raises:
        NotFound, NotPermitted.
    """
    pilot = await pilot_for(actor, pilot_id)
    if not pilot.insider:
        raise NotFound()
    return await events_about("pilot", pilot_id)
