"""Pilots with what they measured and how they ended."""

from datetime import datetime
from uuid import UUID

from foundation import clock
from foundation.access.actor import SYSTEM
from pitch.pilots import effects
from pitch.pilots.content import (
    EvaluationContent,
    IndicatorContent,
    MeasurementContent,
    PilotContent,
    PilotSource,
)
from pitch.pilots.states import PilotState, SourceKind
from portal.demo.loading.context import Load, provenance_of, told_as
from portal.demo.loading.ids import demo_id, organisation_id
from portal.demo.records import Evaluation, Indicator, Pilot


async def load_pilots(load: Load) -> None:
    """Pilots; needs contests with their entries."""
    for pilot in load.data.pilots:
        await effects.take_in(
            SYSTEM,
            pilot_id=demo_id("pilot", pilot.id),
            organisation_id=organisation_id(pilot.bureau),
            startup_id=load.startup_of(pilot.solution),
            source=_source(pilot),
            content=_content(pilot, load),
            indicators=[_indicator(pilot, indicator, load) for indicator in pilot.indicators],
            state=PilotState(pilot.state),
            created_at=_created(pilot, load),
            agreed_at=pilot.agreed.at(load.today) if pilot.agreed else None,
            evaluation=_evaluation(pilot.evaluation, load) if pilot.evaluation else None,
            provenance=provenance_of(pilot.provenance, pilot.sample_fields),
            created_by=load.person(pilot.bureau, "pilot_owner"),
        )


def _created(pilot: Pilot, load: Load) -> datetime:
    """When it was first written down: no record tells, so as late as it can have been."""
    known = pilot.agreed or pilot.starts
    return min(known.at(load.today), clock.now())


def _source(pilot: Pilot) -> PilotSource:
    kind = SourceKind(pilot.source_kind)
    entry: UUID | None = None
    if kind is SourceKind.CONTEST_ENTRY:
        entry = demo_id("entry", pilot.source)
    return PilotSource(
        kind=kind,
        entry_id=entry,
        challenge_id=demo_id("challenge", pilot.challenge),
        solution_id=demo_id("solution", pilot.solution),
    )


def _content(pilot: Pilot, load: Load) -> PilotContent:
    return told_as(
        PilotContent,
        pilot,
        starts_on=pilot.starts.on(load.today),
        ends_on=pilot.ends.on(load.today),
        indicators=[],  # taken in beside it, with their results
        call_name_ja=pilot.source if pilot.source_kind == "open_call" else None,
    )


def _indicator(pilot: Pilot, indicator: Indicator, load: Load) -> effects.PastIndicator:
    key = f"{pilot.id}/{indicator.id}"
    return effects.PastIndicator(
        content=told_as(IndicatorContent, indicator, id=demo_id("indicator", key)),
        results=[
            (
                demo_id("measurement", f"{key}/{place}"),
                told_as(MeasurementContent, result, measured_on=result.on.on(load.today)),
            )
            for place, result in enumerate(indicator.results)
        ],
    )


def _evaluation(evaluation: Evaluation, load: Load) -> effects.PastEvaluation:
    """How it ended, public from the moment it was decided."""
    at = evaluation.evaluated.at(load.today)
    return effects.PastEvaluation(
        content=told_as(
            EvaluationContent, evaluation, budget_year=evaluation.budget_year(load.today)
        ),
        evaluated_at=at,
        published_at=at,
    )
