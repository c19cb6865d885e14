"""Starting pilots, publishing how they ended, and the ways back."""

from functools import partial
from uuid import UUID

from foundation.access.actor import Actor
from foundation.acts import Row, Step, clear, sign, stamp, then
from foundation.errors import Conflict, Invalid
from foundation.frozen import read_again
from foundation.i18n import gettext as _
from matching.solutions.queries import visible_solution_ids
from pitch.pilots import mails
from pitch.pilots.commands.leading import PILOTS
from pitch.pilots.commands.planning import checked, planned
from pitch.pilots.content import PilotSource
from pitch.pilots.effects import outcomes
from pitch.pilots.sources import Origin, hold_origin, origin_of
from pitch.pilots.states import Act, PilotState, SourceKind


async def _as_planned(step: Step[Act]) -> Row:
    row = step.row
    source = PilotSource(
        kind=SourceKind(row["source_kind"]),
        entry_id=row["entry"],
        challenge_id=row["challenge"],
        solution_id=row["solution"],
    )
    checked(await planned(row), source.kind, complete=True)
    origin = await read_again(
        partial(_origin_at_start, step.actor, source, row["solution"]),
        hold=partial(hold_origin, source),
    )
    return {"snapshot": origin.snapshot, **await sign("started")(step)}


async def _origin_at_start(actor: Actor, source: PilotSource, solution_id: UUID) -> Origin:
    if solution_id not in await visible_solution_ids(actor, [solution_id]):
        message = _("この解決策は、今は公開されていません。スタートアップに確かめてください。")
        raise Invalid({"solution_id": message})
    try:
        return await origin_of(actor, source)
    except Invalid as error:
        raise Conflict(
            _(
                "計画した後に、この実証の元になったものが変わったため、始められません。%(why)s",
                why=error.message,
            ),
            PilotState.PLANNED.value,
        ) from error


start_pilot = PILOTS.at_once(
    Act.START, columns=_as_planned, follow=then(outcomes.tell_running, mails.tell_started)
)
"""Begin: the solution is frozen as it is now, the pilot is public, the startup is told.

Invalid: the plan is not complete, or the solution is not public any more. Conflict: what the plan
comes from does not hold any more (entry withdrawn, result not public, taken off the shortlist,
challenge withdrawn); else as usual.
"""

return_to_plan = PILOTS.with_reason(
    Act.BACK_TO_PLAN,
    columns=clear("started_at", "started_by"),
    follow=then(outcomes.tell_not_running),
)
"""Take a running pilot back to its plan, to change it; results stay."""

cancel_pilot = PILOTS.with_reason(Act.CANCEL, columns=stamp("cancelled_at"))
"""Call off a pilot before it starts (中止)."""

resume_pilot = PILOTS.with_reason(Act.RESUME, columns=clear("cancelled_at"))
"""Take up the plan of a cancelled pilot again."""

take_back_evaluation = PILOTS.with_reason(
    Act.TAKE_BACK,
    columns=clear(
        "outcome",
        "outcome_reason_ja",
        "outcome_reason_en",
        "outcome_owner_ja",
        "outcome_owner_en",
        "budget_year",
        "evaluated_at",
        "evaluated_by",
    ),
)
"""Undo an evaluation before it is published; the pilot runs again. The audit keeps it."""

publish_evaluation = PILOTS.at_once(
    Act.PUBLISH,
    columns=sign("published"),
    follow=then(outcomes.tell_outcome, mails.tell_published),
)
"""Make evaluation and results public (公表): a fact about the solution; the startup is told."""

unpublish_evaluation = PILOTS.with_reason(
    Act.UNPUBLISH,
    columns=clear("published_at", "published_by"),
    follow=then(outcomes.tell_no_outcome),
)
"""Take a published evaluation back from the public, with its fact."""
