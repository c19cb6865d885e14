"""One pilot as its reader may see it. Tenancy and publication are applied here and in `lists`."""

from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import AuditEntry, events_about
from foundation.database import fetch, fetch_one
from foundation.errors import NotFound
from foundation.identity.organisations.shown import SHOWN, named, names_of
from matching.challenges import joins as challenges
from matching.vocabulary.provenance import Provenance
from pitch.contests.joins import contest_of, entry_of
from pitch.pilots import policy
from pitch.pilots.queries.standing import standing
from pitch.pilots.states import PILOT, PUBLIC, Outcome, PilotState
from pitch.pilots.views import EvaluationView, IndicatorView, MeasurementView, PilotView

Row = dict[str, Any]


async def pilot_for(actor: Actor, pilot_id: UUID) -> PilotView:
    """One pilot as the actor may see it.

    Raises:
        NotFound: there is none, or it is not for this reader.
    """
    row = await fetch_one(
        f"SELECT p.*, {SHOWN}, {challenges.NAMED}, {challenges.PUBLIC} AS challenge_public, "
        "h.organisation = p.organisation AS challenge_own, c.id AS contest_id, "
        "c.theme_ja AS contest_theme_ja, c.theme_en AS contest_theme_en "
        f"FROM pilot p {named('p')} LEFT {challenges.challenge_of('p')} LEFT {entry_of('p')} LEFT {contest_of('e')} "
        "WHERE p.id = $1",
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
        provenance=msgspec.convert(row["provenance"], Provenance | None),
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
    "published_at",
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
