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
from pitch.pilots.states import Better, Outcome, PilotState, SourceKind
from portal.demo.loading.context import Load, provenance_of
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
    return PilotContent(
        title_ja=pilot.title_ja,
        title_en=pilot.title_en,
        site_ja=pilot.site_ja,
        site_en=pilot.site_en,
        section_ja=pilot.section_ja,
        section_en=pilot.section_en,
        starts_on=pilot.starts.on(load.today),
        ends_on=pilot.ends.on(load.today),
        period_note_ja=pilot.period_note_ja,
        period_note_en=pilot.period_note_en,
        plan_ja=pilot.plan_ja,
        plan_en=pilot.plan_en,
        hypothesis_ja=pilot.hypothesis_ja,
        hypothesis_en=pilot.hypothesis_en,
        call_name_ja=pilot.source if pilot.source_kind == "open_call" else None,
    )


def _indicator(pilot: Pilot, indicator: Indicator, load: Load) -> effects.PastIndicator:
    key = f"{pilot.id}/{indicator.id}"
    return effects.PastIndicator(
        content=IndicatorContent(
            id=demo_id("indicator", key),
            name_ja=indicator.name_ja,
            name_en=indicator.name_en,
            unit_ja=indicator.unit_ja,
            unit_en=indicator.unit_en,
            method_ja=indicator.method_ja,
            method_en=indicator.method_en,
            better=Better(indicator.better),
            baseline=indicator.baseline,
            target=indicator.target,
        ),
        results=[
            (
                demo_id("measurement", f"{key}/{place}"),
                MeasurementContent(
                    measured_on=result.on.on(load.today),
                    value=result.value,
                    sample_size=result.sample_size,
                    note_ja=result.note_ja,
                    note_en=result.note_en,
                ),
            )
            for place, result in enumerate(indicator.results)
        ],
    )


def _evaluation(evaluation: Evaluation, load: Load) -> effects.PastEvaluation:
    """How it ended, public from the moment it was decided."""
    at = evaluation.evaluated.at(load.today)
    return effects.PastEvaluation(
        content=EvaluationContent(
            outcome=Outcome(evaluation.outcome),
            reason_ja=evaluation.reason_ja,
            reason_en=evaluation.reason_en,
            owner_ja=evaluation.owner_ja,
            owner_en=evaluation.owner_en,
            budget_year=evaluation.budget_year(load.today),
        ),
        evaluated_at=at,
        published_at=at,
    )
