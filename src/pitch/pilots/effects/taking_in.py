"""Taking in pilots of the past and of the sample data, as they stand."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import insert, require_transaction
from matching.solutions.queries import solution_snapshot
from matching.vocabulary.provenance import Provenance
from pitch.pilots.content import (
    EvaluationContent,
    IndicatorContent,
    MeasurementContent,
    PilotContent,
    PilotSource,
    indicator_columns,
    plan_columns,
    tidy,
)
from pitch.pilots.effects import outcomes
from pitch.pilots.states import PilotState
from pitch.pilots.tables import Indicator, Measurement, Pilot


class PastIndicator(msgspec.Struct, kw_only=True, frozen=True):
    """An indicator of a pilot that is taken in.

    Attributes:
        content: its `id` is the one it gets.
        results: id and result each; a result of history may have a note and no figure.
    """

    content: IndicatorContent
    results: list[tuple[UUID, MeasurementContent]] = []


class PastEvaluation(msgspec.Struct, kw_only=True, frozen=True):
    """How a pilot that is taken in ended; `published_at` None keeps it back."""

    content: EvaluationContent
    evaluated_at: datetime
    published_at: datetime | None = None


async def take_in(
    actor: Actor,
    *,
    pilot_id: UUID,
    organisation_id: UUID,
    startup_id: UUID,
    source: PilotSource,
    content: PilotContent,
    indicators: list[PastIndicator],
    state: PilotState,
    created_at: datetime,
    agreed_at: datetime | None = None,
    evaluation: PastEvaluation | None = None,
    provenance: Provenance | None = None,
    created_by: UUID | None = None,
) -> bool:
    """Take in a pilot of the past or of the sample data as it stands; a known id is left alone.

    Args:
        source: `solution_id` must be there; `entry_id` or `challenge_id` as its kind asks.
        content: its own `indicators` are not looked at.
        state: planned, running or evaluated; from running on the period must be there, and it is
            told as started on its first day.
        agreed_at: when both sides agreed on the plan.
        evaluation: must be there where the state says so.

    Returns:
        Whether it was new.
    """
    require_transaction()
    if source.solution_id is None:
        raise ValueError("a pilot tries a solution")
    content = tidy(content)
    started_at = _started_at(content, state)
    row = await insert(
        Pilot,
        id=pilot_id,
        organisation=organisation_id,
        startup=startup_id,
        solution=source.solution_id,
        challenge=source.challenge_id,
        source_kind=source.kind.value,
        entry=source.entry_id,
        snapshot=await solution_snapshot(source.solution_id),
        state=state.value,
        created_at=created_at,
        created_by=created_by,
        updated_at=evaluation.evaluated_at if evaluation else started_at or created_at,
        agreed_at=agreed_at,
        started_at=started_at,
        provenance=msgspec.to_builtins(provenance),
        **plan_columns(content),
        **(_evaluation_columns(evaluation) if evaluation else {}),
    )
    if row is None:
        return False
    for position, indicator in enumerate(indicators):
        await _take_in_indicator(pilot_id, position, indicator)
    after = {"state": state.value, "title": content.title_ja}
    await record(actor, "pilot.taken_in", "pilot", pilot_id, None, after)
    if state is not PilotState.PLANNED:
        await outcomes.tell_running(row)
    if row["published_at"] is not None:
        await outcomes.tell_outcome(row)
    return True


def _started_at(content: PilotContent, state: PilotState) -> datetime | None:
    if state is PilotState.PLANNED:
        return None
    if content.starts_on is None:
        raise ValueError("a pilot that has started has a first day")
    return clock.at_tokyo(content.starts_on, 9)


async def _take_in_indicator(pilot_id: UUID, position: int, indicator: PastIndicator) -> None:
    await insert(
        Indicator,
        id=indicator.content.id,
        pilot=pilot_id,
        position=position,
        **indicator_columns(indicator.content),
    )
    for measurement_id, result in indicator.results:
        await insert(
            Measurement,
            id=measurement_id,
            indicator=indicator.content.id,
            recorded_at=clock.at_tokyo(result.measured_on, 17),
            **msgspec.structs.asdict(result),
        )


def _evaluation_columns(evaluation: PastEvaluation) -> dict[str, Any]:
    said = evaluation.content
    return {
        "outcome": said.outcome.value,
        "outcome_reason_ja": said.reason_ja,
        "outcome_reason_en": said.reason_en,
        "outcome_owner_ja": said.owner_ja,
        "outcome_owner_en": said.owner_en,
        "budget_year": said.budget_year,
        "evaluated_at": evaluation.evaluated_at,
        "published_at": evaluation.published_at,
    }
