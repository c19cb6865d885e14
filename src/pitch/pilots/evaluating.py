"""Judging a pilot (評価), and publishing what was decided: two acts, each with its way back."""

from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.database import SeenVersion, fetch_value
from foundation.errors import Invalid
from foundation.i18n import gettext as _
from pitch.pilots import mails, outcomes
from pitch.pilots.content import (
    EVALUATION_LIMITS,
    EvaluationContent,
    evaluation_errors,
    tidy_texts,
)
from pitch.pilots.moving import PilotRecord, move
from pitch.pilots.states import Act, Outcome

Row = dict[str, Any]


async def evaluate_pilot(
    actor: Actor, pilot_id: UUID, content: EvaluationContent, version: SeenVersion
) -> PilotRecord:
    """Decide how a running pilot ends. Nothing of it is public yet; a stop may come early.

    Raises:
        Invalid: something is missing, or nothing was measured that full use or an extension could
            rest on.
        Conflict, NotFound, NotPermitted: as usual.
    """

    async def columns(_row: Row) -> dict[str, Any]:
        said: EvaluationContent = tidy_texts(content, EVALUATION_LIMITS)
        errors = evaluation_errors(said, clock.today())
        if said.outcome is not Outcome.STOP and not await _results(pilot_id):
            errors["outcome"] = _(
                "結果がまだ一つもありません。結果を記録してから決めるか、「終了」を選んでください。"
            )
        if errors:
            raise Invalid(errors)
        return {
            "outcome": said.outcome.value,
            "outcome_reason_ja": said.reason_ja,
            "outcome_reason_en": said.reason_en,
            "outcome_owner_ja": said.owner_ja,
            "outcome_owner_en": said.owner_en,
            "budget_year": said.budget_year,
            "evaluated_at": clock.now(),
            "evaluated_by": actor.account_id,
        }

    return await move(actor, pilot_id, Act.EVALUATE, version, columns=columns)


async def take_back_evaluation(
    actor: Actor, pilot_id: UUID, reason: str, version: SeenVersion
) -> PilotRecord:
    """Undo an evaluation before it is published; the pilot runs again. The audit keeps it."""

    async def columns(_row: Row) -> dict[str, Any]:
        return dict.fromkeys(
            (
                "outcome",
                "outcome_reason_ja",
                "outcome_reason_en",
                "outcome_owner_ja",
                "outcome_owner_en",
                "budget_year",
                "evaluated_at",
                "evaluated_by",
            )
        )

    return await move(actor, pilot_id, Act.TAKE_BACK, version, reason=reason, columns=columns)


async def publish_evaluation(actor: Actor, pilot_id: UUID, version: SeenVersion) -> PilotRecord:
    """Make evaluation and results public (公表): a fact about the solution; the startup is told."""

    async def columns(_row: Row) -> dict[str, Any]:
        return {"published_at": clock.now(), "published_by": actor.account_id}

    async def follow(row: Row) -> None:
        await outcomes.tell_outcome(row)
        await mails.tell_published(row)

    return await move(actor, pilot_id, Act.PUBLISH, version, columns=columns, follow=follow)


async def unpublish_evaluation(
    actor: Actor, pilot_id: UUID, reason: str, version: SeenVersion
) -> PilotRecord:
    """Take a published evaluation back from the public, with its fact."""

    async def columns(_row: Row) -> dict[str, Any]:
        return {"published_at": None, "published_by": None}

    return await move(
        actor,
        pilot_id,
        Act.UNPUBLISH,
        version,
        reason=reason,
        columns=columns,
        follow=outcomes.tell_no_outcome,
    )


async def _results(pilot_id: UUID) -> int:
    return int(
        await fetch_value(
            "SELECT count(*) FROM pilot_measurement m JOIN pilot_indicator i ON i.id = m.indicator "
            "WHERE i.pilot = $1 AND m.corrected_at IS NULL",
            pilot_id,
        )
    )
