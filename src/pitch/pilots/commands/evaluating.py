"""Judging a pilot (評価). Publishing what was decided is an act of its own."""

from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import Led, Row, Step, sign
from foundation.database import SeenVersion, fetch_value
from foundation.errors import Invalid
from foundation.i18n import gettext as _
from pitch.pilots.commands.leading import PILOTS
from pitch.pilots.content import (
    EVALUATION_LIMITS,
    EvaluationContent,
    evaluation_errors,
    tidy_texts,
)
from pitch.pilots.states import Act, Outcome


async def evaluate_pilot(
    actor: Actor, pilot_id: UUID, content: EvaluationContent, version: SeenVersion
) -> Led:
    """Decide how a running pilot ends. Nothing of it is public yet; a stop may come early.

    Raises:
        Invalid: something is missing, or nothing was measured that full use or an extension could
            rest on.
        Conflict, NotFound, NotPermitted: as usual.
    """

    async def columns(step: Step[Act]) -> Row:
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
            **await sign("evaluated")(step),
        }

    return await PILOTS.lead(actor, pilot_id, Act.EVALUATE, version, columns=columns)


async def _results(pilot_id: UUID) -> int:
    return int(
        await fetch_value(
            "SELECT count(*) FROM pilot_measurement m JOIN pilot_indicator i ON i.id = m.indicator "
            "WHERE i.pilot = $1 AND m.corrected_at IS NULL",
            pilot_id,
        )
    )
